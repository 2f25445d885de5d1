//! A file of operations, cut one by one: JSON arrays of them one after another, or objects, each on
//! lines of its own.
//!
//! An operation that is no JSON is the reader's to refuse, and the next one is read all the same,
//! as long as its brackets and quotes tell where it ends.

use std::{io, io::BufRead};

use thiserror::Error;

use super::{nesting::Nesting, rules::LARGEST_DOCUMENT};

/// The longest operation that is read, in bytes: a document and the space around it.
const LONGEST: usize = LARGEST_DOCUMENT + 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a file operation by operation.
pub struct Batch<R> {
    reader: R,
    form: Form,
    /// Whether an array has just begun.
    is_first: bool,
    line: u64,
    number: u64,
    item: Item,
}

/// One operation as it is written.
#[derive(Debug, Default)]
pub struct Item {
    /// Which one of the file, from 1.
    pub number: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its text; cut where [`Item::is_too_long`].
    pub text: Vec<u8>,
    /// Whether it is longer than any operation may be.
    pub is_too_long: bool,
}

/// Why a file cannot be read on.
#[derive(Debug, Error)]
pub enum BatchError {
    /// The file system, or a broken compression.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The array is broken, so that no later operation can be told.
    #[error("its JSON is broken: {expected} is expected at line {line}")]
    Broken {
        /// What should stand there.
        expected: &'static str,
        /// The line, from 1.
        line: u64,
    },
    /// The last operation has no end, so that others may be missing after it.
    #[error("it is cut off: the operation that begins at line {line} has no end")]
    CutOff {
        /// The line, from 1.
        line: u64,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Unknown,
    Lines,
    Array,
    Ended,
}

impl<R: BufRead> Batch<R> {
    /// Reads from the file's beginning.
    pub fn new(reader: R) -> Self {
        let item = Item::default();
        Self { reader, form: Form::Unknown, is_first: false, line: 1, number: 0, item }
    }

    /// The next operation, none at the end.
    ///
    /// # Errors
    /// [`BatchError`].
    pub fn next_item(&mut self) -> Result<Option<&Item>, BatchError> {
        if self.form == Form::Unknown {
            self.begin()?;
        }
        let is_one = match self.form {
            Form::Array => self.next_of_array()?,
            Form::Lines => self.next_line()?,
            Form::Unknown | Form::Ended => false,
        };
        Ok(is_one.then_some(&self.item))
    }

    fn begin(&mut self) -> Result<(), BatchError> {
        if self.reader.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
            self.reader.consume(BYTE_ORDER_MARK.len());
        }
        self.form = match self.skip_space()? {
            Some(b'[') => {
                self.take()?;
                self.is_first = true;
                Form::Array
            }
            _ => Form::Lines,
        };
        Ok(())
    }

    /// Takes a line, and those after it for as long as its brackets are open and no other
    /// operation begins.
    fn next_line(&mut self) -> Result<bool, BatchError> {
        if self.skip_space()?.is_none() {
            return Ok(false);
        }
        self.begin_item();
        let mut nesting = Nesting::default();
        while let Some(byte) = self.take()? {
            if byte == b'\n' && (!nesting.goes_on() || self.begins_anew(&nesting)?) {
                return Ok(true);
            }
            nesting.take(byte);
            self.push(byte);
        }
        // A file that was cut off in the middle may lack any number of operations after this one.
        if nesting.is_open() { Err(BatchError::CutOff { line: self.item.line }) } else { Ok(true) }
    }

    /// Whether the next line begins another operation, so that the one before it is broken.
    fn begins_anew(&mut self, nesting: &Nesting) -> io::Result<bool> {
        Ok(match self.skip_space()? {
            Some(b'{') => !nesting.takes_object(),
            None | Some(_) => false,
        })
    }

    fn next_of_array(&mut self) -> Result<bool, BatchError> {
        loop {
            match self.skip_space()? {
                Some(b']') if self.is_first => self.end()?,
                None | Some(b']' | b',') => return Err(self.broken("an operation")),
                Some(_) => break,
            }
            if self.form == Form::Ended {
                return Ok(false);
            }
        }
        self.is_first = false;
        self.begin_item();
        let mut nesting = Nesting::default();
        loop {
            let Some(byte) = self.peek()? else { return Err(self.broken("the end of the array")) };
            match byte {
                _ if nesting.is_open() => {}
                b',' => {
                    self.take()?;
                    return Ok(true);
                }
                b']' => {
                    self.end()?;
                    return Ok(true);
                }
                b'}' => return Err(self.broken("a comma or the end of the array")),
                _ => {}
            }
            nesting.take(byte);
            self.take()?;
            self.push(byte);
        }
    }

    /// Takes an array's end, after which nothing stands or another array.
    fn end(&mut self) -> Result<(), BatchError> {
        self.take()?;
        match self.skip_space()? {
            None => self.form = Form::Ended,
            Some(b'[') => {
                self.take()?;
                self.is_first = true;
            }
            Some(_) => return Err(self.broken("the end of the file, or another array,")),
        }
        Ok(())
    }

