//! The statements that find the rows of a listing, one for each way to them.

use super::{filters::Filter, statement::Statement};
use crate::registry::search::{FEW, lead};

/// How many rows of a listing are looked at, in its order, before anything else is tried.
const SOON: u64 = 1_000;

/// The same where each row's links are looked at.
const SOON_LINKED: u64 = 250;

impl Statement<'_> {
    /// Hits are gathered first and ordered after: left to itself, PostgreSQL walks the whole listing
    /// in order and tries each row.
    pub fn gather(&mut self, wanted: i64, add_way: impl FnOnce(&mut Self), tests: &[Filter<'_>]) {
        let (table, key) = (self.listed.table(), self.listed.key());
        let sort = self.listed.sorted_by(self.listing.order);
        self.add(&format!("WITH hits AS MATERIALIZED (SELECT {sort}, {key} FROM {table} WHERE "));
        add_way(self);
        self.add_tests(tests);
        self.add_after();
        self.add(&format!(") SELECT {key} AS key FROM hits"));
        self.add_order();
        self.add(&format!(" LIMIT {wanted}"));
    }

    /// The same where the links hold all that is asked for: none of the rows they lead to is visited.
    /// Nothing where there are more links than that.
    pub fn gather_links(&mut self, wanted: i64, way: Filter<'_>, most: u64) {
        let key = self.listed.key();
        self.add("WITH links AS MATERIALIZED (");
        self.add_sorted_links(way);
        self.add(&format!(
            " LIMIT {}) SELECT {key} AS key FROM (SELECT DISTINCT sort_name, {key} FROM links \
             WHERE (SELECT count(*) FROM links) <= {most}) AS found WHERE 1 = 1",
            most + 1
        ));
        self.add_after();
        self.add_order();
        self.add(&format!(" LIMIT {wanted}"));
    }

    /// The rows in the order of the listing, found by the first filter's index where there is one.
    pub fn walk(&mut self, wanted: i64, first: Option<Filter<'_>>, tests: &[Filter<'_>]) {
        let (table, key) = (self.listed.table(), self.listed.key());
        self.add(&format!("SELECT {key} AS key FROM {table} WHERE "));
        match first {
            Some(first) => self.add_way(first),
            None => self.add("1 = 1"),
        }
        self.add_tests(tests);
        self.add_after();
        self.add_order();
        self.add(&format!(" LIMIT {wanted}"));
    }

    /// Those of the next rows in the order of the listing that pass the filters and bear the words, from a
    /// beginning of the name on where one is given. SQLite hands them on in their order, one by one, and stops
    /// when enough have passed; asked for the order once more, it would test all of them first.
    pub fn walk_some(
        &mut self,
        wanted: i64,
        first: Option<Filter<'_>>,
        tests: &[Filter<'_>],
        words: &[String],
        from: Option<&str>,
    ) {
        let (table, key) = (self.listed.table(), self.listed.key());
        let facts = self.listed.facts();
        self.add(&format!("SELECT {key} AS key FROM (SELECT {facts}, search_text FROM {table} WHERE "));
        match first {
            Some(first) => self.add_way(first),
            None => self.add("1 = 1"),
        }
        if let Some(beginning) = from {
            self.add(" AND sort_name >= ");
            self.add_value(beginning);
        }
        self.add_after();
        self.add_order();
        let looked_at = if tests.iter().any(|test| self.is_linked(*test)) { SOON_LINKED } else { SOON };
        self.add(&format!(" LIMIT {looked_at}) AS {table} WHERE 1 = 1"));
        self.add_tests(tests);
        self.add_word_tests(words, "search_text");
        if !self.is_sqlite() {
            self.add_order();
        }
        self.add(&format!(" LIMIT {wanted}"));
    }

    /// Those of these rows whose names bear the words.
    pub fn of_name(&mut self, keys: &[String], words: &[String]) {
        let (table, key) = (self.listed.table(), self.listed.key());
        self.add(&format!("SELECT {key} AS key FROM {table} WHERE {key} "));
        self.add_one_of(keys);
        self.add_word_tests(words, "sort_name");
    }

    /// The first hits of SQLite's full text in the order of the beginnings of the names.
    pub fn by_lead(&mut self, wanted: i64, words: &str, tests: &[Filter<'_>]) {
        let (key, per_lead) = (self.listed.key(), self.listed.rows_per_lead());
        self.add(&format!("SELECT s.rowid / {per_lead} AS lead, s.sort_name AS sort_name, s.{key} AS key "));
        self.add_hits_by_name(words, tests);
        self.add(&format!(" ORDER BY s.rowid LIMIT {wanted}"));
    }

    /// What SQLite's full text finds, by name: those past the beginning at which the page is full are left
    /// unread.
    pub fn by_name(&mut self, wanted: i64, words: &str, tests: &[Filter<'_>], full_at: Option<i64>) {
        let (key, per_lead) = (self.listed.key(), self.listed.rows_per_lead());
        self.add(&format!("SELECT s.{key} AS key "));
        self.add_hits_by_name(words, tests);
        if let Some(lead) = full_at {
            self.add(&format!(" AND s.rowid < ({lead} + 1) * {per_lead}"));
        }
        self.add(&format!(" ORDER BY s.sort_name, s.{key} LIMIT {wanted}"));
    }

    /// The hits after the place asked for: of its own beginning those that sort after it, and all later.
    fn add_hits_by_name(&mut self, words: &str, tests: &[Filter<'_>]) {
        let (table, key, per_lead) = (self.listed.table(), self.listed.key(), self.listed.rows_per_lead());
        self.add(&format!("FROM {table}_search AS s"));
        if !tests.is_empty() {
            self.add(&format!(" CROSS JOIN {table} ON {table}.{key} = s.{key}"));
        }
        self.add(&format!(" WHERE s.{table}_search MATCH "));
        self.add_value(words);
        if let Some(after) = &self.listing.after {
            let lead = lead(after.sorted());
            self.add(&format!(
                " AND s.rowid >= {lead} * {per_lead} AND (s.rowid >= ({lead} + 1) * {per_lead}"
            ));
            self.add(" OR s.sort_name > ");
            self.add_value(after.sorted());
            self.add(" OR s.sort_name = ");
            self.add_value(after.sorted());
            self.add(&format!(" AND s.{key} > "));
            self.add_value(after.key());
            self.add(")");
        }
        self.add_tests(tests);
    }

    /// The rows whose name begins with the word and, where they are few, those that bear it whole.
    pub fn of_short(&mut self, wanted: i64, word: &str, whole: &str, tests: &[Filter<'_>]) {
        let (table, key) = (self.listed.table(), self.listed.key());
        let sort = self.listed.sorted_by(self.listing.order);
        self.add(&format!("WITH whole AS MATERIALIZED (SELECT {key} FROM {table} WHERE "));
        self.add_match(whole);
        self.add(&format!(
            " LIMIT {FEW} + 1), begun AS MATERIALIZED (SELECT {sort}, {key} FROM {table} WHERE sort_name >= "
        ));
        self.add_value(word);
        self.add(" AND sort_name < ");
        self.add_value(&format!("{word}{}", char::MAX));
        self.add_tests(tests);
        self.add_after();
        self.add_order();
        self.add(&format!(
            " LIMIT {wanted}) SELECT {key} AS key FROM (\
             SELECT {sort}, {key} FROM begun UNION SELECT {sort}, {key} FROM {table} \
             WHERE {key} IN (SELECT {key} FROM whole WHERE (SELECT count(*) FROM whole) <= {FEW})"
        ));
        self.add_tests(tests);
        self.add_after();
        self.add(") AS found");
        self.add_order();
        self.add(&format!(" LIMIT {wanted}"));
    }

    /// Visits rows that bear the words, not more than that many, and counts those of them that pass the
    /// filters.
    pub fn add_hits(&mut self, words: &str, tests: &[Filter<'_>], most: u64) {
        let (table, key) = (self.listed.table(), self.listed.key());
        self.add("WITH hits AS MATERIALIZED (SELECT ");
        // None but the keys are looked up for the filters' sake.
        self.add(if tests.is_empty() { "1" } else { key });
        self.add(" FROM ");
        self.add_hit_rows(words);
        self.add(&format!(" LIMIT {most}) SELECT (SELECT count(*) FROM hits) AS visited, "));
        if tests.is_empty() {
            self.add("(SELECT count(*) FROM hits) AS count");
        } else {
            self.add(&format!("count(*) AS count FROM {table} WHERE {key} IN (SELECT {key} FROM hits)"));
            self.add_tests(tests);
        }
    }

    /// Visits rows that one filter passes, or links that lead to them, not more than that many, and
    /// counts those rows of them that the other filters pass.
    pub fn add_visits(&mut self, way: Filter<'_>, tests: &[Filter<'_>], most: u64) {
        let (table, key) = (self.listed.table(), self.listed.key());
        if self.is_linked(way) {
            self.add("WITH links AS MATERIALIZED (");
            self.add_links(way);
            if tests.is_empty() {
                // What is linked is there: no row need be visited.
                self.add(&format!(
                    " LIMIT {most}) SELECT count(*) AS visited, count(DISTINCT {key}) AS count FROM links"
                ));
                return;
            }
            self.add(&format!(
                " LIMIT {most}) SELECT (SELECT count(*) FROM links) AS visited, count(*) AS count \
                 FROM {table} WHERE {key} IN (SELECT {key} FROM links)"
            ));
            self.add_tests(tests);
            return;
        }
        let facts = if tests.is_empty() { key } else { self.listed.facts() };
        self.add("SELECT count(*) AS visited, coalesce(sum(CASE WHEN 1 = 1");
        self.add_tests(tests);
        self.add(&format!(" THEN 1 ELSE 0 END), 0) AS count FROM (SELECT {facts} FROM {table} WHERE "));
        self.add_way(way);
        self.add(&format!(" LIMIT {most}) AS {table}"));
    }

    /// How many rows it finds, instead of their keys.
    pub fn counting(mut self) -> Self {
        self.wrap("SELECT count(*) AS visited, count(*) AS count FROM (", ") AS found_rows");
        self
    }
}
