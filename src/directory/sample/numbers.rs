//! Numbers that look right, and that nobody real bears.
//!
//! RPPS numbers are handed out upwards and have reached `101`; invented ones begin with `199` and
//! leave out the million from `1999000000` on, in which the publisher's own test identities lie.
//! The third character of every real FINESS number is `0`; invented sites have a `9` there,
//! invented legal entities an `8`. A real SIREN number never begins with `0`. Telephone numbers
//! are those that ARCEP keeps for works of fiction (decision 2018-0881, national numbering plan).
//! All carry right check digits (`annuaire.md` §3).

use crate::domain::identifiers::with_check_digit;

/// How many people can be told apart: RPPS numbers from `1990000000` up to `1998999999`, without
/// their check digits.
pub const MOST_PEOPLE: u64 = 9_000_000;

/// How many SIRET numbers are kept for organizations that several people share.
const SHARED_SIRETS: u64 = 1_000_000;

/// Odd and no multiple of 3 or 5, so that steps of it visit every number below [`MOST_PEOPLE`].
const STRIDE: u64 = 7_368_787;

/// Who an invented FINESS number is for.
#[derive(Debug, Clone, Copy)]
pub enum FinessOf {
    /// A site.
    Site,
    /// A legal entity.
    LegalEntity,
}

/// The RPPS number of a person, a different one for each `person` below [`MOST_PEOPLE`].
pub fn rpps(person: u64, offset: u64) -> String {
    let place = (person % MOST_PEOPLE * STRIDE + offset % MOST_PEOPLE) % MOST_PEOPLE;
    with_check_digit(&format!("199{place:07}"))
}

/// The FINESS number of the site or legal entity with this number in its department.
///
/// Overseas departments share `97` and `98` and are told apart by the fourth character, as in real
/// numbers; they have 10,000 numbers each, the others 100,000.
pub fn finess(department: &str, of: FinessOf, serial: u64) -> String {
    let third = match of {
        FinessOf::Site => '9',
        FinessOf::LegalEntity => '8',
    };
    let (prefix, rest) = match department {
        "976" => ("98", format!("5{serial:04}")),
        _ if department.len() == 3 => (&department[..2], format!("{}{serial:04}", &department[2..])),
        _ => (department, format!("{serial:05}")),
    };
    let digits = match prefix {
        "2A" => "21",
        "2B" => "22",
        digits => digits,
    };
    let mut number = with_check_digit(&format!("{digits}{third}{rest}"));
    number.replace_range(..2, prefix);
    number
}

/// The SIRET number of an organization that several people share.
pub fn shared_siret(serial: u64) -> String {
    siret(serial % SHARED_SIRETS)
}

/// The SIRET number of a person's own practice.
pub fn own_siret(person: u64) -> String {
    siret(SHARED_SIRETS + person % MOST_PEOPLE)
}

fn siret(serial: u64) -> String {
    let siren = with_check_digit(&format!("0{serial:07}"));
    with_check_digit(&format!("{siren}0001"))
}

/// A telephone number kept for fiction, of the zone of the department; a mobile one overseas.
pub fn telephone(department: &str, last_digits: u64) -> String {
    format!("{}{:04}", fictional_range(department), last_digits % 10_000)
}

/// The range of the department's telephone zone (national numbering plan).
fn fictional_range(department: &str) -> &'static str {
    match department {
        "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95" => "019900",
        "14" | "18" | "22" | "27" | "28" | "29" | "35" | "36" | "37" | "41" | "44" | "45" | "49" | "50"
        | "53" | "56" | "61" | "72" | "76" | "85" => "026191",
        "02" | "08" | "10" | "21" | "25" | "39" | "51" | "52" | "54" | "55" | "57" | "58" | "59" | "60"
        | "62" | "67" | "68" | "70" | "71" | "80" | "88" | "89" | "90" => "035301",
        "01" | "03" | "04" | "05" | "06" | "07" | "11" | "13" | "15" | "26" | "2A" | "2B" | "30" | "34"
        | "38" | "42" | "43" | "48" | "63" | "66" | "69" | "73" | "74" | "83" | "84" => "046571",
        _ if department.len() == 2 => "053649",
        _ => "063998",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identifiers::{Finess, Rpps};

    #[test]
    fn people_never_share_a_number() {
        let mut numbers: Vec<_> = (0..100_000).map(|person| rpps(person, 5)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 100_000);
        for number in [rpps(0, 0), rpps(MOST_PEOPLE - 1, 0), rpps(1, MOST_PEOPLE - 1)] {
            assert!(Rpps::parse(&number).unwrap().is_sound(), "{number}");
            assert!(number.as_str() < "19990000000", "{number}");
        }
    }

    #[test]
    fn finess_numbers_are_sound_in_every_department() {
        for (department, begins) in
            [("01", "019"), ("2A", "2A9"), ("2B", "2B9"), ("974", "9794"), ("976", "9895")]
        {
            let number = finess(department, FinessOf::Site, 1_234);
            assert!(number.starts_with(begins), "{number}");
            assert!(Finess::parse(&number).unwrap().is_sound(), "{number}");
            assert_ne!(number, finess(department, FinessOf::LegalEntity, 1_234));
        }
    }

    #[test]
    fn siret_numbers_have_fourteen_digits_and_sound_parts() {
        for number in
            [shared_siret(0), shared_siret(SHARED_SIRETS - 1), own_siret(0), own_siret(MOST_PEOPLE - 1)]
        {
            assert_eq!(number.len(), 14, "{number}");
            assert_eq!(with_check_digit(&number[..8]), number[..9]);
            assert_eq!(with_check_digit(&number[..13]), number);
        }
    }
}
