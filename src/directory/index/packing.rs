//! How the index stores an entry: its JSON, packed alone with a dictionary that all entries share.
//!
//! tantivy packs some dozens of documents together and makes a new state for each block that it
//! unpacks, which takes longer than all the rest of a search. Packed one by one an entry takes even
//! less room, for the dictionary holds what entries have in common: the names of facts and the labels
//! of the national tables. `cargo run --example dictionary` makes the dictionary; an index packed with
//! another one is not opened ([`FORM`]).

use std::{cell::RefCell, io, sync::LazyLock};

use xxhash_rust::xxh3::xxh3_64;
use zstd::{
    bulk::{Compressor, Decompressor},
    dict::{DecoderDictionary, EncoderDictionary},
};

static DICTIONARY: &[u8] = include_bytes!("entries.dict");

/// How hard it is tried: more takes three times as long for some bytes.
const LEVEL: i32 = 3;

/// The largest entry that is unpacked, in bytes; one that is read from a file is far smaller.
const LARGEST: usize = 1 << 26;

/// What tells this form of packing from any other.
pub static FORM: LazyLock<u64> = LazyLock::new(|| xxh3_64(DICTIONARY));

static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));

static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

// Their states cost more to make than to use.
thread_local! {
    static PACKER: RefCell<Compressor<'static>> = RefCell::default();
    static UNPACKER: RefCell<Decompressor<'static>> = RefCell::default();
}

/// Packs some bytes.
///
/// # Errors
/// There is no memory for it.
pub fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.set_prepared_dictionary(&PACKING)?;
        packer.include_dictid(false)?;
        packer.compress(bytes)
    })
}

/// Unpacks what [`pack`] made.
///
/// # Errors
/// It was not made so.
pub fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    UNPACKER.with_borrow_mut(|unpacker| {
        unpacker.set_prepared_dictionary(&UNPACKING)?;
        unpacker.decompress(packed, LARGEST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_an_entry_is_short() {
        let entry = r#"{"id":"paaaaaaaaaaaaaaaaaaaaaaaaaa","profession_code":"60","profession_name":"Infirmier","category":{"code":"C","name":"Civil"},"activity_segments":[{"code":"SA01","name":"Etablissement public de santé"}]}"#;
        let long = "x".repeat(3_000_000);
        for text in ["", "é", entry, &long] {
            assert_eq!(unpack(&pack(text.as_bytes()).unwrap()).unwrap(), text.as_bytes());
        }
        assert!(pack(entry.as_bytes()).unwrap().len() < entry.len() / 4);
        assert!(unpack(b"no frame").is_err());
    }
}
