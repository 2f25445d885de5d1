//! What the box and the filters beside it let pass, in the structured syntax.

use super::staff_search::StaffSearch;
use crate::domain::{
    abilities::Abilities,
    arrondissements, criteria, department_number, departments, email,
    filter::{all_of, any_of, prefix, term, unfinished},
    identifiers::Finess,
    numbers::{beginning, of_nine, of_phone, of_site},
    practice_mode,
    reading::Reading,
    text,
};

/// What the box and the filters beside it let pass.
pub fn box_filters(search: &StaffSearch, reading: &Reading, abilities: &Abilities) -> Vec<String> {
    let mut filters = identifier_filters(reading, abilities);
    filters.extend(named_departments(reading, abilities));
    filters.extend(named_mode(reading, abilities));
    filters.extend(criteria::initials_filters(&reading.words));
    filters.extend(search_filters(search, abilities));
    filters
}

/// What the filters beside the box let pass.
pub fn search_filters(search: &StaffSearch, abilities: &Abilities) -> Vec<String> {
    let town = search.town.as_deref().map(text::fold).filter(|town| !town.is_empty());
    [
        search.profession.as_deref().and_then(digits).map(|code| format!("profession_code:{code}")),
        search.department.as_deref().map(|code| in_department(&code.to_uppercase(), abilities)),
        town.and_then(|town| unfinished("city", &town.split(' ').collect::<Vec<_>>())),
        search.sector.as_deref().and_then(digits).map(|code| format!("activity_segment_code:{code}")),
        (search.clients && abilities.knows_clients).then(|| "bimedoc_client:1".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the numbers and addresses among the words let pass: whole, begun, or of a postcode.
pub fn identifier_filters(reading: &Reading, abilities: &Abilities) -> Vec<String> {
    let knows_adeli = abilities.knows_adeli;
    let rpps = any_of(reading.rpps.iter().map(|rpps| term("rpps_number", rpps.as_str())).collect());
    let nine = |finess: &Finess| of_nine(finess.as_str(), knows_adeli);
    let finess = any_of(reading.finess.iter().flat_map(nine).collect());
    let postcodes = any_of(reading.postcodes.iter().map(|postcode| in_postcode(postcode)).collect());
    let phones = any_of(reading.phones.iter().flat_map(|number| of_phone(number, knows_adeli)).collect());
    let site = |siret: &String| of_site(siret, abilities.has_national_fields);
    let sirets = any_of(reading.sirets.iter().flat_map(site).collect());
    let address = |typed: &String| email::filter(&["secure_email", "email"], typed);
    let emails = any_of(reading.emails.iter().filter_map(address).collect());
    let unfinished =
        any_of(reading.unfinished.iter().flat_map(|number| beginning(number, knows_adeli)).collect());
    [rpps, finess, postcodes, phones, sirets, emails, unfinished].into_iter().flatten().collect()
}

/// A postcode, or all of a town of which it is no district's.
fn in_postcode(postcode: &str) -> String {
    let town = arrondissements::of_all(postcode).map(|begin| prefix("postcode", begin));
    town.unwrap_or_else(|| term("postcode", postcode))
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

/// The mode of practice named among the words, where the directory has the field.
fn named_mode(reading: &Reading, abilities: &Abilities) -> Option<String> {
    let word = practice_mode::among(&reading.words).filter(|_| abilities.has_national_fields)?;
    practice_mode::filter(word)
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
