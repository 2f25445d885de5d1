//! Telephone numbers, written in one way (`annuaire.md` §3).

/// The number in digits: `0381385454` in France, `+` and digits abroad; none where it is neither.
pub fn normalized(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start().starts_with('+').then_some(digits.as_str());
    let international = international.or_else(|| digits.strip_prefix("00"));
    match international {
        Some(number) => match number.strip_prefix("33") {
            Some(french) => national(&format!("0{}", french.trim_start_matches('0'))),
            None if (8..=15).contains(&number.len()) && !number.starts_with('0') => {
                Some(format!("+{number}"))
            }
            None => None,
        },
        None => national(&digits),
    }
}

fn national(digits: &str) -> Option<String> {
    let well_formed = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    well_formed.then(|| digits.to_owned())
}

/// The ways in which a directory may hold a number that was [`normalized`].
pub fn forms(number: &str) -> Vec<String> {
    if !number.starts_with('0') {
        return vec![number.to_owned()];
    }
    let pairs: Vec<&str> = (0..number.len()).step_by(2).filter_map(|at| number.get(at..at + 2)).collect();
    vec![number.to_owned(), pairs.join(" "), pairs.join("."), format!("+33{}", &number[1..])]
}

#[cfg(test)]
mod tests {
    use super::{forms, normalized};

    #[test]
    fn a_french_number_may_be_held_in_pairs_or_with_its_country() {
        assert_eq!(forms("0199005454"), ["0199005454", "01 99 00 54 54", "01.99.00.54.54", "+33199005454"]);
        assert_eq!(forms("+442079460958"), ["+442079460958"]);
    }

    #[test]
    fn every_way_of_writing_a_french_number_gives_the_same_ten_digits() {
        for text in [
            "0199005454",
            "01 99 00 54 54",
            "01.99.00.54.54",
            "+33199005454",
            "+33 (0)1 99 00 54 54",
            "0033199005454",
        ] {
            assert_eq!(normalized(text).as_deref(), Some("0199005454"), "{text}");
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country_and_nonsense_is_none() {
        assert_eq!(normalized("+44 20 7946 0958").as_deref(), Some("+442079460958"));
        for text in ["", "0000", "0000000000", "99005454", "néant", "+33"] {
            assert_eq!(normalized(text), None, "{text}");
        }
    }
}
