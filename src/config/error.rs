//! A setting that cannot be.

use std::fmt;

/// A setting that cannot be: the sentence says which and what would do.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    /// A sentence that says which setting is wrong and what would do.
    pub fn new(sentence: String) -> Self {
        Self(sentence)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// Refuses with a sentence that names the setting and says what would do.
///
/// # Errors
/// Always: the sentence.
pub fn refuse<T>(sentence: &str) -> Result<T, ConfigError> {
    Err(ConfigError(sentence.to_owned()))
}
