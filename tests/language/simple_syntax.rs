//! How the simple syntax is read and repaired (`cloudsearch.md` §2.3–§2.9).

use carnet::directory::language::{options::Options, simple};

use crate::tree::show;

fn with(options: &str, q: &str) -> String {
    show(&simple::parse(q, &Options::parse(options).unwrap()).unwrap())
}

fn read(q: &str) -> String {
    with("{}", q)
}

#[test]
fn operators_have_equal_rank_and_associate_left() {
    for (q, tree) in [
        ("rue paix", "(rue&paix)"),
        ("rue |paix", "(rue|paix)"),
        ("rue |paix lac", "((rue|paix)&lac)"),
        ("rue paix |lac", "((rue&paix)|lac)"),
        ("+(rue|paix)+lac", "((rue|paix)&lac)"),
        ("rue -paix", "(rue&!paix)"),
        ("rue-paix", "rue-paix"),
        ("-rue", "!rue"),
        ("--rue", "rue"),
        ("- rue", "rue"),
        ("rue |-paix", "(rue|!paix)"),
        ("-(rue paix) lac", "(!(rue&paix)&lac)"),
        ("-\"rue basse\"", "!'rue basse'"),
    ] {
        assert_eq!(read(q), tree, "{q}");
    }
    assert_eq!(with("{defaultOperator:'or'}", "rue paix +lac"), "((rue|paix)&lac)");
}

#[test]
fn suffixes_belong_to_the_whole_word() {
    for (q, tree) in [
        ("rue*", "rue…"),
        ("r*ue", "r*ue"),
        ("r*ue*", "r*ue…"),
        ("*", "nothing"),
        ("rue\\*", "rue*"),
        ("rue~1", "rue~1"),
        ("rue~9", "rue~2"),
        ("rue~", "rue"),
        ("rue~x", "rue"),
        ("rue~1*", "rue"),
        ("rue\\~1", "rue~1"),
        ("\"rue basse\"~3", "'rue basse'~3"),
        ("\"rue basse\"~x", "'rue basse'"),
        ("\"rue \\\"basse\\\"\"", "'rue \"basse\"'"),
        ("rue\\ basse", "rue basse"),
        ("rue\\", "rue"),
        ("\\-rue", "-rue"),
    ] {
        assert_eq!(read(q), tree, "{q}");
    }
}

#[test]
fn whatever_is_malformed_is_repaired() {
    for (q, tree) in [
        ("", "nothing"),
        (" \t", "nothing"),
        ("+ | -", "nothing"),
        ("\"rue", "rue"),
        ("(rue", "rue"),
        ("rue)", "rue"),
        ("((rue)", "rue"),
        ("(rue \"basse) paix", "(rue&basse&paix)"),
        ("|rue", "rue"),
        ("rue |", "rue"),
        ("rue |+ paix", "(rue|paix)"),
        ("rue | () paix", "(rue&paix)"),
        ("rue | \"\" paix", "(rue&paix)"),
        ("rue | ( ) paix", "(rue|paix)"),
        ("rue | !!! paix", "(rue|paix)"),
        ("()", "nothing"),
    ] {
        assert_eq!(read(q), tree, "{q}");
    }
}

#[test]
fn disabled_operators_are_ordinary_characters() {
    for (operators, q, tree) in [
        ("and", "rue +paix", "(rue&+paix)"),
        ("or", "rue | paix", "(rue&paix)"),
        ("not", "rue -paix", "(rue&-paix)"),
        ("prefix", "rue*", "rue*"),
        ("phrase", "\"rue basse\"", "(\"rue&basse\")"),
        ("precedence", "(rue |paix) lac", "(((rue|paix))&lac)"),
        ("near", "\"rue basse\"~1 paix", "('rue basse'&~1&paix)"),
        ("fuzzy", "rue~1", "rue~1"),
        ("escape", "rue\\*", "rue\\…"),
        ("whitespace", "rue basse", "rue basse"),
    ] {
        assert_eq!(with(&format!("{{operators:['{operators}']}}"), q), tree, "{operators}");
    }
}

#[test]
fn a_word_that_text_leaves_out_adds_to_the_score_or_is_the_whole_query() {
    for (q, tree) in [
        ("rue de lac", "(rue&lac)^(de)"),
        ("rue |de lac", "(rue|lac)^(de)"),
        ("de", "de"),
        ("(de) la", "(de&la)"),
        ("-de rue", "rue"),
        ("-de", "!de"),
        ("-eu", "!eu"),
        ("-(de la)", "!(de&la)"),
        ("--de", "de"),
        ("-(-de)", "!!de"),
        ("-a", "!a"),
        ("rue a", "(rue&a)"),
        ("rue à", "rue^(à)"),
        ("rue où", "(rue&où)"),
        ("rue ÉTÉ", "rue^(ÉTÉ)"),
        ("rue !*", "(rue&!…)"),
        ("rue (de la)", "rue^(de,la)"),
        ("\"de la\" rue", "rue^('de la')"),
        ("de* rue", "(de…&rue)"),
    ] {
        assert_eq!(read(q), tree, "{q}");
    }
    assert_eq!(with("{fields:['city']}", "ville d eu"), "(ville&d&eu)");
    assert_eq!(with("{fields:['street']}", "rue de"), "rue");
    assert_eq!(with("{fields:['street']}", "de"), "nothing");
    assert_eq!(with("{fields:['street']}", "-de"), "nothing");
    assert_eq!(with("{fields:['street','postcode']}", "rue de"), "rue^(de)");
    assert_eq!(with("{fields:['postcode']}", "rue !"), "(rue&!)");
}
