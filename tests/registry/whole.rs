use std::path::Path;

use carnet::registry::{
    affiliations,
    backup::{BackupError, backup},
    carry::{self, CarryError},
    check::{self, Report},
    database::Database,
    error::OpenError,
    existing, undo,
};
use diesel::RunQueryDsl;

use crate::{
    database::Database as Place,
    harness::{Fresh, NOON, finess, pair, register, rpps, somebody},
};

/// A register with a little of everything: links, a removal, a selection taken back.
async fn filled() -> Fresh {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for number in 0..30 {
        register(&registry, pair(number % 7, number), &format!("s{number}")).await;
    }
    let mut corsican = pair(1, 100);
    corsican.organization.finess = carnet::domain::identifiers::Finess::parse("2A0000154").unwrap();
    register(&registry, corsican, "corsican").await;
    register(&registry, pair(90, 91), "undone").await;
    let changed = registry.write(|db| {
        affiliations::remove(db, &finess(1), &rpps(1), "local", NOON)?;
        undo::undo(db, "undone", &somebody("local"), NOON)
    });
    changed.await.unwrap();
    fresh
}

fn checked(url: &str) -> Report {
    check::check(&mut existing::open(url).unwrap()).unwrap()
}

#[tokio::test]
async fn a_register_that_was_used_is_whole() {
    let fresh = filled().await;
    let report = checked(&fresh.database.url);
    assert_eq!(report.faults, [""; 0]);
    let [organizations, workers, affiliations, events] = fresh.database.counts().map(i64::unsigned_abs);
    let told = [report.organizations, report.workers, report.affiliations, report.events];
    assert_eq!(told, [organizations, workers, affiliations, events]);
}

#[tokio::test]
async fn each_fault_is_found() {
    for (harm, found) in [
        ("delete from affiliations where rpps_number = '19900000003'", "made an affiliation"),
        (
            "delete from events where kind = 'worker_created' and rpps_number = '19900000004'",
            "workers whose registering",
        ),
        ("delete from events where kind = 'organization_created'", "8 organizations whose registering"),
        (
            "update workers set search_text = 'moulin' where rpps_number = '19900000005'",
            "other words than its own",
        ),
        ("update organizations set city = 'Lormeau' where finess = '990000003'", "other words than its own"),
        ("update workers set skills = 'none' where rpps_number = '19900000006'", "cannot be read"),
        (
            "update affiliations set completed_by_hand = '' where rpps_number = '19900000007'",
            "affiliations: 990000000 19900000007 cannot be read",
        ),
        ("update events set kind = 'dreamt' where kind = 'affiliation_removed'", "events"),
        (
            "insert into events (id, at, actor, kind, finess, rpps_number) \
             select 'f' || substr(id, 2), at, actor, kind, finess, rpps_number from events where kind = 'affiliation_removed'",
            "affiliations that were removed more often",
        ),
        (
            "insert into events (id, at, actor, kind, finess, rpps_number) \
             select 'f' || substr(id, 2), at, actor, kind, finess, rpps_number from events where kind = 'worker_removed'",
            "workers who were removed more often",
        ),
        (
            "insert into events (id, at, actor, kind, finess, rpps_number) \
             select 'f' || substr(id, 2), at, actor, kind, finess, rpps_number from events where kind = 'organization_removed'",
            "organizations that were removed more often",
        ),
        (
            "insert into staff values ('lea@carnet.example', 'Léa', 'staff', null, 'x', 0, 'cli')",
            "1 accounts without an admin among them, such as lea@carnet.example",
        ),
        (
            "insert into staff values ('nowhere', 'Léa', 'admin', null, 'x', 0, 'cli')",
            "staff: nowhere cannot be read",
        ),
    ] {
        let fresh = filled().await;
        fresh.database.change(harm);
        let report = checked(&fresh.database.url);
        assert!(report.faults.iter().any(|fault| fault.contains(found)), "{harm}: {:?}", report.faults);
    }
}

#[tokio::test]
async fn on_sqlite_what_the_search_and_the_file_lack_is_found() {
    let fresh = filled().await;
    if !fresh.database.url.starts_with("sqlite:") {
        return;
    }
    fresh.database.change("delete from workers_search where rpps_number = '19900000008'");
    fresh.database.change("pragma foreign_keys = off; delete from organizations where finess = '990000002'");
    let hash = "0".repeat(64);
    for gone in [
        format!("insert into sessions values ('{hash}', 'one', 'eve@carnet.example', 0, 0, 0, '')"),
        format!("insert into browsers values ('{hash}', 'eve@carnet.example', 0)"),
    ] {
        fresh.database.change(&format!("pragma foreign_keys = off; {gone}"));
    }
    let faults = checked(&fresh.database.url).faults;
    for found in [
        "workers whom the search does not know, such as 19900000008",
        "affiliations without their organization",
        "1 sessions without their account, such as one",
        "1 browsers without the account that they are known to, such as eve@carnet.example",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(found)), "{found}: {faults:?}");
    }
}

#[test]
fn what_is_no_register_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.sqlite3");
    let url = format!("sqlite:{}", file.display());
    assert!(matches!(existing::open(&url), Err(OpenError::Missing(_))));
    assert!(!file.exists());
    std::fs::write(&file, "").unwrap();
    assert!(matches!(existing::open(&url), Err(OpenError::OtherVersion)));
}

