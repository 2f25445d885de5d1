//! How many rows bear some words, by what PostgreSQL has gathered of the words that most rows bear: nothing
//! is looked up.

use diesel::{QueryResult, QueryableByName, sql_types::Text};
use serde_json::Value;

use super::{listed::Listed, pages::Listing, statement::Statement};
use crate::registry::{database::Database, search::quoted};

/// A word that no row bears.
const NOBODYS: &str = "~";

/// Where nothing was gathered, PostgreSQL expects of any beginning of a word one row in fifty; else it knows
/// that most are far rarer.
const UNKNOWN: u64 = 100;

#[derive(QueryableByName)]
struct Plan {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// How many rows are expected to bear words that begin so; none where it is not known, as ever on SQLite.
///
/// # Errors
/// Any error of the database.
pub fn expected(db: &mut Database, listed: Listed, words: &[String]) -> QueryResult<Option<u64>> {
    if matches!(db, Database::Sqlite(_)) {
        return Ok(None);
    }
    let listing = Listing::default();
    let mut statement = Statement::new(db, listed, &listing);
    statement.add(&format!("EXPLAIN (FORMAT JSON) SELECT 1 FROM {}", listed.table()));
    for words in [words, &[NOBODYS.to_owned()]] {
        statement.add(" UNION ALL SELECT 1 FROM ");
        statement.add_hit_rows(&quoted(words, db, true));
    }
    let plans: Vec<Plan> = statement.load(db)?;
    Ok(plans.first().and_then(|plan| rows(&plan.plan)).and_then(told))
}

/// What is expected of the words, where anything is known of any.
fn told([all, bearing, least]: [u64; 3]) -> Option<u64> {
    (least <= all / UNKNOWN).then_some(bearing)
}

/// How many rows each part of a union is expected to find; nothing where the plan is another one, as that of
/// a walk by several processes.
fn rows(plan: &str) -> Option<[u64; 3]> {
    let plan: Value = serde_json::from_str(plan).ok()?;
    let parts = plan.pointer("/0/Plan/Plans")?.as_array()?;
    let rows: Option<Vec<u64>> = parts.iter().map(|part| part.get("Plan Rows")?.as_u64()).collect();
    rows?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_is_known_of_is_not_told() {
        let plan = r#"[{"Plan": {"Plan Rows": 3, "Plans": [{"Plan Rows": 1000000},
            {"Plan Rows": 10856, "Plans": [{"Plan Rows": 7}]}, {"Plan Rows": 333}]}}]"#;
        assert_eq!(rows(plan), Some([1_000_000, 10_856, 333]));
        let shared = r#"[{"Plan": {"Plan Rows": 3, "Plans": [{"Plan Rows": 1000000}]}}]"#;
        assert_eq!((rows("[]"), rows(shared)), (None, None));
        assert_eq!(told([1_000_000, 10_856, 333]), Some(10_856));
        assert_eq!(told([1_000_000, 20_000, 20_000]), None);
        assert_eq!(told([3, 1, 1]), None);
    }
}
