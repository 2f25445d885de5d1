//! A new password in a form: typed twice, accepted, and hashed off the event loop.

use super::{app::App, error::Error};
use crate::{
    domain::staff::Email,
    identity::passwords::{Password, PasswordError, Refusal},
};

/// The hash of a password that was typed twice; else the text that says what is wrong with it.
///
/// # Errors
/// When it could not be hashed.
pub async fn hash(
    app: &App,
    (password, again): (Password, &Password),
    (email, name): (&Email, &str),
) -> Result<Result<String, &'static str>, Error> {
    if !password.is_same(again) {
        return Ok(Err("password-differs"));
    }
    let inputs = vec![email.as_str().to_owned(), name.to_owned()];
    match app.passwords.hash(password, inputs).await {
        Ok(hash) => Ok(Ok(hash)),
        Err(PasswordError::Refused(Refusal::TooShort)) => Ok(Err("password-too-short")),
        Err(PasswordError::Refused(Refusal::TooLong)) => Ok(Err("password-too-long")),
        Err(PasswordError::Refused(Refusal::Guessable)) => Ok(Err("password-guessable")),
        Err(error @ PasswordError::Failed(_)) => Err(error.into()),
    }
}
