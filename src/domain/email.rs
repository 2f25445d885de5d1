//! E-mail addresses as directories hold them (`annuaire.md` §3): in the case in which somebody wrote them once.

use super::filter::{any_of, prefix};

/// The address that a word is, or how it begins; none where nobody's name stands before the sign, or another sign after.
pub fn begun(word: &str) -> Option<&str> {
    let address = word.trim_matches(|sign| "<>'\".".contains(sign));
    let (user, host) = address.split_once('@')?;
    (!user.is_empty() && !host.contains('@')).then_some(address)
}

/// What passes an address that begins so in one of these fields.
pub fn filter(fields: &[&str], typed: &str) -> Option<String> {
    let mut forms = vec![typed.to_owned(), typed.to_lowercase(), typed.to_uppercase()];
    forms.sort();
    forms.dedup();
    let each = forms.iter().flat_map(|form| fields.iter().map(move |field| prefix(field, form)));
    any_of(each.collect())
}

#[cfg(test)]
mod tests {
    use super::begun;

    #[test]
    fn an_address_has_a_name_before_its_one_sign() {
        assert_eq!(begun("<Lea.Morin@mssante.example>."), Some("Lea.Morin@mssante.example"));
        assert_eq!(begun("lea@"), Some("lea@"));
        for word in ["lea", "@mssante.example", "lea@b@c"] {
            assert_eq!(begun(word), None, "{word}");
        }
    }
}
