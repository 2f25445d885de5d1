//! How the structured syntax is read, and what it refuses (`cloudsearch.md` §3).

use carnet::directory::language::structured;

use crate::tree::show;

#[test]
fn expressions_are_read_as_written() {
    for (fq, tree) in [
        ("matchall", "everything"),
        (" 'rue' ", "rue"),
        ("city:'Lyon'", "city:Lyon"),
        ("city : 'Lyon'", "city:Lyon"),
        ("_id:'hw01'", "_id:hw01"),
        ("street:'l\\'h\\\\ \"a\"'", "street:l'h\\ \"a\""),
        ("city:''", "nothing"),
        ("profession_code:-5", "profession_code:#-5"),
        ("profession_code:'21'", "profession_code:#21"),
        ("profession_code:'x'", "profession_code:x"),
        ("(and(or city:'a' city:'b')(not gender:'F'))", "((city:a|city:b)&!gender:F)"),
        ("(and city:'a')", "city:a"),
        ("(not field=city 'Lyon')", "!city:Lyon"),
        ("(or field=city 'a' 'b' street:'c')", "(city:a|city:b|street:c)"),
        ("(and 'de' 'rue')", "rue^(de)"),
        ("(and boost=2 city:'a' city:'b')", "2*(city:a&city:b)"),
        ("(term field='city' boost=1.5 'a')", "1.5*city:a"),
        ("(term 'a')", "a"),
        ("(term field=profession_code 12)", "profession_code:#12"),
        ("(phrase field=\"street\" 'a b')", "street:'a b'"),
        ("(near field=street distance=3 'a b')", "street:'a b'~3"),
        ("(near 'a b')", "'a b'"),
        ("(prefix field=postcode '75')", "postcode:75…"),
        ("profession_code:1.0", "profession_code:#1"),
        ("profession_code:-5.00", "profession_code:#-5"),
        ("profession_code:1.5", "nothing"),
        ("(term field=profession_code 1.5)", "nothing"),
        ("(near distance=200 'a b')", "'a b'~200"),
        ("(near distance=201 'a b')", "'a b'~200"),
        ("(near distance=99999999999 'a b')", "'a b'~200"),
        ("(and 'rue' (not 'de'))", "rue"),
        ("(or 'rue' 'de')", "rue^(de)"),
        ("(and 'rue' (and 'de' 'la'))", "rue^((de&la))"),
        ("(and 'rue' (term boost=2 'de'))", "rue^(2*de)"),
        ("(and 'rue' (phrase 'de la'))", "rue^('de la')"),
        ("(and 'rue' city:'eu')", "(rue&city:eu)"),
        ("(not 'de')", "!de"),
        ("(and 'de' (not 'la'))", "(de&!la)"),
        ("(and 'rue' 'a')", "(rue&a)"),
    ] {
        assert_eq!(show(&structured::parse(fq).unwrap()), tree, "{fq}");
    }
}

#[test]
fn ranges_carry_a_curly_brace_where_they_are_open() {
    for (fq, tree) in [
        ("profession_code:[1,2]", "profession_code:[#1,#2]"),
        ("profession_code:{ 1 , 2 ]", "profession_code:{#1,#2]"),
        ("profession_code:{,2}", "profession_code:{,#2}"),
        ("profession_code:['1',}", "profession_code:[#1,}"),
        ("(range field=profession_code {,})", "profession_code:{,}"),
        ("_id:['hw01','hw05'}", "_id:[hw01,hw05}"),
        ("profession_code:[0.5,1.5]", "profession_code:{#0,#1]"),
        ("profession_code:{0.5,1.5}", "profession_code:{#0,#1]"),
        ("profession_code:[-1.5,-0.5]", "profession_code:[#-1,#0}"),
        ("profession_code:[1.0,2.0}", "profession_code:[#1,#2}"),
    ] {
        assert_eq!(show(&structured::parse(fq).unwrap()), tree, "{fq}");
    }
}

#[test]
fn anything_else_is_refused() {
    for fq in [
        "",
        " ",
        "Lyon",
        "city",
        "city:",
        "city:Lyon",
        "city:'Lyon",
        "city:'a' city:'b'",
        "City:'a'",
        "nosuch:'a'",
        "(and)",
        "()",
        "(and city:'a'",
        "city:'a')",
        "(AND city:'a')",
        "(not city:'a' city:'b')",
        "(not)",
        "(not term field=gender 'F')",
        "(andcity:'a')",
        "(term 2)",
        "(term field=city)",
        "(term field=nosuch 'a')",
        "(term field=city field=street 'a')",
        "(term field= 'a')",
        "(term color=1 field=city 'a')",
        "(term field=city boost=0 'a')",
        "(term field=city boost=-1 'a')",
        "(term distance=1 'a')",
        "(phrase 'a' 'b')",
        "(phrase field=postcode 'a')",
        "(phrase city:'a')",
        "(near distance=x 'a b')",
        "(near distance=-1 'a b')",
        "(prefix '')",
        "(prefix field=profession_code '1')",
        "(range [1,2])",
        "(range field=profession_code 1)",
        "profession_code:1..2",
        "profession_code:1.",
        "profession_code:.5",
        "profession_code:-",
        "profession_code:1..2",
        "profession_code:1.5.2",
        "(and 1 2)",
        "(and field=profession_code 1 2)",
        "(or -1)",
        "(near distance=0 'a b')",
        "(near distance=00 'a b')",
        "(near distance=1.5 'a b')",
        "(term field=city boost=inf 'a')",
        "(term field=city boost=1e3 'a')",
        "(prefix field=city)",
        "(phrase field=city 12)",
        "(range field=city)",
        "profession_code:[,2]",
        "profession_code:[1,]",
        "profession_code:[1 2]",
        "profession_code:[1,2",
        "profession_code:['a','b']",
        "profession_code:99999999999999999999",
        "postcode:75012",
        "postcode:[1,2]",
        "(filter city:'a')",
        "matchall matchall",
        "\"rue\"",
    ] {
        let refusal = structured::parse(fq).err().map(|refusal| refusal.to_string());
        assert!(refusal.is_some_and(|words| words.starts_with("Syntax error in query")), "{fq}");
    }
}

#[test]
fn what_is_missing_after_an_operator_is_named_with_its_place() {
    for (fq, told) in [
        ("(and)", "expected an expression at character 5"),
        ("(or)", "expected an expression at character 4"),
        ("(not)", "expected an expression at character 5"),
        ("(and )", "expected an expression at character 6"),
        ("(and field=city)", "expected an expression at character 16"),
        ("(term)", "expected a string in single quotes, as no field is named at character 6"),
        ("(phrase)", "expected a string in single quotes at character 8"),
        ("(prefix)", "expected a string in single quotes at character 8"),
        ("(range)", "expected field=NAME before the range at character 7"),
        ("()", "expected one of and, or, not, term, phrase, near, prefix, range at character 2"),
        ("(xor)", "expected one of and, or, not, term, phrase, near, prefix, range at character 2"),
    ] {
        let refusal = structured::parse(fq).unwrap_err().to_string();
        assert_eq!(refusal, format!("Syntax error in query: {told}."), "{fq}");
    }
}
