//! The districts of Paris, Lyon and Marseille, which people name by their number: `paris 12e`.

/// What the postcodes of a town's districts begin with, and how many it has.
const TOWNS: [(&str, &str, u32); 3] = [("lyon", "690", 9), ("marseille", "130", 16), ("paris", "750", 20)];

/// The postcode of a district, by a folded town and the folded word after it; none where that is
/// no number of a district.
pub fn postcode(town: &str, word: &str) -> Option<String> {
    let (_, begin, districts) = TOWNS.iter().find(|(name, ..)| *name == town)?;
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let is_number = matches!(ending, "" | "e" | "er" | "eme" | "ere" | "ieme") && digits.len() <= 2;
    let district = digits.parse().ok().filter(|district| is_number && (1..=*districts).contains(district))?;
    Some(format!("{begin}{district:02}"))
}

/// What the postcodes begin with of a town that has districts, by the postcode of none of them that people take for
/// the town's (`69000`); none of any other.
pub fn of_all(postcode: &str) -> Option<&'static str> {
    let begin = postcode.strip_suffix("00")?;
    TOWNS.iter().find(|(_, own, _)| *own == begin).map(|(_, own, _)| *own)
}

#[cfg(test)]
mod tests {
    use super::{of_all, postcode};

    #[test]
    fn a_town_of_districts_has_a_postcode_that_none_of_them_has() {
        assert_eq!(
            [of_all("69000"), of_all("75000"), of_all("13000")],
            [Some("690"), Some("750"), Some("130")]
        );
        assert_eq!([of_all("69003"), of_all("35000"), of_all("6900")], [None; 3]);
    }

    #[test]
    fn a_district_is_known_by_its_number() {
        assert_eq!(postcode("paris", "12e").unwrap(), "75012");
        assert_eq!(postcode("paris", "1er").unwrap(), "75001");
        assert_eq!(postcode("lyon", "3eme").unwrap(), "69003");
        assert_eq!(postcode("marseille", "8").unwrap(), "13008");
        for (town, word) in
            [("paris", "21e"), ("paris", "martin"), ("nice", "3e"), ("lyon", "0"), ("paris", "")]
        {
            assert_eq!(postcode(town, word), None, "{town} {word}");
        }
    }
}
