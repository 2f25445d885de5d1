//! How long staff wait for a search: in the bare index, and for the page over HTTP at one and at
//! sixteen connections.
//!
//! `CARNET_BENCH_ROWS=2290000 cargo bench --bench search` is the size that the targets are of.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot search ends")]

mod questions;
#[path = "../support/mod.rs"]
mod support;

use std::{
    thread,
    time::{Duration, Instant},
};

use carnet::directory::index::embedded::EmbeddedIndex;

use questions::{Question, Questions};
use support::{invented, machine, measure::Spread, server::Server, table};

/// Threads that ask the bare index at the same time.
const THREADS: usize = 2;

/// Starts that are measured.
const STARTS: usize = 20;

fn main() {
    let rows = invented::rows();
    println!("{}\n{}", machine::line(), invented::size_line(rows));
    let directory = invented::Directory::make(rows);
    let is_national = rows >= invented::NATIONAL;
    let (rows, megabytes) = measured(&directory);
    let lines: Vec<_> = rows.iter().map(|row| row.shown(is_national)).collect();
    let head = [
        "p50 / p99 ms, 20 places and their count",
        "first time",
        "bare",
        "target",
        "page",
        "16 at once",
        "target",
        "",
    ];
    table::print(head, &lines);
    println!(
        "from exec to the first search answered: {} ms (p50 / p99; target 250)",
        starts(&directory).shown()
    );
    if let Some(megabytes) = megabytes {
        println!("anonymous memory of the server after all of this: {megabytes:.0} MB");
    }
}

/// From exec to the first search answered over HTTP, several times.
fn starts(directory: &invented::Directory) -> Spread {
    let start = |_| {
        let start = Instant::now();
        let page = Server::start(&directory.data).page("martin");
        assert!(page.contains("RPPS"), "nobody is called Martin");
        start.elapsed()
    };
    Spread::of((0..STARTS).map(start).collect())
}

/// What one kind of search took.
struct Row {
    asked: Questions,
    /// When the text was never asked before.
    first: Spread,
    bare: Spread,
    /// At one connection and at sixteen; none where no page asks so.
    pages: Option<(Spread, Spread)>,
}

/// All rows, and the server's memory after them.
fn measured(directory: &invented::Directory) -> (Vec<Row>, Option<f64>) {
    let index = directory.index();
    let kinds = questions::all(&index);
    let bare: Vec<(Spread, Spread)> = kinds.iter().map(|asked| ask(&index, &asked.list)).collect();
    drop(index);
    let server = Server::start(&directory.data);
    let row = |(asked, (first, bare)): (Questions, (Spread, Spread))| {
        let texts: Option<Vec<String>> = asked.list.iter().map(|question| question.typed.clone()).collect();
        let pages = texts.map(|texts| (server.ask(&texts, 1), server.ask(&texts, 16)));
        Row { asked, first, bare, pages }
    };
    let rows = kinds.into_iter().zip(bare).map(row).collect();
    (rows, server.megabytes())
}

/// Asks all questions on each of the threads, for the first time and again.
fn ask(index: &EmbeddedIndex, questions: &[Question]) -> (Spread, Spread) {
    let all = || questions.iter().map(|question| seconds_of(index, question)).collect::<Vec<_>>();
    let on_each_thread = || {
        let durations = thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(all)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        Spread::of(durations)
    };
    (on_each_thread(), on_each_thread())
}

fn seconds_of(index: &EmbeddedIndex, question: &Question) -> Duration {
    let start = Instant::now();
    for request in &question.requests {
        index.search(request).unwrap();
    }
    start.elapsed()
}

impl Row {
    fn shown(&self, is_national: bool) -> [String; 8] {
        let Questions { name, bare, page, .. } = &self.asked;
        let (one, sixteen) = self.pages.unzip();
        let is_met = self.bare.is_within(*bare) && one.is_none_or(|one| one.is_within(*page));
        let verdict = match (is_national, is_met) {
            (false, _) => "",
            (true, true) => "met",
            (true, false) => "MISSED",
        };
        let shown = |spread: Option<Spread>| spread.map_or_else(String::new, Spread::shown);
        let page = one.map(|_| *page);
        [
            (*name).to_owned(),
            self.first.shown(),
            self.bare.shown(),
            bare.shown(),
            shown(one),
            shown(sixteen),
            shown(page),
            verdict.to_owned(),
        ]
    }
}
