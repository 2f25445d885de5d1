//! Before the first account exists: whoever sits at this machine may use Carnet, and a link makes
//! that account.

use std::error::Error;

use jiff::Timestamp;

use crate::{
    domain::staff::Role,
    registry::{database, existing, invitations, secret::Secret, staff},
    web::site::Site,
};

/// Who makes the link.
const ACTOR: &str = "cli";

/// Whether there is an account. Blocks.
///
/// # Errors
/// When the register cannot be read.
pub fn has_any(url: &str) -> Result<bool, Box<dyn Error>> {
    Ok(staff::any(&mut existing::open(url)?)?)
}

/// A line with a link, good once and for a day, that makes the first admin. Blocks.
///
/// # Errors
/// When the register cannot be written.
pub fn first_link(url: &str, site: &Site) -> Result<String, Box<dyn Error>> {
    let secret = Secret::new()?;
    let by = staff::By { actor: ACTOR, now: Timestamp::now().as_second() };
    let mut db = existing::open(url)?;
    database::write(&mut db, |db| invitations::invite(db, &secret.hash(), None, Role::Admin, by))?;
    let who = if site.is_local() {
        "Anyone on this machine may use Carnet until the first account is made"
    } else {
        "Nobody may use Carnet until the first account is made"
    };
    Ok(format!("{who}: {}/welcome?token={}", site.url, secret.reveal()))
}
