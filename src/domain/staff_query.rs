//! What staff ask, said in the directory's language.
//!
//! Written for whichever directory answers, as far as its abilities go: `q` is the simple syntax,
//! `fq` the structured one. `staff_search` is what they fill in, `filters` what of it becomes a filter,
//! `lookups` find entries by what they are already known by, `borne` tells who bears the words as they were typed.

mod borne;
mod filters;
mod lookups;
mod staff_search;

use std::collections::BTreeSet;

pub use borne::Typed;
use filters::{box_filters, search_filters};
use lookups::by_filter;

pub use lookups::{
    of_address, of_id, of_organization, of_organizations_named, of_person, of_person_at, of_siret,
};
pub use staff_search::{PAGE, StaffSearch};

use super::{
    abilities::Abilities,
    criteria::{self, EVERYTHING, Spelling},
    everyday,
    filter::{all_of, any_of, term},
    identifiers::Rpps,
    numbers::beginning,
    particulars::Particulars,
    practice_mode,
    reading::{self, Reading},
    search::{Beyond, Order, SearchRequest},
};

/// Fields searched for each word. A last name weighs twice a first name, for the most frequent
/// last names are rare, and so score high, as first names. Postcodes are there for their beginning:
/// who is in the department stands above who works where something bears its number (`martin 75`).
const FIELDS: &str = r#"{"fields":["last_name^8","first_name^4","registered_name^2","city^2","profession_name","street","postcode^40","building_number"]}"#;

/// The same with the fields of the national file. A skill adds nothing to what another field says, for
/// its weight vanishes in the sum (no weight may be 0): `médecin` stands in `Médecine du travail`, and no other doctor
/// is meant less.
const NATIONAL_FIELDS: &str = r#"{"fields":["last_name^8","first_name^4","registered_name^2","city^2","profession_name","skill_name^0.00000001","street","postcode^40","building_number"]}"#;

/// Fields searched for last names, for first names, and for both alone.
const NAME_FIELDS: [&str; 3] = [
    r#"{"fields":["last_name"]}"#,
    r#"{"fields":["first_name"]}"#,
    r#"{"fields":["last_name^2","first_name"]}"#,
];

/// The request for a staff search, or none when nothing is asked for.
pub fn request(search: &StaffSearch, abilities: &Abilities) -> Option<SearchRequest> {
    spelled(search, &Reading::of(&search.text), Spelling::Exact, abilities)
}

/// The request for a number typed alone that finds nothing as a postcode or as it is: it may be the
/// beginning of an RPPS or a FINESS number; none for anything else.
pub fn begun(search: &StaffSearch, abilities: &Abilities) -> Option<SearchRequest> {
    let number = reading::begun_number(&search.text)?;
    let others = search_filters(search, abilities).into_iter().chain(search.particulars.filters(abilities));
    let filters = any_of(beginning(&number, abilities.knows_adeli)).into_iter().chain(others);
    let beyond = beyond(search, Spelling::Exact, abilities);
    Some(SearchRequest { beyond, ..by_filter(filters.collect(), search.size) })
}

/// The same request with each word also unfinished, one or two letters apart, or said alike where
/// the directory can hear; none where no word is long enough.
///
/// It finds what [`request`] finds as well, above the rest.
pub fn near(search: &StaffSearch, abilities: &Abilities) -> Option<SearchRequest> {
    let reading = Reading::of(&search.text);
    if reading.words.is_empty() {
        return near_names(search, &reading, abilities);
    }
    let is_wider = reading.words.iter().any(|word| criteria::has_near_spellings(word));
    is_wider.then(|| spelled(search, &reading, nearly(abilities), abilities)).flatten()
}

/// How far words may be misspelt: one directory finds any word two letters apart, another only long ones.
fn nearly(abilities: &Abilities) -> Spelling {
    if abilities.hears_beyond { Spelling::Near } else { Spelling::NearIfLong }
}

/// Names nearly those typed by themselves, for a filter knows no near spellings.
fn near_names(search: &StaffSearch, reading: &Reading, abilities: &Abilities) -> Option<SearchRequest> {
    let [last_name, first_name] = search.particulars.names();
    let fields = match (last_name.is_empty(), first_name.is_empty()) {
        (false, true) => NAME_FIELDS[0],
        (true, false) => NAME_FIELDS[1],
        _ => NAME_FIELDS[2],
    };
    let words = [last_name, first_name].concat();
    if !words.iter().any(|word| criteria::has_near_spellings(word)) {
        return None;
    }
    let mut filters = box_filters(search, reading, abilities);
    filters.extend(search.particulars.others(abilities));
    let spelling = nearly(abilities);
    let q = criteria::of_words(&words, spelling);
    Some(SearchRequest { options: Some(fields.to_owned()), ..asked(search, q, filters, spelling, abilities) })
}

