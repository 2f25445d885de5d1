//! The names and values of a request, each name known and given once (`cloudsearch.md` §1.1).

use std::collections::BTreeMap;

use super::error::Error;

/// What the company's gateway hears (`house.md` §7), and how its answer is written.
const PLAIN: [&str; 7] = ["format", "fq", "pretty", "q", "q.options", "return", "size"];

/// What the service hears besides.
const FULL: [&str; 9] =
    ["cursor", "expr", "facet", "highlight", "partial", "q.parser", "sort", "start", "stats"];

/// How the names begin that bear a field's name.
const OF_FIELDS: [&str; 4] = ["expr.", "facet.", "highlight.", "stats."];

/// Which parameters are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Those of the company's gateway.
    Plain,
    /// Those of the service.
    Full,
}

/// The parameters of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Takes the names and values of a request in their order.
    ///
    /// # Errors
    /// [`Error::Refused`] where a name is unknown or given twice.
    pub fn of(pairs: Vec<(String, String)>, hearing: Hearing) -> Result<Self, Error> {
        let mut values = BTreeMap::new();
        for (name, value) in pairs {
            check(&name, hearing)?;
            if values.contains_key(&name) {
                return Err(Error::Refused(format!("Parameter '{name}' is given more than once.")));
            }
            values.insert(name, value);
        }
        Ok(Self(values))
    }

    /// The value of a parameter, none where it is not given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The parameters whose names begin so: the rest of each name, and its value.
    pub fn beginning<'p>(&'p self, start: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.as_str())))
    }

    /// A whole number.
    ///
    /// # Errors
    /// [`Error::Refused`] where it is none.
    pub fn number(&self, name: &str, default: u64) -> Result<u64, Error> {
        let Some(text) = self.get(name) else { return Ok(default) };
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| text.parse().ok()).flatten();
        number.ok_or_else(|| Error::wrong(name, "a whole number from 0 to 10000"))
    }

    /// A truth value, false where it is not given.
    ///
    /// # Errors
    /// [`Error::Refused`] where it is none.
    pub fn truth(&self, name: &str) -> Result<bool, Error> {
        match self.get(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(Error::wrong(name, "true or false")),
        }
    }
}

fn check(name: &str, hearing: Hearing) -> Result<(), Error> {
    let is_heard = PLAIN.contains(&name)
        || (hearing == Hearing::Full
            && (FULL.contains(&name) || OF_FIELDS.iter().any(|start| name.starts_with(start))));
    match name {
        _ if is_heard => Ok(()),
        "bq" => Err(Error::Refused(
            "Parameter 'bq' is no longer valid. Replace 'bq=query' with 'q.parser=structured&q=query'."
                .to_owned(),
        )),
        _ => Err(Error::Refused(format!("Unknown search parameter '{name}'."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)], hearing: Hearing) -> Result<Parameters, Error> {
        let owned = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Parameters::of(owned.collect(), hearing)
    }

    #[test]
    fn names_are_known_and_given_once() {
        assert!(of(&[("q", "a"), ("facet.city", "{}"), ("start", "2")], Hearing::Full).is_ok());
        for (pairs, sentence) in [
            ([("q", "a"), ("options", "{}")], "Unknown search parameter 'options'."),
            ([("q", "a"), ("q", "a")], "Parameter 'q' is given more than once."),
            (
                [("q", "a"), ("bq", "b")],
                "Parameter 'bq' is no longer valid. Replace 'bq=query' with 'q.parser=structured&q=query'.",
            ),
        ] {
            assert_eq!(of(&pairs, Hearing::Full), Err(Error::Refused(sentence.to_owned())));
        }
        assert!(of(&[("q", "a"), ("start", "2")], Hearing::Plain).is_err());
    }

    #[test]
    fn values_are_numbers_and_truths() {
        let given =
            of(&[("size", "7"), ("pretty", "true"), ("start", "-1"), ("partial", "?")], Hearing::Full);
        let given = given.unwrap();
        assert_eq!((given.number("size", 10), given.number("none", 10)), (Ok(7), Ok(10)));
        assert_eq!((given.truth("pretty"), given.truth("none")), (Ok(true), Ok(false)));
        assert!(given.number("start", 0).is_err() && given.truth("partial").is_err());
    }
}
