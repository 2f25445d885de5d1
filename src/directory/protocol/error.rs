//! Why a request is not answered.

use std::fmt;

use crate::{directory::language::refusal::Refusal, domain::search::SearchError};

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The request is at fault; the sentence is for whoever wrote it (`cloudsearch.md` §6.2).
    Refused(String),
    /// The index is; the words are for the log.
    Unanswered(SearchError),
}

impl Error {
    /// A parameter whose value is not what it should be.
    pub fn wrong(name: &str, expected: &str) -> Self {
        Refusal::Parameter { name: name.to_owned(), expected: expected.to_owned() }.into()
    }

    /// What the language refuses of the value of a parameter, under that parameter's name.
    pub fn in_parameter(name: &str, refusal: Refusal) -> Self {
        match refusal {
            Refusal::Options { position: 0, expected } => Self::wrong(name, &expected),
            Refusal::Options { position, expected } | Refusal::Syntax { position, expected } => {
                Self::wrong(name, &format!("{expected} at character {position}"))
            }
            other => other.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(sentence) => out.write_str(sentence),
            Self::Unanswered(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}

impl From<Error> for SearchError {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(sentence) => Self::Refused(sentence),
            Error::Unanswered(error) => error,
        }
    }
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Refused(sentence) => Self::Refused(sentence),
            other => Self::Unanswered(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_under_the_name_of_its_parameter() {
        let fault = |refusal| Error::in_parameter("facet", refusal).to_string();
        let expected = || "a colon".to_owned();
        assert_eq!(
            fault(Refusal::Options { position: 3, expected: expected() }),
            "Wrong facet: expected a colon at character 3."
        );
        assert_eq!(
            fault(Refusal::Options { position: 0, expected: expected() }),
            "Wrong facet: expected a colon."
        );
        let unknown = Refusal::UnknownField("x".to_owned());
        assert!(fault(unknown).ends_with("field (x) does not exist."));
    }
}
