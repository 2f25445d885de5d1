use carnet::registry::error::Error;
use diesel::{RunQueryDsl, sql_query};

use crate::harness::{Fresh, pair, register};

/// Columns of a row, each with its value as SQL writes it.
type Facts = &'static [(&'static str, &'static str)];

/// Facts of a row that the database takes, each to be spoilt in turn.
const ORGANIZATION: [(&str, &str); 7] = [
    ("finess", "'990000009'"),
    ("name", "'Clinique'"),
    ("sort_name", "'clinique'"),
    ("search_text", "'clinique'"),
    ("selection_id", "'raw'"),
    ("created_at", "1"),
    ("created_by", "'raw'"),
];
const WORKER: [(&str, &str); 11] = [
    ("rpps_number", "'19900000009'"),
    ("last_name", "'Tremblanc'"),
    ("first_name", "'Zélie'"),
    ("profession_name", "'Pharmacien'"),
    ("skills", "'[]'"),
    ("secure_email", "'[]'"),
    ("sort_name", "'tremblanc zelie'"),
    ("search_text", "'tremblanc'"),
    ("selection_id", "'raw'"),
    ("created_at", "1"),
    ("created_by", "'raw'"),
];
const AFFILIATION: [(&str, &str); 10] = [
    ("finess", "'990000001'"),
    ("rpps_number", "'19900000002'"),
    ("organization_sort_name", "'pharmacie 1'"),
    ("worker_sort_name", "'tremblanc 2 zelie'"),
    ("entry_id", "'p1'"),
    ("source", "'index'"),
    ("completed_by_hand", "'[]'"),
    ("selection_id", "'raw'"),
    ("created_at", "1"),
    ("created_by", "'raw'"),
];

fn insert(table: &str, facts: Facts, spoilt: Option<(&str, &str)>) -> String {
    let columns: Vec<&str> = facts.iter().map(|(column, _)| *column).collect();
    let values = facts.iter().map(|(column, value)| match spoilt {
        Some((fact, bad)) if fact == *column => bad,
        _ => value,
    });
    let values: Vec<&str> = values.collect();
    format!("insert into {table} ({}) values ({})", columns.join(", "), values.join(", "))
}

#[tokio::test]
async fn the_database_itself_refuses_what_breaks_the_rules() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    register(&registry, pair(2, 2), "two").await;
    let try_out = async |statement: &str| {
        let statement = statement.to_owned();
        registry.write(move |db| sql_query(&statement).execute(db)).await
    };
    let mut spoilt: Vec<(&str, Facts, &str, &str)> = vec![
        ("organizations", &ORGANIZATION, "finess", "'990000001'"),
        ("organizations", &ORGANIZATION, "finess", "'99000000'"),
        ("organizations", &ORGANIZATION, "finess", "'2C0000001'"),
        ("organizations", &ORGANIZATION, "finess", "'99000000x'"),
        ("organizations", &ORGANIZATION, "name", "' '"),
        ("workers", &WORKER, "rpps_number", "'19900000001'"),
        ("workers", &WORKER, "rpps_number", "'1990000000'"),
        ("workers", &WORKER, "rpps_number", "'1990000000x'"),
        ("workers", &WORKER, "last_name", "''"),
        ("workers", &WORKER, "first_name", "' '"),
        ("workers", &WORKER, "profession_name", "''"),
        ("affiliations", &AFFILIATION, "finess", "'990000007'"),
        ("affiliations", &AFFILIATION, "rpps_number", "'19900000007'"),
        ("affiliations", &AFFILIATION, "worker_sort_name", "'another name'"),
        ("affiliations", &AFFILIATION, "source", "'hearsay'"),
        ("affiliations", &AFFILIATION, "entry_id", "''"),
    ];
    let tables: [(&str, Facts); 3] =
        [("organizations", &ORGANIZATION), ("workers", &WORKER), ("affiliations", &AFFILIATION)];
    for (table, facts) in tables {
        spoilt.extend(facts.iter().map(|(column, _)| (table, facts, *column, "null")));
    }
    for (table, facts, column, value) in spoilt {
        let statement = insert(table, facts, Some((column, value)));
        let refused = try_out(&statement).await;
        assert!(matches!(refused, Err(Error::Internal(_))), "{statement}: {refused:?}");
    }
    for (table, facts) in tables {
        assert_eq!(try_out(&insert(table, facts, None)).await.unwrap(), 1, "{table}");
        let twice = try_out(&insert(table, facts, None)).await;
        assert!(matches!(twice, Err(Error::Internal(_))), "{table}: {twice:?}");
    }
    for table in ["organizations", "workers"] {
        let linked = try_out(&format!("delete from {table} where selection_id <> 'raw'")).await;
        assert!(matches!(linked, Err(Error::Internal(_))), "{table}: {linked:?}");
    }
}

#[tokio::test]
async fn a_write_that_fails_half_way_leaves_nothing() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let failed = registry.write(|db| {
        sql_query(insert("organizations", &ORGANIZATION, None)).execute(db)?;
        sql_query(insert("workers", &WORKER, Some(("last_name", "''")))).execute(db)
    });
    assert!(failed.await.is_err());
    assert_eq!(fresh.database.counts(), [0; 4]);
}
