//! The structured syntax of `fq` (`cloudsearch.md` §3): it refuses what it does not know.

use super::{
    cursor::Cursor,
    fields::{self, Kind, Knows, NO_OTHERS},
    query::{DEEPEST, Join, Query, Test, check_length},
    refusal::Refusal,
    structured_number,
    structured_settings::{self, Settings, is_name},
    structured_value::{self, Literal},
    words,
};

/// Reads a query to a directory without fields of its own.
///
/// # Errors
///
/// As [`parse_knowing`].
pub fn parse(text: &str) -> Result<Query, Refusal> {
    parse_knowing(text, NO_OTHERS)
}

/// Reads a query to a directory with further fields.
///
/// # Errors
///
/// [`Refusal::Syntax`] at the first place where something else is expected,
/// [`Refusal::UnknownField`], [`Refusal::TooLarge`].
pub fn parse_knowing(text: &str, knows: Knows<'_>) -> Result<Query, Refusal> {
    check_length(text)?;
    let mut reader = Reader(Cursor::new(text), knows);
    let query = reader.expression(&None, 1)?;
    reader.0.skip_space();
    if reader.0.peek().is_some() { Err(wrong(&reader.0, "the end")) } else { query.within_limits() }
}

type Field = Option<fields::Field>;

struct Reader<'a>(Cursor<'a>, Knows<'a>);

impl Reader<'_> {
    /// One expression; a string in it without a field of its own is looked for in `field`.
    fn expression(&mut self, field: &Field, depth: usize) -> Result<Query, Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::TooLarge("at most 100 levels of nesting"));
        }
        self.0.skip_space();
        match self.0.peek() {
            Some('(') => self.group(depth),
            Some('\'') => Ok(words_in(field.clone(), structured_value::string(&mut self.0)?)),
            Some(letter) if structured_number::begins(letter) => {
                Err(wrong(&self.0, "an expression, as a number needs a field"))
            }
            Some(letter) if is_name(letter) => self.field_value(),
            _ => Err(wrong(&self.0, "an expression")),
        }
    }

    /// `matchall` or `field:value`.
    fn field_value(&mut self) -> Result<Query, Refusal> {
        let name = self.0.take_while(is_name);
        self.0.skip_space();
        if !self.0.take(':') {
            return if name == "matchall" { Ok(Query::Everything) } else { Err(wrong(&self.0, "a colon")) };
        }
        let field = fields::Field::named(name, self.1)?;
        self.0.skip_space();
        let literal = structured_value::read(&mut self.0, &field)?;
        Ok(literal_in(field, literal))
    }

    fn group(&mut self, depth: usize) -> Result<Query, Refusal> {
        self.0.next();
        self.0.skip_space();
        let at = self.0.position();
        let operator = self.0.take_while(|letter| letter.is_ascii_alphabetic());
        // What is missing after an operator is told by whoever reads it.
        if !matches!(self.0.peek(), Some('(' | ')')) && !self.0.peek().is_some_and(char::is_whitespace) {
            return Err(wrong(&self.0, "white space or a parenthesis after an operator"));
        }
        let settings = structured_settings::read(&mut self.0, operator, self.1)?;
        let query = match operator {
            "and" | "or" => self.joined(operator, &settings, depth)?,
            "not" => Query::Not(Box::new(self.expression(&settings.field, depth + 1)?)),
            "term" => self.term(settings.field)?,
            "phrase" | "near" => self.phrase(&settings)?,
            "prefix" => self.prefix(settings.field)?,
            "range" => self.range(settings.field)?,
            _ => return Err(Refusal::Syntax { position: at, expected: OPERATORS.to_owned() }),
        };
        self.0.skip_space();
        if !self.0.take(')') {
            return Err(wrong(&self.0, "a closing parenthesis"));
        }
        Ok(match settings.boost {
            Some(boost) => Query::Boosted(boost, Box::new(query)),
            None => query,
        })
    }

    fn joined(&mut self, operator: &str, settings: &Settings, depth: usize) -> Result<Query, Refusal> {
        let mut parts = Vec::new();
        loop {
            parts.push(self.expression(&settings.field, depth + 1)?);
            self.0.skip_space();
            if self.0.peek() == Some(')') {
                break;
            }
        }
        let join = if operator == "or" { Join::Any } else { Join::All };
        let (optional, required): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_optional);
        if required.is_empty() {
            return Ok(together(join, optional));
        }
        let bonus = optional.into_iter().filter(|part| !matches!(part, Query::Not(_))).collect();
        Ok(together(join, required).preferring(bonus))
    }

    fn term(&mut self, field: Field) -> Result<Query, Refusal> {
        self.0.skip_space();
        match (field, self.0.peek()) {
            (None, Some('\'')) => Ok(words_in(None, structured_value::string(&mut self.0)?)),
            (Some(field), Some('\'')) => {
                let literal = structured_value::of_string(&field, structured_value::string(&mut self.0)?);
                Ok(literal_in(field, literal))
            }
            (Some(field), Some(letter)) if structured_number::begins(letter) => {
                let literal = structured_value::number_in(&mut self.0, &field)?;
                Ok(literal_in(field, literal))
            }
            (Some(_), _) => Err(wrong(&self.0, "a string in single quotes or a number")),
            (None, _) => Err(wrong(&self.0, "a string in single quotes, as no field is named")),
        }
    }

    fn phrase(&mut self, settings: &Settings) -> Result<Query, Refusal> {
        if settings.field.as_ref().is_some_and(|field| !field.kind().is_words()) {
            return Err(wrong(&self.0, "a text field before the phrase"));
        }
        self.0.skip_space();
        let text = structured_value::string(&mut self.0)?;
        Ok(match text.is_empty() {
            true => Query::Nothing,
            false => Query::leaf(
                settings.field.clone(),
                Test::Phrase { text, slop: settings.distance.unwrap_or(0) },
            ),
        })
    }

    fn prefix(&mut self, field: Field) -> Result<Query, Refusal> {
        if field.as_ref().is_some_and(|field| field.kind() == Kind::Int) {
            return Err(wrong(&self.0, "a text or literal field before the prefix"));
        }
        self.0.skip_space();
        let prefix = structured_value::string(&mut self.0)?;
        if prefix.is_empty() {
            return Err(wrong(&self.0, "a prefix of at least one character before this"));
        }
        Ok(Query::leaf(field, Test::Prefix(prefix)))
    }

    fn range(&mut self, field: Field) -> Result<Query, Refusal> {
        self.0.skip_space();
        let Some(field) = field else { return Err(wrong(&self.0, "field=NAME before the range")) };
        match self.0.peek() {
            Some('[' | '{') => {
                let test = structured_value::range(&mut self.0, &field)?;
                Ok(Query::leaf(Some(field), test))
            }
            _ => Err(wrong(&self.0, "a range")),
        }
    }
}

