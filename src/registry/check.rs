//! Whether a register is whole: what the database itself finds, and what Carnet's rules say.

use diesel::{
    QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use super::{
    affiliation_record::AffiliationRecord,
    change_record::ChangeRecord,
    comparison::ComparisonRecord,
    database::{self, Database},
    history::EventRecord,
    organization_record::OrganizationRecord,
    staff_record::StaffRecord,
    tokens::TokenRecord,
    walk::{self, Row},
    worker_record::WorkerRecord,
};

/// What a register holds, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many organizations.
    pub organizations: u64,
    /// How many workers.
    pub workers: u64,
    /// How many links between them.
    pub affiliations: u64,
    /// How many events.
    pub events: u64,
    /// One sentence for each kind of fault found; none when the register is whole.
    pub faults: Vec<String>,
}

/// Rules that hold whatever the database: what breaks one, and the keys of what does.
const RULES: [(&str, &str); 16] = [
    (
        "affiliations without their organization",
        "SELECT a.finess || ' ' || a.rpps_number AS key FROM affiliations a \
         LEFT JOIN organizations o ON o.finess = a.finess AND o.sort_name = a.organization_sort_name \
         WHERE o.finess IS NULL",
    ),
    (
        "affiliations without their worker",
        "SELECT a.finess || ' ' || a.rpps_number AS key FROM affiliations a \
         LEFT JOIN workers w ON w.rpps_number = a.rpps_number AND w.sort_name = a.worker_sort_name \
         WHERE w.rpps_number IS NULL",
    ),
    ("organizations without a name", "SELECT finess AS key FROM organizations WHERE trim(name) = ''"),
    (
        "workers without a name or a profession",
        "SELECT rpps_number AS key FROM workers \
         WHERE trim(last_name) = '' OR trim(first_name) = '' OR trim(profession_name) = ''",
    ),
    (
        "organizations whose registering no event tells",
        "SELECT o.finess AS key FROM organizations o WHERE NOT EXISTS (SELECT 1 FROM events e \
         WHERE e.selection_id = o.selection_id AND e.finess = o.finess AND e.kind = 'organization_created')",
    ),
    (
        "workers whose registering no event tells",
        "SELECT w.rpps_number AS key FROM workers w WHERE NOT EXISTS (SELECT 1 FROM events e \
         WHERE e.selection_id = w.selection_id AND e.rpps_number = w.rpps_number AND e.kind = 'worker_created')",
    ),
    (
        "affiliations whose registering no event tells",
        "SELECT a.finess || ' ' || a.rpps_number AS key FROM affiliations a WHERE NOT EXISTS (SELECT 1 FROM events e \
         WHERE e.selection_id = a.selection_id AND e.finess = a.finess AND e.rpps_number = a.rpps_number \
         AND e.kind = 'affiliation_created')",
    ),
    (
        "events that registered an organization which is neither there nor removed since",
        "SELECT e.finess AS key FROM events e WHERE e.kind = 'organization_created' \
         AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.finess = e.finess) \
         AND NOT EXISTS (SELECT 1 FROM events r WHERE r.finess = e.finess AND r.kind = 'organization_removed')",
    ),
    (
        "events that registered a worker who is neither there nor removed since",
        "SELECT e.rpps_number AS key FROM events e WHERE e.kind = 'worker_created' \
         AND e.rpps_number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workers w WHERE w.rpps_number = e.rpps_number) \
         AND NOT EXISTS (SELECT 1 FROM events r WHERE r.rpps_number = e.rpps_number AND r.kind = 'worker_removed')",
    ),
    (
        "events that made an affiliation which is neither there nor removed since",
        "SELECT e.finess || ' ' || e.rpps_number AS key FROM events e WHERE e.kind = 'affiliation_created' \
         AND e.rpps_number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM affiliations a WHERE a.finess = e.finess AND a.rpps_number = e.rpps_number) \
         AND NOT EXISTS (SELECT 1 FROM events r WHERE r.finess = e.finess AND r.rpps_number = e.rpps_number \
         AND r.kind = 'affiliation_removed')",
    ),
    (
        "organizations that were removed more often than registered",
        "SELECT finess AS key FROM events WHERE kind IN ('organization_created', 'organization_removed') \
         GROUP BY finess HAVING sum(CASE kind WHEN 'organization_created' THEN 1 ELSE -1 END) < 0",
    ),
    (
        "workers who were removed more often than registered",
        "SELECT rpps_number AS key FROM events WHERE kind IN ('worker_created', 'worker_removed') \
         AND rpps_number IS NOT NULL \
         GROUP BY rpps_number HAVING sum(CASE kind WHEN 'worker_created' THEN 1 ELSE -1 END) < 0",
    ),
    (
        "affiliations that were removed more often than made",
        "SELECT finess || ' ' || rpps_number AS key FROM events \
         WHERE kind IN ('affiliation_created', 'affiliation_removed') AND rpps_number IS NOT NULL \
         GROUP BY finess, rpps_number HAVING sum(CASE kind WHEN 'affiliation_created' THEN 1 ELSE -1 END) < 0",
    ),
    (
        "accounts without an admin among them",
        "SELECT email AS key FROM staff WHERE NOT EXISTS (SELECT 1 FROM staff a WHERE a.role = 'admin')",
    ),
    (
        "sessions without their account",
        "SELECT s.id AS key FROM sessions s LEFT JOIN staff a ON a.email = s.email WHERE a.email IS NULL",
    ),
    (
        "browsers without the account that they are known to",
        "SELECT b.email AS key FROM browsers b LEFT JOIN staff a ON a.email = b.email WHERE a.email IS NULL",
    ),
];

