//! The identifier of an entry: the same on every import as long as the person, the profession,
//! the category and the place are (`house.md` §2).

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::{
    columns::Column,
    place,
    row::{Person, Row},
};

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const LENGTH: usize = 26;

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// 64 bits that name the person.
    pub person: u64,
    /// 128 bits that name the entry: the person at a place.
    pub entry: u128,
}

/// What a row about that person belongs to.
pub fn of_row(row: &Row<'_>, person: Person<'_>) -> Identity {
    let person = person.national_id();
    let part = |column| row.get(column).unwrap_or_default();
    let entry =
        entry_hash(&person, part(Column::ProfessionCode), part(Column::CategoryCode), &place::key(row));
    Identity { person: xxh3_64(person.as_bytes()), entry }
}

/// The 128 bits that name a person at a place.
///
/// `person` is the national identifier: the type and the number. No part can hold the `|` that
/// separates them, for it separates the columns of the file.
pub fn entry_hash(person: &str, profession_code: &str, category_code: &str, place: &str) -> u128 {
    xxh3_128([person, profession_code, category_code, place].join("|").as_bytes())
}

/// The identifier as it is written: `p` and 26 lower-case base-32 characters (RFC 4648 §6).
pub fn entry_id(hash: u128) -> String {
    let mut id = String::with_capacity(1 + LENGTH);
    id.push('p');
    for place in 0..LENGTH {
        let bit = 5 * place;
        let five = if bit + 5 <= 128 { hash >> (123 - bit) } else { hash << (bit + 5 - 128) };
        id.push(char::from(ALPHABET[(five & 31) as usize]));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_the_base_32_of_the_hash() {
        assert_eq!(entry_id(0), format!("p{}", "a".repeat(26)));
        assert_eq!(entry_id(u128::MAX), format!("p{}4", "7".repeat(25)));
        assert_eq!(entry_id(u128::from_be_bytes(*b"foobarfoobarfoob")), "pmzxw6ytbojtg633cmfzgm33pmi");
    }

    #[test]
    fn identifiers_never_change_between_releases() {
        let id = entry_id(entry_hash("819900000019", "10", "C", "F010000024"));
        assert_eq!(id, "pjl3shzj7ldaot5yeow3qrufrrm");
    }

    #[test]
    fn each_part_counts() {
        let all = [
            ("8", "1", "C", "F"),
            ("8", "1", "E", "F"),
            ("8", "2", "C", "F"),
            ("8", "1", "C", ""),
            ("9", "1", "C", "F"),
        ];
        let mut hashes: Vec<u128> = all.iter().map(|(a, b, c, d)| entry_hash(a, b, c, d)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), all.len());
    }
}
