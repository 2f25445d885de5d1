//! Numbers in groups for the eye.
//!
//! Each group is an element of its own, which the style sets apart, so that a number copied from a
//! page holds no space.

/// The groups of a number that is written with narrow spaces between them.
pub fn parts(grouped: &str) -> Vec<&str> {
    grouped.split('\u{202F}').collect()
}

/// A telephone number in groups, with narrow spaces: a French one in pairs, another as it is.
pub fn phone(number: &str) -> String {
    let digits: String = number.split_whitespace().collect();
    let (prefix, national) = match digits.strip_prefix("+33") {
        Some(rest) if rest.len() == 9 => ("+33\u{202F}", format!("0{rest}")),
        _ => ("", digits),
    };
    let is_french = national.len() == 10
        && national.starts_with('0')
        && national.bytes().all(|byte| byte.is_ascii_digit());
    if !is_french {
        return number.to_owned();
    }
    let pairs: Vec<&str> = (0..10).step_by(2).map(|at| &national[at..at + 2]).collect();
    let pairs = pairs.join("\u{202F}");
    if prefix.is_empty() { pairs } else { format!("{prefix}{}", pairs.trim_start_matches('0')) }
}

/// The parts of an e-mail address, or of the name of a program, between which a line may end.
pub fn address(text: &str) -> Vec<&str> {
    text.split_inclusive(['@', '.', '-', '_', '+', ':']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_a_line_after_a_sign() {
        assert_eq!(address("lea-marie@carnet.example"), ["lea-", "marie@", "carnet.", "example"]);
    }

    #[test]
    fn french_telephone_numbers_stand_in_pairs() {
        for (number, groups) in [
            ("0465710916", &["04", "65", "71", "09", "16"][..]),
            ("04 65 71 09 16", &["04", "65", "71", "09", "16"]),
            ("+33465710916", &["+33", "4", "65", "71", "09", "16"]),
            ("+442079460958", &["+442079460958"]),
            ("0465", &["0465"]),
            ("poste 12", &["poste 12"]),
        ] {
            assert_eq!(parts(&phone(number)), groups, "{number}");
        }
    }
}
