//! The tokens with which programs use the JSON API.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, QueryResult,
    Queryable, RunQueryDsl, Selectable, SelectableHelper, result::Error,
};
use serde::Serialize;

use super::{
    database::{Database, on_both},
    error::unreadable,
    history::{self, EventRecord},
    schema::tokens,
    secret::Secret,
    staff::By,
    text::{json, storable},
};
use crate::domain::{
    event::EventKind,
    token::{Scope, TokenName},
};

/// Seconds after which another use of a token is written.
const WRITTEN_EVERY: i64 = 60;

/// A token as it is listed; the secret itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is called.
    pub name: TokenName,
    /// What it lets a program do.
    pub scope: Scope,
    /// Seconds since 1970, UTC.
    pub created_at: i64,
    /// Who made it.
    pub created_by: String,
    /// When it was used last, to about a minute (seconds since 1970, UTC); none: never.
    pub last_used_at: Option<i64>,
}

/// A row of `tokens`, written and read alike.
#[derive(Clone, Hash, Insertable, Queryable, Selectable)]
#[diesel(table_name = tokens, treat_none_as_default_value = false)]
pub struct TokenRecord {
    /// What is kept of the secret.
    pub hash: String,
    name: String,
    scope: String,
    created_at: i64,
    created_by: String,
    last_used_at: Option<i64>,
}

impl TokenRecord {
    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        self.into_token().err().map(|error| format!("cannot be read: {error}"))
    }

    fn into_token(self) -> QueryResult<Token> {
        let unknown = || Error::DeserializationError(format!("no scope is called {}", self.scope).into());
        Ok(Token {
            name: TokenName::parse(&self.name).map_err(unreadable)?,
            scope: Scope::parse(&self.scope).ok_or_else(unknown)?,
            created_at: self.created_at,
            created_by: self.created_by,
            last_used_at: self.last_used_at,
        })
    }
}

/// What the history keeps of a token.
#[derive(Serialize)]
struct Told<'a> {
    token: &'a str,
    scope: &'a str,
}

/// Adds a token of that secret, and says whether the name was free.
///
/// # Errors
/// Any error of the database.
pub fn add(
    db: &mut Database,
    name: &TokenName,
    scope: Scope,
    secret: &Secret,
    by: By<'_>,
) -> QueryResult<bool> {
    let new = TokenRecord {
        hash: secret.hash(),
        name: name.as_str().to_owned(),
        scope: scope.as_str().to_owned(),
        created_at: by.now,
        created_by: storable(by.actor),
        last_used_at: None,
    };
    let added = on_both!(db => diesel::insert_into(tokens::table)
        .values(&new)
        .on_conflict_do_nothing()
        .execute(db))?;
    if added == 1 {
        let told = json(&Told { token: &new.name, scope: &new.scope })?;
        history::record(db, &[EventRecord::new(EventKind::TokenAdded, by.actor, by.now).after(told)])?;
    }
    Ok(added == 1)
}

/// Every token, by name.
///
/// # Errors
/// Any error of the database.
pub fn list(db: &mut Database) -> QueryResult<Vec<Token>> {
    let records = tokens::table.select(TokenRecord::as_select()).load(db)?;
    let mut all = records.into_iter().map(TokenRecord::into_token).collect::<QueryResult<Vec<_>>>()?;
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// Removes a token, and says whether there was one of that name.
///
/// # Errors
/// Any error of the database.
pub fn remove(db: &mut Database, name: &TokenName, by: By<'_>) -> QueryResult<bool> {
    let removed = diesel::delete(tokens::table.filter(tokens::name.eq(name.as_str())))
        .returning(tokens::scope)
        .get_result::<String>(db)
        .optional()?;
    let Some(scope) = removed else { return Ok(false) };
    let told = json(&Told { token: name.as_str(), scope: &scope })?;
    history::record(db, &[EventRecord::new(EventKind::TokenRemoved, by.actor, by.now).before(told)])?;
    Ok(true)
}

/// The token of that name.
///
/// # Errors
/// Any error of the database.
pub fn named(db: &mut Database, name: &TokenName) -> QueryResult<Option<Token>> {
    let own = tokens::table.filter(tokens::name.eq(name.as_str()));
    let found = own.select(TokenRecord::as_select()).first(db).optional()?;
    found.map(TokenRecord::into_token).transpose()
}

/// The names of the tokens that somebody made, in order.
///
/// # Errors
/// Any error of the database.
pub fn made_by(db: &mut Database, actor: &str) -> QueryResult<Vec<String>> {
    let own = tokens::table.filter(tokens::created_by.eq(storable(actor)));
    let mut names: Vec<String> = own.select(tokens::name).load(db)?;
    names.sort_unstable();
    Ok(names)
}

/// The token of a secret, given as its hash.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, hash: &str) -> QueryResult<Option<Token>> {
    let found = tokens::table.find(hash).select(TokenRecord::as_select()).first(db).optional()?;
    found.map(TokenRecord::into_token).transpose()
}

/// Writes that a token was used now, unless a later use is written already.
///
/// # Errors
/// Any error of the database.
pub fn note_use(db: &mut Database, name: &TokenName, now: i64) -> QueryResult<()> {
    let earlier = tokens::last_used_at.is_null().or(tokens::last_used_at.lt(now));
    let this = tokens::table.filter(tokens::name.eq(name.as_str()).and(earlier));
    diesel::update(this).set(tokens::last_used_at.eq(now)).execute(db).map(drop)
}

/// When this process last wrote the use of each token. Clones share it.
#[derive(Clone, Default)]
pub struct Uses(Arc<Mutex<HashMap<TokenName, i64>>>);

impl Uses {
    /// Whether a use now is to be written; then it counts as written.
    pub fn is_due(&self, token: &Token, now: i64) -> bool {
        let is_late = |last: i64| now >= last.saturating_add(WRITTEN_EVERY);
        if !token.last_used_at.is_none_or(is_late) {
            return false;
        }
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = written.get(&token.name).is_none_or(|last| is_late(*last) || *last < token.created_at);
        if is_due {
            written.insert(token.name.clone(), now);
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_written_once_a_minute() {
        let mut token = Token {
            name: TokenName::parse("a").unwrap(),
            scope: Scope::Read,
            created_at: 0,
            created_by: "cli".to_owned(),
            last_used_at: None,
        };
        let uses = Uses::default();
        assert!(uses.is_due(&token, 1_000), "never used before");
        assert!(!uses.is_due(&token, 1_059), "being written");
        assert!(uses.is_due(&token, 1_060));
        token.last_used_at = Some(1_100);
        assert!(!uses.is_due(&token, 1_159), "another process wrote it");
        assert!(uses.is_due(&token, 1_160));
        assert!(!uses.is_due(&token, 1_161));
    }
}
