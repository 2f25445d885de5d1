//! Any text, read as `q.options`.

#![no_main]

use carnet_fuzz::round_trip;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| round_trip::of_options(text));
