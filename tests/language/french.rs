//! What French words find: stems, accents, stop words, beginnings (`cloudsearch.md` §2.6, §4.4).

use carnet::domain::{
    entry::{Coded, Entry},
    search::SearchRequest,
};
use tantivy::Searcher;

use crate::harness::{self, ids, request};

/// Invented organizations, each with one of these names, `o1` the first.
fn named(names: &[&str]) -> Searcher {
    let entry = |(at, name): (usize, &&str)| Entry {
        id: format!("o{}", at + 1),
        registered_name: Some((*name).to_owned()),
        ..Entry::default()
    };
    harness::searcher(&names.iter().enumerate().map(entry).collect::<Vec<_>>())
}

/// People with these last names and towns, `o1` the first.
fn people(people: &[(&str, &str)]) -> Searcher {
    let entry = |(at, (name, city)): (usize, &(&str, &str))| Entry {
        id: format!("o{}", at + 1),
        last_name: Some((*name).to_owned()),
        city: Some((*city).to_owned()),
        ..Entry::default()
    };
    harness::searcher(&people.iter().enumerate().map(entry).collect::<Vec<_>>())
}

#[track_caller]
fn found(searcher: &Searcher, q: &str) -> String {
    sorted(ids(searcher, &request(q)).unwrap())
}

#[track_caller]
fn filtered(searcher: &Searcher, fq: &str) -> String {
    let request = SearchRequest { fq: Some(fq.to_owned()), ..request("-zzzz") };
    sorted(ids(searcher, &request).unwrap())
}

fn sorted(mut ids: Vec<String>) -> String {
    ids.sort_unstable();
    ids.join(" ")
}

#[test]
fn a_word_is_found_in_all_its_forms_with_accents_or_without() {
    let homes = named(&[
        "Foyer pour handicapées",
        "Aide aux handicapés",
        "ACCUEIL HANDICAPE",
        "Maison de retraite",
        "Les Retraités unis",
    ]);
    for q in ["handicapé", "handicapée", "handicapés", "handicapées", "handicape", "HANDICAPEES"] {
        assert_eq!(found(&homes, q), "o1 o2 o3", "{q}");
        assert_eq!(filtered(&homes, &format!("registered_name:'{q}'")), "o1 o2 o3", "{q}");
    }
    for q in ["retraite", "retraité", "retraitée", "RETRAITES"] {
        assert_eq!(found(&homes, q), "o4 o5", "{q}");
    }
}

#[test]
fn phrases_are_found_with_accents_or_without_in_both_syntaxes() {
    let places = named(&[
        "Clinique de l'Été",
        "CLINIQUE DE L ETE",
        "Foyer des sages-femmes",
        "Accueil de jour handicapée",
        "ACCUEIL DE JOUR HANDICAPE",
    ]);
    for (phrase, expected) in [
        ("Été", ""),
        ("ete", "o1 o2"),
        ("clinique de l'été", "o1 o2"),
        ("clinique de l'ete", "o1"),
        ("clinique de l ete", "o2"),
        ("sages-femmes", "o3"),
        ("SAGES FEMMES", "o3"),
        ("femmes sages", ""),
        ("handicapée", "o4 o5"),
        ("jour handicapés", "o4 o5"),
        ("jour handicape", "o4 o5"),
    ] {
        assert_eq!(found(&places, &format!("\"{phrase}\"")), expected, "{phrase}");
        let quoted = phrase.replace('\'', r"\'");
        assert_eq!(filtered(&places, &format!("(phrase '{quoted}')")), expected, "{phrase}");
    }
    for word in ["sages-femmes", "Sages-Femmes", "sages*", "FEMM*"] {
        assert_eq!(found(&places, word), "o3", "{word}");
    }
    for beginning in ["handicapé", "HANDICAPE", "handicap"] {
        assert_eq!(found(&places, &format!("{beginning}*")), "o4 o5", "{beginning}");
        assert_eq!(filtered(&places, &format!("(prefix '{beginning}')")), "o4 o5", "{beginning}");
    }
}

#[test]
fn a_stop_word_is_one_as_it_is_spelt() {
    let places = named(&[
        "Centre A",
        "Centre B",
        "Soins à domicile",
        "SOINS A DOMICILE",
        "Soins domicile",
        "Clinique de l'Été",
        "Centre où",
        "Centre ou",
    ]);
    for (q, expected) in [
        ("centre a", "o1"),
        ("a", "o1 o3 o4"),
        ("à", ""),
        ("-a", "o2 o5 o6 o7 o8"),
        ("soins à domicile", "o3 o4 o5"),
        ("soins a domicile", "o3 o4"),
        ("\"soins a domicile\"", "o3 o4"),
        ("\"soins à domicile\"", "o3 o4"),
        ("clinique ete", "o6"),
        ("clinique été", "o6"),
        ("centre où", "o7"),
        ("centre ou", "o1 o2 o7 o8"),
        ("clinique du", "o6"),
        ("clinique dû", ""),
    ] {
        assert_eq!(found(&places, q), expected, "{q}");
    }
    assert_eq!(filtered(&places, "(and 'centre' 'a')"), "o1");
    assert_eq!(filtered(&places, "registered_name:'soins a domicile'"), "o3 o4");
}

