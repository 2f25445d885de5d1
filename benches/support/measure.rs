//! Measuring: rates of what takes microseconds, the spread of what takes longer, and memory.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How long one rate is measured: shorter than a turn on a busy machine. The best of all counts.
const SAMPLE: Duration = Duration::from_millis(2);
const SAMPLES: usize = 1_000;

/// How many items a second `work` does, one call doing `items`; the best of many short samples.
pub fn rate(items: usize, mut work: impl FnMut()) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..SAMPLES {
        let (start, mut calls) = (Instant::now(), 0);
        while start.elapsed() < SAMPLE {
            work();
            calls += 1;
        }
        best = best.max((calls * items) as f64 / start.elapsed().as_secs_f64());
    }
    best
}

/// The middle one of some durations and the one that 99 of 100 stay below, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The median.
    pub p50: f64,
    /// The 99th percentile.
    pub p99: f64,
}

impl Spread {
    /// Of durations in any order, at least one.
    pub fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        let at = |share: usize| durations[(durations.len() * share / 100).min(durations.len() - 1)];
        Self { p50: at(50).as_secs_f64() * 1e3, p99: at(99).as_secs_f64() * 1e3 }
    }

    /// Both, as tables show them.
    pub fn shown(self) -> String {
        format!("{:.2} / {:.1}", self.p50, self.p99)
    }

    /// Whether neither is above a target.
    pub fn is_within(self, target: Self) -> bool {
        self.p50 <= target.p50 && self.p99 <= target.p99
    }
}

/// Looks every few milliseconds at the process's anonymous memory.
pub struct MemoryWatch {
    peak: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl MemoryWatch {
    /// Begins to look.
    pub fn begin() -> Self {
        let (peak, ended) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let (seen, end) = (Arc::clone(&peak), Arc::clone(&ended));
        let thread = thread::spawn(move || {
            while !end.load(Ordering::Relaxed) {
                seen.fetch_max(anonymous_kilobytes("self").unwrap_or_default(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(10));
            }
        });
        Self { peak, ended, thread }
    }

    /// The most that was seen, in megabytes; none where the system does not tell.
    pub fn end(self) -> Option<f64> {
        self.ended.store(true, Ordering::Relaxed);
        self.thread.join().ok()?;
        let peak = self.peak.load(Ordering::Relaxed);
        (peak > 0).then(|| peak as f64 * 1024.0 / 1e6)
    }
}

/// Of a process, by its number or `self`. Mapped files do not count, for the system takes their
/// memory back when it needs it.
pub fn anonymous_kilobytes(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Processor time that all threads of the process have used, in seconds: what is left of a figure
/// on a machine that others use too. None where the system does not tell.
pub fn processor_seconds() -> Option<f64> {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut ticks =
        after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    Some((ticks.next()? + ticks.next()?) / TICKS_A_SECOND)
}