    fn begin_item(&mut self) {
        self.number += 1;
        self.item.text.clear();
        self.item.is_too_long = false;
        (self.item.number, self.item.line) = (self.number, self.line);
    }

    fn push(&mut self, byte: u8) {
        if self.item.text.len() < LONGEST {
            self.item.text.push(byte);
        } else {
            self.item.is_too_long = true;
        }
    }

    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.take()?;
        }
        Ok(None)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    fn take(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if byte.is_some() {
            self.reader.consume(1);
        }
        self.line += u64::from(byte == Some(b'\n'));
        Ok(byte)
    }

    fn broken(&self, expected: &'static str) -> BatchError {
        BatchError::Broken { expected, line: self.line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Result<Vec<(u64, u64, String)>, String> {
        let mut batch = Batch::new(io::BufReader::with_capacity(3, text.as_bytes()));
        let mut items = Vec::new();
        while let Some(item) = batch.next_item().map_err(|error| error.to_string())? {
            let text = String::from_utf8(item.text.clone()).unwrap();
            items.push((item.number, item.line, text.trim().to_owned()));
        }
        Ok(items)
    }

    fn item(number: u64, line: u64, text: &str) -> (u64, u64, String) {
        (number, line, text.to_owned())
    }

    #[test]
    fn an_array_is_cut_at_its_own_commas() {
        let text = "\u{feff} [ {\"a\":[1,\"]\\\",\"]},\n {\"b\":{}}\n, 7 ]\n";
        let expected = [item(1, 1, "{\"a\":[1,\"]\\\",\"]}"), item(2, 2, "{\"b\":{}}"), item(3, 3, "7")];
        assert_eq!(items(text).unwrap(), expected);
        assert_eq!(items("[]").unwrap(), []);
        let several = "[{\"a\":1}]\n[][\n{\"b\":2}]\n";
        assert_eq!(items(several).unwrap(), [item(1, 1, "{\"a\":1}"), item(2, 3, "{\"b\":2}")]);
    }

    #[test]
    fn lines_are_operations() {
        let expected = [item(1, 1, "{\"a\":1}"), item(2, 3, "{broken"), item(3, 4, "{\"b\":2}")];
        assert_eq!(items("{\"a\":1}\r\n\n{broken\n{\"b\":2}").unwrap(), expected);
        assert_eq!(items(" \n").unwrap(), []);
    }

    #[test]
    fn an_operation_may_stand_on_several_lines() {
        let pretty = "{\n  \"a\":\n  {\n \"b\": [\n\"}\" ]\n  }\n}\n{\"c\": {\n\"d\": 1}}\n7\n";
        let expected = [(1, 1, "{\"a\":{\"b\":[\"}\"]}}"), (2, 8, "{\"c\":{\"d\":1}}"), (3, 10, "7")];
        let squeezed = items(pretty)
            .unwrap()
            .into_iter()
            .map(|(number, line, text)| (number, line, text.split_whitespace().collect::<String>()));
        assert_eq!(
            squeezed.collect::<Vec<_>>(),
            expected.map(|(number, line, text)| (number, line, text.to_owned()))
        );
        let cut = "{\"a\": {\n\"b\": \"x\n{\"c\":1}\n{\"d\":\n{\"e\":2},\n{\"f\":3}";
        let numbers: Vec<u64> = items(cut).unwrap().into_iter().map(|(_, line, _)| line).collect();
        assert_eq!(numbers, [1, 3, 4, 6]);
    }

    #[test]
    fn a_last_operation_that_is_cut_off_is_told_with_its_line() {
        for text in
            ["{\"a\":1}\n{\"b\":", "{\"a\":1}\n{\"b\": \"x", "{\"a\":1}\n{\"b\":\n", "{\"a\":1}\n{\n\n"]
        {
            let told = items(text).unwrap_err();
            assert_eq!(told, "it is cut off: the operation that begins at line 2 has no end", "{text}");
        }
    }

    #[test]
    fn a_broken_array_is_told_with_its_line() {
        for (text, words) in [
            ("[{}] [{}", "the end of the array"),
            ("[{}\n,{\"a\":1", "the end of the array is expected at line 2"),
            ("[{},\n]", "an operation is expected at line 2"),
            ("[{}}]", "a comma or the end of the array"),
            ("[{}] x", "the end of the file"),
        ] {
            assert!(items(text).unwrap_err().contains(words), "{text}");
        }
    }

    #[test]
    fn an_endless_operation_is_cut_and_the_next_one_read() {
        let text = format!("[\"{}\",{{}}]", "x".repeat(2 * LONGEST));
        let mut batch = Batch::new(text.as_bytes());
        assert!(
            batch.next_item().unwrap().is_some_and(|item| item.is_too_long && item.text.len() == LONGEST)
        );
        assert!(batch.next_item().unwrap().is_some_and(|item| !item.is_too_long && item.text == b"{}"));
    }
}
