//! The lines of a text file, bounded in length and decoded whatever their encoding.
//!
//! No quoting: a stray `"` never joins lines (`annuaire.md` §0 rule 2).

use std::{
    borrow::Cow,
    io::{self, BufRead},
};

use encoding_rs::WINDOWS_1252;

/// The longest line that is read, in bytes; rows of the national file have about 360.
pub const LONGEST_LINE: usize = 64 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a file line by line.
pub struct Lines<R> {
    reader: R,
    line: Vec<u8>,
    number: u64,
}

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its text without the line ending; none where it is longer than [`LONGEST_LINE`].
    pub text: Option<Cow<'a, str>>,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the first line on.
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), number: 0 }
    }

    /// The next line, or none at the end.
    ///
    /// UTF-8 where the line is valid UTF-8, else Windows-1252, of which Latin-1 is a part.
    ///
    /// # Errors
    /// What reading the file met.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let Some(whole) = self.fill()? else { return Ok(None) };
        self.number += 1;
        let text = whole.then(|| decode(without_ending(&self.line, self.number == 1)));
        Ok(Some(Line { number: self.number, text }))
    }

    /// Reads up to the line's end: none at the file's end, false where the line was too long.
    fn fill(&mut self) -> io::Result<Option<bool>> {
        let mut whole = true;
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(any.then_some(whole));
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(buffer.len(), |end| end + 1);
            whole = whole && self.line.len() + taken <= LONGEST_LINE;
            if whole {
                self.line.extend_from_slice(&buffer[..taken]);
            }
            self.reader.consume(taken);
            if end.is_some() {
                return Ok(Some(whole));
            }
        }
    }
}

fn without_ending(line: &[u8], first: bool) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if first { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line }
}

fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(u64, Option<String>)> {
        let mut lines = Lines::new(io::BufReader::with_capacity(7, bytes));
        let mut all = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            all.push((line.number, line.text.map(Cow::into_owned)));
        }
        all
    }

    fn some(number: u64, text: &str) -> (u64, Option<String>) {
        (number, Some(text.to_owned()))
    }

    #[test]
    fn a_byte_order_mark_and_line_endings_of_either_kind_are_left_out() {
        assert_eq!(
            lines(b"\xEF\xBB\xBFun\r\n\"deux\ntrois"),
            [some(1, "un"), some(2, "\"deux"), some(3, "trois")]
        );
        assert_eq!(lines(b""), []);
    }

    #[test]
    fn lines_that_are_not_utf_8_are_windows_1252() {
        assert_eq!(lines("hélène\n".as_bytes()), [some(1, "hélène")]);
        assert_eq!(lines(b"h\xE9l\xE8ne \x92\n"), [some(1, "hélène ’")]);
    }

    #[test]
    fn a_line_too_long_is_passed_over_and_the_next_one_read() {
        let mut bytes = vec![b'x'; LONGEST_LINE];
        bytes.extend_from_slice(b"\nshort\n");
        assert_eq!(lines(&bytes), [(1, None), some(2, "short")]);
    }
}
