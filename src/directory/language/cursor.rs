//! A place in a text that is being read.

/// Reads a text character by character, knowing where it is.
pub(super) struct Cursor<'a> {
    rest: &'a str,
    position: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, position: 1 }
    }

    /// Where the next character stands, from 1.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The next character, which stays.
    pub fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes the next character.
    pub fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.rest = &self.rest[next.len_utf8()..];
        self.position += 1;
        Some(next)
    }

    /// Takes the next character if it is this one, and tells whether it was.
    pub fn take(&mut self, wanted: char) -> bool {
        let is_it = self.peek() == Some(wanted);
        if is_it {
            self.next();
        }
        is_it
    }

    /// Takes all characters up to the first that is not wanted.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !wanted(letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.position += taken.chars().count();
        taken
    }

    /// Passes over white space.
    pub fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// What `read` would take, without taking it.
    pub fn look<T>(&self, read: impl FnOnce(&mut Cursor<'a>) -> T) -> T {
        read(&mut Cursor { rest: self.rest, position: self.position })
    }
}
