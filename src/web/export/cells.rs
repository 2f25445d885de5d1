//! What stands in one cell.

use std::borrow::Cow;

use jiff::Timestamp;

/// With what a spreadsheet begins a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell of an exported row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words or an identifier, which is no number: its zeros in front count.
    Text(String),
    /// A moment: seconds since 1970, UTC.
    Moment(i64),
}

impl Cell {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A text that may be missing.
    pub fn optional(text: &Option<String>) -> Self {
        Self::text(text.as_deref().unwrap_or_default())
    }

    /// Some texts.
    pub fn list<T: AsRef<str>>(texts: &[T]) -> Self {
        Self::Text(texts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; "))
    }

    /// As CSV has it: a moment as in RFC 3339, and nothing that a spreadsheet would run.
    pub fn as_csv(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) if text.starts_with(FORMULA) => Cow::Owned(format!("'{text}")),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Moment(at) => Cow::Owned(Timestamp::from_second(*at).unwrap_or_default().to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_defused_and_nothing_else_is_touched() {
        for text in ["=1+1", "+33 1 02 03 04 05", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(Cell::text(text).as_csv(), format!("'{text}"));
        }
        for text in ["", "Pharmacie", "'x", "1-1", " =1", "01"] {
            assert_eq!(Cell::text(text).as_csv(), text);
        }
        assert_eq!(Cell::Moment(1_767_268_800).as_csv(), "2026-01-01T12:00:00Z");
        assert_eq!(Cell::list(&["a", "b"]).as_csv(), "a; b");
    }
}
