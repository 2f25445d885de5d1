//! What the fuzz targets begin with (`fuzz/seeds`): each text through the targets' own functions.

use crate::round_trip;

/// The texts of a file, one a line.
fn texts(file: &'static str) -> impl Iterator<Item = &'static str> {
    assert!(file.lines().count() > 10, "the file is nearly empty");
    file.lines()
}

#[test]
fn every_seed_is_read_or_refused() {
    texts(include_str!("../../fuzz/seeds/simple.txt")).for_each(round_trip::of_simple);
    texts(include_str!("../../fuzz/seeds/structured.txt")).for_each(round_trip::of_structured);
    texts(include_str!("../../fuzz/seeds/options.txt")).for_each(round_trip::of_options);
}
