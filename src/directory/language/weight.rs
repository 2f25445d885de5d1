//! How much a clause or a field counts in the score.

use super::query::{HEAVIEST, LIGHTEST};

/// A weight as it is written: a decimal number above 0, brought within [`LIGHTEST`] and
/// [`HEAVIEST`]; none where it is no such number.
pub(super) fn weight(text: &str) -> Option<f32> {
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_positive = text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let number: f32 = if is_decimal && is_positive { text.parse().ok()? } else { return None };
    Some(number.clamp(LIGHTEST, HEAVIEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_decimal_number_above_zero() {
        let huge = "9".repeat(400);
        let tiny = format!("0.{}1", "0".repeat(400));
        for (text, expected) in [
            ("1", Some(1.0)),
            ("1.5", Some(1.5)),
            ("0.25", Some(0.25)),
            (huge.as_str(), Some(HEAVIEST)),
            (tiny.as_str(), Some(LIGHTEST)),
            ("0", None),
            ("-1", None),
            ("1e3", None),
            ("inf", None),
            ("NaN", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(weight(text), expected, "{text}");
        }
    }
}
