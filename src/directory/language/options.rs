//! `q.options`: how a search in the simple syntax is read (`cloudsearch.md` §1.3).

use super::{
    fields::{self, Field, Knows, NO_OTHERS},
    query::Join,
    refusal::Refusal,
    relaxed_json::{self, Json},
    weight::weight,
};

/// How `q` is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How words are joined that have no operator between them.
    pub join: Join,
    /// The fields searched, with their weights.
    pub fields: Vec<(Field, f32)>,
    /// Operators that have lost their meaning.
    pub disabled: Vec<Operator>,
}

/// An operator of the simple syntax that can be disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    And,
    /// `\`
    Escape,
    /// `word~1`
    Fuzzy,
    /// `"two words"~1`
    Near,
    /// `-`
    Not,
    /// `|`
    Or,
    /// `"two words"`
    Phrase,
    /// `(` and `)`
    Precedence,
    /// `wor*`
    Prefix,
    /// White space between words.
    Whitespace,
}

impl Default for Options {
    fn default() -> Self {
        let fields = fields::searched_by_default().map(|field| (field.into(), 1.0)).collect();
        Self { join: Join::All, fields, disabled: Vec::new() }
    }
}

impl Options {
    /// Reads the JSON of `q.options`, strict or relaxed, for a directory without fields of its own.
    ///
    /// # Errors
    ///
    /// As [`Options::parse_knowing`].
    pub fn parse(json: &str) -> Result<Self, Refusal> {
        Self::parse_knowing(json, NO_OTHERS)
    }

    /// The same for a directory with further fields.
    ///
    /// # Errors
    ///
    /// [`Refusal::Options`] for what is no such JSON or no known option, and
    /// [`Refusal::UnknownField`].
    pub fn parse_knowing(json: &str, knows: Knows<'_>) -> Result<Self, Refusal> {
        let mut options = Self::default();
        for (position, name, value) in relaxed_json::members(json)? {
            options.set(&name, value, knows).map_err(|fault| fault.at(position))?;
        }
        Ok(options)
    }

    /// Whether an operator has its meaning.
    pub fn has(&self, operator: Operator) -> bool {
        !self.disabled.contains(&operator)
    }

    fn set(&mut self, name: &str, value: Json<'_>, knows: Knows<'_>) -> Result<(), Fault> {
        match (name, value) {
            ("defaultOperator", Json::Text(operator)) => self.join = join(&operator)?,
            ("defaultOperator", _) => return Err(Fault::Expected("defaultOperator to be a string")),
            ("fields", Json::List(list)) if list.is_empty() => {}
            ("fields", Json::List(list)) => {
                self.fields = once_each(list.iter().map(|field| weighted(field, knows)))?;
            }
            ("fields", _) => return Err(Fault::Expected("fields to be an array of strings")),
            ("operators", Json::List(list)) => {
                self.disabled = list.iter().map(|name| operator(name)).collect::<Result<_, _>>()?;
            }
            ("operators", _) => return Err(Fault::Expected("operators to be an array of strings")),
            // Of other parsers: without effect here, but no nonsense.
            ("phraseFields", Json::List(list)) => {
                list.iter().try_for_each(|field| weighted(field, knows).map(drop))?;
            }
            ("phraseFields", _) => return Err(Fault::Expected("phraseFields to be an array of strings")),
            ("phraseSlop" | "explicitPhraseSlop", Json::Word(number)) if number.parse::<u32>().is_ok() => {}
            ("phraseSlop", _) => return Err(Fault::Expected("phraseSlop to be a whole number from 0 on")),
            ("explicitPhraseSlop", _) => {
                return Err(Fault::Expected("explicitPhraseSlop to be a whole number from 0 on"));
            }
            ("tieBreaker", Json::Word(number)) if is_share(&number) => {}
            ("tieBreaker", _) => return Err(Fault::Expected("tieBreaker to be a number from 0 to 1")),
            _ => return Err(Fault::Expected("defaultOperator, fields or operators")),
        }
        Ok(())
    }
}

/// The most fields that one request may search: each costs as much as the first.
const MOST_FIELDS: usize = 64;

