//! JSON as parameters are written: strict, or with bare member names and single quotes
//! (`cloudsearch.md` §1.3).

use std::borrow::Cow;

use super::{cursor::Cursor, refusal::Refusal};

/// Levels of objects within objects: `facet={"city":{"size":5}}`.
const DEEPEST: usize = 2;

/// A value, as far as any parameter needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An array of strings.
    List(Vec<Cow<'a, str>>),
    /// A number or a literal name.
    Word(Cow<'a, str>),
    /// An object.
    Object(Vec<Member<'a>>),
}

/// A member of an object: the position of its name, its name, its value.
pub type Member<'a> = (usize, Cow<'a, str>, Json<'a>);

/// The members of an object, in order, each with the position of its name.
///
/// # Errors
///
/// [`Refusal::Options`] at the first character that is no such JSON.
pub fn members(text: &str) -> Result<Vec<Member<'_>>, Refusal> {
    let mut reader = Reader(Cursor::new(text));
    reader.expect('{', "an object")?;
    let members = reader.members(1)?;
    reader.0.skip_space();
    if reader.0.peek().is_some() { Err(reader.wrong("the end")) } else { Ok(members) }
}

struct Reader<'a>(Cursor<'a>);

impl<'a> Reader<'a> {
    fn wrong(&self, expected: &str) -> Refusal {
        Refusal::Options { position: self.0.position(), expected: expected.to_owned() }
    }

    fn expect(&mut self, wanted: char, words: &str) -> Result<(), Refusal> {
        self.0.skip_space();
        if self.0.take(wanted) { Ok(()) } else { Err(self.wrong(words)) }
    }

    /// The members of an object after its opening brace.
    fn members(&mut self, depth: usize) -> Result<Vec<Member<'a>>, Refusal> {
        self.list('}', "a comma or }", |reader| {
            let position = reader.0.position();
            let name = reader.name()?;
            reader.expect(':', "a colon")?;
            Ok((position, name, reader.value(depth)?))
        })
    }

    /// Items between commas, up to `end`.
    fn list<T>(
        &mut self,
        end: char,
        expected: &str,
        mut item: impl FnMut(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        let mut items = Vec::new();
        self.0.skip_space();
        if self.0.take(end) {
            return Ok(items);
        }
        loop {
            self.0.skip_space();
            items.push(item(self)?);
            self.0.skip_space();
            if self.0.take(end) {
                return Ok(items);
            }
            self.expect(',', expected)?;
        }
    }

    fn name(&mut self) -> Result<Cow<'a, str>, Refusal> {
        if matches!(self.0.peek(), Some('"' | '\'')) {
            return self.string();
        }
        let name = self.0.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if name.is_empty() { Err(self.wrong("a member's name")) } else { Ok(name.into()) }
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, Refusal> {
        self.0.skip_space();
        match self.0.peek() {
            Some('"' | '\'') => self.string().map(Json::Text),
            Some('[') => {
                self.0.next();
                self.list(']', "a comma or ]", Self::string).map(Json::List)
            }
            Some('{') if depth < DEEPEST => {
                self.0.next();
                self.members(depth + 1).map(Json::Object)
            }
            _ => {
                let word =
                    self.0.take_while(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
                if word.is_empty() { Err(self.wrong("a value")) } else { Ok(Json::Word(word.into())) }
            }
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Refusal> {
        let quote = self.0.peek().filter(|quote| "'\"".contains(*quote));
        let Some(quote) = quote else { return Err(self.wrong("a string")) };
        self.0.next();
        let is_plain = |letter| letter != quote && letter != '\\';
        let mut string = Cow::Borrowed(self.0.take_while(is_plain));
        loop {
            match self.0.next() {
                None => return Err(self.wrong("the string's end")),
                Some('\\') => string.to_mut().push(self.escaped()?),
                Some(_) => return Ok(string),
            }
            string.to_mut().push_str(self.0.take_while(is_plain));
        }
    }

    fn escaped(&mut self) -> Result<char, Refusal> {
        Ok(match self.0.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => self.code_point()?,
            Some(letter) => letter,
            None => return Err(self.wrong("the string's end")),
        })
    }

    fn code_point(&mut self) -> Result<char, Refusal> {
        let first = self.code_unit()?;
        let is_half = (0xD800..0xDC00).contains(&first) && self.0.take('\\') && self.0.take('u');
        let units = if is_half { vec![first, self.code_unit()?] } else { vec![first] };
        match char::decode_utf16(units).next() {
            Some(Ok(letter)) => Ok(letter),
            _ => Err(self.wrong("a whole surrogate pair")),
        }
    }

    fn code_unit(&mut self) -> Result<u16, Refusal> {
        let digits: String = (0..4).filter_map(|_| self.0.next()).collect();
        let is_hexadecimal = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = is_hexadecimal.then(|| u16::from_str_radix(&digits, 16).ok()).flatten();
        unit.ok_or_else(|| self.wrong("four hexadecimal digits"))
    }
}
