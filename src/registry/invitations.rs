//! Links that let somebody in once: to make the first account, an invited one, or a new password.

use diesel::{
    ExpressionMethods, Insertable, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl, result::Error,
};

use super::{
    database::Database,
    error::unreadable,
    schema::invitations,
    staff::{self, By},
    text::storable,
};
use crate::domain::staff::{Email, Role, Staff};

/// Seconds for which a link is good.
pub const GOOD_FOR: i64 = 24 * 60 * 60;

#[derive(Insertable)]
#[diesel(table_name = invitations)]
struct NewRecord<'a> {
    token_hash: &'a str,
    email: Option<&'a str>,
    role: &'a str,
    until: i64,
    created_by: String,
}

/// What a link lets its bearer do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invitation {
    /// Make the first account, under an address of their own.
    First,
    /// Make the account of that address.
    Account(Email, Role),
    /// Give that account another password.
    Password(Staff),
}

/// A link that is still good, for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLink {
    /// The hash of its token, by which it is withdrawn.
    pub token_hash: String,
    /// For whom it is.
    pub email: Email,
    /// The role of the account that it makes, where the address has none yet.
    pub role: Role,
    /// Who made it.
    pub created_by: String,
    /// Until when it is good: seconds since 1970, UTC.
    pub until: i64,
}

/// What became of a link that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Welcomed {
    /// The account is there, with its new password; what the link was good for.
    Done(Staff, Invitation),
    /// The link was used already, is too old, or never was.
    NotGood,
}

/// Keeps a link; without an address it makes the first admin. Links that are of no use any more are
/// removed.
///
/// # Errors
/// Any error of the database.
pub fn invite(
    db: &mut Database,
    token_hash: &str,
    email: Option<&Email>,
    role: Role,
    by: By<'_>,
) -> QueryResult<()> {
    diesel::delete(invitations::table.filter(invitations::until.le(by.now))).execute(db)?;
    let new = NewRecord {
        token_hash,
        email: email.map(Email::as_str),
        role: role.as_str(),
        until: by.now + GOOD_FOR,
        created_by: storable(by.actor),
    };
    diesel::insert_into(invitations::table).values(&new).execute(db).map(drop)
}

/// What the link of that hash is good for, if it is. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, token_hash: &str, now: i64) -> QueryResult<Option<Invitation>> {
    let good = invitations::table
        .find(token_hash)
        .filter(invitations::until.gt(now))
        .filter(invitations::used_at.is_null())
        .select((invitations::email, invitations::role));
    let Some((email, role)) = good.first::<(Option<String>, String)>(db).optional()? else { return Ok(None) };
    let Some(email) = email else { return Ok((!staff::any(db)?).then_some(Invitation::First)) };
    let email = Email::parse(&email).map_err(unreadable)?;
    if let Some(account) = staff::find(db, &email)? {
        return Ok(Some(Invitation::Password(account.staff)));
    }
    Ok(Some(Invitation::Account(email, parsed(&role)?)))
}

/// The links for addresses that are still good, by address. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn open(db: &mut Database, now: i64) -> QueryResult<Vec<OpenLink>> {
    let good = invitations::table
        .filter(invitations::email.is_not_null())
        .filter(invitations::until.gt(now))
        .filter(invitations::used_at.is_null())
        .order((invitations::email, invitations::until, invitations::token_hash))
        .select((
            invitations::token_hash,
            invitations::email.assume_not_null(),
            invitations::role,
            invitations::created_by,
            invitations::until,
        ));
    let found: Vec<(String, String, String, String, i64)> = good.load(db)?;
    let links = found.into_iter().map(|(token_hash, email, role, created_by, until)| {
        let email = Email::parse(&email).map_err(unreadable)?;
        Ok(OpenLink { token_hash, email, role: parsed(&role)?, created_by, until })
    });
    links.collect()
}

/// Withdraws a link that is still open; for whom it was, or none where it was open no more.
///
/// # Errors
/// Any error of the database.
pub fn withdraw(db: &mut Database, token_hash: &str, now: i64) -> QueryResult<Option<Email>> {
    let link = open(db, now)?.into_iter().find(|link| link.token_hash == token_hash);
    if link.is_some() {
        diesel::delete(invitations::table.find(token_hash)).execute(db)?;
    }
    Ok(link.map(|link| link.email))
}

/// Withdraws every open link for an address; how many there were.
///
/// # Errors
/// Any error of the database.
pub fn withdraw_all(db: &mut Database, email: &Email, now: i64) -> QueryResult<usize> {
    let open = invitations::table
        .filter(invitations::email.eq(email.as_str()))
        .filter(invitations::until.gt(now))
        .filter(invitations::used_at.is_null());
    diesel::delete(open).execute(db)
}

fn parsed(role: &str) -> QueryResult<Role> {
    let unknown = || Error::DeserializationError(format!("no role is called {role}").into());
    Role::parse(role).ok_or_else(unknown)
}

/// Uses a link, to be called inside one transaction: makes the account, under the address given where
/// it is the first, or changes its password and ends its sessions.
///
/// # Errors
/// Any error of the database.
pub fn accept(
    db: &mut Database,
    token_hash: &str,
    (email, name, language): (Option<&Email>, &str, Option<&str>),
    password_hash: &str,
    now: i64,
) -> QueryResult<Welcomed> {
    staff::take_turn(db)?;
    let Some(invitation) = find(db, token_hash, now)? else { return Ok(Welcomed::NotGood) };
    let (email, role) = match (&invitation, email) {
        (Invitation::First, Some(email)) => (email.clone(), Role::Admin),
        (Invitation::Account(email, role), _) => (email.clone(), *role),
        (Invitation::Password(account), _) => {
            use_up(db, token_hash, now)?;
            staff::set_password(db, &account.email, password_hash)?;
            return Ok(Welcomed::Done(account.clone(), invitation));
        }
        (Invitation::First, None) => return Ok(Welcomed::NotGood),
    };
    use_up(db, token_hash, now)?;
    let new = Staff { name: name.to_owned(), language: language.map(str::to_owned), email, role };
    let by = By { actor: new.email.as_str(), now };
    staff::add(db, &new, password_hash, by)?;
    Ok(Welcomed::Done(new, invitation))
}

fn use_up(db: &mut Database, token_hash: &str, now: i64) -> QueryResult<()> {
    diesel::update(invitations::table.find(token_hash))
        .set(invitations::used_at.eq(now))
        .execute(db)
        .map(drop)
}
