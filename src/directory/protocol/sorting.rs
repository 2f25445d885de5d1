//! `sort`: the order of an answer (`cloudsearch.md` §1.2).

use super::error::Error;
use crate::directory::{
    index::order::{By, SortKey},
    language::fields::{self, FieldSpec, Knows},
    language::refusal::Refusal,
};

/// The most steps of an order (`cloudsearch.md` §7.1).
const MOST_KEYS: usize = 10;

/// Ordered fields that hold several values, by which nothing can be sorted.
const LISTS: [&str; 2] = ["mode_code", "skill_code"];

/// Reads a comma list of `NAME asc` and `NAME desc`; none is no order of its own.
///
/// # Errors
/// [`Error::Refused`].
pub(super) fn parse(list: Option<&str>, knows: Knows<'_>) -> Result<Vec<SortKey>, Error> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let keys: Vec<SortKey> = list.split(',').map(|key| key_of(key, knows)).collect::<Result<_, _>>()?;
    if keys.len() > MOST_KEYS { Err(Error::wrong("sort", "at most 10 fields")) } else { Ok(keys) }
}

fn key_of(text: &str, knows: Knows<'_>) -> Result<SortKey, Error> {
    let mut words = text.split_whitespace();
    let (Some(name), Some(direction), None) = (words.next(), words.next(), words.next()) else {
        return Err(Error::wrong("sort", "a comma list of NAME asc and NAME desc"));
    };
    let is_ascending = match direction {
        "asc" => true,
        "desc" => false,
        _ => return Err(Error::wrong("sort", "asc or desc after each name")),
    };
    let by = if name == "_score" { By::Score } else { By::Field(field(name, knows)?) };
    Ok(SortKey { by, is_ascending })
}

fn field(name: &str, knows: Knows<'_>) -> Result<&'static FieldSpec, Error> {
    match fields::find(name) {
        Some(spec) if spec.is_ordered && !LISTS.contains(&name) => Ok(spec),
        None if !knows(name) && !fields::is_only_returned(name) => {
            Err(Refusal::UnknownField(name.to_owned()).into())
        }
        _ => Err(Error::Refused(format!("Nothing can be sorted by the field '{name}'."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(list: &str) -> String {
        parse(Some(list), &|name| name == "badge").unwrap_err().to_string()
    }

    #[test]
    fn names_and_directions_go_in_pairs() {
        let keys = parse(Some("last_name asc,_score desc, _id desc"), &|_| false).unwrap();
        let ascending: Vec<bool> = keys.iter().map(|key| key.is_ascending).collect();
        assert_eq!(ascending, [true, false, false]);
        assert_eq!(keys[1].by, By::Score);
        assert!(parse(None, &|_| false).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_order_is_refused() {
        for wrong in ["", "city", "city up", "city asc desc", "city asc,", &["city asc"; 11].join(",")] {
            assert!(refused(wrong).starts_with("Wrong sort: expected"), "{wrong}");
        }
        assert!(refused("nosuchfield asc").contains("field (nosuchfield) does not exist"));
        for unsorted in ["street asc", "skill_code asc", "badge asc", "role_name desc"] {
            assert!(refused(unsorted).starts_with("Nothing can be sorted by"), "{unsorted}");
        }
    }
}
