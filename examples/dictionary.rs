//! Makes the dictionary with which the index packs entries anew, from the entries of the demonstration
//! directory, and says how long an entry is with it and with the one in use:
//!
//! ```sh
//! cargo run --example dictionary -- src/directory/index/entries.dict
//! ```
//!
//! Never of a real directory: the dictionary stands in every binary. Worth it only when what entries
//! hold has changed, for every index must then be imported again.

use std::{env, error::Error, fs};

use carnet::{
    cli::demonstration,
    directory::index::{embedded::EmbeddedIndex, entries},
};
use zstd::{bulk::Compressor, dict};

static IN_USE: &[u8] = include_bytes!("../src/directory/index/entries.dict");

/// A larger one saves a few bytes an entry more.
const BYTES: usize = 64 << 10;

fn main() -> Result<(), Box<dyn Error>> {
    let place = env::args_os().nth(1).ok_or("name the file to write")?;
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
    for (which, dictionary) in [("with the one in use", IN_USE), ("with the new one", &made)] {
        let mut packer = Compressor::with_dictionary(3, dictionary)?;
        packer.include_dictid(false)?;
        let packed = examples.iter().map(|entry| packer.compress(entry).map(|packed| packed.len()));
        let packed = packed.collect::<Result<Vec<_>, _>>()?;
        println!("packed {which}: {} bytes", mean(packed.into_iter()));
    }
    fs::write(place, made)?;
    Ok(())
}

fn mean(lengths: impl ExactSizeIterator<Item = usize>) -> usize {
    let many = lengths.len().max(1);
    lengths.sum::<usize>() / many
}
