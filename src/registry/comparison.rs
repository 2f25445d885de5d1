//! What the register was last compared with.

use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, QueryResult, Queryable, RunQueryDsl,
    Selectable, SelectableHelper,
};

use super::{
    database::{Database, on_both},
    schema::comparisons,
};
use crate::domain::selection::Source;

/// After how many seconds of silence a comparison under way is no longer believed to be.
const SILENT: i64 = 180;

/// How a comparison went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It began, and has not ended.
    Running,
    /// It went through the whole register.
    Done,
    /// It broke off.
    Failed,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Running, Self::Done, Self::Failed].into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// A row of `comparisons`, written and read alike.
#[derive(Clone, Hash, Insertable, Queryable, Selectable)]
#[diesel(table_name = comparisons)]
pub struct ComparisonRecord {
    pub(super) source: String,
    directory_at: i64,
    at: i64,
    outcome: String,
}

/// The last comparison with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// When the directory was imported (seconds since 1970); 0 for a gateway.
    pub directory_at: i64,
    /// When it began, was last heard of, or ended (seconds since 1970).
    pub at: i64,
    /// How it went.
    pub outcome: Outcome,
}

impl Comparison {
    /// How it stands at a moment (seconds since 1970): what has not been heard of for long has broken off, for
    /// whoever compared was ended in the middle.
    pub fn outcome_at(&self, now: i64) -> Outcome {
        let is_silent = self.outcome == Outcome::Running && now - self.at > SILENT;
        if is_silent { Outcome::Failed } else { self.outcome }
    }
}

impl ComparisonRecord {
    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        Outcome::parse(&self.outcome).is_none().then(|| format!("has an unknown outcome {}", self.outcome))
    }
}

/// The last comparison with that source, if there was one.
///
/// # Errors
/// Any error of the database.
pub fn last(db: &mut Database, source: Source) -> QueryResult<Option<Comparison>> {
    let found = comparisons::table.find(source.as_str()).select(ComparisonRecord::as_select());
    let found: Option<ComparisonRecord> = found.first(db).optional()?;
    Ok(found.and_then(|record| {
        let outcome = Outcome::parse(&record.outcome)?;
        Some(Comparison { directory_at: record.directory_at, at: record.at, outcome })
    }))
}

/// Notes how a comparison with that source stands.
///
/// # Errors
/// Any error of the database.
pub fn note(db: &mut Database, source: Source, comparison: Comparison) -> QueryResult<()> {
    let Comparison { directory_at, at, outcome } = comparison;
    let record = ComparisonRecord {
        source: source.as_str().to_owned(),
        directory_at,
        at,
        outcome: outcome.as_str().to_owned(),
    };
    diesel::delete(comparisons::table.filter(comparisons::source.eq(source.as_str()))).execute(db)?;
    on_both!(db => diesel::insert_into(comparisons::table)
        .values(&record)
        .on_conflict_do_nothing()
        .execute(db))
    .map(drop)
}
