//! A token of the JSON API: what it is called and what it lets a program do.

use std::fmt;

/// The most characters of a token's name.
pub const LONGEST: usize = 60;

/// What a token lets a program do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Read the directory and the register.
    Read,
    /// Change the register too.
    Write,
}

impl Scope {
    /// Every scope, the narrowest first.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// The word under which it is stored and asked for.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The scope of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }

    /// Whether it lets a program change the register.
    pub fn may_change(self) -> bool {
        self == Self::Write
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

/// What a token is called in lists, in addresses and in the history: 1 to 60 letters without accents,
/// digits, `.`, `_` and `-`, the first of them a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenName(String);

/// A text that no token can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongName;

impl TokenName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`WrongName`] where it is empty, too long, begins with a sign or holds another character.
    pub fn parse(text: &str) -> Result<Self, WrongName> {
        let is_named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let begins = text.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        let well_formed = begins && text.len() <= LONGEST && text.bytes().all(is_named);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(WrongName) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Who acts, in the history, when a program acts with this token.
    pub fn actor(&self) -> String {
        format!("token:{}", self.0)
    }
}

impl fmt::Display for TokenName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl fmt::Display for WrongName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "a token's name has 1 to {LONGEST} letters without accents, digits, '.', '_' and '-', and begins \
             with a letter or a digit, such as planning-prod"
        )
    }
}

impl std::error::Error for WrongName {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for name in ["a", "planning-prod", "Import_2.b", "2-", &"x".repeat(LONGEST)] {
            assert_eq!(TokenName::parse(name).unwrap().as_str(), name);
        }
        for name in ["", " ", "a b", "é", "a:b", "a\n", "..", "-a", &"x".repeat(LONGEST + 1)] {
            assert_eq!(TokenName::parse(name), Err(WrongName), "{name:?}");
        }
    }

    #[test]
    fn a_scope_is_read_by_its_word_alone() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.as_str()), Some(scope));
        }
        assert_eq!(Scope::parse("Write"), None);
        assert!(Scope::Write.may_change() && !Scope::Read.may_change());
    }
}
