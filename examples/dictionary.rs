//! Makes the dictionary with which the index packs entries anew, from the entries of the demonstration
//! directory, and says how long an entry is with it: `cargo run --example dictionary`.
//!
//! Never of a real directory: the dictionary stands in every binary. Worth it only when what entries
//! hold has changed, for every index must then be imported again.

use std::error::Error;

use carnet::{
    cli::demonstration,
    directory::index::{embedded::EmbeddedIndex, entries},
};
use zstd::{bulk::Compressor, dict};

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/directory/index/entries.dict");

/// A larger one saves a few bytes an entry more.
const BYTES: usize = 64 << 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    demonstration::make(folder.path())?;
    let index = EmbeddedIndex::new(folder.path());
    index.refresh()?;
    let mut examples = Vec::new();
    entries::each(&index.loaded()?.0, |entry| {
        examples.push(serde_json::to_vec(&entry)?);
        Ok::<_, Box<dyn Error>>(())
    })?;
    let made = dict::from_samples(&examples, BYTES)?;
    println!("an entry of {} bytes on average", mean(examples.iter().map(Vec::len)));
    for (which, dictionary) in [("before", &std::fs::read(PLACE)?), ("now", &made)] {
        let mut packer = Compressor::with_dictionary(3, dictionary)?;
        packer.include_dictid(false)?;
        let packed = examples.iter().map(|entry| packer.compress(entry).map(|packed| packed.len()));
        let packed = packed.collect::<Result<Vec<_>, _>>()?;
        println!("packed {which}: {} bytes", mean(packed.into_iter()));
    }
    std::fs::write(PLACE, made)?;
    Ok(())
}

fn mean(lengths: impl ExactSizeIterator<Item = usize>) -> usize {
    let many = lengths.len().max(1);
    lengths.sum::<usize>() / many
}
