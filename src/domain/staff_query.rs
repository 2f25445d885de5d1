//! What staff ask, said in the directory's language.
//!
//! Written for whichever directory answers, as far as its abilities go: `q` is the simple syntax,
//! `fq` the structured one.

use std::collections::BTreeSet;

use super::{
    abilities::Abilities,
    criteria::{self, EVERYTHING, Spelling},
    department_number, departments,
    filter::{all_of, any_of, prefix, term, unfinished},
    identifiers::{Finess, Rpps},
    particulars::Particulars,
    reading::{self, Reading},
    search::{Beyond, Order, SearchRequest},
    text,
};

/// Fields searched for each word. A last name weighs twice a first name, for the most frequent
/// last names are rare, and so score high, as first names. Postcodes are there for their beginning:
/// who is in the department stands above who works where something bears its number (`martin 75`).
const FIELDS: &str = r#"{"fields":["last_name^8","first_name^4","registered_name^2","city^2","profession_name","street","postcode^40","building_number"]}"#;

/// The same with the fields of the national file.
const NATIONAL_FIELDS: &str = r#"{"fields":["last_name^8","first_name^4","registered_name^2","city^2","profession_name","skill_name","street","postcode^40","building_number"]}"#;

/// Fields searched for last names, for first names, and for both alone.
const NAME_FIELDS: [&str; 3] = [
    r#"{"fields":["last_name"]}"#,
    r#"{"fields":["first_name"]}"#,
    r#"{"fields":["last_name^2","first_name"]}"#,
];

/// Fields searched for an organization.
const ORGANIZATION_FIELDS: &str =
    r#"{"fields":["registered_name^3","city^2","street","postcode","building_number"]}"#;

/// Places on a first page; "more" adds as many.
pub const PAGE: u32 = 20;

/// The search that staff fill in: one box and its filters, all optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffSearch {
    /// What was typed in the box.
    pub text: String,
    /// Code of a profession.
    pub profession: Option<String>,
    /// Code of a department.
    pub department: Option<String>,
    /// Name of a town.
    pub town: Option<String>,
    /// Code of a sector of activity, such as `SA07` or `7`.
    pub sector: Option<String>,
    /// Only the company's clients.
    pub clients: bool,
    /// What was typed of single fields.
    pub particulars: Particulars,
    /// The most places to answer.
    pub size: u32,
    /// The order of the answer.
    pub order: Order,
}

/// The request for a staff search, or none when nothing is asked for.
pub fn request(search: &StaffSearch, abilities: &Abilities) -> Option<SearchRequest> {
    spelled(search, &Reading::of(&search.text), Spelling::Exact, abilities)
}

