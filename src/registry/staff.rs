//! Accounts: who may sign in. The last admin stays, so that the doors, once closed, never open.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper};

use super::{
    database::{self, Database, on_both},
    history::{self, EventRecord},
    schema::{browsers, invitations, sessions, staff},
    staff_record::{Account, StaffRecord},
    text::{json, optional, storable},
};
use crate::domain::{
    event::EventKind,
    staff::{Email, Role, Staff},
};

/// Accounts change one at a time, so that two admins who remove each other do not leave none. An
/// SQLite database is written by one at a time anyway.
const TAKE_TURNS: &str = "SELECT pg_advisory_xact_lock(7218836412750132)";

/// Who does it, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The e-mail address, or `cli`.
    pub actor: &'a str,
    /// Seconds since 1970, UTC.
    pub now: i64,
}

/// What became of a change to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is done.
    Done,
    /// There is no such account.
    Unknown,
    /// It stays as it is: there would be no admin left.
    LastAdmin,
}

/// Lets changes to accounts wait for each other, until the end of the transaction.
///
/// # Errors
/// Any error of the database.
pub fn take_turn(db: &mut Database) -> QueryResult<()> {
    match db {
        Database::Sqlite(_) => Ok(()),
        Database::Postgres(_) => database::run(db, TAKE_TURNS),
    }
}

/// Whether there is an account.
///
/// # Errors
/// Any error of the database.
pub fn any(db: &mut Database) -> QueryResult<bool> {
    let first = staff::table.select(staff::email).limit(1).load::<String>(db)?;
    Ok(!first.is_empty())
}

/// The account of that address.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, email: &Email) -> QueryResult<Option<Account>> {
    let found = staff::table.find(email.as_str()).select(StaffRecord::as_select()).first(db).optional()?;
    found.map(StaffRecord::into_account).transpose()
}

/// Every account, in the order of the addresses.
///
/// # Errors
/// Any error of the database.
pub fn all(db: &mut Database) -> QueryResult<Vec<Account>> {
    let found = staff::table.order(staff::email).select(StaffRecord::as_select()).load(db)?;
    found.into_iter().map(StaffRecord::into_account).collect()
}

/// Adds an account; false where the address has one already.
///
/// # Errors
/// Any error of the database.
pub fn add(db: &mut Database, new: &Staff, password_hash: &str, by: By<'_>) -> QueryResult<bool> {
    let row = StaffRecord::new(new, password_hash, by.actor, by.now);
    let added = on_both!(db => diesel::insert_into(staff::table)
        .values(&row)
        .on_conflict(staff::email)
        .do_nothing()
        .execute(db))?;
    if added == 1 {
        let event = EventRecord::new(EventKind::StaffAdded, by.actor, by.now).after(json(new)?);
        history::record(db, &[event])?;
    }
    Ok(added == 1)
}

/// Gives an account another password, which ends its sessions and the links that would give it one
/// more; false where there is no such account.
///
/// # Errors
/// Any error of the database.
pub fn set_password(db: &mut Database, email: &Email, password_hash: &str) -> QueryResult<bool> {
    let account = staff::table.find(email.as_str());
    let changed = diesel::update(account).set(staff::password_hash.eq(password_hash)).execute(db)?;
    diesel::delete(sessions::table.filter(sessions::email.eq(email.as_str()))).execute(db)?;
    diesel::delete(invitations::table.filter(invitations::email.eq(email.as_str()))).execute(db)?;
    Ok(changed == 1)
}

/// Gives an account another name and language.
///
/// # Errors
/// Any error of the database.
pub fn set_details(
    db: &mut Database,
    email: &Email,
    name: &str,
    language: &Option<String>,
) -> QueryResult<()> {
    let details = (staff::name.eq(storable(name)), staff::language.eq(optional(language)));
    diesel::update(staff::table.find(email.as_str())).set(details).execute(db).map(drop)
}

/// Gives an account another role. Who is no admin any more has invited nobody.
///
/// # Errors
/// Any error of the database.
pub fn set_role(db: &mut Database, email: &Email, role: Role, by: By<'_>) -> QueryResult<Change> {
    take_turn(db)?;
    let Some(before) = find(db, email)?.map(|account| account.staff) else { return Ok(Change::Unknown) };
    if before.role == role {
        return Ok(Change::Done);
    }
    if is_last_admin(db, &before)? {
        return Ok(Change::LastAdmin);
    }
    diesel::update(staff::table.find(email.as_str())).set(staff::role.eq(role.as_str())).execute(db)?;
    if role != Role::Admin {
        drop_links_made_by(db, email)?;
    }
    let event = EventRecord::new(EventKind::StaffChanged, by.actor, by.now).before(json(&before)?);
    history::record(db, &[event.after(json(&Staff { role, ..before })?)])?;
    Ok(Change::Done)
}

/// Removes an account, which ends its sessions, the links that would let it in again, and those that
/// it made.
///
/// # Errors
/// Any error of the database.
pub fn remove(db: &mut Database, email: &Email, by: By<'_>) -> QueryResult<Change> {
    take_turn(db)?;
    let Some(before) = find(db, email)?.map(|account| account.staff) else { return Ok(Change::Unknown) };
    if is_last_admin(db, &before)? {
        return Ok(Change::LastAdmin);
    }
    diesel::delete(sessions::table.filter(sessions::email.eq(email.as_str()))).execute(db)?;
    diesel::delete(browsers::table.filter(browsers::email.eq(email.as_str()))).execute(db)?;
    diesel::delete(invitations::table.filter(invitations::email.eq(email.as_str()))).execute(db)?;
    drop_links_made_by(db, email)?;
    diesel::delete(staff::table.find(email.as_str())).execute(db)?;
    let event = EventRecord::new(EventKind::StaffRemoved, by.actor, by.now).before(json(&before)?);
    history::record(db, &[event])?;
    Ok(Change::Done)
}

fn drop_links_made_by(db: &mut Database, email: &Email) -> QueryResult<()> {
    let made = invitations::table.filter(invitations::created_by.eq(email.as_str()));
    diesel::delete(made).execute(db).map(drop)
}

fn is_last_admin(db: &mut Database, one: &Staff) -> QueryResult<bool> {
    let admins = staff::table.filter(staff::role.eq(Role::Admin.as_str())).count().get_result::<i64>(db)?;
    Ok(one.role == Role::Admin && admins == 1)
}
