//! Whether staff find the person they mean, whatever they typed: for thousands of people of the
//! invented directory, what someone would type, and where on the page the person stands.
//!
//! `CARNET_BENCH_ROWS=2290000 cargo bench --bench quality` is the size that the targets are of;
//! `CARNET_BENCH_SEED` draws other people.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot search ends")]

mod chance;
mod kinds;
mod mistakes;
mod people;
#[path = "../support/mod.rs"]
mod support;

use std::{
    env,
    time::{Duration, Instant},
};

use carnet::directory::index::embedded::EmbeddedIndex;

use chance::Chance;
use kinds::{KINDS, Kind, Typed};
use people::Person;
use support::{invented, machine, measure::Spread, server::Server, table};

/// People asked for by each kind of typing.
const EACH: usize = 500;

/// More people than this are not told apart by what was meant: the case is left out.
const FEW: usize = 10;

fn main() {
    let rows = invented::rows();
    let seed = env::var("CARNET_BENCH_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("{}\n{}; seed {seed}", machine::line(), invented::size_line(rows));
    let directory = invented::Directory::make(rows);
    let index = directory.index();
    let people = people::all(&index, &mut Chance::new(seed));
    let server = Server::start(&directory.data);
    let lines = KINDS.map(|kind| Outcome::of(&kind, &people, &index, &server, seed).shown(&kind));
    let head = ["typed", "cases", "S@1", "S@10", "MRR", "target S@10", "p50 / p99 ms", ""];
    table::print(head, &lines);
}

/// Where the people meant stood, and how long the pages took.
#[derive(Default)]
struct Outcome {
    ranks: Vec<Option<usize>>,
    durations: Vec<Duration>,
}

impl Outcome {
    fn of(kind: &Kind, people: &[Person], index: &EmbeddedIndex, server: &Server, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let cases = people.iter().filter_map(|person| Some((person, (kind.typed)(person, &mut chance)?)));
        let told_apart = cases.filter(|(_, Typed { meant, .. })| people::named(index, meant) <= FEW);
        let mut outcome = Self::default();
        let shows_misses = env::var_os("CARNET_BENCH_MISSES").is_some();
        for (person, Typed { typed, .. }) in told_apart.take(EACH) {
            let start = Instant::now();
            let page = server.page(&typed);
            outcome.durations.push(start.elapsed());
            let rank = people::on_page(&page).iter().position(|rpps| *rpps == person.rpps);
            if shows_misses && rank.is_none_or(|rank| rank >= FEW) {
                println!("{}: {typed:?} for {} {}", kind.name, person.last_name, person.first_name);
            }
            outcome.ranks.push(rank);
        }
        outcome
    }

    /// The share of cases in which the person stood among the first so many.
    fn success(&self, first: usize) -> f64 {
        let found = self.ranks.iter().flatten().filter(|rank| **rank < first).count();
        found as f64 / self.ranks.len().max(1) as f64
    }

    fn mean_reciprocal_rank(&self) -> f64 {
        let sum: f64 = self.ranks.iter().flatten().map(|rank| 1.0 / (rank + 1) as f64).sum();
        sum / self.ranks.len().max(1) as f64
    }

    fn shown(&self, kind: &Kind) -> [String; 8] {
        let at_ten = self.success(10);
        let verdict = if at_ten >= kind.target { "met" } else { "MISSED" };
        let spread = if self.durations.is_empty() {
            String::new()
        } else {
            Spread::of(self.durations.clone()).shown()
        };
        [
            kind.name.to_owned(),
            self.ranks.len().to_string(),
            format!("{:.3}", self.success(1)),
            format!("{at_ten:.3}"),
            format!("{:.3}", self.mean_reciprocal_rank()),
            format!("{:.2}", kind.target),
            spread,
            verdict.to_owned(),
        ]
    }
}
