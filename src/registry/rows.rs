//! Which rows a listing shows, found without visiting the whole table.
//!
//! What is rare is gathered by its index and sorted; what is common is met soon by walking the
//! listing in its order. Which of the two it is, a count that stops early tells.

use diesel::QueryResult;

use super::{
    count::{COUNTED, Count},
    database::Database,
    filters::Filter,
    listing::{Cursor, Listing},
    search::{FEW, Words, quoted},
    statement::{Listed, Statement},
};

/// A filter that passes no more rows than this is rare: gathering so many takes about as long as
/// walking the largest register until a page is full of rows that are just less rare.
const RARE: u64 = 5_000;

/// How many rows are read together where all are.
const PIECE: usize = 500;

/// The way to the rows of a listing.
enum Way<'a> {
    /// No row bears what was typed.
    Nowhere,
    /// By the words typed; then the filters are looked at.
    Words(Vec<String>, Vec<Filter<'a>>),
    /// By one word so short that it is looked up in the order of the names.
    Short(String, Vec<Filter<'a>>),
    /// By the index of a filter that few rows pass; then the other filters are looked at.
    Rare(Filter<'a>, Vec<Filter<'a>>),
    /// In the order of the listing, among those that pass the first filter where an index holds them
    /// in that order; then the other filters are looked at.
    Walk(Option<Filter<'a>>, Vec<Filter<'a>>),
}

/// The keys of the rows of a page, in the order asked for, as many as are wanted at most.
pub fn keys(db: &mut Database, listed: Listed, listing: &Listing, wanted: i64) -> QueryResult<Vec<String>> {
    let way = way(db, listed, listing)?;
    match statement(db, listed, listing, &way, wanted) {
        Some(statement) => statement.keys(db),
        None => Ok(Vec::new()),
    }
}

/// Does something with the keys of all rows of a listing, in order and some at a time, for as long
/// as it answers that it goes on.
pub fn all(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    mut work: impl FnMut(&mut Database, &[String]) -> QueryResult<Onward>,
) -> QueryResult<()> {
    let mut listing = Listing { after: None, ..listing.clone() };
    if !matches!(way(db, listed, &listing)?, Way::Walk(..)) {
        // What is gathered is gathered once.
        let all = keys(db, listed, &listing, i64::MAX)?;
        for some in all.chunks(PIECE) {
            if matches!(work(db, some)?, Onward::Stop) {
                return Ok(());
            }
        }
        return Ok(());
    }
    loop {
        let some = keys(db, listed, &listing, PIECE as i64)?;
        match work(db, &some)? {
            Onward::From(place) if some.len() == PIECE => listing.after = Some(place),
            _ => return Ok(()),
        }
    }
}

/// Whether there is more to do.
pub enum Onward {
    /// No.
    Stop,
    /// From that place on.
    From(Cursor),
}

impl Onward {
    /// From that place on, if there is one and someone goes on.
    pub fn after(place: Option<Cursor>, goes_on: bool) -> Self {
        place.filter(|_| goes_on).map_or(Self::Stop, Self::From)
    }
}

/// How many rows the listing has on all its pages, which begin where it does.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Count> {
    let listing = Listing { after: None, ..listing.clone() };
    let way = way(db, listed, &listing)?;
    let mut statement = Statement::new(db, listed, &listing);
    let bound = COUNTED + 1;
    let (visited, count) = match &way {
        Way::Nowhere => return Ok(Count::Exactly(0)),
        Way::Walk(None, filters) if filters.is_empty() => return super::count::of(db, listed.table()),
        // All are common: who visits some of the rows that pass one of them meets the others.
        Way::Walk(..) => {
            let filters = listing.filters.given();
            let Some((way, tests)) = filters.split_first() else { return Ok(Count::Exactly(0)) };
            statement.add_visits(*way, tests, bound);
            statement.counts(db)?
        }
        Way::Words(words, filters) => {
            statement.add_hits(&quoted(words, db, true), filters, bound);
            statement.counts(db)?
        }
        way => {
            let Some(found) = self::statement(db, listed, &listing, way, bound.cast_signed()) else {
                return Ok(Count::Exactly(0));
            };
            let count = found.counting().counts(db)?.1;
            (count, count)
        }
    };
    Ok(if visited > COUNTED { Count::MoreThan(count.saturating_sub(1)) } else { Count::Exactly(count) })
}

