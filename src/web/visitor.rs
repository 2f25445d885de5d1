//! Who asks: whoever sits at this machine while there is no account, a stranger, or somebody who
//! is signed in.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};

use super::error::Error;
use crate::{
    domain::staff::{Actor, Staff},
    registry::sessions::Session,
};

/// Who acts while there is no account.
pub const LOCAL: &str = "local";

/// Who asks.
#[derive(Debug, Clone, Default)]
pub enum Visitor {
    /// Nobody knows who.
    #[default]
    Stranger,
    /// Whoever sits at this machine, while there is no account.
    Local,
    /// Somebody who is signed in.
    SignedIn(SignedIn),
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn(Arc<(Session, Staff)>);

impl SignedIn {
    /// Somebody, by the session that their browser carries.
    pub fn new(session: Session, staff: Staff) -> Self {
        Self(Arc::new((session, staff)))
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.0.0
    }

    /// The account.
    pub fn staff(&self) -> &Staff {
        &self.0.1
    }
}

impl Visitor {
    /// Who made a request, as far as that was looked up: else a stranger.
    pub fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// Whether nobody knows who it is.
    pub fn is_stranger(&self) -> bool {
        matches!(self, Self::Stranger)
    }

    /// Whether it is an admin.
    pub fn is_admin(&self) -> bool {
        self.signed_in().is_some_and(|one| one.staff().is_admin())
    }

    /// Who it is, if signed in.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::SignedIn(one) => Some(one),
            Self::Stranger | Self::Local => None,
        }
    }

    /// In whose name the history tells of what they do.
    pub fn actor(&self) -> Actor {
        let name = self.signed_in().map_or(LOCAL, |one| one.staff().email.as_str());
        Actor { name: name.to_owned(), is_admin: self.is_admin() }
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// For pages of one's own account: there are none while there are no accounts.
impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = Visitor::of(request);
        ready(visitor.signed_in().cloned().ok_or(Error::NotFound("error-no-account")))
    }
}