/// What is wrong with one member, before its position is known.
enum Fault {
    Expected(&'static str),
    UnknownField(Refusal),
}

impl Fault {
    fn at(self, position: usize) -> Refusal {
        match self {
            Self::Expected(words) => Refusal::Options { position, expected: words.to_owned() },
            Self::UnknownField(refusal) => refusal,
        }
    }
}

fn is_share(number: &str) -> bool {
    number.parse().is_ok_and(|number: f32| (0.0..=1.0).contains(&number))
}

fn join(operator: &str) -> Result<Join, Fault> {
    match operator {
        "and" => Ok(Join::All),
        "or" => Ok(Join::Any),
        _ => Err(Fault::Expected("defaultOperator to be 'and' or 'or'")),
    }
}

fn weighted(field: &str, knows: Knows<'_>) -> Result<(Field, f32), Fault> {
    let (name, written) = field.split_once('^').unwrap_or((field, "1"));
    let field = Field::named(name, knows).map_err(Fault::UnknownField)?;
    Ok((field, weight(written).ok_or(Fault::Expected("a field's weight to be a number above 0"))?))
}

/// Each field once, with the weight given last: looking twice in one finds nothing more.
fn once_each(
    weighted: impl Iterator<Item = Result<(Field, f32), Fault>>,
) -> Result<Vec<(Field, f32)>, Fault> {
    let mut fields: Vec<(Field, f32)> = Vec::new();
    for one in weighted {
        let (field, weight) = one?;
        match fields.iter().position(|(known, _)| *known == field) {
            Some(at) => fields[at].1 = weight,
            None if fields.len() == MOST_FIELDS => return Err(Fault::Expected("at most 64 fields")),
            None => fields.push((field, weight)),
        }
    }
    Ok(fields)
}

fn operator(name: &str) -> Result<Operator, Fault> {
    Ok(match name {
        "and" => Operator::And,
        "escape" => Operator::Escape,
        "fuzzy" => Operator::Fuzzy,
        "near" => Operator::Near,
        "not" => Operator::Not,
        "or" => Operator::Or,
        "phrase" => Operator::Phrase,
        "precedence" => Operator::Precedence,
        "prefix" => Operator::Prefix,
        "whitespace" => Operator::Whitespace,
        _ => {
            return Err(Fault::Expected(
                "operators among and, escape, fuzzy, near, not, or, phrase, precedence, prefix, whitespace",
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_searched_once_and_weights_are_bounded() {
        let options = Options::parse("{fields:['city','last_name^2','city^3']}").unwrap();
        let told: Vec<_> = options.fields.iter().map(|(field, weight)| (field.name(), *weight)).collect();
        assert_eq!(told, [("city", 3.0), ("last_name", 2.0)]);
        for weight in ["0", "-1", "inf", "NaN", ""] {
            assert!(Options::parse(&format!("{{fields:['city^{weight}']}}")).is_err(), "{weight}");
        }
    }

    #[test]
    fn strict_and_relaxed_json_say_the_same() {
        let strict = r#"{"fields": ["last_name^4", "city"], "defaultOperator": "or", "operators": ["not"]}"#;
        let relaxed = "{fields:['last_name^4','city'],defaultOperator:'or',operators:['not']}";
        let options = Options::parse(strict).unwrap();
        assert_eq!(Options::parse(relaxed).unwrap(), options);
        let fields: Vec<_> = options.fields.iter().map(|(field, weight)| (field.name(), *weight)).collect();
        assert_eq!(fields, [("last_name", 4.0), ("city", 1.0)]);
        assert_eq!(options.join, Join::Any);
        assert!(!options.has(Operator::Not) && options.has(Operator::Or));
        assert_eq!(Options::parse("{}").unwrap(), Options::default());
    }

    #[test]
    fn what_other_parsers_hear_is_without_effect() {
        let others = "{phraseFields:['city^2'],phraseSlop:0,explicitPhraseSlop:3,tieBreaker:0.5}";
        assert_eq!(Options::parse(others).unwrap(), Options::default());
        assert!(Options::parse("{tieBreaker:1.0}").is_ok() && Options::parse("{tieBreaker:0}").is_ok());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let message = |json| Options::parse(json).unwrap_err().to_string();
        assert_eq!(message("{fields:"), "Wrong q.options: expected a value at character 9.");
        assert_eq!(
            message(r#"{"fields":["nosuchfield"]}"#),
            "Syntax error in query: field (nosuchfield) does not exist."
        );
        for wrong in [
            "",
            "[]",
            "{} x",
            "{fields:['city^0']}",
            "{fields:['city^x']}",
            "{fields:['city^inf']}",
            "{fields:'city'}",
            "{fields:[1]}",
            "{operators:['star']}",
            "{defaultOperator:'AND'}",
            "{defaultOperator:1}",
            "{unknown:1}",
            "{phraseSlop:'x'}",
            "{phraseSlop:-1}",
            "{explicitPhraseSlop:1.5}",
            "{explicitPhraseSlop:[]}",
            "{tieBreaker:'no'}",
            "{tieBreaker:1.1}",
            "{tieBreaker:null}",
            "{phraseFields:'city'}",
            "{phraseFields:['city^0']}",
            r#"{"fields":["city\ud800"]}"#,
            "{fields:['city'",
        ] {
            assert!(message(wrong).starts_with("Wrong q.options: expected"), "{wrong}");
        }
    }
}
