//! Accounts, made from the terminal, and visitors who sign in.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use super::{answer::Answer, door::Door, home::Home, pages::Named, program::new_token, visitor::Visitor};

/// A password that is accepted.
pub const PASSWORD: &str = "orage violet sous la tuile";

/// Another one.
pub const OTHER_PASSWORD: &str = "sept bateaux en papier bleu";

/// The pages of those who have signed in as [`ADMIN`]; makes a token, for them to show.
pub fn pages(home: &Home) -> Vec<Named> {
    new_token(home, "planning-prod", "write");
    let removal = format!("/staff/{}/removal", STAFF.email);
    let administration = format!("/staff/{}/administration/removal", ADMIN.email);
    let pages = [
        ("account", "/account"),
        ("staff", "/staff"),
        ("removal-staff", removal.as_str()),
        ("removal-administration", administration.as_str()),
        ("tokens", "/tokens"),
        ("removal-token", "/tokens/planning-prod/removal"),
    ];
    pages.map(|(name, path)| (name, path.to_owned())).to_vec()
}

/// Somebody with an account.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub email: &'static str,
    pub name: &'static str,
    pub role: &'static str,
}

pub const ADMIN: Person = Person { email: "odile@carnet.example", name: "Odile Maréchaux", role: "admin" };
pub const STAFF: Person = Person { email: "lea@carnet.example", name: "Léa Brindamour", role: "staff" };

impl Home {
    /// Runs a command with a line on standard input.
    pub fn told(&self, arguments: &[&str], line: &str) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses its arguments reads nothing.
        let _unread = writeln!(child.stdin.take().unwrap(), "{line}");
        child.wait_with_output().unwrap()
    }

    /// Gives somebody an account, with [`PASSWORD`].
    pub fn add(&self, person: &Person) {
        let arguments = ["staff", "add", person.email, "--name", person.name, "--role", person.role];
        let output = self.told(&arguments, PASSWORD);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Visitor {
    /// Tries to sign in, to go to that page.
    pub async fn try_sign_in(&self, email: &str, password: &str, to: &str) -> Answer {
        self.post("/session", &[("email", email), ("password", password), ("to", to)]).await
    }

    /// Signs in with [`PASSWORD`].
    pub async fn sign_in(&self, person: &Person) {
        let answer = self.try_sign_in(person.email, PASSWORD, "/").await;
        assert_eq!((answer.status, answer.location().as_str()), (303, "/"));
    }
}

impl Door {
    /// The path of the link that the server prints at its start.
    pub async fn first_link(&mut self) -> String {
        let line = self.server.next_line().await;
        let (_, link) = line.split_once("://").unwrap_or_else(|| panic!("no link in {line:?}"));
        link[link.find('/').unwrap()..].to_owned()
    }

    /// A server with [`ADMIN`] and [`STAFF`], whose visitor is signed in as that one of them.
    pub async fn closed(person: &Person) -> Self {
        let door = Self::open().await;
        for one in [&ADMIN, &STAFF] {
            door.home.add(one);
        }
        door.visitor.sign_in(person).await;
        door
    }

    /// Somebody else's browser, signed in.
    pub async fn signed_in(&self, person: &Person) -> Visitor {
        let visitor = self.server.visitor();
        visitor.sign_in(person).await;
        visitor
    }
}
