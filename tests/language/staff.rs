//! What people type finds whom they mean, the exact name first.

use carnet::{
    directory::{index::search, language::words},
    domain::{
        abilities::Abilities,
        criteria::{EVERYTHING, LINKING},
        entry::{Coded, Entry},
        identifiers::{Finess, Rpps},
        search::SearchRequest,
        staff_query::{self, StaffSearch},
    },
};
use tantivy::Searcher;

use crate::{harness, people};

/// Staff who search an index.
pub struct Staff(pub Searcher);

impl Staff {
    fn new() -> Self {
        Self(harness::searcher(&people::entries()))
    }

    fn ids(&self, request: &SearchRequest) -> String {
        harness::ids(&self.0, request).unwrap().join(" ")
    }

    /// The ids found by a filled-in search.
    pub fn find(&self, search: StaffSearch) -> String {
        self.ids(&staff_query::request(&StaffSearch { size: 20, ..search }, &Abilities::FULL).unwrap())
    }

    /// The ids found by a text in the box.
    pub fn typed(&self, text: &str) -> String {
        self.find(StaffSearch { text: text.to_owned(), ..StaffSearch::default() })
    }

    fn near(&self, text: &str) -> String {
        let search = StaffSearch { text: text.to_owned(), size: 20, ..StaffSearch::default() };
        self.ids(&staff_query::near(&search, &Abilities::FULL).unwrap())
    }
}

fn set(ids: &str) -> Vec<&str> {
    let mut ids: Vec<&str> = ids.split(' ').collect();
    ids.sort_unstable();
    ids
}

#[test]
fn words_in_any_order_accents_and_case_find_the_exact_name_first() {
    let staff = Staff::new();
    let expected = "p01 p04 p03 p02";
    for typed in ["lefevre nadi", "Lefèvre Nadi", "LEFEVRE nadi", "  LEFÈVRE   Nadi "] {
        let found = staff.typed(typed);
        assert_eq!(set(&found), set(expected), "{typed}");
        assert!(found.starts_with("p01 p04"), "{typed}: {found}");
    }
    assert_eq!(staff.typed("Nadi lefevre"), "p01 p04 p03");
    assert_eq!(staff.typed("lefevre nadi paris").split(' ').next(), Some("p01"));
}

#[test]
fn an_exact_last_name_stands_above_longer_ones_and_other_fields() {
    let staff = Staff::new();
    let found = staff.typed("martin");
    let place =
        |id| found.split(' ').position(|found| found == id).unwrap_or_else(|| panic!("{id}: {found}"));
    assert_eq!(&found[..7], "p13 p18", "{found}");
    assert!(place("p16") < place("p17"), "a compound name before a street: {found}");
    assert!(place("p14") < place("p17"), "a longer name before a street: {found}");
    assert!(staff.typed("martin sophie").starts_with("p13 p18"));
}

#[test]
fn the_last_word_may_be_unfinished() {
    let staff = Staff::new();
    assert_eq!(staff.typed("rochebrune je"), "p07 p08");
    assert_eq!(staff.typed("rochebrune jean-pi"), "p07 p08");
    assert_eq!(set(&staff.typed("traor")), set("p19 p20 p21"));
    assert_eq!(staff.typed("z"), "p24");
    assert_eq!(staff.typed("pharmacie de la gare"), "p04");
    assert!(staff.typed("pharmacie de la").contains("p04"));
}

#[test]
fn names_written_as_one_word_or_several_are_the_same() {
    let staff = Staff::new();
    for typed in ["n'diaye", "NDIAYE", "n diaye", "N’Diaye"] {
        assert_eq!(set(&staff.typed(typed)), ["p05", "p06"], "{typed}");
    }
    for typed in ["jean pierre", "jeanpierre", "Jean-Pierre rochebrune", "rochebrune jean pierre"] {
        assert_eq!(set(&staff.typed(typed)), ["p07", "p08"], "{typed}");
    }
    for typed in ["de la martin", "delamartin", "de lamartin"] {
        let found = staff.typed(typed);
        assert!(found.contains("p09") && found.contains("p10"), "{typed}: {found}");
    }
    for typed in ["st denis", "saint denis", "Saint-Denis", "saintdenis"] {
        assert_eq!(set(&staff.typed(typed)), ["p09", "p10", "p23", "p24"], "{typed}");
    }
    for typed in ["selarl beaupré", "S.E.L.A.R.L. Beaupre"] {
        assert_eq!(set(&staff.typed(typed)), ["p05", "p06"], "{typed}");
    }
    assert_eq!(staff.typed("d'arcourt"), "p12");
    assert_eq!(staff.typed("darcourt"), "p12");
}

