//! The text search of the listings: each word typed must begin a word of the row.

use super::database::Database;
use crate::domain::{reading::Reading, text};

/// How many words of a row, or of what is typed, are looked at.
const WORDS: usize = 64;

/// How many characters of a word are looked at; PostgreSQL keeps no more than 2,046 bytes.
const CHARACTERS: usize = 64;

/// So many letters begin so many words that a lone one is looked up in the order of the listing.
const SHORT: usize = 3;

/// How many rows may bear a short word as a whole to be told beside those whose name it begins.
pub const FEW: usize = 500;

/// The words by which a row is found, separated by one space.
pub fn search_text(facts: &[&str]) -> String {
    words(&text::fold(&facts.join(" "))).join(" ")
}

/// What was typed.
#[derive(Clone)]
pub enum Words {
    /// Nothing.
    None,
    /// Signs without a letter or a digit, which match no row.
    OnlySigns,
    /// A lone word of three letters or fewer, which begins too many words: it finds the names that
    /// begin with it and, where they are few, the rows in which it is a whole word. Where that is nothing,
    /// it is like any other.
    Short(String),
    /// Words that a row must all bear.
    Some(Vec<String>),
}

impl Words {
    /// Reads what was typed.
    pub fn of(typed: &str) -> Self {
        if typed.trim().is_empty() {
            return Self::None;
        }
        let words = typed_words(typed);
        match words.as_slice() {
            [] => Self::OnlySigns,
            [short] if short.chars().count() <= SHORT => Self::Short(short.clone()),
            _ => Self::Some(words),
        }
    }
}

/// The words typed, an identifier written with spaces being one of them.
fn typed_words(typed: &str) -> Vec<String> {
    let reading = Reading::of(typed);
    let identifiers = reading.rpps.iter().map(|rpps| rpps.as_str().to_owned());
    let identifiers = identifiers.chain(reading.finess.iter().map(|finess| text::fold(finess.as_str())));
    let unfinished = reading.unfinished.iter().map(|beginning| text::fold(beginning));
    let all: Vec<String> = identifiers
        .chain(unfinished)
        .chain(reading.postcodes)
        .chain(reading.phones)
        .chain(reading.sirets)
        .chain(reading.emails.iter().map(|address| text::fold(address)))
        .chain(reading.words)
        .collect();
    words(&all.join(" "))
}

fn words(folded: &str) -> Vec<String> {
    folded.split_whitespace().take(WORDS).map(|word| word.chars().take(CHARACTERS).collect()).collect()
}

/// Quoted words, all of which must match, as whole words or as beginnings. Folded words hold no
/// quote.
pub fn quoted(words: &[String], db: &Database, as_beginnings: bool) -> String {
    let (quote, beginning, and) = match db {
        Database::Sqlite(_) => ('"', "*", " "),
        Database::Postgres(_) => ('\'', ":*", " & "),
    };
    let beginning = if as_beginnings { beginning } else { "" };
    let quoted: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}{beginning}")).collect();
    quoted.join(and)
}

/// What a sort name begins with that [`lead`] looks at: no name of as great a lead sorts before it.
pub fn beginning(sorted: &str) -> &str {
    let known = sorted.char_indices().take(LOOKED_AT).take_while(|(_, letter)| LETTERS.contains(*letter));
    &sorted[..known.last().map_or(0, |(at, letter)| at + letter.len_utf8())]
}

/// How many letters of a sort name its lead tells.
const LOOKED_AT: usize = 5;

/// The letters that a lead tells, in their order.
const LETTERS: &str = " 0123456789abcdefghijklmnopqrstuvwxyz";

/// The number of the beginning of a sort name, as SQLite's full text is numbered by it: of the first five
/// letters, each one of 38; what follows one that is none of theirs is not looked at.
pub fn lead(sorted: &str) -> i64 {
    let (mut letters, mut is_over) = (sorted.chars(), false);
    (0..LOOKED_AT).fold(0, |number, _| {
        let letter = letters.next().unwrap_or(' ');
        let place = LETTERS.find(letter).filter(|_| !is_over);
        is_over = place.is_none();
        number * 38 + place.map_or(37, |place| i64::try_from(place).unwrap_or(37))
    })
}

#[cfg(test)]
mod tests {
    use diesel::Connection;

    use super::*;

    #[test]
    fn words_are_joined_as_the_database_wants_them() {
        let db = Database::Sqlite(diesel::SqliteConnection::establish(":memory:").unwrap());
        let typed = typed_words("L'Haÿ 19 900 000 019");
        assert_eq!(quoted(&typed, &db, true), r#""19900000019"* "l"* "hay"*"#);
        assert_eq!(quoted(&typed[2..], &db, false), r#""hay""#);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(search_text(&[&"x".repeat(5000), "É"]), format!("{} e", "x".repeat(CHARACTERS)));
    }

    #[test]
    fn beginnings_are_numbered_in_the_order_of_the_names() {
        let names =
            ["", "1 rue", "9", "a", "a b", "ab", "ab c", "zz", "zzα", "zzαb", "zzβa", "α", "αz", "βa"];
        assert!(names.map(lead).is_sorted());
        assert!(lead("zzzzz") < lead("α") && lead("zz") < lead("zzα"));
        assert_eq!(lead("martin anne"), lead("martine"));
        for (at, name) in names.iter().enumerate() {
            let begin = beginning(name);
            assert!(names.iter().all(|other| lead(other) < lead(name) || *other >= begin), "{name} {at}");
        }
        assert_eq!((beginning("martin"), beginning("zzα")), ("marti", "zz"));
    }
}
