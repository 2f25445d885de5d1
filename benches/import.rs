//! How long importing the national file takes, phase by phase, and how much memory, beside
//! reading the same file and counting its lines.
//!
//! `CARNET_BENCH_ROWS=2290000 cargo bench --bench import` is the size that the targets are of.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot write its files ends")]

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    time::Instant,
};

use carnet::directory::index::progress::Progress;
use tempfile::TempDir;

#[path = "support/mod.rs"]
mod support;

use support::{
    invented, machine,
    measure::{MemoryWatch, processor_seconds},
    table,
};

/// When the first phases ended, in seconds from the start.
#[derive(Default)]
struct Ends {
    reading: f64,
    indexing: f64,
}

fn main() {
    let rows = invented::rows();
    println!("{}\n{}", machine::line(), invented::size_line(rows));
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = invented::write(rows, folder.path()).unwrap();
    let counting = seconds(|| assert_eq!(lines(&file), rows + 1));

    let data = folder.path().join("data");
    let used_before = processor_seconds();
    let (start, mut ends, memory) = (Instant::now(), Ends::default(), MemoryWatch::begin());
    let report = invented::import(&file, &data, &mut |progress| {
        let now = start.elapsed().as_secs_f64();
        match progress {
            Progress::Reading { .. } => ends.reading = now,
            Progress::Indexing { .. } => ends.indexing = now,
            Progress::Downloading { .. } | Progress::Merging | Progress::Exporting { .. } => {}
        }
    });
    let whole = start.elapsed().as_secs_f64();
    let peak = memory.end();
    let used = processor_seconds().zip(used_before).map(|(now, before)| now - before);

    let is_national = rows >= invented::NATIONAL;
    let target = |text: &str| if is_national { text.to_owned() } else { String::new() };
    let phase = |name: &str, seconds: f64, target: String| {
        [name.to_owned(), format!("{seconds:.1} s"), format!("{:.0}", rows as f64 / seconds), target]
    };
    let not_told = || "not told".to_owned();
    let used = used.map_or_else(not_told, |seconds| format!("{seconds:.1} s"));
    let memory = peak.map_or_else(not_told, |megabytes| format!("{megabytes:.0} MB"));
    let disk = format!("{:.0} MB", size(&data.join("directory")) as f64 / 1e6);
    let none = String::new;
    table::print(
        ["import", "taken", "rows/s", "target"],
        &[
            phase("only read and count lines", counting, none()),
            phase("rows read, checked, set aside", ends.reading, none()),
            phase("entries made and indexed", ends.indexing - ends.reading, none()),
            phase("merged and published", whole - ends.indexing, none()),
            phase("whole", whole, target("75 s")),
            ["processor time of all threads".to_owned(), used, none(), none()],
            ["peak of anonymous memory".to_owned(), memory, none(), target("400 MB")],
            ["index on disk".to_owned(), disk, none(), target("550 MB")],
        ],
    );
    println!("{} entries of {} people", report.status.entries, report.status.people);
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn lines(file: &Path) -> u64 {
    let lines = BufReader::with_capacity(1 << 16, File::open(file).unwrap()).split(b'\n');
    lines.fold(0, |count, line| count + u64::from(line.is_ok()))
}

/// Bytes below a folder.
fn size(folder: &Path) -> u64 {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap());
    items
        .map(|item| match item.metadata().unwrap() {
            found if found.is_dir() => size(&item.path()),
            found => found.len(),
        })
        .sum()
}
