//! A row of `staff`, written and read alike.

use diesel::{Insertable, QueryResult, Queryable, Selectable, result::Error};

use super::{error::unreadable, schema::staff, text::storable};
use crate::domain::staff::{Email, Role, Staff};

/// A row of `staff`.
#[derive(Clone, Hash, Insertable, Queryable, Selectable)]
#[diesel(table_name = staff, treat_none_as_default_value = false)]
pub struct StaffRecord {
    /// The key.
    pub email: String,
    name: String,
    role: String,
    language: Option<String>,
    password_hash: String,
    created_at: i64,
    created_by: String,
}

/// An account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub staff: Staff,
    /// The password's hash, with its parameters and salt.
    pub password_hash: String,
    /// Seconds since 1970, UTC.
    pub created_at: i64,
    /// Who made it.
    pub created_by: String,
}

impl StaffRecord {
    /// The row of a new account. `now` is in seconds since 1970.
    pub fn new(new: &Staff, password_hash: &str, by: &str, now: i64) -> Self {
        Self {
            email: new.email.as_str().to_owned(),
            name: storable(&new.name),
            role: new.role.as_str().to_owned(),
            language: new.language.clone(),
            password_hash: password_hash.to_owned(),
            created_at: now,
            created_by: storable(by),
        }
    }

    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        self.into_account().err().map(|error| format!("cannot be read: {error}"))
    }

    /// The account.
    ///
    /// # Errors
    /// Where the row cannot be one.
    pub fn into_account(self) -> QueryResult<Account> {
        let unknown = || Error::DeserializationError(format!("no role is called {}", self.role).into());
        Ok(Account {
            staff: Staff {
                role: Role::parse(&self.role).ok_or_else(unknown)?,
                email: Email::parse(&self.email).map_err(unreadable)?,
                name: self.name,
                language: self.language,
            },
            password_hash: self.password_hash,
            created_at: self.created_at,
            created_by: self.created_by,
        })
    }
}
