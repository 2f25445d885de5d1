//! Every row of a table, in the order of its key, some at a time.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper,
};

use super::{
    affiliation_record::AffiliationRecord,
    change_record::ChangeRecord,
    comparison::ComparisonRecord,
    database::{Database, on_both},
    history::EventRecord,
    organization_record::OrganizationRecord,
    schema::{affiliations, changes, comparisons, events, organizations, staff, tokens, workers},
    staff_record::StaffRecord,
    tokens::TokenRecord,
    worker_record::WorkerRecord,
};

/// How many rows are read or written together, well below what either database can bind.
const ROWS: i64 = 1000;

/// A row of one of the tables.
pub trait Row: Sized {
    /// The table's name.
    const TABLE: &'static str;

    /// The next rows after that one, or the first; none at the end.
    fn after(db: &mut Database, last: Option<&Self>) -> QueryResult<Vec<Self>>;

    /// Writes rows as they were read.
    fn insert(db: &mut Database, rows: &[Self]) -> QueryResult<()>;

    /// The key as one text.
    fn key(&self) -> String;

    /// What is wrong with the row, by itself.
    fn fault(self) -> Option<String>;
}

/// Does something with all rows of a table, some at a time.
///
/// # Errors
/// Any error of the database or of what is done.
pub fn all<R: Row>(db: &mut Database, mut work: impl FnMut(&[R]) -> QueryResult<()>) -> QueryResult<()> {
    let mut rows = R::after(db, None)?;
    while !rows.is_empty() {
        work(&rows)?;
        rows = R::after(db, rows.last())?;
    }
    Ok(())
}

macro_rules! row {
    ($record:ident, $table:ident, $key:ident) => {
        impl Row for $record {
            const TABLE: &'static str = stringify!($table);

            fn after(db: &mut Database, last: Option<&Self>) -> QueryResult<Vec<Self>> {
                let after = last.map_or("", |last| last.$key.as_str());
                let later = $table::table.filter($table::$key.gt(after));
                later.order($table::$key).limit(ROWS).select(Self::as_select()).load(db)
            }

            fn insert(db: &mut Database, rows: &[Self]) -> QueryResult<()> {
                on_both!(db => diesel::insert_into($table::table).values(rows).execute(db)).map(drop)
            }

            fn key(&self) -> String {
                self.$key.clone()
            }

            fn fault(self) -> Option<String> {
                self.wrong()
            }
        }
    };
}

row!(OrganizationRecord, organizations, finess);
row!(WorkerRecord, workers, rpps_number);
row!(ChangeRecord, changes, id);
row!(ComparisonRecord, comparisons, source);
row!(EventRecord, events, id);
row!(StaffRecord, staff, email);
row!(TokenRecord, tokens, hash);

impl Row for AffiliationRecord {
    const TABLE: &'static str = "affiliations";

    fn after(db: &mut Database, last: Option<&Self>) -> QueryResult<Vec<Self>> {
        let (finess, rpps) = last.map_or(("", ""), |last| (last.finess.as_str(), last.rpps_number.as_str()));
        let later = affiliations::finess.gt(finess).or(affiliations::rpps_number.gt(rpps));
        affiliations::table
            .filter(affiliations::finess.ge(finess).and(later))
            .order((affiliations::finess, affiliations::rpps_number))
            .limit(ROWS)
            .select(Self::as_select())
            .load(db)
    }

    fn insert(db: &mut Database, rows: &[Self]) -> QueryResult<()> {
        on_both!(db => diesel::insert_into(affiliations::table).values(rows).execute(db)).map(drop)
    }

    fn key(&self) -> String {
        format!("{} {}", self.finess, self.rpps_number)
    }

    fn fault(self) -> Option<String> {
        self.with(()).err().map(|error| format!("cannot be read: {error}"))
    }
}