/// What only one of the two databases can break: the full text of SQLite is a table of its own.
const SQLITE_RULES: [(&str, &str); 4] = [
    (
        "organizations that the search does not know",
        "SELECT finess AS key FROM organizations EXCEPT SELECT finess FROM organizations_search",
    ),
    (
        "organizations that only the search knows",
        "SELECT finess AS key FROM organizations_search EXCEPT SELECT finess FROM organizations",
    ),
    (
        "workers whom the search does not know",
        "SELECT rpps_number AS key FROM workers EXCEPT SELECT rpps_number FROM workers_search",
    ),
    (
        "workers whom only the search knows",
        "SELECT rpps_number AS key FROM workers_search EXCEPT SELECT rpps_number FROM workers",
    ),
];

/// On PostgreSQL, indexes and constraints that are there but do not hold.
const POSTGRES_RULES: [(&str, &str); 2] = [
    (
        "indexes that are not valid",
        "SELECT indexrelid::regclass::text AS key FROM pg_index WHERE NOT (indisvalid AND indisready)",
    ),
    (
        "constraints that are not enforced",
        "SELECT conname::text AS key FROM pg_constraint WHERE NOT convalidated",
    ),
];

/// How many rows of a table are told that are wrong by themselves.
const TOLD: usize = 5;

#[derive(QueryableByName)]
struct Broken {
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = Text)]
    example: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Looks at the whole register, on one unchanging view of it.
///
/// # Errors
/// Any error of the database that keeps it from being read at all.
pub fn check(db: &mut Database) -> QueryResult<Report> {
    database::read(db, |db| {
        let mut faults = integrity(db)?;
        let own: &[(&str, &str)] = match db {
            Database::Sqlite(_) => &SQLITE_RULES,
            Database::Postgres(_) => &POSTGRES_RULES,
        };
        for (fault, keys) in RULES.iter().chain(own) {
            faults.extend(
                broken(db, keys)?
                    .map(|Broken { count, example }| format!("{count} {fault}, such as {example}")),
            );
        }
        faults.extend(unreadable::<OrganizationRecord>(db)?);
        faults.extend(unreadable::<WorkerRecord>(db)?);
        faults.extend(unreadable::<AffiliationRecord>(db)?);
        faults.extend(unreadable::<ChangeRecord>(db)?);
        faults.extend(unreadable::<ComparisonRecord>(db)?);
        faults.extend(unreadable::<EventRecord>(db)?);
        faults.extend(unreadable::<StaffRecord>(db)?);
        faults.extend(unreadable::<TokenRecord>(db)?);
        Ok(Report {
            organizations: count(db, "organizations")?,
            workers: count(db, "workers")?,
            affiliations: count(db, "affiliations")?,
            events: count(db, "events")?,
            faults,
        })
    })
}

/// What the database itself finds. PostgreSQL has no such check but reading all there is, which
/// follows anyway.
fn integrity(db: &mut Database) -> QueryResult<Vec<String>> {
    let Database::Sqlite(_) = db else { return Ok(Vec::new()) };
    let found = sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load::<Line>(db)?;
    Ok(found.into_iter().map(|found| found.line).filter(|line| line != "ok").collect())
}

fn broken(db: &mut Database, keys: &str) -> QueryResult<Option<Broken>> {
    let counted =
        format!("SELECT count(*) AS count, coalesce(min(key), '') AS example FROM ({keys}) AS broken");
    let found: Broken = sql_query(counted).get_result(db)?;
    Ok((found.count > 0).then_some(found))
}

/// The rows that cannot be read, or are sorted or found under other words than their own.
fn unreadable<R: Row + Clone>(db: &mut Database) -> QueryResult<Vec<String>> {
    let (mut count, mut told) = (0, Vec::new());
    walk::all(db, |rows: &[R]| {
        for row in rows {
            if let Some(fault) = row.clone().fault() {
                count += 1;
                if told.len() < TOLD {
                    told.push(format!("{}: {} {fault}", R::TABLE, row.key()));
                }
            }
        }
        Ok(())
    })?;
    if count > told.len() {
        told.push(format!("{}: {} more rows like these", R::TABLE, count - told.len()));
    }
    Ok(told)
}

fn count(db: &mut Database, table: &str) -> QueryResult<u64> {
    let query = format!("SELECT count(*) AS count, '' AS example FROM {table}");
    sql_query(query).get_result::<Broken>(db).map(|found| found.count.unsigned_abs())
}
