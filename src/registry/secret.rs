//! Random secrets, shown once to whom they are for and kept as a hash.

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

    /// What someone says is one.
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
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
    fn secrets_differ_and_are_not_shown() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), BEGINNING.len() + 2 * BYTES);
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }

    #[test]
    fn a_hash_is_the_published_one() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Secret::given("abc").hash(), hash);
    }
}
