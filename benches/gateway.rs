//! What the gateway's protocol adds to a search in the bare index, at one, sixteen and sixty-four
//! connections.
//!
//! `CARNET_BENCH_ROWS=2290000 cargo bench --bench gateway` is the size that matters.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot search ends")]

#[path = "support/mod.rs"]
mod support;

use std::{
    thread,
    time::{Duration, Instant},
};

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{criteria::EVERYTHING, search::SearchRequest},
};
use support::{invented, machine, measure::Spread, server::Server, table};

/// Searches at each number of connections.
const SEARCHES: u32 = 2_000;

/// How many ask at the same time.
const CONNECTIONS: [usize; 3] = [1, 16, 64];

/// Entries answered, as where a request does not say.
const SIZE: u32 = 10;

fn main() {
    let rows = invented::rows();
    println!("{}\n{}", machine::line(), invented::size_line(rows));
    let directory = invented::Directory::make(rows);
    let index = directory.index();
    let names = names(&index);
    let server = Server::start_gateway(&directory.data);
    let lines: Vec<[String; 4]> = CONNECTIONS
        .iter()
        .map(|&connections| {
            let (bare, over) = (bare(&index, &names, connections), server.ask(&names, connections));
            let added = format!("{:.2} / {:.1}", over.p50 - bare.p50, over.p99 - bare.p99);
            [connections.to_string(), bare.shown(), over.shown(), added]
        })
        .collect();
    table::print(["connections; p50 / p99 ms", "bare index", "over HTTP", "added"], &lines);
}

/// Last and first names of people, as the queries of programs have them.
fn names(index: &EmbeddedIndex) -> Vec<String> {
    let everybody = SearchRequest { q: EVERYTHING.to_owned(), size: SEARCHES, ..SearchRequest::default() };
    let entries = index.search(&everybody).unwrap().entries;
    let name = |name: Option<String>| name.unwrap_or_default();
    entries.into_iter().map(|entry| format!("{} {}", name(entry.last_name), name(entry.first_name))).collect()
}

/// The same searches without HTTP, on as many threads; once to warm up, and again.
fn bare(index: &EmbeddedIndex, names: &[String], threads: usize) -> Spread {
    let once = || {
        thread::scope(|scope| {
            let shares = (0..threads).map(|at| names.iter().skip(at).step_by(threads));
            let running: Vec<_> = shares
                .map(|share| scope.spawn(move || share.map(|name| ask(index, name)).collect::<Vec<_>>()))
                .collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        })
    };
    once();
    Spread::of(once())
}

fn ask(index: &EmbeddedIndex, name: &str) -> Duration {
    let request = SearchRequest { q: name.to_owned(), size: SIZE, ..SearchRequest::default() };
    let start = Instant::now();
    index.search(&request).unwrap();
    start.elapsed()
}
