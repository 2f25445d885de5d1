//! Random secrets that a program, a browser or a link bears, and their hashes, which are all that is
//! kept.

use std::fmt;

use sha2::{Digest, Sha256};

/// Random bytes of a secret: nobody guesses 256 bits, so that a fast hash hides them.
const BYTES: usize = 32;

/// How every secret begins, so that it is recognized where it should not stand.
const BEGINNING: &str = "carnet_";

/// A secret. Neither shown nor logged unless asked for by [`Secret::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The system gives no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes ({0}); try again")]
pub struct NoRandomness(getrandom::Error);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] where the system has none.
    pub fn new() -> Result<Self, NoRandomness> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(NoRandomness)?;
        Ok(Self(format!("{BEGINNING}{}", hexadecimal(&bytes))))
    }

    /// The secret that a text is, if it has the shape of one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(BEGINNING)?;
        let is_one =
            digits.len() == 2 * BYTES && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_one.then(|| Self(text.to_owned()))
    }

    /// The text that its owner keeps.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it: its SHA-256, by which it is looked up. How long that takes tells nothing
    /// of the secret, for a hash is known only to whom the secret is.
    pub fn hash(&self) -> String {
        hexadecimal(&Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_are_read_back_and_are_not_shown() {
        let secret = Secret::new().unwrap();
        assert_ne!(secret, Secret::new().unwrap());
        assert_eq!(Secret::parse(secret.reveal()), Some(secret.clone()));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        let digits = secret.reveal().strip_prefix(BEGINNING).unwrap();
        let short = &secret.reveal()[..secret.reveal().len() - 1];
        let capitals = format!("{BEGINNING}{}", "A".repeat(2 * BYTES));
        for text in ["", BEGINNING, digits, short, &format!("{}0", secret.reveal()), &capitals] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_hash_is_the_sha_256_of_the_text() {
        let hash = "cfeecbe114b4f996b4013a1609ca863bc2784d31c9bdbb5c3eda7131e2ea000c";
        assert_eq!(Secret::parse(&format!("{BEGINNING}{}", "0".repeat(2 * BYTES))).unwrap().hash(), hash);
    }
}