/// The request for a number typed alone that finds nothing as a postcode or as it is: it may be the
/// beginning of an RPPS or a FINESS number; none for anything else.
pub fn begun(search: &StaffSearch, abilities: &Abilities) -> Option<SearchRequest> {
    let number = reading::begun_number(&search.text)?;
    let others = search_filters(search, abilities).into_iter().chain(search.particulars.filters(abilities));
    let filters = any_of(beginning(&number).collect()).into_iter().chain(others);
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
    is_wider.then(|| spelled(search, &reading, Spelling::Near, abilities)).flatten()
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
    let q = criteria::of_words(&words, Spelling::Near);
    Some(SearchRequest {
        options: Some(fields.to_owned()),
        ..asked(search, q, filters, Spelling::Near, abilities)
    })
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

/// What the box and the filters beside it let pass.
fn box_filters(search: &StaffSearch, reading: &Reading, abilities: &Abilities) -> Vec<String> {
    let mut filters = identifier_filters(reading);
    filters.extend(named_departments(reading, abilities));
    filters.extend(search_filters(search, abilities));
    filters
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
    let beyond = Beyond { names_alone: true, as_spelt: true, ..Beyond::default() };
    match spelling {
        Spelling::Near => Beyond { sounds: abilities.hears_beyond, ..beyond },
        Spelling::Exact | Spelling::Plain if abilities.hears_beyond => {
            Beyond { order: search.order, counts: true, ..beyond }
        }
        Spelling::Exact | Spelling::Plain => beyond,
    }
}

/// Whether a typed word says something of whom it was typed for: `de` and `à` do not.
pub fn says_something(word: &str) -> bool {
    let reading = Reading::of(word);
    let is_linking = matches!(&reading.words[..], [word] if criteria::is_linking(word));
    !reading.is_empty() && !is_linking
}

/// The search of one of the words alone, misspelt as well.
pub fn of_word(search: &StaffSearch, word: &str, abilities: &Abilities) -> Option<SearchRequest> {
    let alone = StaffSearch { text: word.to_owned(), size: 0, ..search.clone() };
    let request = near(&alone, abilities).or_else(|| request(&alone, abilities))?;
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

/// The entry of that id, for a directory that can only be searched.
pub fn of_id(id: &str) -> SearchRequest {
    by_filter(vec![term("_id", id)], 1)
}

/// Every entry of one person.
pub fn of_person(rpps: &Rpps, size: u32) -> SearchRequest {
    by_filter(vec![term("rpps_number", rpps.as_str())], size)
}

/// Every entry of one organization, in the order of their ids.
pub fn of_organization(finess: &Finess, size: u32) -> SearchRequest {
    by_filter(vec![term("finess", finess.as_str())], size)
}

/// The entries of one person at one organization, or, without one, by name and place.
pub fn of_person_at(rpps: &Rpps, finess: Option<&Finess>, size: u32) -> SearchRequest {
    let at = finess.map(|finess| term("finess", finess.as_str()));
    by_filter([term("rpps_number", rpps.as_str())].into_iter().chain(at).collect(), size)
}

/// Entries of organizations with a FINESS number at one address.
pub fn of_address(postcode: &str, street: &str, size: u32) -> SearchRequest {
    by_filter(vec![has_finess(), term("postcode", postcode), term("street", street)], size)
}

/// Entries of organizations with a FINESS number on one site, none where the directory knows no
/// sites.
pub fn of_siret(siret: &str, size: u32, abilities: &Abilities) -> Option<SearchRequest> {
    abilities.has_national_fields.then(|| by_filter(vec![has_finess(), term("siret", siret)], size))
}

/// Entries of organizations found by name, town or FINESS number; none when nothing is asked.
pub fn of_organizations_named(typed: &str, size: u32) -> Option<SearchRequest> {
    let reading = Reading::of(typed);
    if reading.is_empty() {
        return None;
    }
    let mut filters = identifier_filters(&reading);
    filters.push(has_finess());
    Some(SearchRequest {
        q: criteria::of_words(&reading.words, Spelling::Exact),
        fq: all_of(filters),
        options: Some(ORGANIZATION_FIELDS.to_owned()),
        size,
        ..SearchRequest::default()
    })
}

fn by_filter(filters: Vec<String>, size: u32) -> SearchRequest {
    SearchRequest { q: EVERYTHING.to_owned(), fq: all_of(filters), size, ..SearchRequest::default() }
}

fn identifier_filters(reading: &Reading) -> Vec<String> {
    let rpps = any_of(reading.rpps.iter().map(|rpps| term("rpps_number", rpps.as_str())).collect());
    let finess = any_of(
        reading
            .finess
            .iter()
            .flat_map(|finess| [term("finess", finess.as_str()), term("finess_justice", finess.as_str())])
            .collect(),
    );
    let postcodes = any_of(reading.postcodes.iter().map(|postcode| term("postcode", postcode)).collect());
    let unfinished = any_of(reading.unfinished.iter().flat_map(|number| beginning(number)).collect());
    [rpps, finess, postcodes, unfinished].into_iter().flatten().collect()
}

/// What an RPPS or a FINESS number that begins so passes.
fn beginning(number: &str) -> impl Iterator<Item = String> {
    ["rpps_number", "finess"].into_iter().map(move |field| prefix(field, number))
}

fn search_filters(search: &StaffSearch, abilities: &Abilities) -> Vec<String> {
    let town = search.town.as_deref().map(text::fold).filter(|town| !town.is_empty());
    [
        search.profession.as_deref().and_then(digits).map(|code| format!("profession_code:{code}")),
        search.department.as_deref().map(|code| in_department(code, abilities)),
        town.and_then(|town| unfinished("city", &town.split(' ').collect::<Vec<_>>())),
        search.sector.as_deref().and_then(digits).map(|code| format!("activity_segment_code:{code}")),
        (search.clients && abilities.knows_clients).then(|| "bimedoc_client:1".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The departments named among the words; an organization may bear such a number in its name.
fn named_departments(reading: &Reading, abilities: &Abilities) -> Option<String> {
    let named = department_number::among(&reading.words);
    any_of(
        named
            .flat_map(|(code, word)| [in_department(code, abilities), term("registered_name", word)])
            .collect(),
    )
}

/// A code as the number that the directory compares: `SA07` is 7.
fn digits(code: &str) -> Option<u32> {
    code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()
}

/// A department by its own field, else by its postcodes.
fn in_department(code: &str, abilities: &Abilities) -> String {
    if abilities.has_national_fields {
        return term("department", code);
    }
    let (begin, except) = departments::postcodes(code);
    let begin = begin.iter().map(|begin| prefix("postcode", begin));
    let except = except.iter().map(|other| format!("(not {})", term("postcode", other)));
    all_of(any_of(begin.collect()).into_iter().chain(except).collect()).unwrap_or_default()
}

fn has_finess() -> String {
    "(range field=finess ['0',})".to_owned()
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
    fn clients_are_asked_for_only_where_they_are_known() {
        let unaware = Abilities { knows_clients: false, ..Abilities::FULL };
        let search = StaffSearch { clients: true, ..StaffSearch::default() };
        assert_eq!(request(&search, &unaware), None);
        assert_eq!(asked_of(&Abilities::GATEWAY, search).fq.unwrap(), "bimedoc_client:1");
    }

    #[test]
    fn an_empty_box_asks_for_nothing() {
        assert_eq!(
            request(&StaffSearch { text: " ,; ".into(), ..StaffSearch::default() }, &Abilities::FULL),
            None
        );
    }
}
