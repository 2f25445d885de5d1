//! The machine that the figures are of.

use std::{fs, thread};

/// One line: processor, cores, load. Where the system does not tell, it says so.
pub fn line() -> String {
    let processor = read("/proc/cpuinfo").and_then(|text| value(&text, "model name"));
    let load = read("/proc/loadavg").and_then(|text| text.split(' ').next().map(str::to_owned));
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let unknown = || "unknown".to_owned();
    let (processor, load) = (processor.unwrap_or_else(unknown), load.unwrap_or_else(unknown));
    format!("{processor}, {cores} cores, load {load} at the start")
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(path).ok()
}

fn value(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
