//! Passwords: which are accepted, how they are kept, and how they are checked.
//!
//! Kept as argon2id hashes with the parameters that OWASP's Password Storage Cheat Sheet asks for
//! first. All of it takes tens of milliseconds and so runs on threads that may block, a few at a time.

use std::{cmp::Reverse, fmt, sync::Arc};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use serde::Deserialize;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use super::everyday_words::EVERYDAY_WORDS;
use crate::domain::text;

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;

/// The most characters of a password: longer ones cost time and gain nothing.
pub const LONGEST: usize = 256;

/// As many everyday words make no phrase.
const FEW: usize = 3;

/// Memory of one hash, in KiB.
const MEMORY: u32 = 19 * 1024;

/// Passes over the memory.
const PASSES: u32 = 2;

/// Threads of one hash.
const LANES: u32 = 1;

/// A password as somebody typed it.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct Password(String);

impl Password {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the same was typed twice.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

/// Composed and taken apart, a letter is the same letter, whatever keyboard typed it.
impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text.nfc().collect())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password(…)")
    }
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer than [`SHORTEST`] characters.
    #[error("the password is too short: it needs at least 12 characters")]
    TooShort,
    /// More than [`LONGEST`] characters.
    #[error("the password is too long: it has more than 256 characters")]
    TooLong,
    /// It would be guessed soon.
    #[error("the password is easily guessed; a few words that do not belong together are hard to guess")]
    Guessable,
}

/// Why a password was neither kept nor checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// It is not accepted.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be hashed. The text is for the log.
    #[error("a password could not be hashed: {0}")]
    Failed(String),
}

/// Hashes and checks passwords, a few at a time. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    /// Checked where there is no account, so that it takes the same time.
    nobodys: Arc<str>,
}