const OPERATORS: &str = "one of and, or, not, term, phrase, near, prefix, range";

fn wrong(cursor: &Cursor<'_>, expected: &str) -> Refusal {
    Refusal::Syntax { position: cursor.position(), expected: expected.to_owned() }
}

fn literal_in(field: fields::Field, literal: Literal) -> Query {
    match literal {
        Literal::Text(text) => words_in(Some(field), text),
        Literal::Other(test) => Query::leaf(Some(field), test),
        Literal::Impossible => Query::Nothing,
    }
}

/// An empty string finds nothing (`cloudsearch.md` §3.2).
fn words_in(field: Field, text: String) -> Query {
    if text.is_empty() { Query::Nothing } else { Query::leaf(field, Test::Words(text)) }
}

/// Whether these are stop words looked for in all fields, which decide nothing beside other parts:
/// they add to the score, or, negated, do nothing.
fn is_optional(query: &Query) -> bool {
    match query {
        Query::Not(part) | Query::Boosted(_, part) => is_optional(part),
        Query::All(parts) | Query::Any(parts) => parts.iter().all(is_optional),
        Query::Leaf { field: None, test: Test::Words(text) | Test::Phrase { text, .. } } => {
            words::all_stop_words(text)
        }
        _ => false,
    }
}

fn together(join: Join, mut parts: Vec<Query>) -> Query {
    match (parts.len(), join) {
        (1, _) => parts.remove(0),
        (_, Join::All) => Query::All(parts),
        (_, Join::Any) => Query::Any(parts),
    }
}
