//! The statement of a listing under way, put together piece by piece.
//!
//! Its numbered places are used once each and in order, which both databases understand alike.

use diesel::{
    Connection, QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use super::{
    filters::{Filter, Linked},
    listed::{Fact, Listed},
    pages::{Listing, Order},
};
use crate::registry::{database::Database, text::storable};

/// A statement under way.
pub struct Statement<'a> {
    /// What is listed.
    pub listed: Listed,
    /// What is asked of the listing.
    pub listing: &'a Listing,
    is_sqlite: bool,
    text: String,
    values: Vec<String>,
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

#[derive(QueryableByName)]
struct Counts {
    #[diesel(sql_type = BigInt)]
    visited: i64,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl<'a> Statement<'a> {
    /// An empty one for that database.
    pub fn new(db: &Database, listed: Listed, listing: &'a Listing) -> Self {
        let is_sqlite = matches!(db, Database::Sqlite(_));
        Self { listed, listing, is_sqlite, text: String::new(), values: Vec::new() }
    }

    /// Whether it is for SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.is_sqlite
    }

    /// Adds words.
    pub fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a numbered place and its value.
    pub fn add_value(&mut self, value: &str) {
        self.values.push(storable(value));
        self.text.push_str(&format!("${}", self.values.len()));
    }

    /// Where rows are that bear the words: SQLite's full text is a table of its own, which knows the keys.
    pub fn add_hit_rows(&mut self, words: &str) {
        let table = self.listed.table();
        if self.is_sqlite {
            self.add(&format!("{table}_search WHERE {table}_search MATCH "));
            self.add_value(words);
        } else {
            self.add(&format!("{table} WHERE "));
            self.add_match(words);
        }
    }

    /// That a row found otherwise bears each of the words in that column, as the full text would have it.
    pub fn add_word_tests(&mut self, words: &[String], column: &str) {
        let place_of = if self.is_sqlite { "instr" } else { "strpos" };
        for word in words {
            self.add(&format!(" AND {place_of}(' ' || {column}, "));
            self.add_value(&format!(" {word}"));
            self.add(") > 0");
        }
    }

    /// That a row bears the words, written as the database wants them.
    pub fn add_match(&mut self, words: &str) {
        let (table, key) = (self.listed.table(), self.listed.key());
        if self.is_sqlite {
            self.add(&format!("{key} IN (SELECT {key} FROM {table}_search WHERE {table}_search MATCH "));
            self.add_value(words);
            self.add(")");
        } else {
            self.add("array_to_tsvector(string_to_array(search_text, ' ')) @@ ");
            self.add_value(words);
            self.add("::tsquery");
        }
    }

    /// That a row passes the filter, which leads to the row by its index.
    pub fn add_way(&mut self, filter: Filter<'_>) {
        match self.listed.fact(filter) {
            Fact::Own(column) => self.add_test(filter, column),
            Fact::Linked(column) => {
                self.add(&format!("{} IN (", self.listed.key()));
                self.add_linked_keys(filter, column);
                self.add(")");
            }
        }
    }

    /// Whether the filter is about what rows are linked to.
    pub fn is_linked(&self, filter: Filter<'_>) -> bool {
        matches!(self.listed.fact(filter), Fact::Linked(_))
    }

    /// Whether the filter's links hold what rows are sorted by.
    pub fn is_sorted_in_links(&self, filter: Filter<'_>) -> bool {
        self.is_linked(filter) && self.listed.sorted_by(self.listing.order) == "sort_name"
    }

    /// Sort name and key of the rows to which a filter's links lead, for each link.
    pub fn add_sorted_links(&mut self, filter: Filter<'_>) {
        if let Fact::Linked(column) = self.listed.fact(filter) {
            let (key, copy) = (self.listed.key(), self.listed.copied_sort_name());
            self.add(&format!("SELECT a.{copy} AS sort_name, a.{key} "));
            self.add_linked(filter, column);
            self.add_unlinked(filter, "sort_name, ");
        }
    }

    /// The keys of the rows to which a filter's links lead, a key for each link.
    pub fn add_links(&mut self, filter: Filter<'_>) {
        if let Fact::Linked(column) = self.listed.fact(filter) {
            self.add_linked_keys(filter, column);
        }
    }

    fn add_linked_keys(&mut self, filter: Filter<'_>, column: &str) {
        self.add(&format!("SELECT a.{} ", self.listed.key()));
        self.add_linked(filter, column);
        self.add_unlinked(filter, "");
    }

    /// The rows that pass a filter of links without one: these columns of theirs, and their keys.
    fn add_unlinked(&mut self, filter: Filter<'_>, columns: &str) {
        let Filter::LinkedTo(Linked { or, .. }) = filter else { return };
        if !or.is_empty() {
            let (table, key) = (self.listed.table(), self.listed.key());
            self.add(&format!(" UNION ALL SELECT {columns}{key} FROM {table} WHERE {key} "));
            self.add_one_of(or);
        }
    }

    fn add_linked(&mut self, filter: Filter<'_>, column: &str) {
        let other = self.listed.other();
        let (table, its_key) = (other.table(), other.key());
        // The order is binding on SQLite, which knows nothing of what is rare.
        self.add(&format!(
            "FROM {table} CROSS JOIN affiliations a \
             WHERE a.{its_key} = {table}.{its_key} AND {table}.{column} "
        ));
        self.add_comparison(filter);
    }

    /// That a row found otherwise passes these filters.
    pub fn add_tests(&mut self, filters: &[Filter<'_>]) {
        for filter in filters {
            self.add(" AND ");
            match self.listed.fact(*filter) {
                Fact::Own(column) => {
                    // SQLite shall find the rows by no other index than the one that was chosen.
                    let column = if self.is_sqlite { format!("+{column}") } else { column.to_owned() };
                    self.add_test(*filter, &column);
                }
                Fact::Linked(column) => {
                    let (table, key, other) = (self.listed.table(), self.listed.key(), self.listed.other());
                    let (linked, its_key) = (other.table(), other.key());
                    self.add(&format!(
                        "(EXISTS (SELECT 1 FROM affiliations a CROSS JOIN {linked} o \
                         WHERE a.{key} = {table}.{key} AND o.{its_key} = a.{its_key} AND o.{column} "
                    ));
                    self.add_comparison(*filter);
                    self.add(")");
                    if let Filter::LinkedTo(Linked { or, .. }) = filter
                        && !or.is_empty()
                    {
                        self.add(&format!(" OR {table}.{key} "));
                        self.add_one_of(or);
                    }
                    self.add(")");
                }
            }
        }
    }

    fn add_test(&mut self, filter: Filter<'_>, column: &str) {
        self.add(&format!("{column} "));
        self.add_comparison(filter);
    }

    /// What the fact of a filter must be.
    fn add_comparison(&mut self, filter: Filter<'_>) {
        match filter {
            Filter::Since(at) => self.add(&format!(">= {at}")),
            Filter::Department(text) | Filter::Profession(text) | Filter::Sector(text) | Filter::By(text) => {
                self.add("= ");
                self.add_value(text);
            }
            Filter::LinkedTo(linked) => self.add_one_of(&linked.to),
            Filter::Among(keys) => self.add_one_of(keys),
        }
    }

    /// That something is one of these.
    pub fn add_one_of(&mut self, keys: &[String]) {
        self.add("IN (");
        for (at, key) in keys.iter().enumerate() {
            self.add(if at == 0 { "" } else { ", " });
            self.add_value(key);
        }
        self.add(")");
    }

    /// That a row comes after the place asked for.
    pub fn add_after(&mut self) {
        let Some(after) = &self.listing.after else { return };
        let (key, sort) = (self.listed.key(), self.listed.sorted_by(self.listing.order));
        if let (Order::Date, at) = (self.listing.order, after.moment()) {
            self.add(&format!(" AND {sort} <= {at} AND ({sort} < {at} OR {key} < "));
        } else {
            self.add(&format!(" AND {sort} >= "));
            self.add_value(after.sorted());
            self.add(&format!(" AND ({sort} > "));
            self.add_value(after.sorted());
            self.add(&format!(" OR {key} > "));
        }
        self.add_value(after.key());
        self.add(")");
    }

    /// The order asked for.
    pub fn add_order(&mut self) {
        let (key, sort) = (self.listed.key(), self.listed.sorted_by(self.listing.order));
        let direction = if self.listing.order == Order::Date { " DESC" } else { "" };
        self.add(&format!(" ORDER BY {sort}{direction}, {key}{direction}"));
    }

    /// Puts words around it.
    pub fn wrap(&mut self, before: &str, after: &str) {
        self.text = format!("{before}{}{after}", self.text);
    }

    /// The keys that it finds.
    pub fn keys(self, db: &mut Database) -> QueryResult<Vec<String>> {
        Ok(self.load::<Key>(db)?.into_iter().map(|found| found.key).collect())
    }

    /// How many rows it visited, and how many of them it counted.
    pub fn counts(self, db: &mut Database) -> QueryResult<(u64, u64)> {
        let found: Vec<Counts> = self.load(db)?;
        Ok(found.first().map_or((0, 0), |found| (found.visited.unsigned_abs(), found.count.unsigned_abs())))
    }

    /// What it finds.
    pub fn load<T: QueryableByName<<Database as Connection>::Backend> + 'static>(
        self,
        db: &mut Database,
    ) -> QueryResult<Vec<T>> {
        let mut query = sql_query(self.text).into_boxed::<<Database as Connection>::Backend>();
        for value in self.values {
            query = query.bind::<Text, _>(value);
        }
        query.load(db)
    }
}