#[test]
fn short_towns_and_initials_are_found() {
    let staff = Staff::new();
    assert_eq!(staff.typed("eu").split(' ').next(), Some("p11"));
    assert_eq!(staff.typed("pelloux m d"), "p23");
    assert_eq!(staff.typed("sainte foy"), "p11");
    assert_eq!(staff.typed("l'hay"), "p12");
}

#[test]
fn identifiers_and_postcodes_are_what_they_look_like() {
    let staff = Staff::new();
    assert_eq!(staff.typed("19 900 000 005"), "p05");
    assert_eq!(staff.typed("2a 000 0154"), "p04");
    assert_eq!(staff.typed("750000993"), "p02 p03 p18 p19 p20 p21");
    assert_eq!(staff.typed("69003"), "p05 p06");
    assert_eq!(staff.typed("martin 75012"), "p18");
    assert_eq!(staff.typed("martin 67"), "p17");
    assert_eq!(staff.typed("lefevre 20"), "p04");
    assert_eq!(set(&staff.typed("12 rue basse")), ["p13", "p14"]);
}

#[test]
fn filters_narrow_and_alone_list_in_the_order_of_ids() {
    let staff = Staff::new();
    let with = |search: StaffSearch| staff.find(search);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(with(StaffSearch { department: some("2A"), ..StaffSearch::default() }), "p04");
    assert_eq!(with(StaffSearch { town: some("St Denis"), ..StaffSearch::default() }), "p09 p10 p23 p24");
    assert_eq!(with(StaffSearch { sector: some("SA33"), ..StaffSearch::default() }), "p04 p13 p14");
    assert_eq!(with(StaffSearch { profession: some("21"), ..StaffSearch::default() }), "p04 p13 p14");
    assert_eq!(with(StaffSearch { clients: true, ..StaffSearch::default() }), "p13");
    let search = StaffSearch {
        text: "lefevre nadi".to_owned(),
        profession: some("21"),
        department: some("2A"),
        ..StaffSearch::default()
    };
    assert_eq!(with(search), "p04");
    assert_eq!(staff.typed("cardiologie traorelli"), "p19");
}

#[test]
fn requests_by_key_find_what_they_name() {
    let staff = Staff::new();
    let rpps = |text| Rpps::parse(text).unwrap();
    let finess = |text| Finess::parse(text).unwrap();
    assert_eq!(staff.ids(&staff_query::of_person(&rpps("19900000003"), 20)), "p03");
    assert_eq!(staff.ids(&staff_query::of_organization(&finess("930000027"), 20)), "p09 p10");
    let at = staff_query::of_person_at(&rpps("19900000003"), Some(&finess("750000019")), 20);
    assert_eq!(staff.ids(&at), "p03");
    assert_eq!(staff.ids(&staff_query::of_address("93200", "4, rue du Lac", 20)), "p09 p10");
    assert_eq!(
        staff.ids(&staff_query::of_siret("12345678901234", 20, &Abilities::FULL).unwrap()),
        "p02 p03 p18 p19 p20 p21"
    );
    let named = staff_query::of_organizations_named("pharmacie paris", 20).unwrap();
    assert_eq!(set(&staff.ids(&named)), ["p13", "p14", "p22"]);
    let search = StaffSearch { text: "martin".to_owned(), size: 20, ..StaffSearch::default() };
    let people = [rpps("19900000013"), rpps("19900000017")];
    let narrowed = staff_query::narrowed_to(
        &staff_query::request(&search, &Abilities::FULL).unwrap(),
        &people,
        20,
        &Abilities::FULL,
    );
    assert_eq!(staff.ids(&narrowed), "p13 p17");
}