fn way<'a>(db: &mut Database, listed: Listed, listing: &'a Listing) -> QueryResult<Way<'a>> {
    let filters = listing.filters.given();
    Ok(match Words::of(&listing.words) {
        Words::OnlySigns => Way::Nowhere,
        Words::Some(words) => Way::Words(words, filters),
        Words::Short(word) => Way::Short(word, filters),
        Words::None => match filters.as_slice() {
            [] => Way::Walk(None, filters),
            [one] if listed.is_in_order(*one, listing.order) => Way::Walk(Some(*one), Vec::new()),
            _ => by_filters(db, listed, listing, filters)?,
        },
    })
}

fn by_filters<'a>(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    mut filters: Vec<Filter<'a>>,
) -> QueryResult<Way<'a>> {
    let mut rarest = (RARE + 1, 0);
    for (at, filter) in filters.iter().enumerate() {
        let mut statement = Statement::new(db, listed, listing);
        statement.add_visits(*filter, &[], rarest.0);
        rarest = rarest.min((statement.counts(db)?.0, at));
    }
    if rarest.0 <= RARE {
        return Ok(Way::Rare(filters.remove(rarest.1), filters));
    }
    let in_order = filters.iter().position(|filter| listed.is_in_order(*filter, listing.order));
    let first = in_order.map(|at| filters.remove(at));
    Ok(Way::Walk(first, filters))
}

fn statement<'a>(
    db: &Database,
    listed: Listed,
    listing: &'a Listing,
    way: &Way<'_>,
    wanted: i64,
) -> Option<Statement<'a>> {
    let mut statement = Statement::new(db, listed, listing);
    match way {
        Way::Nowhere => return None,
        Way::Words(words, filters) => {
            let words = quoted(words, db, true);
            statement.gather(wanted, |statement| statement.add_match(&words), filters);
        }
        Way::Rare(filter, others) if others.is_empty() && statement.is_sorted_in_links(*filter) => {
            statement.gather_links(wanted, *filter);
        }
        Way::Rare(filter, others) => {
            statement.gather(wanted, |statement| statement.add_way(*filter), others);
        }
        Way::Walk(first, others) => statement.walk(wanted, *first, others),
        Way::Short(word, filters) => {
            statement.of_short(wanted, word, &quoted(std::slice::from_ref(word), db, false), filters)
        }
    }
    Some(statement)
}

impl Statement<'_> {
    /// Hits are gathered first and ordered after: left to itself, PostgreSQL walks the whole listing
    /// in order and tries each row.
    fn gather(&mut self, wanted: i64, add_way: impl FnOnce(&mut Self), tests: &[Filter<'_>]) {
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
    fn gather_links(&mut self, wanted: i64, way: Filter<'_>) {
        let key = self.listed.key();
        self.add(&format!("WITH hits AS MATERIALIZED (SELECT sort_name, {key} FROM ("));
        self.add_sorted_links(way);
        self.add(") AS links WHERE 1 = 1");
        self.add_after();
        self.add(&format!(") SELECT {key} AS key FROM hits"));
        self.add_order();
        self.add(&format!(" LIMIT {wanted}"));
    }

    fn walk(&mut self, wanted: i64, first: Option<Filter<'_>>, tests: &[Filter<'_>]) {
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

    /// The rows whose name begins with the word and, where they are few, those that bear it whole.
    fn of_short(&mut self, wanted: i64, word: &str, whole: &str, tests: &[Filter<'_>]) {
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

    /// Counts the rows that bear the words and pass the filters, not more than that many.
    fn add_hits(&mut self, words: &str, tests: &[Filter<'_>], most: u64) {
        let table = self.listed.table();
        self.add(&format!(
            "SELECT count(*) AS visited, count(*) AS count FROM (SELECT 1 FROM {table} WHERE "
        ));
        self.add_match(words);
        self.add_tests(tests);
        self.add(&format!(" LIMIT {most}) AS found_rows"));
    }

    /// Visits rows that one filter passes, or links that lead to them, not more than that many, and
    /// counts those rows of them that the other filters pass.
    fn add_visits(&mut self, way: Filter<'_>, tests: &[Filter<'_>], most: u64) {
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
        let facts = match self.listed {
            _ if tests.is_empty() => "",
            Listed::Organizations => ", department, activity_segment_code, created_at, created_by",
            Listed::Workers => ", profession_code, created_at, created_by",
        };
        self.add("SELECT count(*) AS visited, coalesce(sum(CASE WHEN 1 = 1");
        self.add_tests(tests);
        self.add(&format!(" THEN 1 ELSE 0 END), 0) AS count FROM (SELECT {key}{facts} FROM {table} WHERE "));
        self.add_way(way);
        self.add(&format!(" LIMIT {most}) AS {table}"));
    }

    /// How many rows it finds, instead of their keys.
    fn counting(mut self) -> Self {
        self.wrap("SELECT count(*) AS visited, count(*) AS count FROM (", ") AS found_rows");
        self
    }
}
