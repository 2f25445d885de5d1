//! Makes the dictionary with which the index packs entries anew, from invented entries:
//! `cargo run --release --example dictionary`.
//!
//! Worth it only when what entries hold has changed: every index must then be imported again.

use std::{error::Error, fs::File, path::Path};

use carnet::directory::{
    index::{
        embedded::EmbeddedIndex,
        entries,
        import::{self, ImportRequest, Input, Memory},
        status::Kind,
    },
    sample,
};

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/directory/index/entries.dict");

/// Of invented rows, many more than it can hold.
const ROWS: u64 = 20_000;

/// A larger one saves a few bytes an entry more, and stands in every binary.
const BYTES: usize = 64 << 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("rows.txt");
    sample::write(ROWS, sample::DEMONSTRATION_SEED, &mut File::create(&file)?)?;
    let examples = examples(&file, folder.path())?;
    std::fs::write(PLACE, zstd::dict::from_samples(&examples, BYTES)?)?;
    Ok(())
}

fn examples(file: &Path, data_dir: &Path) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    import::run(ImportRequest {
        input: Input::File(file),
        name: None,
        date: None,
        kind: Kind::National,
        replace: false,
        publication: None,
        force: false,
        memory: Memory::Normal,
        data_dir,
        now: 0,
        watcher: &mut |_| {},
    })?;
    let index = EmbeddedIndex::new(data_dir);
    index.refresh()?;
    let mut examples = Vec::new();
    entries::each(&index.loaded()?.0, |entry| {
        examples.push(serde_json::to_vec(&entry)?);
        Ok::<_, Box<dyn Error>>(())
    })?;
    Ok(examples)
}
