//! The text search of the listings: each word typed must begin a word of the row.

use diesel::{
    BoxableExpression, Connection, SelectableExpression,
    dsl::sql,
    expression::{SqlLiteral, UncheckedBind},
    sql_types::{Bool, Text},
};

use super::database::Database;
use crate::domain::{reading::Reading, text};

/// How many words of a row, or of what is typed, are looked at.
const WORDS: usize = 64;

/// How many characters of a word are looked at; PostgreSQL keeps no more than 2,046 bytes.
const CHARACTERS: usize = 64;

/// What is searched: a table and its key.
#[derive(Clone, Copy)]
pub enum Searched {
    /// The organizations, by FINESS number.
    Organizations,
    /// The workers, by RPPS number.
    Workers,
}

type Backend = <Database as Connection>::Backend;

/// A condition on the rows of a table.
pub type Condition<Table> = Box<dyn BoxableExpression<Table, Backend, SqlType = Bool>>;

/// The words by which a row is found, separated by one space.
pub fn search_text(facts: &[&str]) -> String {
    words(&text::fold(&facts.join(" "))).join(" ")
}

/// The condition that a row bears all the words typed; none when nothing was typed. Signs without
/// a letter or a digit match no row.
///
/// Keys are gathered first and listed after: left to itself, PostgreSQL walks the whole listing
/// in order and tries each row.
pub fn matching<Table: 'static>(db: &Database, searched: Searched, typed: &str) -> Option<Condition<Table>>
where
    Matching: SelectableExpression<Table>,
{
    if typed.trim().is_empty() {
        return None;
    }
    let typed = typed_words(typed);
    if typed.is_empty() {
        return Some(Box::new(sql::<Bool>("1 = 0")));
    }
    let (table, key) = searched.table_and_key();
    Some(match db {
        Database::Sqlite(_) => condition(
            format!("{table}.{key} IN (SELECT {key} FROM {table}_search WHERE {table}_search MATCH "),
            joined(&typed, '"', "* "),
            ")",
        ),
        Database::Postgres(_) => condition(
            format!(
                "{table}.{key} IN (WITH hits AS MATERIALIZED (SELECT {key} FROM {table} \
                 WHERE array_to_tsvector(string_to_array(search_text, ' ')) @@ "
            ),
            joined(&typed, '\'', ":* & "),
            "::tsquery) SELECT * FROM hits)",
        ),
    })
}

type Matching = SqlLiteral<Bool, UncheckedBind<SqlLiteral<Bool>, diesel::dsl::AsExprOf<String, Text>>>;

fn condition<Table>(before: String, words: String, after: &str) -> Condition<Table>
where
    Matching: SelectableExpression<Table>,
{
    Box::new(sql::<Bool>(&before).bind::<Text, _>(words).sql(after))
}

impl Searched {
    fn table_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Organizations => ("organizations", "finess"),
            Self::Workers => ("workers", "rpps_number"),
        }
    }
}

/// The words typed, an identifier written with spaces being one of them.
fn typed_words(typed: &str) -> Vec<String> {
    let reading = Reading::of(typed);
    let identifiers = reading.rpps.iter().map(|rpps| rpps.as_str().to_owned());
    let identifiers = identifiers.chain(reading.finess.iter().map(|finess| text::fold(finess.as_str())));
    let all: Vec<String> = identifiers.chain(reading.postcodes).chain(reading.words).collect();
    words(&all.join(" "))
}

fn words(folded: &str) -> Vec<String> {
    folded.split_whitespace().take(WORDS).map(|word| word.chars().take(CHARACTERS).collect()).collect()
}

/// Quoted words, each of them a prefix, joined so that all must match. Folded words hold no quote.
fn joined(words: &[String], quote: char, between: &str) -> String {
    let last = &between[..between.trim_end_matches([' ', '&']).len()];
    let quoted: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}")).collect();
    quoted.join(between) + last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_each_database_wants_them() {
        let typed = typed_words("L'Haÿ 19 900 000 019 2a 000 0154");
        assert_eq!(joined(&typed[2..], '"', "* "), r#""l"* "hay"*"#);
        assert_eq!(joined(&typed, '\'', ":* & "), "'19900000019':* & '2a0000154':* & 'l':* & 'hay':*");
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(search_text(&[&"x".repeat(5000), "É"]), format!("{} e", "x".repeat(CHARACTERS)));
    }
}
