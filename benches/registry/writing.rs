//! Selecting at one and at 64 clients, beside what the bare database can do.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use carnet::registry::{Registry, selections::register_all};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use tokio::{runtime::Runtime, task::JoinSet};

use crate::{
    database::Database,
    invented,
    support::{measure::Spread, table},
};

/// Clients that select at the same time.
const CLIENTS: u32 = 64;

/// How long each form is measured, and how often in turn; others use the machine too.
const SAMPLE: Duration = Duration::from_millis(1500);
const ROUNDS: u32 = 3;

/// What one form of writing reached.
struct Rate {
    per_second: f64,
    spread: Spread,
}

/// Prints the table of a new database.
pub fn measure(folder: &Path) {
    let home = folder.join("writing");
    std::fs::create_dir(&home).unwrap();
    let database = Database::new(&home);
    let runtime = Runtime::new().unwrap();
    // Twice four connections on two cores: the pool of eight that a batch is compared with.
    let registries = [Registry::open(&database.url).unwrap(), Registry::open(&database.url).unwrap()];
    let mut rates: [Vec<Rate>; 4] = Default::default();
    for round in 0..ROUNDS {
        rates[0].push(bare(&database));
        rates[1].push(runtime.block_on(select(&registries[..1], 1, round * 4, true)));
        rates[2].push(runtime.block_on(select(&registries, CLIENTS, round * 4 + 1, false)));
        rates[3].push(runtime.block_on(select(&registries[..1], CLIENTS, round * 4 + 2, true)));
    }
    let [bare, alone, pool, batch] = rates.map(best);
    let is_sqlite = database.url.starts_with("sqlite:");
    let (target_alone, target_batch) = if is_sqlite {
        ("≥ 0.65 ×", "≥ 5 ×, p99 ≤ 25")
    } else {
        ("≥ 0.6 ×", "≥ 2.5 × the pool, p99 ≤ 50")
    };
    let row = |name: &str, rate: &Rate, target: &str| {
        [
            name.to_owned(),
            format!("{:.0}", rate.per_second),
            format!("{:.2} ×", rate.per_second / bare.per_second),
            format!("{:.2} ×", rate.per_second / pool.per_second),
            rate.spread.shown(),
            target.to_owned(),
        ]
    };
    let head = [
        if is_sqlite { "writing, SQLite" } else { "writing, PostgreSQL" },
        "a second",
        "to bare",
        "to the pool",
        "p50 / p99 ms",
        "target",
    ];
    let rows = [
        row("one row, durable, bare", &bare, ""),
        row("a selection, 1 client", &alone, target_alone),
        row("64 clients, one by one, pool of 8", &pool, ""),
        row("64 clients", &batch, target_batch),
    ];
    table::print(head, &rows);
}

fn best(rates: Vec<Rate>) -> Rate {
    rates.into_iter().max_by(|one, other| one.per_second.total_cmp(&other.per_second)).unwrap()
}

fn rate(durations: Vec<Duration>, elapsed: Duration) -> Rate {
    Rate { per_second: durations.len() as f64 / elapsed.as_secs_f64(), spread: Spread::of(durations) }
}

/// One row after another into a table of its own, each durable.
fn bare(database: &Database) -> Rate {
    const TABLE: &str = "create table if not exists bare (key text primary key not null, fact text)";
    const ROW: &str = "insert into bare (key, fact) values (";
    match database.url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut db = SqliteConnection::establish(file).unwrap();
            db.batch_execute("pragma busy_timeout = 5000; pragma synchronous = full").unwrap();
            db.batch_execute(TABLE).unwrap();
            one_by_one(|key| db.batch_execute(&format!("{ROW}'{key}', 'fact')")).unwrap())
        }
        None => {
            let mut db = PgConnection::establish(&database.url).unwrap();
            db.batch_execute(TABLE).unwrap();
            one_by_one(|key| db.batch_execute(&format!("{ROW}'{key}', 'fact')")).unwrap())
        }
    }
}

fn one_by_one(mut insert: impl FnMut(String)) -> Rate {
    let (start, mut durations) = (Instant::now(), Vec::new());
    while start.elapsed() < SAMPLE {
        let begun = Instant::now();
        insert(uuid::Uuid::now_v7().to_string());
        durations.push(begun.elapsed());
    }
    rate(durations, start.elapsed())
}

/// New pairs, selected by so many clients, each through the next of the registries; or written one
/// by one, each in its own transaction.
async fn select(registries: &[Registry], clients: u32, run: u32, is_batched: bool) -> Rate {
    let (start, mut tasks) = (Instant::now(), JoinSet::new());
    for client in 0..clients {
        let registry = registries[client as usize % registries.len()].clone();
        tasks.spawn(async move {
            let (mut durations, first) = (Vec::new(), (run * CLIENTS + client) * 10_000);
            while start.elapsed() < SAMPLE {
                let number = first + durations.len() as u32;
                let asked = invented::asked(number % 10_000_000, number, number);
                let begun = Instant::now();
                if is_batched {
                    registry.select(asked.selection, asked.stamp).await.unwrap();
                } else {
                    let asked = [asked];
                    registry.write(move |db| register_all(db, &asked)).await.unwrap();
                }
                durations.push(begun.elapsed());
            }
            durations
        });
    }
    let durations = tasks.join_all().await.concat();
    rate(durations, start.elapsed())
}