fn is_postgres(place: &Place) -> bool {
    place.url.starts_with("postgres:")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_others_write_is_whole() {
    let fresh = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l'autre.sqlite3");
    let mut db = existing::open(&fresh.database.url).unwrap();
    if is_postgres(&fresh.database) {
        let refused = backup(&mut db, &file).unwrap_err();
        assert!(refused.to_string().contains("pg_dump"), "{refused}");
        return;
    }
    let registry = fresh.open();
    let writing = tokio::spawn(async move {
        for number in 200..260 {
            register(&registry, pair(number, number), &format!("s{number}")).await;
        }
    });
    let made = tokio::task::spawn_blocking({
        let file = file.clone();
        move || backup(&mut db, &file).map(|()| db)
    });
    let mut db = made.await.unwrap().unwrap();
    writing.await.unwrap();
    let copy = checked(&format!("sqlite:{}", file.display()));
    assert_eq!(copy.faults, [""; 0]);
    assert!((31..=92).contains(&copy.workers), "{copy:?}");
    assert!(matches!(backup(&mut db, &file), Err(BackupError::Exists(_))));
    let nowhere = Path::new("/nowhere/at/all.sqlite3");
    assert!(backup(&mut db, nowhere).unwrap_err().to_string().contains("room on the disk"));
}

/// Every row of a register as text, table by table.
fn rows(url: &str) -> Vec<String> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        row: String,
    }
    let mut db = existing::open(url).unwrap();
    let columns = [
        (
            "organizations",
            "finess||name||coalesce(street,'-')||coalesce(email,'-')||sort_name||search_text||created_by",
            "finess",
        ),
        (
            "workers",
            "rpps_number||last_name||skills||coalesce(gender,'-')||sort_name||search_text||selection_id",
            "rpps_number",
        ),
        (
            "affiliations",
            "finess||rpps_number||coalesce(mode,'-')||source||completed_by_hand||selection_id",
            "finess, rpps_number",
        ),
        (
            "events",
            "id||actor||kind||coalesce(selection_id,'-')||coalesce(before,'-')||coalesce(after,'-')",
            "id",
        ),
        ("changes", "id||coalesce(finess,'-')||registered||coalesce(directory,'-')||found_at||state", "id"),
        ("comparisons", "source||directory_at||at||outcome", "source"),
    ];
    let read = columns.map(|(table, text, order)| {
        let query = format!("select {text} as row from {table} order by {order}");
        diesel::sql_query(query).load::<Row>(&mut db).unwrap()
    });
    read.into_iter().flatten().map(|row| row.row).collect()
}

fn carried(from: &mut Database, to: &mut Database) -> Result<u64, CarryError> {
    let mut last = (0, 0);
    let carried = carry::carry(from, to, &mut |progress| {
        assert!(progress.done > last.0 && progress.done <= progress.of, "{progress:?}");
        last = (progress.done, progress.of);
    });
    assert!(carried.is_err() || last.0 == last.1);
    carried
}

/// From SQLite to this database and back, or between two SQLite files.
#[tokio::test]
async fn a_register_is_carried_to_the_other_database_and_back_exactly() {
    let origin = filled().await;
    origin.database.change(
        "insert into changes (id, finess, rpps_number, fact, registered, directory, found_at, state) \
         select finess || '.00000000000.name', finess, null, 'name', '{}', null, 7, 'dismissed' \
         from organizations",
    );
    origin.database.change("insert into comparisons values ('index', 5, 6, 'done')");
    let notes = origin.database.count("changes") + 1;
    let folder = tempfile::tempdir().unwrap();
    let there = format!("sqlite:{}", folder.path().join("there.sqlite3").display());
    let back = Fresh::new();
    drop(carnet::registry::Registry::open(&there).unwrap());
    drop(back.open());
    let open = |url: &str| existing::open(url).unwrap();
    let many = carried(&mut open(&origin.database.url), &mut open(&there)).unwrap();
    assert_eq!(many, (notes + origin.database.counts().iter().sum::<i64>()).unsigned_abs());
    carried(&mut open(&there), &mut open(&back.database.url)).unwrap();
    assert_eq!(rows(&there), rows(&origin.database.url));
    assert_eq!(rows(&back.database.url), rows(&origin.database.url));
    assert_eq!(checked(&back.database.url).faults, [""; 0]);
    let again = carried(&mut open(&there), &mut open(&back.database.url));
    assert!(matches!(again, Err(CarryError::NotEmpty)), "{again:?}");
    assert_eq!(back.database.counts(), origin.database.counts());
}

#[tokio::test]
async fn no_table_is_left_behind() {
    let fresh = Fresh::new();
    drop(fresh.open());
    let all = match is_postgres(&fresh.database) {
        true => "pg_tables where schemaname = 'public' and tablename not like '\\_\\_%'".to_owned(),
        false => "sqlite_schema where type = 'table' and name not like '%\\_search%' escape '\\' \
                  and name not like '\\_\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'"
            .to_owned(),
    };
    let known = carry::TABLES.len() + carry::LEFT_BEHIND.len();
    assert_eq!(fresh.database.count(&all), known as i64, "carry the new table too");
}
