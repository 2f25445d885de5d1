//! How long the register takes: selecting, beside the bare database in the same run, and every
//! kind of page over HTTP, in a small and in a large register.
//!
//! On SQLite, or under `scripts/with-postgres --durable` on PostgreSQL.
//! `CARNET_BENCH_ORGANIZATIONS=300000` is the size that the targets are of; to make it takes longer than to
//! read it, and `CARNET_BENCH_REGISTER=FOLDER` keeps it for the next run. `-- writing` or `-- reading`
//! measures that alone.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure ends")]

mod invented;
mod pages;
mod reading;
mod writing;

#[path = "../../tests/support/database.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod database;
#[path = "../../tests/support/left_out.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod left_out;
#[path = "../support/mod.rs"]
mod support;

use tempfile::TempDir;

use support::machine;

fn main() {
    println!("{}", machine::line());
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if is_asked("writing") {
        writing::measure(folder.path());
    }
    if is_asked("reading") {
        reading::measure(folder.path());
    }
}
