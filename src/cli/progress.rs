//! The progress of an import or an export on standard error: a bar on a terminal, lines elsewhere.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use indicatif::{DecimalBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

use crate::directory::index::progress::Progress;

const BETWEEN_LINES: Duration = Duration::from_secs(10);
const STEPS: u64 = 1000;

/// Before that, a rate would be a guess.
const BEFORE_A_RATE: Duration = Duration::from_millis(500);

/// Shows how far an import or an export is.
pub struct Display {
    bar: Option<ProgressBar>,
    stage: &'static str,
    stage_began: Instant,
    /// What was done already when the stage began: a download goes on where it was cut.
    done_before: u64,
    last_line: Instant,
}

/// One look at the progress.
struct Look {
    stage: &'static str,
    done: u64,
    /// 0 where it is not known.
    of: u64,
    /// What is counted for the eye; none where there is nothing to count.
    counted: Option<Counted>,
}

/// What is counted for the eye.
#[derive(Clone, Copy)]
enum Counted {
    Rows(u64),
    Entries(u64),
    Bytes(u64),
}

impl Display {
    /// Begins; a bar where standard error is a terminal.
    pub fn new() -> Self {
        let style = ProgressStyle::with_template("{prefix:<11} [{bar:30}] {percent:>3} %  {msg}");
        let bar = match style {
            Ok(style) if io::stderr().is_terminal() => Some(ProgressBar::new(STEPS).with_style(style)),
            _ => None,
        };
        let now = Instant::now();
        Self { bar, stage: "", stage_began: now, done_before: 0, last_line: now }
    }

    /// Shows the progress.
    pub fn show(&mut self, progress: Progress) {
        let look = look(progress);
        let new_stage = look.stage != self.stage;
        if new_stage {
            self.stage = look.stage;
            self.stage_began = Instant::now();
            self.done_before = look.done;
        }
        let words = words(&look, self.done_before, self.stage_began.elapsed());
        let steps = (look.done * STEPS).checked_div(look.of).unwrap_or_default();
        match &self.bar {
            Some(bar) => {
                bar.set_prefix(look.stage);
                bar.set_message(words);
                bar.set_position(steps);
            }
            None if new_stage || self.last_line.elapsed() >= BETWEEN_LINES => {
                self.last_line = Instant::now();
                let part = if look.of == 0 { String::new() } else { format!(" {} %", steps / (STEPS / 100)) };
                eprintln!("{}{part} {words}", look.stage);
            }
            None => {}
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn look(progress: Progress) -> Look {
    match progress {
        Progress::Downloading { bytes, of_bytes } => {
            Look { stage: "Downloading", done: bytes, of: of_bytes, counted: Some(Counted::Bytes(bytes)) }
        }
        Progress::Reading { bytes, of_bytes, rows } => {
            Look { stage: "Reading", done: bytes, of: of_bytes, counted: Some(Counted::Rows(rows)) }
        }
        Progress::Indexing { rows, of_rows } => {
            Look { stage: "Indexing", done: rows, of: of_rows, counted: Some(Counted::Rows(rows)) }
        }
        Progress::Exporting { entries, of_entries } => {
            let counted = Some(Counted::Entries(entries));
            Look { stage: "Exporting", done: entries, of: of_entries, counted }
        }
        Progress::Merging => Look { stage: "Finishing", done: 1, of: 1, counted: None },
    }
}

/// How many, how fast, and the time left.
fn words(look: &Look, done_before: u64, elapsed: Duration) -> String {
    let (shown, number): (fn(u64) -> String, u64) = match look.counted {
        None => return String::new(),
        Some(Counted::Rows(rows)) => (|rows| format!("{} rows", HumanCount(rows)), rows),
        Some(Counted::Entries(entries)) => (|entries| format!("{} entries", HumanCount(entries)), entries),
        Some(Counted::Bytes(bytes)) => (|bytes| DecimalBytes(bytes).to_string(), bytes),
    };
    let done = look.done.saturating_sub(done_before);
    if done == 0 || elapsed < BEFORE_A_RATE {
        return shown(number);
    }
    let seconds = elapsed.as_secs_f64();
    let part_done = done as f64 / look.done as f64;
    let rate = shown((number as f64 * part_done / seconds) as u64);
    let left = match look.of {
        0 => String::new(),
        of => {
            let left = seconds * of.saturating_sub(look.done) as f64 / done as f64;
            format!(", {} left", HumanDuration(Duration::from_secs_f64(left)))
        }
    };
    format!("{}, {rate}/s{left}", shown(number))
}
