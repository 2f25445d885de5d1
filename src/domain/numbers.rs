//! What the numbers of people and places pass, in the structured syntax: whole, or as far as they were
//! typed.

use super::{
    entry::ADELI,
    filter::{prefix, term},
    phone,
};

/// The number before an ADELI number that makes it a national identifier of a person (`annuaire.md` §3).
const ADELI_TYPE: char = '0';

/// Characters of an ADELI number, which are those of a FINESS number.
const ADELI_LENGTH: usize = 9;

/// What passes a number of nine characters: a FINESS number, or an ADELI number where the directory
/// holds some.
pub fn of_nine(number: &str, knows_adeli: bool) -> Vec<String> {
    let fields = ["finess", "finess_justice"].into_iter().chain(knows_adeli.then_some(ADELI));
    fields.map(|field| term(field, number)).collect()
}

/// What passes a number that begins so; a whole ADELI number may be a national identifier.
pub fn beginning(number: &str, knows_adeli: bool) -> Vec<String> {
    let fields = ["rpps_number", "finess"].into_iter().chain(knows_adeli.then_some(ADELI));
    let begun = fields.map(|field| prefix(field, number));
    begun.chain(national(number, knows_adeli)).collect()
}

/// What passes a telephone number, or the national identifier of whom an ADELI number names: ten digits from 0 on are
/// either.
pub fn of_phone(number: &str, knows_adeli: bool) -> Vec<String> {
    let held = phone::forms(number).into_iter().map(|number| term("phone_number", &number));
    held.chain(national(number, knows_adeli)).collect()
}

/// What passes a SIRET number: that of the site, or the structure's own identifier where it is made of one.
pub fn of_site(siret: &str, knows_sites: bool) -> Vec<String> {
    let site = knows_sites.then(|| term("siret", siret));
    site.into_iter().chain([term("ident_tech_structure", &format!("C{siret}"))]).collect()
}

fn national(number: &str, knows_adeli: bool) -> Option<String> {
    let adeli = number.strip_prefix(ADELI_TYPE).filter(|rest| knows_adeli && rest.len() == ADELI_LENGTH);
    adeli.map(|number| term(ADELI, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_an_adeli_number_where_there_are_some() {
        let finess = ["finess:'259300012'", "finess_justice:'259300012'"];
        assert_eq!(of_nine("259300012", false), finess);
        assert_eq!(of_nine("259300012", true)[2], "adeli_number:'259300012'");
        assert_eq!(beginning("2593", true)[2], "(prefix field=adeli_number '2593')");
        assert_eq!(beginning("0259300012", true)[3], "adeli_number:'259300012'");
        assert_eq!(beginning("0259300012", false).len(), 2);
        assert_eq!(of_phone("0259300012", true)[4], "adeli_number:'259300012'");
        assert_eq!(of_phone("0259300012", false).len(), 4);
    }
}
