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

#[cfg(test)]
mod tests {
    use super::postcode;

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
