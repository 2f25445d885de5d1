//! Files rows that were written before there was something to file them under.

use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper};

use super::{
    database::Database,
    organization_record::{OrganizationRecord, filed},
    schema::organizations::{finess, sort_town, table},
};

/// How many rows are read together.
const ROWS: i64 = 1000;

/// Sorts by town the organizations that are not yet.
pub fn towns(db: &mut Database) -> QueryResult<()> {
    loop {
        let rows: Vec<OrganizationRecord> =
            table.filter(sort_town.eq("")).limit(ROWS).select(OrganizationRecord::as_select()).load(db)?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let (key, filed) = (row.finess.clone(), filed(&row.into_facts()?));
            let this = table.filter(finess.eq(key));
            diesel::update(this).set(sort_town.eq(filed.sort_town)).execute(db)?;
        }
    }
}
