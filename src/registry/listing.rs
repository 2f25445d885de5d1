//! Pages of a listing, walked by cursor.

use std::fmt;

use crate::domain::text;

/// How many rows a page holds, at most.
pub const LARGEST_PAGE: usize = 200;

/// How many affiliations a row of a listing shows.
pub const SHOWN: usize = 10;

/// How many characters of a name count for its place in a listing: an index row has its bounds.
const SORTED_CHARACTERS: usize = 200;

/// The place in a listing after which a page begins: the sort name and the key of a row.
///
/// Its text, for URLs, is opaque to everyone else: `750000018.pharmacie-du-port`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    sort_name: String,
    key: String,
}

/// A text that is no cursor of Carnet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the page asked for is not one that Carnet gave; begin again from the first page")]
pub struct BrokenCursor;

impl Cursor {
    /// The place of a row.
    pub fn at(sort_name: &str, key: &str) -> Self {
        Self { sort_name: sort_name.to_owned(), key: key.to_owned() }
    }

    /// Reads the text of a cursor.
    ///
    /// # Errors
    /// [`BrokenCursor`] when it is none.
    pub fn parse(text: &str) -> Result<Self, BrokenCursor> {
        let (key, name) = text.split_once('.').ok_or(BrokenCursor)?;
        let sort_name = name.replace('-', " ");
        let well_formed = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if well_formed && sorted(&sort_name) == sort_name {
            Ok(Self { sort_name, key: key.to_owned() })
        } else {
            Err(BrokenCursor)
        }
    }

    /// The sort name of the row before the page.
    pub(super) fn sort_name(&self) -> &str {
        &self.sort_name
    }

    /// The key of the row before the page.
    pub(super) fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.key, self.sort_name.replace(' ', "-"))
    }
}

/// What is asked of a listing.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// What was typed: every word must begin a word of the name, the town or the key.
    pub words: String,
    /// Only organizations of this department, or workers with one there.
    pub department: Option<String>,
    /// The place after which the page begins; none for the first.
    pub after: Option<Cursor>,
    /// Rows wanted, 1 to [`LARGEST_PAGE`].
    pub size: usize,
}

/// Some rows of a listing and, when there are more, the place where they end.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of the rows found when one more than `size` was asked for.
    pub(super) fn cut(mut rows: Vec<T>, size: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more { rows.last().map(place) } else { None };
        Self { rows, next }
    }
}

/// The wanted number of rows, kept within its bounds.
pub fn bounded(size: usize) -> usize {
    size.clamp(1, LARGEST_PAGE)
}

/// How many rows to ask for, to know whether more follow a page of that size.
pub fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}

/// The folded text by which a row is sorted.
pub fn sorted(name: &str) -> String {
    let short: String = text::fold(name).chars().take(SORTED_CHARACTERS).collect();
    short.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_way_through_a_url() {
        for (name, key) in [("pharmacie du port", "750000018"), ("", "2A0000154"), ("αβγ 3", "19900000019")]
        {
            let cursor = Cursor::at(name, key);
            assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
        }
    }

    #[test]
    fn a_broken_cursor_is_refused() {
        let long = format!("1.{}", "a".repeat(SORTED_CHARACTERS + 1));
        for text in ["", "x", ".a", "1.É", "1.a--b", "1.a-", "1'.a", "1.a\0", long.as_str()] {
            assert_eq!(Cursor::parse(text), Err(BrokenCursor), "{text:?}");
        }
    }
}