#[test]
fn near_spellings_are_found_below_the_exact_one() {
    let staff = Staff::new();
    assert_eq!(staff.typed("rochebrume jean"), "");
    assert_eq!(staff.near("rochebrume jean"), "p07 p08");
    assert_eq!(staff.near("rocherbunne"), "p07 p08", "two edits are near in a long word");
    assert_eq!(staff.near("vasexur"), "", "and not in a short one");
    assert_eq!(staff.near("vasseur").split(' ').next(), Some("p17"));
    let found = staff.near("martin sophie");
    assert!(found.starts_with("p13 p18"), "{found}");
    assert!(staff.near("trarelli").contains("p19"));
}

#[test]
fn ties_stand_in_the_order_of_ids_whatever_the_page() {
    let staff = Staff::new();
    for typed in ["traorelli", "paris", "medecin", "de la gare"] {
        let page = |size| {
            let search = StaffSearch { text: typed.to_owned(), size, ..StaffSearch::default() };
            staff.ids(&staff_query::request(&search, &Abilities::FULL).unwrap())
        };
        let all = page(20);
        for size in 1..20 {
            assert!(all.starts_with(&page(size)), "{typed}: {} of {all}", page(size));
        }
    }
    assert_eq!(staff.typed("traorelli"), "p19 p20 p21");
    let everything = SearchRequest { size: 3, ..harness::request(EVERYTHING) };
    assert_eq!(staff.ids(&everything), "p01 p02 p03");
}

#[test]
fn an_entry_is_found_by_its_id() {
    let staff = Staff::new();
    let found = search::find(&staff.0, "p07").unwrap().unwrap();
    assert_eq!(Some(found), people::entries().into_iter().find(|entry| entry.id == "p07"));
    assert_eq!(search::find(&staff.0, "p0").unwrap(), None);
}

#[test]
fn linking_words_are_those_that_text_leaves_out() {
    assert!(LINKING.iter().all(|word| words::all_stop_words(word)));
}

#[test]
fn a_town_of_several_words_is_whose_it_is_in_any_order() {
    let at = |id: &str, last_name: &str, first_name: &str, organization: &str, city: &str| Entry {
        id: id.to_owned(),
        last_name: Some(last_name.to_owned()),
        first_name: Some(first_name.to_owned()),
        registered_name: Some(organization.to_owned()),
        city: Some(city.to_owned()),
        ..Entry::default()
    };
    let entries = [
        at("there", "ROUVIER", "Alix", "Cabinet du Lac", "Saint-Denis"),
        at("called", "ROUVIER", "Denis", "Hôpital Saint-Loup", "Paris"),
        at("aix", "ROUVIER", "Paul", "Cabinet des Pins", "Aix-en-Provence"),
        at("provence", "ROUVIER", "Aix", "Clinique de Provence", "Paris"),
    ];
    let staff = Staff(harness::searcher(&entries));
    for typed in ["rouvier saint denis", "saint denis rouvier", "st denis rouvier"] {
        assert!(staff.typed(typed).starts_with("there"), "{typed}: {}", staff.typed(typed));
    }
    for typed in ["rouvier aix en provence", "aix en provence rouvier"] {
        assert!(staff.typed(typed).starts_with("aix"), "{typed}: {}", staff.typed(typed));
    }
}

/// People by their names, all of one profession.
fn called(names: &[(&str, &str, &str)]) -> Staff {
    let entry = |(id, last_name, first_name): &(&str, &str, &str)| Entry {
        id: (*id).to_owned(),
        last_name: Some((*last_name).to_owned()),
        first_name: Some((*first_name).to_owned()),
        profession_name: Some("Médecin".to_owned()),
        ..Entry::default()
    };
    Staff(harness::searcher(&names.iter().map(entry).collect::<Vec<_>>()))
}

#[test]
fn an_initial_that_the_last_name_has_too_is_that_of_the_first_name() {
    let staff = called(&[
        ("a", "DUPONT", "Pauline"),
        ("b", "DUPONT", "Jérôme"),
        ("c", "DUPONT", "Damien"),
        ("d", "DURAND", "Dora"),
    ]);
    for typed in ["d dupont", "dupont d", "D. Dupont"] {
        assert_eq!(staff.typed(typed), "c a b", "{typed}");
    }
}