#[test]
fn a_stop_word_inside_a_string_a_phrase_or_a_word_in_parts_decides_nothing() {
    let towns =
        people(&[("Le Petit", "Marseille"), ("Petit", "Lyon"), ("Du Pont", "Albi"), ("Martin", "Saint-Leu")]);
    for (q, expected) in [
        ("le-petit", "o1 o2"),
        ("de-marseille", "o1"),
        ("d'albi", "o3"),
        ("\"m. petit\"", "o1 o2"),
        ("\"petit de\"~2", "o1 o2"),
        ("-d'albi", "o1 o2 o4"),
        ("le-pont", "o3"),
    ] {
        assert_eq!(found(&towns, q), expected, "{q}");
    }
    for (fq, expected) in [
        ("'le petit'", "o1 o2"),
        ("(and 'lyon' 'petit de')", "o2"),
        ("(phrase 'le petit')", "o1 o2"),
        ("last_name:'le petit'", "o1"),
        ("(phrase field=last_name 'le petit')", "o1"),
    ] {
        assert_eq!(filtered(&towns, fq), expected, "{fq}");
    }
    assert_eq!(ids(&towns, &request("le-petit")).unwrap(), ["o1", "o2"], "whoever has it stands higher");
    let of_names =
        |q| SearchRequest { options: Some("{fields:['last_name','city']}".to_owned()), ..request(q) };
    assert_eq!(ids(&towns, &of_names("le-petit")).unwrap(), ["o1"], "beside no text all of them decide");
}

#[test]
fn what_is_only_left_out_is_left_out_by_stop_words_too() {
    let towns = people(&[("Vasseurt", "Eu"), ("Lamartin", "Lyon"), ("De Rochebrune", "Lyon")]);
    for (q, expected) in
        [("-eu", "o2 o3"), ("-de", "o1 o2"), ("-(eu |de)", "o2"), ("lyon -de", "o2 o3"), ("-(-eu)", "o1")]
    {
        assert_eq!(found(&towns, q), expected, "{q}");
    }
    assert_eq!(filtered(&towns, "(not 'eu')"), "o2 o3");
    assert_eq!(filtered(&towns, "(and 'lyon' (not 'de'))"), "o2 o3");
}

#[test]
fn a_beginning_is_compared_as_it_is_written() {
    let towns = people(&[("O'Brien", "Lyon"), ("NDiaye", "Saint-Denis"), ("D'Arcourt", "Ly")]);
    for (prefix, expected) in [
        ("ly", "o1 o3"),
        ("LY", "o1 o3"),
        ("ly*", ""),
        ("ly.", ""),
        ("ly ", ""),
        (" ly", ""),
        ("(ly", ""),
        ("saint-d", ""),
        ("saint", "o2"),
        ("saintd", "o2"),
    ] {
        assert_eq!(filtered(&towns, &format!("(prefix field=city '{prefix}')")), expected, "{prefix:?}");
        assert_eq!(filtered(&towns, &format!("(prefix '{prefix}')")), expected, "{prefix:?}");
    }
    for (q, expected) in [
        ("ly**", ""),
        ("o'b*", "o1"),
        ("o'*", "o1"),
        ("O’BR*", "o1"),
        ("obr*", "o1"),
        ("d'arc*", "o3"),
        ("lyon**", ""),
        ("o'brian~1", "o1"),
        ("ly!~1", "o3"),
    ] {
        assert_eq!(found(&towns, q), expected, "{q}");
    }
    let texts = named(&["S.E.L.A.R.L. du Lac", "Hôpital Nord"]);
    for (q, expected) in [
        ("s.e.l*", "o1"),
        ("s.e.*", "o1"),
        ("selarl*", "o1"),
        ("hôp*", "o2"),
        ("hop*", "o2"),
        ("nor-*", ""),
        ("nord**", ""),
    ] {
        assert_eq!(found(&texts, q), expected, "{q}");
    }
}

#[test]
fn a_phrase_stands_within_one_of_several_values() {
    let skill = |name: &str| Coded { code: name.to_lowercase(), name: name.to_owned() };
    let entry = |id: &str, skills: &[&str]| Entry {
        id: id.to_owned(),
        skills: skills.iter().map(|name| skill(name)).collect(),
        ..Entry::default()
    };
    let searcher = harness::searcher(&[
        entry("o1", &["Biologie médicale", "Chirurgie générale"]),
        entry("o2", &["Médicale chirurgie"]),
    ]);
    let wide = "(near field=skill_name distance=200 'medicale chirurgie')";
    let gapped = format!("(phrase field=skill_name 'medicale {}chirurgie')", "de ".repeat(300));
    for (fq, expected) in [
        ("skill_name:'medicale chirurgie'", "o1 o2"),
        ("(phrase field=skill_name 'medicale chirurgie')", "o2"),
        (wide, "o2"),
        ("(near field=skill_name distance=200 'chirurgie biologie')", ""),
        ("(near field=skill_name distance=2 'generale chirurgie')", "o1"),
        (gapped.as_str(), ""),
    ] {
        assert_eq!(filtered(&searcher, fq), expected, "{fq}");
    }
    assert_eq!(found(&searcher, "\"medicale chirurgie\"~200"), "o2");
}
