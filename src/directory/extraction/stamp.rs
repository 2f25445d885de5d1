//! The day a file was made, as its name says: `PS_LibreAcces_202608011050.zip` (`annuaire.md` §1.1).

use jiff::civil::Date;

/// The date of the stamp in a file's name: 8, 12 or 14 digits that begin with a day of this
/// century; none where there is no such stamp.
pub fn date(file_name: &str) -> Option<Date> {
    file_name.split(|letter: char| !letter.is_ascii_digit()).find_map(|digits| match digits.len() {
        8 | 12 | 14 => day(digits),
        _ => None,
    })
}

fn day(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let month = digits.get(4..6)?.parse().ok()?;
    Date::new(year, month, digits.get(6..8)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::date;

    #[test]
    fn a_stamp_is_found_in_a_name() {
        assert_eq!(date("PS_LibreAcces_Personne_activite_202608011050.txt"), Some(day(2026, 8, 1)));
        assert_eq!(date("20260923.txt.gz"), Some(day(2026, 9, 23)));
        assert_eq!(date("v12-ps-20260923-0312.txt"), Some(day(2026, 9, 23)));
    }

    #[test]
    fn other_digits_are_no_stamp() {
        for name in [
            "ps-libreacces-personne-activite.txt",
            "copie 2.txt",
            "12345678.txt",
            "20261332.txt",
            "202609231.txt",
        ] {
            assert_eq!(date(name), None, "{name}");
        }
    }
}
