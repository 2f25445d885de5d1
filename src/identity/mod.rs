//! Who somebody is: passwords, patience with those who guess, single sign-on.
//!
//! Must not know HTTP, SQL, the settings or the clock. Each file stands by itself, but
//! for the words that passwords are made of.

mod everyday_words;
pub mod passwords;
pub mod patience;
pub mod single_sign_on;
