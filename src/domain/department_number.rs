//! Departments named by their number amid other words: `infirmière 75`, `2a martin`.

use super::{arrondissements, departments, house_number};

/// What follows the number of a house or a day, which is no department: kinds of street, as they are
/// spoken and shortened, what a street begins with that is called by no kind, and months, for streets are
/// called after days.
#[rustfmt::skip]
const AFTER_OTHER_NUMBERS: [&str; 53] = [
    "all", "allee", "allees", "aout", "aux", "av", "ave", "avenue", "avril", "bd", "bis", "bld", "boulevard",
    "che", "chemin", "cite", "cours", "crs", "decembre", "des", "du", "esplanade", "faubourg", "fevrier", "fg",
    "grand", "grande", "imp", "impasse", "janvier", "juillet", "juin", "lotissement", "mai", "mars", "montee",
    "novembre", "octobre", "passage", "petite", "pl", "place", "promenade", "quai", "quater", "r", "residence",
    "route", "rte", "rue", "septembre", "square", "ter",
];

/// What stands before the number of a road, a building or a delivery office, which is no department either.
const BEFORE_OTHER_NUMBERS: [&str; 12] =
    ["bat", "batiment", "bp", "cd", "cedex", "cs", "departementale", "km", "lot", "nationale", "rd", "rn"];

/// The code of the department that the word at that place names; none where it is no number of one,
/// or that of a house, a road, a day or a town's district.
///
/// ```
/// use carnet::domain::department_number::at;
///
/// let words = |typed: &str| typed.split(' ').map(str::to_owned).collect::<Vec<_>>();
/// assert_eq!(at(&words("martin 2a"), 1), Some("2A"));
/// assert_eq!(at(&words("12 rue des lilas"), 0), None);
/// assert_eq!(at(&words("paris 12"), 1), None);
/// ```
pub fn at(words: &[String], place: usize) -> Option<&'static str> {
    let word = words.get(place)?;
    let is_of_a_house =
        words.get(place + 1).is_some_and(|next| AFTER_OTHER_NUMBERS.binary_search(&next.as_str()).is_ok())
            || house_number::begins_after(&words[place + 1..]);
    let before = place.checked_sub(1).map(|before| words[before].as_str());
    let is_district = before.is_some_and(|town| arrondissements::postcode(town, word).is_some());
    let is_of_a_road = before.is_some_and(|before| BEFORE_OTHER_NUMBERS.binary_search(&before).is_ok());
    if is_of_a_house || is_district || is_of_a_road { None } else { departments::code(&word.to_uppercase()) }
}

/// The departments named among the words, with the words that name them.
pub fn among(words: &[String]) -> impl Iterator<Item = (&'static str, &str)> {
    let named = words.iter().enumerate();
    named.filter_map(|(place, word)| Some((at(words, place)?, word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(typed: &str) -> Vec<&'static str> {
        let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        among(&words).map(|(code, _)| code).collect()
    }

    #[test]
    fn a_number_of_a_department_is_told_from_other_numbers() {
        assert!(AFTER_OTHER_NUMBERS.is_sorted() && BEFORE_OTHER_NUMBERS.is_sorted());
        for (typed, codes) in [
            ("infirmiere 75", &["75"][..]),
            ("2b kine 974", &["2B", "974"]),
            ("06", &["06"]),
            ("20 martin", &[]),
            ("12 bis", &[]),
            ("14 juillet", &[]),
            ("martin 10 grande rue", &[]),
            ("martin 70 du puits", &[]),
            ("lyon 3", &[]),
            ("route departementale 12 rodez", &[]),
            ("route departementale 12 dentiste 48", &["48"]),
            ("lyon cedex 03", &[]),
            ("paris 12 martin", &[]),
            ("paris 69", &["69"]),
        ] {
            assert_eq!(named(typed), codes, "{typed}");
        }
    }
}
