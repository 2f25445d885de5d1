//! Who is signed in, and in which browsers somebody has been. Of what a browser carries, only the
//! hash is kept.

use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, QueryResult, Queryable, RunQueryDsl,
    Selectable, SelectableHelper,
};
use uuid::Uuid;

use super::{
    database::{Database, on_both},
    schema::{browsers, sessions, staff},
    staff_record::StaffRecord,
    text::storable,
};
use crate::domain::staff::{Email, Staff};

/// Seconds after which a session that is not used ends.
pub const IDLE: i64 = 12 * 60 * 60;

/// Seconds after which a session ends though it is used.
pub const LONGEST: i64 = 7 * 24 * 60 * 60;

/// Seconds before a use of a session is worth writing down.
const WORTH_WRITING: i64 = 5 * 60;

/// Seconds for which a browser in which nobody signs in is remembered.
const REMEMBERED: i64 = 400 * 24 * 60 * 60;

#[derive(Insertable)]
#[diesel(table_name = sessions)]
struct NewRecord<'a> {
    token_hash: &'a str,
    id: String,
    email: &'a str,
    begun_at: i64,
    used_at: i64,
    until: i64,
    client: String,
}

/// Somebody signed in, in one browser.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Its name, which lets nobody in.
    pub id: String,
    /// When it began: seconds since 1970, UTC.
    pub begun_at: i64,
    /// When it was used last, to some minutes.
    pub used_at: i64,
    /// When it ends if it is not used.
    pub until: i64,
    /// The browser, in a few words.
    pub client: String,
}

impl Session {
    /// Whether its use at that moment is to be written down.
    pub fn is_due(&self, now: i64) -> bool {
        now - self.used_at >= WORTH_WRITING
    }
}

/// Begins a session of the account, as long as its password is still the one of that hash. What has
/// expired is removed. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn begin(
    db: &mut Database,
    token_hash: &str,
    (email, password_hash): (&Email, &str),
    client: &str,
    now: i64,
) -> QueryResult<bool> {
    let account = staff::table.find(email.as_str()).select(staff::password_hash);
    if account.first::<String>(db).optional()?.as_deref() != Some(password_hash) {
        return Ok(false);
    }
    diesel::delete(sessions::table.filter(sessions::until.le(now))).execute(db)?;
    diesel::delete(browsers::table.filter(browsers::used_at.le(now - REMEMBERED))).execute(db)?;
    let new = NewRecord {
        token_hash,
        id: Uuid::now_v7().simple().to_string(),
        email: email.as_str(),
        begun_at: now,
        used_at: now,
        until: now + IDLE,
        client: storable(client),
    };
    diesel::insert_into(sessions::table).values(&new).execute(db)?;
    Ok(true)
}

/// The session of a token that has not ended, and whose it is.
///
/// # Errors
/// Any error of the database.
pub fn of_token(db: &mut Database, token_hash: &str, now: i64) -> QueryResult<Option<(Session, Staff)>> {
    let found: Option<(Session, StaffRecord)> = sessions::table
        .inner_join(staff::table)
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::until.gt(now))
        .select((Session::as_select(), StaffRecord::as_select()))
        .first(db)
        .optional()?;
    found.map(|(session, account)| Ok((session, account.into_account()?.staff))).transpose()
}

/// Writes down that a session is used, which prolongs it.
///
/// # Errors
/// Any error of the database.
pub fn renew(db: &mut Database, session: &Session, now: i64) -> QueryResult<()> {
    let until = (now + IDLE).min(session.begun_at + LONGEST);
    let one = sessions::table.filter(sessions::id.eq(&session.id));
    diesel::update(one).set((sessions::used_at.eq(now), sessions::until.eq(until))).execute(db).map(drop)
}

/// The sessions of an account that have not ended, the one used last first.
///
/// # Errors
/// Any error of the database.
pub fn of(db: &mut Database, email: &Email, now: i64) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::email.eq(email.as_str()))
        .filter(sessions::until.gt(now))
        .order((sessions::used_at.desc(), sessions::id))
        .select(Session::as_select())
        .load(db)
}

/// Ends one session of an account.
///
/// # Errors
/// Any error of the database.
pub fn end(db: &mut Database, email: &Email, id: &str) -> QueryResult<bool> {
    let own = sessions::table.filter(sessions::email.eq(email.as_str()));
    let ended = diesel::delete(own.filter(sessions::id.eq(storable(id)))).execute(db)?;
    Ok(ended == 1)
}

/// Remembers that somebody signed in, in a browser.
///
/// # Errors
/// Any error of the database.
pub fn remember(db: &mut Database, browser_hash: &str, email: &Email, now: i64) -> QueryResult<()> {
    let row = (
        browsers::token_hash.eq(browser_hash),
        browsers::email.eq(email.as_str()),
        browsers::used_at.eq(now),
    );
    let known = (browsers::token_hash, browsers::email);
    on_both!(db => diesel::insert_into(browsers::table)
        .values(&row)
        .on_conflict(known)
        .do_update()
        .set(browsers::used_at.eq(now))
        .execute(db))
    .map(drop)
}

/// Whether somebody of that address has signed in, in a browser.
///
/// # Errors
/// Any error of the database.
pub fn knows(db: &mut Database, browser_hash: &str, email: &Email) -> QueryResult<bool> {
    let one = browsers::table.find((browser_hash, email.as_str())).select(browsers::used_at);
    Ok(one.first::<i64>(db).optional()?.is_some())
}
