//! Random secrets that a browser or a link carries, and their hashes, which are all that is kept.

use std::fmt;

use sha2::{Digest, Sha256};

/// Random bytes in a secret: more than anyone can guess.
const BYTES: usize = 32;

/// A random secret of 256 bits, in hexadecimal.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hexadecimal(&bytes)))
    }

    /// The secret that a text is, if it has the shape of one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_one =
            text.len() == 2 * BYTES && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_one.then(|| Self(text.to_owned()))
    }

    /// The secret itself, for whoever is to carry it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it: its SHA-256, in hexadecimal. A fast hash is enough for what is random.
    pub fn hash(&self) -> String {
        hexadecimal(&Sha256::digest(self.0.as_bytes()))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_are_read_back_and_are_not_shown() {
        let secret = Secret::new().unwrap();
        assert_ne!(secret, Secret::new().unwrap());
        assert_eq!(Secret::parse(secret.as_str()), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains(secret.as_str()));
        for bad in ["", "xyz", &"A".repeat(64), &"0".repeat(63), &"é".repeat(32)] {
            assert_eq!(Secret::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_hash_is_sha_256() {
        let zeros = Secret::parse(&"0".repeat(64)).unwrap();
        assert_eq!(zeros.hash(), "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55");
    }
}
