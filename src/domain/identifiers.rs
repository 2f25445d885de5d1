//! The two national identifiers: RPPS for a worker, FINESS for an organization.
//!
//! Parsing decides on the shape only; the check digit is told apart, because the directory may
//! hold identifiers whose check digit fails (`annuaire.md` §0 rule 9, §3).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierError {
    /// An RPPS number has 11 digits.
    NotElevenDigits,
    /// A FINESS number has 9 characters: digits, or `2A`/`2B` and seven digits.
    NotNineCharacters,
}

/// The number of a health-care worker: 11 digits, the last a Luhn check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rpps(String);

impl Rpps {
    /// Reads 11 digits, spaces anywhere allowed.
    ///
    /// # Errors
    /// [`IdentifierError::NotElevenDigits`] for any other shape.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = without_spaces(text);
        let well_formed = digits.len() == 11 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Self(digits)) } else { Err(IdentifierError::NotElevenDigits) }
    }

    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it begins with 1 and its check digit is right (`annuaire.md` §3).
    pub fn is_sound(&self) -> bool {
        self.0.starts_with('1') && luhn(&self.0)
    }

    /// The digits in groups for the eye: `19 900 000 019`, with narrow no-break spaces.
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }
}

/// The number of an organization: 9 characters, the last a Luhn check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Finess(String);

impl Finess {
    /// Reads 9 digits, or `2A`/`2B` and 7 digits; spaces and case do not matter.
    ///
    /// # Errors
    /// [`IdentifierError::NotNineCharacters`] for any other shape.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let characters = without_spaces(text).to_ascii_uppercase();
        if characters.len() == 9 && corsican_as_digits(&characters).bytes().all(|byte| byte.is_ascii_digit())
        {
            Ok(Self(characters))
        } else {
            Err(IdentifierError::NotNineCharacters)
        }
    }

    /// The 9 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its check digit is right, `2A` counting as 21 and `2B` as 22 (`annuaire.md` §3).
    pub fn is_sound(&self) -> bool {
        luhn(&corsican_as_digits(&self.0))
    }

    /// The characters in groups of three for the eye, with narrow no-break spaces.
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }
}

/// The text with its check digit appended: the inverse of checking.
///
/// `digits` holds digits only; anything else counts as zero.
pub fn with_check_digit(digits: &str) -> String {
    let sum = luhn_sum(&format!("{digits}0"));
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// Whether a text is a SIRET number, of a company's site: 14 digits, the last a Luhn check digit (`annuaire.md` §3).
pub fn is_siret(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) && luhn(text)
}

/// FINESS with its Corsican letters as digits, as its check digit wants them.
fn corsican_as_digits(finess: &str) -> String {
    match finess.get(..2) {
        Some("2A") => format!("21{}", &finess[2..]),
        Some("2B") => format!("22{}", &finess[2..]),
        _ => finess.to_owned(),
    }
}

fn luhn(digits: &str) -> bool {
    luhn_sum(digits).is_multiple_of(10)
}

fn luhn_sum(digits: &str) -> u32 {
    let values = digits.bytes().rev().map(|byte| u32::from(byte.saturating_sub(b'0')));
    values
        .enumerate()
        .map(|(place, value)| if place % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 })
        .sum()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Groups of three counted from the right, so that 11 digits read `19 900 000 019`.
fn grouped(characters: &str) -> String {
    let mut groups = String::with_capacity(characters.len() * 2);
    for (place, letter) in characters.chars().enumerate() {
        if place > 0 && (characters.len() - place).is_multiple_of(3) {
            groups.push('\u{202F}');
        }
        groups.push(letter);
    }
    groups
}

impl fmt::Display for IdentifierError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NotElevenDigits => "an RPPS number has 11 digits",
            Self::NotNineCharacters => "a FINESS number has 9 digits, or 2A or 2B and 7 digits",
        })
    }
}

impl std::error::Error for IdentifierError {}

impl fmt::Display for Rpps {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Finess {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Rpps> for String {
    fn from(rpps: Rpps) -> Self {
        rpps.0
    }
}

impl From<Finess> for String {
    fn from(finess: Finess) -> Self {
        finess.0
    }
}

impl TryFrom<String> for Rpps {
    type Error = IdentifierError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl TryFrom<String> for Finess {
    type Error = IdentifierError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_pass_their_check_and_altered_ones_fail() {
        for rpps in ["10000013994", "10006122583", "10100271385"] {
            assert!(Rpps::parse(rpps).unwrap().is_sound(), "{rpps}");
        }
        for finess in ["010000024", "2A0000154", "2B0000020", "970100228"] {
            assert!(Finess::parse(finess).unwrap().is_sound(), "{finess}");
        }
        assert!(!Rpps::parse("10101234567").unwrap().is_sound());
        assert!(!Rpps::parse(&with_check_digit("2000001399")).unwrap().is_sound());
        assert!(!Finess::parse("2A0000015").unwrap().is_sound());
    }

    #[test]
    fn spaces_and_case_are_forgiven_and_other_shapes_are_not() {
        assert_eq!(Rpps::parse(" 10 000 013 994").unwrap().as_str(), "10000013994");
        assert_eq!(Finess::parse("2a 0000154").unwrap().as_str(), "2A0000154");
        for text in ["", "1000001399", "100000139940", "1000001399x"] {
            assert_eq!(Rpps::parse(text), Err(IdentifierError::NotElevenDigits), "{text}");
        }
        for text in ["", "2C0000154", "A10000154", "0100000245", "01000é024"] {
            assert_eq!(Finess::parse(text), Err(IdentifierError::NotNineCharacters), "{text}");
        }
    }

    #[test]
    fn a_check_digit_is_the_one_that_passes() {
        assert_eq!(with_check_digit("1000001399"), "10000013994");
        assert!(Rpps::parse(&with_check_digit("1990000001")).unwrap().is_sound());
    }

    #[test]
    fn identifiers_are_grouped_from_the_right() {
        assert_eq!(Rpps::parse("19900000019").unwrap().grouped(), "19\u{202F}900\u{202F}000\u{202F}019");
    }
}
