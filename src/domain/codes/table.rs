//! The one shape of every national table.

/// A national table: codes with their labels, in the order of the codes.
#[derive(Debug)]
pub struct Table(&'static [(&'static str, &'static str)]);

impl Table {
    /// A table of these rows, which stand in strictly rising order of their codes.
    pub(super) const fn new(rows: &'static [(&'static str, &'static str)]) -> Self {
        Self(rows)
    }

    /// Code and label of each row, in the order of the codes.
    pub fn rows(&self) -> &'static [(&'static str, &'static str)] {
        self.0
    }
}

/// The row of a table whose code bears that number: 7 is `SA07`.
pub fn numbered(table: &Table, number: u32) -> Option<(&'static str, &'static str)> {
    let digits = |code: &str| code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse();
    table.rows().iter().find(|(code, _)| digits(code) == Ok(number)).copied()
}

/// The label of this code, none when the table does not hold it.
///
/// A code without a label is kept, never refused: tables grow between two releases.
pub fn label(table: &Table, code: &str) -> Option<&'static str> {
    let rows = table.rows();
    let place = rows.binary_search_by_key(&code, |(known, _)| known).ok()?;
    Some(rows[place].1)
}