fn spelled(
    search: &StaffSearch,
    reading: &Reading,
    spelling: Spelling,
    abilities: &Abilities,
) -> Option<SearchRequest> {
    let mut filters = box_filters(search, reading, abilities);
    filters.extend(search.particulars.filters(abilities));
    if reading.words.is_empty() && filters.is_empty() {
        return None;
    }
    let q = with_names(&criteria::of_words(&reading.words, spelling), &search.particulars);
    Some(asked(search, q, filters, spelling, abilities))
}

fn asked(
    search: &StaffSearch,
    q: String,
    filters: Vec<String>,
    spelling: Spelling,
    abilities: &Abilities,
) -> SearchRequest {
    SearchRequest {
        q,
        fq: all_of(filters),
        options: Some(if abilities.has_national_fields { NATIONAL_FIELDS } else { FIELDS }.to_owned()),
        returns: None,
        size: search.size,
        beyond: beyond(search, spelling, abilities),
    }
}

/// The same with the names that were typed by themselves: a filter, which they are as well, never
/// scores, and whole names stand above unfinished ones.
fn with_names(q: &str, particulars: &Particulars) -> String {
    let names = particulars.names();
    let names: Vec<String> = names.iter().filter_map(|name| criteria::of_name(name)).collect();
    match (q, names.is_empty()) {
        (_, true) => q.to_owned(),
        (EVERYTHING, false) => names.join(" "),
        _ => format!("({q}) {}", names.join(" ")),
    }
}

/// Order and counts only where the directory hears them; the rest it is told as far as it can be.
fn beyond(search: &StaffSearch, spelling: Spelling, abilities: &Abilities) -> Beyond {
    let names_together = abilities.hears_beyond;
    let beyond = Beyond { names_alone: true, as_spelt: true, names_together, ..Beyond::default() };
    match spelling {
        Spelling::Near | Spelling::NearIfLong => {
            Beyond { sounds: abilities.hears_beyond, far_if_long: abilities.hears_beyond, ..beyond }
        }
        Spelling::Exact | Spelling::Plain if abilities.hears_beyond => {
            Beyond { order: search.order, counts: true, ..beyond }
        }
        Spelling::Exact | Spelling::Plain => beyond,
    }
}

/// The same search without an `a` between two words, which may be the `à` before a town, and is an initial where
/// it finds something as one; none where there is none.
pub fn without_at(search: &StaffSearch) -> Option<StaffSearch> {
    let words: Vec<&str> = search.text.split_whitespace().collect();
    let is_inside = |at: usize| at > 0 && at + 1 < words.len();
    let kept =
        words.iter().enumerate().filter(|(at, word)| !(is_inside(*at) && word.eq_ignore_ascii_case("a")));
    let kept: Vec<&str> = kept.map(|(_, word)| *word).collect();
    (kept.len() < words.len()).then(|| StaffSearch { text: kept.join(" "), ..search.clone() })
}

/// Whether a typed word says something of whom it was typed for: `de`, `à` and `Mme` do not.
pub fn says_something(word: &str) -> bool {
    let reading = Reading::of(word);
    let is_aside = |word: &str| criteria::is_linking(word) || everyday::is_title(word);
    let is_aside = matches!(&reading.words[..], [word] if is_aside(word));
    !reading.is_empty() && !is_aside
}

/// Whether a typed text names a mode of practice, which only a directory with the national fields tells.
pub fn names_a_mode(typed: &str) -> bool {
    practice_mode::among(&Reading::of(typed).words).is_some()
}

/// The request for how many places a search finds, misspelt as well unless it is taken as it is typed; none where
/// nothing is asked.
pub fn counted(search: &StaffSearch, as_typed: bool, abilities: &Abilities) -> Option<SearchRequest> {
    let none = StaffSearch { size: 0, ..search.clone() };
    let near = if as_typed { None } else { near(&none, abilities) };
    let request = near.or_else(|| request(&none, abilities))?;
    Some(SearchRequest { beyond: Beyond { counts: false, ..request.beyond }, ..request })
}

