//! Rows that bear some words, in no order: looking stops as soon as there are enough of them.

use diesel::QueryResult;

use super::{
    filters::{Filter, Linked},
    listed::Listed,
    pages::Listing,
    statement::Statement,
};
use crate::registry::{database::Database, search::quoted};

/// The keys of some rows that bear the words, so many at most.
///
/// # Errors
/// Any error of the database.
pub fn some(db: &mut Database, listed: Listed, words: &[String], most: usize) -> QueryResult<Vec<String>> {
    let listing = Listing::default();
    let mut statement = Statement::new(db, listed, &listing);
    statement.add(&format!("SELECT {} AS key FROM ", listed.key()));
    statement.add_hit_rows(&quoted(words, db, true));
    statement.add(&format!(" LIMIT {most}"));
    statement.keys(db)
}

/// The same of those that are linked to one of these.
///
/// # Errors
/// Any error of the database.
pub fn linked(
    db: &mut Database,
    listed: Listed,
    words: &[String],
    to: Vec<String>,
    most: usize,
) -> QueryResult<Vec<String>> {
    let (listing, linked) = (Listing::default(), Linked { to, or: Vec::new() });
    let mut statement = Statement::new(db, listed, &listing);
    statement.add(&format!("SELECT {} AS key FROM {} WHERE ", listed.key(), listed.table()));
    statement.add_way(Filter::LinkedTo(&linked));
    statement.add_word_tests(words, "search_text");
    statement.add(&format!(" LIMIT {most}"));
    statement.keys(db)
}
