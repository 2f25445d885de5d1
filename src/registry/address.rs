//! Where the database is, read from its URL.

use super::error::OpenError;

/// What makes libpq notice a server that is gone (seconds, but the first: milliseconds), and the name
/// under which a server lists its connections.
const PARAMETERS: [(&str, &str); 6] = [
    ("tcp_user_timeout", "10000"),
    ("connect_timeout", "5"),
    ("keepalives_idle", "15"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("application_name", "carnet"),
];

/// What to look at when a server cannot be reached.
pub const SERVER_ADVICE: &str = "check that the PostgreSQL server runs, and that the address, the user and the \
    password in the database URL are right";

/// A database that Carnet can use. May hold a password: neither shown nor logged.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// An SQLite file.
    Sqlite(String),
    /// A PostgreSQL URL.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite:FILE`, a path with a slash in it, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// [`OpenError::Url`] for anything else, and for TLS where this Carnet has none.
    pub fn parse(url: &str) -> Result<Self, OpenError> {
        let url = url.trim();
        match url.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            Some(("sqlite", file)) => sqlite(file.strip_prefix("//").unwrap_or(file)),
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => postgres(url),
            Some(("postgres" | "postgresql", _)) => refused(
                "the database URL begins with postgres: but not with postgres://; write postgres://USER@HOST/DATABASE",
            ),
            Some((scheme, _)) => refused(&format!(
                "the database URL begins with {scheme}:, which Carnet does not know; write sqlite:FILE or postgres://USER@HOST/DATABASE"
            )),
            None if url.is_empty() => sqlite(url),
            None if url.contains('=') => refused(
                "the database URL looks like a list of settings; write postgres://USER@HOST/DATABASE, or sqlite:FILE for a file of that name",
            ),
            None if url.contains('/') => sqlite(url),
            None => refused(&format!(
                "the database URL {url:?} is neither a database nor a path; write sqlite:{url} for a file of that name, or postgres://USER@HOST/DATABASE"
            )),
        }
    }

    /// Reads the address of a server, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// [`OpenError::Url`] for anything else, and for TLS where this Carnet has none.
    pub fn of_server(url: &str) -> Result<Self, OpenError> {
        let url = url.trim();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres(url);
        }
        refused("only a PostgreSQL server can be a replica; write postgres://USER@HOST/DATABASE")
    }

    /// What to look at when it cannot be opened.
    pub fn advice(&self) -> String {
        match self {
            Self::Sqlite(file) => {
                format!("check that {file:?} can be made and written, and that it is a database of Carnet's")
            }
            Self::Postgres(_) => SERVER_ADVICE.to_owned(),
        }
    }

    /// The text with the password, as written and as meant, blotted out.
    pub fn redacted(&self, text: &str) -> String {
        let Self::Postgres(url) = self else { return text.to_owned() };
        let mut redacted = text.replace(url.as_str(), "postgres://…");
        for password in passwords(url) {
            redacted = redacted.replace(&password, "…");
        }
        redacted
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
}

fn sqlite(file: &str) -> Result<Address, OpenError> {
    if file.is_empty() {
        return refused("the database URL names no file; write sqlite:FILE");
    }
    if file.starts_with(":memory:") || file.starts_with("file:") {
        return refused("the register must be kept in a file; write sqlite:FILE");
    }
    Ok(Address::Sqlite(file.to_owned()))
}

fn postgres(url: &str) -> Result<Address, OpenError> {
    let tls = parameter(url, "sslmode")
        .filter(|mode| matches!(mode.as_str(), "require" | "verify-ca" | "verify-full"));
    if let (Some(mode), false) = (tls, cfg!(feature = "postgres-tls")) {
        return refused(&format!(
            "the database URL asks for TLS (sslmode={mode}), which this Carnet was built without; build it with the cargo feature postgres-tls"
        ));
    }
    let mut patient = url.to_owned();
    for (name, value) in PARAMETERS {
        if parameter(url, name).is_none() {
            patient.push(if patient.contains('?') { '&' } else { '?' });
            patient.push_str(&format!("{name}={value}"));
        }
    }
    Ok(Address::Postgres(patient))
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    pairs.into_iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The passwords that a URL holds, as written and decoded.
fn passwords(url: &str) -> Vec<String> {
    let authority = url.split_once("//").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    let written = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':')).map(|(_, word)| word);
    let decoded = written.and_then(|word| {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(&format!("p={}", word.replace('+', "%2B"))).ok()?;
        pairs.into_iter().next().map(|(_, value)| value)
    });
    [written.map(str::to_owned), decoded, parameter(url, "password")]
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect()
}

fn refused(sentence: &str) -> Result<Address, OpenError> {
    Err(OpenError::Url(sentence.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        Address::parse(url).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn files_are_read_with_and_without_their_scheme() {
        for (url, file) in [
            ("sqlite:carnet.db", "carnet.db"),
            ("sqlite:/a/b c.db", "/a/b c.db"),
            ("sqlite:///a/b.db", "/a/b.db"),
            ("./données.db", "./données.db"),
            ("/a/b:c.db", "/a/b:c.db"),
            ("sqlite:a=b.db", "a=b.db"),
        ] {
            assert!(Address::parse(url).ok() == Some(Address::Sqlite(file.to_owned())), "{url}");
        }
    }

    #[test]
    fn what_carnet_does_not_know_is_refused_with_what_to_write() {
        for url in
            ["", "sqlite:", "sqlite::memory:", "postgres:typo", "mysql://h/d", "host=h dbname=d", "postgres"]
        {
            assert!(refusal(url).contains("write "), "{url}: {}", refusal(url));
        }
    }

    #[test]
    fn patience_is_added_only_where_the_url_has_none() {
        let Ok(Address::Postgres(url)) = Address::parse("postgres://u@h/d?connect_timeout=2") else {
            panic!("a PostgreSQL URL")
        };
        assert!(url.starts_with("postgres://u@h/d?connect_timeout=2&tcp_user_timeout=10000&"), "{url}");
        assert_eq!(url.matches("connect_timeout").count(), 1);
    }

    #[test]
    fn a_server_is_no_file() {
        for url in ["", "nonsense", "./carnet.db", "sqlite:carnet.db", "postgres:typo", "host=h"] {
            let refusal = Address::of_server(url).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refusal.contains("postgres://") && !refusal.contains("sqlite"), "{url}: {refusal}");
        }
        assert!(Address::of_server(" postgresql://u@h/d").is_ok());
    }

    #[test]
    #[cfg(not(feature = "postgres-tls"))]
    fn tls_without_the_feature_is_refused_naming_it() {
        assert!(refusal("postgresql://u@h/d?sslmode=verify-full").contains("postgres-tls"));
        assert!(Address::parse("postgresql://u@h/d?sslmode=prefer").is_ok());
    }

    #[test]
    fn a_password_is_blotted_out_however_it_is_written() {
        let address = Address::parse("postgres://u:s%40fe@h/d?password=other").unwrap();
        let told = address.redacted("for s%40fe, s@fe and other");
        assert_eq!(told, "for …, … and …");
    }
}
