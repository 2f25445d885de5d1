//! The text search of the listings: each word typed must begin a word of the row.

use diesel::{Connection, QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use super::{database::Database, listing::Listing, text::storable};
use crate::domain::{reading::Reading, text};

/// How many words of a row, or of what is typed, are looked at.
const WORDS: usize = 64;

/// How many characters of a word are looked at; PostgreSQL keeps no more than 2,046 bytes.
const CHARACTERS: usize = 64;

/// So many letters begin so many words that a lone one is looked up in the order of the listing.
const SHORT: usize = 3;

/// How many rows may bear a short word as a whole to be told beside those whose name it begins.
const FEW: usize = 500;

/// What is searched: a table and its key.
#[derive(Clone, Copy)]
pub enum Searched {
    /// The organizations, by FINESS number.
    Organizations,
    /// The workers, by RPPS number.
    Workers,
}

/// The words by which a row is found, separated by one space.
pub fn search_text(facts: &[&str]) -> String {
    words(&text::fold(&facts.join(" "))).join(" ")
}

/// The keys of a page of the rows that bear all the words typed, as many as are wanted at most;
/// none when nothing was typed. Signs without a letter or a digit match no row.
///
/// A lone word of three letters or fewer begins too many words: it finds the names that begin with
/// it and, where they are few, the rows in which it is a whole word.
pub fn keys(
    db: &mut Database,
    searched: Searched,
    listing: &Listing,
    wanted: i64,
) -> QueryResult<Option<Vec<String>>> {
    if listing.words.trim().is_empty() {
        return Ok(None);
    }
    let words = typed_words(&listing.words);
    let statement = Statement { text: String::new(), values: Vec::new(), searched, listing };
    let statement = match words.as_slice() {
        [] => return Ok(Some(Vec::new())),
        [short] if short.chars().count() <= SHORT => statement.of_short(db, short, wanted),
        _ => statement.of_words(db, &words, wanted),
    };
    statement.keys(db).map(Some)
}

/// A statement under way, with the values of its numbered places: each is used once and in order,
/// which both databases understand alike.
struct Statement<'a> {
    text: String,
    values: Vec<String>,
    searched: Searched,
    listing: &'a Listing,
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

impl Statement<'_> {
    /// Hits are gathered first and ordered after: left to itself, PostgreSQL walks the whole listing
    /// in order and tries each row.
    fn of_words(mut self, db: &Database, words: &[String], wanted: i64) -> Self {
        let (table, key) = self.searched.table_and_key();
        self.add(&format!("WITH hits AS MATERIALIZED (SELECT sort_name, {key} FROM {table} WHERE "));
        self.add_match(db, joined(words, db, true));
        self.add_narrowing();
        self.add(&format!(") SELECT {key} AS key FROM hits ORDER BY sort_name, {key} LIMIT {wanted}"));
        self
    }

    fn of_short(mut self, db: &Database, word: &str, wanted: i64) -> Self {
        let (table, key) = self.searched.table_and_key();
        self.add(&format!("WITH whole AS MATERIALIZED (SELECT {key} FROM {table} WHERE "));
        self.add_match(db, joined(&[word.to_owned()], db, false));
        self.add(&format!(
            " LIMIT {FEW} + 1), begun AS MATERIALIZED (SELECT sort_name, {key} FROM {table} WHERE sort_name >= "
        ));
        self.add_value(word.to_owned());
        self.add(" AND sort_name < ");
        self.add_value(format!("{word}{}", char::MAX));
        self.add_narrowing();
        self.add(&format!(
            " ORDER BY sort_name, {key} LIMIT {wanted}) SELECT {key} AS key FROM (\
             SELECT sort_name, {key} FROM begun UNION SELECT sort_name, {key} FROM {table} \
             WHERE {key} IN (SELECT {key} FROM whole WHERE (SELECT count(*) FROM whole) <= {FEW})"
        ));
        self.add_narrowing();
        self.add(&format!(") AS found ORDER BY sort_name, {key} LIMIT {wanted}"));
        self
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn add_value(&mut self, value: String) {
        self.values.push(value);
        self.text.push_str(&format!("${}", self.values.len()));
    }

    /// That a row bears the words.
    fn add_match(&mut self, db: &Database, words: String) {
        let (table, key) = self.searched.table_and_key();
        match db {
            Database::Sqlite(_) => {
                self.add(&format!("{key} IN (SELECT {key} FROM {table}_search WHERE {table}_search MATCH "));
                self.add_value(words);
                self.add(")");
            }
            Database::Postgres(_) => {
                self.add("array_to_tsvector(string_to_array(search_text, ' ')) @@ ");
                self.add_value(words);
                self.add("::tsquery");
            }
        }
    }

    /// That a row is of the department and after the place asked for.
    fn add_narrowing(&mut self) {
        let (listing, (table, key)) = (self.listing, self.searched.table_and_key());
        if let Some(department) = &listing.department {
            self.add(match self.searched {
                Searched::Organizations => " AND (department = ",
                Searched::Workers => {
                    " AND EXISTS (SELECT 1 FROM affiliations a JOIN organizations o ON o.finess = a.finess \
                     WHERE a.rpps_number = workers.rpps_number AND o.department = "
                }
            });
            self.add_value(storable(department));
            self.add(")");
        }
        if let Some(after) = &listing.after {
            self.add(&format!(" AND {table}.sort_name >= "));
            self.add_value(after.sort_name().to_owned());
            self.add(&format!(" AND ({table}.sort_name > "));
            self.add_value(after.sort_name().to_owned());
            self.add(&format!(" OR {table}.{key} > "));
            self.add_value(after.key().to_owned());
            self.add(")");
        }
    }

    fn keys(self, db: &mut Database) -> QueryResult<Vec<String>> {
        let mut query = sql_query(self.text).into_boxed::<<Database as Connection>::Backend>();
        for value in self.values {
            query = query.bind::<Text, _>(value);
        }
        Ok(query.load::<Key>(db)?.into_iter().map(|found| found.key).collect())
    }
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
    let unfinished = reading.unfinished.iter().map(|beginning| text::fold(beginning));
    let all: Vec<String> =
        identifiers.chain(unfinished).chain(reading.postcodes).chain(reading.words).collect();
    words(&all.join(" "))
}

fn words(folded: &str) -> Vec<String> {
    folded.split_whitespace().take(WORDS).map(|word| word.chars().take(CHARACTERS).collect()).collect()
}

/// Quoted words, all of which must match, as whole words or as beginnings. Folded words hold no
/// quote.
fn joined(words: &[String], db: &Database, as_beginnings: bool) -> String {
    let (quote, beginning, and) = match db {
        Database::Sqlite(_) => ('"', "*", " "),
        Database::Postgres(_) => ('\'', ":*", " & "),
    };
    let beginning = if as_beginnings { beginning } else { "" };
    let quoted: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}{beginning}")).collect();
    quoted.join(and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_the_database_wants_them() {
        let db = Database::Sqlite(diesel::SqliteConnection::establish(":memory:").unwrap());
        let typed = typed_words("L'Haÿ 19 900 000 019");
        assert_eq!(joined(&typed, &db, true), r#""19900000019"* "l"* "hay"*"#);
        assert_eq!(joined(&typed[2..], &db, false), r#""hay""#);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(search_text(&[&"x".repeat(5000), "É"]), format!("{} e", "x".repeat(CHARACTERS)));
    }
}