#[test]
fn initials_of_a_compound_first_name_are_found_together_or_apart() {
    let staff = called(&[
        ("a", "GRAVOIX", "Jean-Pierre"),
        ("b", "GRAVOIX", "Jean"),
        ("c", "GRAVOIX", "Pauline"),
        ("d", "JPARIS", "Gravoix"),
    ]);
    for typed in ["jp gravoix", "gravoix jp", "Dr JP Gravoix", "j-p gravoix", "J.P. Gravoix", "gravoix j.-p."]
    {
        assert_eq!(staff.typed(typed).split(' ').next(), Some("a"), "{typed}: {}", staff.typed(typed));
    }
    assert_eq!(staff.typed("jp gravoix"), "a");
    assert_eq!(set(&staff.typed("gravoix jp")), ["a", "d"], "a name may begin so");
    assert_eq!(staff.near("jp gravoit").split(' ').next(), Some("a"));
}

#[test]
fn a_mode_of_practice_beside_a_profession_leaves_out_who_is_known_to_have_another() {
    let nurse = |id: &str, last_name: &str, mode: &str| Entry {
        id: id.to_owned(),
        last_name: Some(last_name.to_owned()),
        profession_name: Some("Infirmier".to_owned()),
        postcode: (id != "f").then(|| "69003".to_owned()),
        modes: mode.chars().map(|code| Coded { code: code.to_string(), name: String::new() }).collect(),
        ..Entry::default()
    };
    let entries = [
        nurse("a", "AUBIER", "S"),
        nurse("b", "BRESSON", "L"),
        nurse("c", "CORDIER", "SL"),
        nurse("d", "LIBERAL", "S"),
        nurse("e", "ERNOUF", ""),
        nurse("f", "FERRAND", ""),
    ];
    let staff = Staff(harness::searcher(&entries));
    for typed in ["infirmière libérale", "libérales infirmières", "infirmier liberal"] {
        let found = staff.typed(typed);
        let of_the_name = if typed == "infirmier liberal" { "b c d e" } else { "b c e" };
        assert_eq!(set(&found), set(of_the_name), "{typed}");
    }
    assert!(staff.typed("infirmier liberal").starts_with('d'));
    assert_eq!(set(&staff.typed("IDEL")), ["b", "c", "e"]);
    assert_eq!(staff.typed("libéral"), "d");
}

#[test]
fn an_m_is_an_initial_or_a_title() {
    let staff = called(&[("a", "GRAVOIX", "Jean"), ("b", "GRAVOIX", "Mélanie"), ("c", "GRAVIER", "Marc")]);
    for typed in ["M. Gravoix", "m gravoix"] {
        assert_eq!(staff.typed(typed), "b a", "{typed}");
    }
}

#[test]
fn a_short_first_name_is_found_by_its_sound_beside_a_last_name() {
    let staff = called(&[("a", "GRAVOIX", "Chloé"), ("b", "GRAVOIX", "Karl"), ("c", "CLOIX", "Chloé")]);
    assert_eq!(staff.near("kloe gravoix"), "a");
}

#[test]
fn a_profession_is_found_by_what_people_call_it() {
    let who = |id: &str, last_name: &str, profession: &str, skill: &str| Entry {
        id: id.to_owned(),
        last_name: Some(last_name.to_owned()),
        profession_name: Some(profession.to_owned()),
        skills: vec![Coded { code: String::new(), name: skill.to_owned() }],
        ..Entry::default()
    };
    let staff = Staff(harness::searcher(&[
        who("a", "GRAVOIX", "Médecin", "Spécialiste en Médecine générale"),
        who("b", "CORDIER", "Manipulateur ERM", ""),
        who("c", "BRESSON", "Masseur-Kinésithérapeute", ""),
    ]));
    for typed in ["médecin traitant", "médecin de famille", "docteur", "Dr", "Melle Gravoix"] {
        assert_eq!(staff.typed(typed), "a", "{typed}");
    }
    assert_eq!((staff.typed("manip radio"), staff.typed("kinée")), ("b".to_owned(), "c".to_owned()));
}

#[test]
fn two_letters_of_few_are_too_many_unless_a_long_name_lost_them() {
    let names = [("a", "MICHEL"), ("b", "MICHAUD"), ("c", "MICHOD"), ("d", "DEMICHOT"), ("e", "MICHOLLET")];
    let staff = called(&names.map(|(id, name)| (id, name, "Luc")));
    assert_eq!(set(&staff.near("michot")), ["b", "c", "d"]);
    assert!(staff.near("michot").starts_with("c "));
    assert_eq!(staff.near("michalet"), "e");
}
