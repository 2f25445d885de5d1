//! Pieces of an `fq`, in the structured syntax (`cloudsearch.md` §3).

/// An equality, quoted as `cloudsearch.md` §3.2 says; in a field of words, all of them.
///
/// ```
/// assert_eq!(carnet::domain::filter::term("street", r"l'allée \ b"), r"street:'l\'allée \\ b'");
/// ```
pub fn term(field: &str, value: &str) -> String {
    format!("{field}:{}", quoted(value))
}

/// What begins so; in a field of words, a word that does.
pub fn prefix(field: &str, value: &str) -> String {
    format!("(prefix field={field} {})", quoted(value))
}

/// Words of one field, all of them, of which the last may be unfinished; none where there is no word.
pub fn unfinished(field: &str, words: &[&str]) -> Option<String> {
    let (last, finished) = words.split_last()?;
    let finished = (!finished.is_empty()).then(|| term(field, &finished.join(" ")));
    let last = any_of(vec![term(field, last), prefix(field, last)]);
    all_of(finished.into_iter().chain(last).collect())
}

/// All of some filters, none where there is none.
pub fn all_of(filters: Vec<String>) -> Option<String> {
    joined("and", filters)
}

/// Any of some filters, none where there is none.
pub fn any_of(filters: Vec<String>) -> Option<String> {
    joined("or", filters)
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'"))
}

fn joined(operator: &str, mut filters: Vec<String>) -> Option<String> {
    match filters.len() {
        0 => None,
        1 => filters.pop(),
        _ => Some(format!("({operator} {})", filters.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_a_value_cannot_end_it() {
        assert_eq!(term("street", r"l'allée \ b"), r"street:'l\'allée \\ b'");
        assert_eq!(prefix("postcode", "'"), r"(prefix field=postcode '\'')");
    }

    #[test]
    fn the_last_word_of_a_field_may_be_unfinished() {
        assert_eq!(unfinished("city", &["ly"]).unwrap(), "(or city:'ly' (prefix field=city 'ly'))");
        assert_eq!(
            unfinished("city", &["le", "petit", "bo"]).unwrap(),
            "(and city:'le petit' (or city:'bo' (prefix field=city 'bo')))"
        );
        assert_eq!(unfinished("city", &[]), None);
    }
}
