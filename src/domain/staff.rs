//! The people who sign in: who they are and what they may do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text;

/// The longest e-mail address, in characters (RFC 5321 §4.5.3.1.3).
const LONGEST_EMAIL: usize = 254;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// The e-mail address of an account: its key, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// A text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmailError;

impl Email {
    /// Reads an address such as `lea@carnet.example`; case and spaces around it do not matter.
    ///
    /// Only ASCII is an address here, so that no two accounts look alike.
    ///
    /// # Errors
    /// [`EmailError`] for any other shape.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let email = text.trim().to_ascii_lowercase();
        let is_plain = email.len() <= LONGEST_EMAIL && email.bytes().all(is_plain);
        match email.split_once('@') {
            Some((user, host)) if is_plain && !user.is_empty() && is_host(host) => Ok(Self(email)),
            _ => Err(EmailError),
        }
    }

    /// The address in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What may stand in an address and in a path of ours without being written otherwise (RFC 5322
/// §3.2.3 allows a few signs more).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"@.-_+'=~!$&*".contains(&byte)
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.split('.').all(is_label)
}

impl fmt::Display for EmailError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an e-mail address looks like lea@carnet.example")
    }
}

impl std::error::Error for EmailError {}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything of the daily work.
    Staff,
    /// Also accounts and tokens.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Admin];

    /// The word under which the role is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Admin => "admin",
        }
    }

    /// The role stored under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Staff {
    /// The account's key.
    pub email: Email,
    /// As colleagues know them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The code of the language chosen; none: the browser's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Staff {
    /// Whether they are an admin.
    pub fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}

/// A name as it is kept: without spaces around it; none where it is empty, too long, or holds what
/// cannot be seen.
pub fn name(given: &str) -> Option<String> {
    let name = given.trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    (is_name && !name.chars().any(text::is_unseen)).then(|| name.to_owned())
}

/// Who acts, and whether what others did may be taken back too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `local` before accounts exist, then the e-mail address, `token:NAME` or `cli`.
    pub name: String,
    /// Whether it is an admin.
    pub is_admin: bool,
}

impl Actor {
    /// Whether they may take back what was done in that name.
    pub fn may_undo(&self, name: &str) -> bool {
        self.is_admin || self.name == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_folded_and_other_shapes_are_refused() {
        assert_eq!(Email::parse(" Lea@Carnet.Example ").unwrap().as_str(), "lea@carnet.example");
        for bad in [
            "",
            "lea",
            "@carnet.example",
            "lea@",
            "lea@a@b",
            "le a@b",
            "léa@carnet.example",
            "a@b..c",
            "a/b@c",
        ] {
            assert_eq!(Email::parse(bad), Err(EmailError), "{bad}");
        }
        assert!(Email::parse(&format!("{}@b", "a".repeat(300))).is_err());
    }

    #[test]
    fn a_name_can_be_seen() {
        assert_eq!(name("  Léa Martineau "), Some("Léa Martineau".to_owned()));
        for bad in ["", "  ", "a\nb", "\u{200B}", "L\u{200B}éa", "\u{202E}aéL", &"x".repeat(101)] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }
}