impl Passwords {
    /// Prepares to hash. Blocks for some tens of milliseconds.
    ///
    /// # Errors
    /// [`PasswordError::Failed`] where the system has no randomness or memory to give.
    pub fn new() -> Result<Self, PasswordError> {
        let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get());
        let nobodys = hashed(&Password::from("nobody's".to_owned()))?;
        Ok(Self { places: Arc::new(Semaphore::new(cores)), nobodys: nobodys.into() })
    }

    /// The hash of a password that is accepted. `inputs` are words that it must not be made of, such
    /// as the name and the e-mail address.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn hash(&self, password: Password, inputs: Vec<String>) -> Result<String, PasswordError> {
        self.run(move || hash(&password, &inputs)).await?
    }

    /// Whether a password is the one of a hash; where there is none it is wrong, after the same time.
    ///
    /// # Errors
    /// [`PasswordError::Failed`].
    pub async fn is_right(&self, password: Password, hash: Option<String>) -> Result<bool, PasswordError> {
        let nobodys = Arc::clone(&self.nobodys);
        self.run(move || {
            let matches = matches(&password, hash.as_deref().unwrap_or(&nobodys));
            matches && hash.is_some()
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let failed = |error: &dyn fmt::Display| PasswordError::Failed(error.to_string());
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|error| failed(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|error| failed(&error))
    }
}

/// The hash of a password that is accepted. Blocks.
///
/// # Errors
/// As [`Passwords::hash`].
pub fn hash(password: &Password, inputs: &[String]) -> Result<String, PasswordError> {
    check(password, inputs)?;
    hashed(password)
}

fn check(password: &Password, inputs: &[String]) -> Result<(), Refusal> {
    match password.characters() {
        ..SHORTEST => return Err(Refusal::TooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(Refusal::TooLong),
    }
    // With their accents and without.
    let inputs = inputs.iter().flat_map(|input| [input.to_lowercase(), text::fold(input)]);
    let inputs: Vec<String> = inputs.collect();
    let words = inputs.iter().flat_map(|input| input.split(|letter: char| !letter.is_alphanumeric()));
    let mut words: Vec<&str> = words.filter(|word| word.chars().count() > 2).collect();
    let folded = text::fold(&password.0);
    if is_made_of(&folded, &words) {
        return Err(Refusal::Guessable);
    }
    words.extend(EVERYDAY_WORDS);
    let is_weak = |text: &str| zxcvbn(text, &words).score() < Score::Three;
    if is_weak(&password.0) || is_weak(&folded) { Err(Refusal::Guessable) } else { Ok(()) }
}

/// Whether little is left of a password without the words that belong to its owner, and without a few
/// everyday ones: more of them are a phrase.
fn is_made_of(folded: &str, own: &[&str]) -> bool {
    let letters: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut rest = own.iter().fold(letters, |rest, word| rest.replace(word, ""));
    let mut everyday = EVERYDAY_WORDS.to_vec();
    everyday.sort_by_key(|word| Reverse(word.len()));
    let mut found = 0;
    for word in everyday {
        found += rest.matches(word).count();
        rest = rest.replace(word, "");
    }
    rest.chars().count() < SHORTEST / 2 && found <= FEW
}

fn hashed(password: &Password) -> Result<String, PasswordError> {
    let failed = |error: &dyn fmt::Display| PasswordError::Failed(error.to_string());
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|error| failed(&error))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password(password.0.as_bytes()).map_err(|error| failed(&error))?;
    Ok(hash.to_string())
}

fn matches(password: &Password, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    password.characters() <= LONGEST
        && Argon2::default().verify_password(password.0.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "orage violet sous la tuile";

    fn password(text: &str) -> Password {
        Password::from(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash(password(GOOD), Vec::new()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.is_right(password(GOOD), Some(hash.clone())).await.unwrap());
        assert!(!passwords.is_right(password("orage violet sous la tuil"), Some(hash)).await.unwrap());
        assert!(!passwords.is_right(password("nobody's"), None).await.unwrap(), "there is no account");
    }

    #[test]
    fn what_is_short_or_easily_guessed_is_refused() {
        let inputs = ["lea.martineau@carnet.example", "Léa Martineau", "Odile Maréchaux"].map(str::to_owned);
        for (text, refusal) in [
            ("brève", Refusal::TooShort),
            ("éééééééééée", Refusal::TooShort),
            ("motdepasse12", Refusal::Guessable),
            ("aaaaaaaaaaaaaaaa", Refusal::Guessable),
            ("Password123456", Refusal::Guessable),
            ("martineau.lea", Refusal::Guessable),
            ("carnetcarnet1", Refusal::Guessable),
            ("odile-marechaux", Refusal::Guessable),
        ] {
            assert_eq!(check(&password(text), &inputs), Err(refusal), "{text}");
        }
        assert_eq!(check(&password(&"orage ".repeat(60)), &inputs), Err(Refusal::TooLong));
        assert_eq!(check(&password(GOOD), &inputs), Ok(()));
    }

    #[test]
    fn everyday_french_words_are_refused_and_phrases_are_not() {
        for text in [
            "administrateur",
            "pharmacienne",
            "jetaimemaman",
            "mot de passe",
            "pharmacie1234",
            "Pharmacie2026!",
            "MotDePasse2026",
            "Bonjour2026!!",
            "Novembre2026!",
            "Février-2026!",
            "parissaintgermain",
            "Paris Saint-Germain",
            "olympiquedemarseille",
        ] {
            assert_eq!(check(&password(text), &[]), Err(Refusal::Guessable), "{text}");
        }
        for text in [
            "la pharmacie dort sous un orage",
            "un carnet jaune flotte en novembre",
            "maman dimanche bordeaux chocolat bureau",
            "quatre pommes et un vélo rouillé",
            "trombone-lavande-cratère-7",
            "xK9#vQ2$mLp8wZ",
        ] {
            assert_eq!(check(&password(text), &[]), Ok(()), "{text}");
        }
    }

    #[test]
    fn letters_and_marks_apart_are_the_same_password_and_none_is_shown() {
        let (one, other) = (password("caf\u{e9} orage violet"), password("cafe\u{301} orage violet"));
        assert!(one.is_same(&other));
        assert!(!format!("{one:?}").contains("orage"));
    }
}