/// The same request for other places of the people already found, by their RPPS numbers; of the
/// first people only, where the directory does not take as many.
pub fn narrowed_to(
    request: &SearchRequest,
    people: &[Rpps],
    size: u32,
    abilities: &Abilities,
) -> SearchRequest {
    let mut seen = BTreeSet::new();
    let people = people.iter().filter(|rpps| seen.insert(*rpps)).take(abilities.most_alternatives);
    let these = any_of(people.map(|rpps| term("rpps_number", rpps.as_str())).collect());
    let filters = request.fq.iter().cloned().chain(these).collect();
    let beyond = Beyond { order: Order::default(), counts: false, ..request.beyond };
    SearchRequest { fq: all_of(filters), size, beyond, ..request.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> SearchRequest {
        asked_of(&Abilities::FULL, StaffSearch { text: text.to_owned(), size: 20, ..StaffSearch::default() })
    }

    fn asked_of(abilities: &Abilities, search: StaffSearch) -> SearchRequest {
        request(&search, abilities).unwrap()
    }

    #[test]
    fn near_spellings_keep_the_filters_and_need_a_long_word() {
        let search = |text: &str| StaffSearch {
            text: text.into(),
            department: Some("75".into()),
            ..StaffSearch::default()
        };
        let near_martin = near(&search("Martin"), &Abilities::FULL).unwrap();
        assert_eq!(near_martin.q, "(martin |martin~1 |martin~2 |martin*)");
        assert_eq!(near_martin.fq.unwrap(), "department:'75'");
        assert_eq!(near(&search("le roi"), &Abilities::FULL), None);
        assert_eq!(near(&search("19900000019"), &Abilities::FULL), None);
    }

    #[test]
    fn identifiers_are_told_from_words_spaces_inside_allowed() {
        let rpps = typed("martin 19 900 000 019");
        assert_eq!(rpps.q, "(martin |martin*)");
        assert_eq!(rpps.fq.unwrap(), "rpps_number:'19900000019'");
        assert_eq!(typed("2a 000 0154").fq.unwrap(), "(or finess:'2A0000154' finess_justice:'2A0000154')");
        assert_eq!(typed("75012 pharmacie").fq.unwrap(), "postcode:'75012'");
        assert_eq!(typed("75012 69004").fq.unwrap(), "(or postcode:'75012' postcode:'69004')");
    }

    #[test]
    fn filters_alone_list_everything_that_passes_them() {
        let search = StaffSearch {
            profession: Some("10".into()),
            department: Some("2A".into()),
            town: Some("L'Haÿ".into()),
            sector: Some("SA07".into()),
            clients: true,
            ..StaffSearch::default()
        };
        let request = asked_of(&Abilities::FULL, search);
        assert_eq!(request.q, EVERYTHING);
        assert_eq!(
            request.fq.unwrap(),
            "(and profession_code:10 department:'2A' (and city:'l' (or city:'hay' (prefix field=city 'hay'))) activity_segment_code:7 bimedoc_client:1)"
        );
    }

    #[test]
    fn a_gateway_is_asked_for_no_field_that_it_does_not_know() {
        let filter = |code: &str| {
            let search = StaffSearch { department: Some(code.into()), ..StaffSearch::default() };
            asked_of(&Abilities::GATEWAY, search).fq.unwrap()
        };
        assert_eq!(filter("75"), "(prefix field=postcode '75')");
        assert_eq!(filter("2A"), "(or (prefix field=postcode '200') (prefix field=postcode '201'))");
        assert_eq!(
            filter("971"),
            "(and (prefix field=postcode '971') (not postcode:'97133') (not postcode:'97150'))"
        );
        let words = StaffSearch { text: "martin".into(), ..StaffSearch::default() };
        let asked = asked_of(&Abilities::GATEWAY, words);
        assert!(!asked.options.as_ref().unwrap().contains("skill_name"));
        assert_eq!(of_siret("99000000000017", 20, &Abilities::GATEWAY), None);
        let people: Vec<Rpps> = (0..200)
            .map(|number| Rpps::parse(&format!("{:011}", 19_900_000_000_u64 + number)).unwrap())
            .collect();
        let narrowed = narrowed_to(&asked, &people, 20, &Abilities::GATEWAY).fq.unwrap();
        assert_eq!(narrowed.matches("rpps_number").count(), Abilities::GATEWAY.most_alternatives);
    }

    #[test]
    fn a_mode_of_practice_is_asked_for_only_where_it_is_known() {
        let search = StaffSearch { text: "kiné libéral".into(), ..StaffSearch::default() };
        let told = asked_of(&Abilities::FULL, search.clone()).fq.unwrap();
        let rest = "(and (range field=department ['0',}) (not (or mode_code:'B' mode_code:'S'))))";
        assert!(told.starts_with("(or mode_code:'L' ") && told.ends_with(rest), "{told}");
        assert!(told.contains("last_name:'liberal'"), "{told}");
        assert_eq!(asked_of(&Abilities::GATEWAY, search).fq, None);
        assert!(names_a_mode("IDEL Lyon") && !names_a_mode("libéral"));
    }

    #[test]
    fn clients_are_asked_for_only_where_they_are_known() {
        let unaware = Abilities { knows_clients: false, ..Abilities::FULL };
        let search = StaffSearch { clients: true, ..StaffSearch::default() };
        assert_eq!(request(&search, &unaware), None);
        assert_eq!(asked_of(&Abilities::GATEWAY, search).fq.unwrap(), "bimedoc_client:1");
    }

    #[test]
    fn an_a_between_two_words_may_be_left_out() {
        let without = |text: &str| {
            let search = StaffSearch { text: text.to_owned(), ..StaffSearch::default() };
            without_at(&search).map(|search| search.text)
        };
        assert_eq!(without("valbert bruno A lormeau").as_deref(), Some("valbert bruno lormeau"));
        assert_eq!(
            (without("a valbert"), without("valbert a"), without("valbert lormeau")),
            (None, None, None)
        );
    }

    #[test]
    fn an_empty_box_asks_for_nothing() {
        assert_eq!(
            request(&StaffSearch { text: " ,; ".into(), ..StaffSearch::default() }, &Abilities::FULL),
            None
        );
    }
}
