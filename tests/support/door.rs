//! The usual beginning of a test: a server over the invented directory, and a visitor.

use super::{
    answer::Answer,
    fixture::{COMPLETE, HOSPITAL},
    home::Home,
    rows::Person,
    server::Server,
    visitor::Visitor,
};

/// A server with one visitor.
pub struct Door {
    /// Someone who reads French.
    pub visitor: Visitor,
    /// The server; stops with the door.
    pub server: Server,
    /// Where it lives.
    pub home: Home,
}

impl Door {
    /// A server over the invented directory, with an empty register.
    pub async fn open() -> Self {
        let home = Home::with_directory();
        let server = home.serve().await;
        Self { visitor: server.visitor(), server, home }
    }

    /// The same, with [`COMPLETE`] registered at [`HOSPITAL`].
    pub async fn with_one_registered() -> Self {
        let door = Self::open().await;
        let page = door.select(&COMPLETE).await;
        assert_eq!(page.path, format!("/organizations/{}", HOSPITAL.finess));
        door
    }

    /// Searches a person by number and presses the first button that selects.
    pub async fn select(&self, person: &Person<'_>) -> Answer {
        let results = self.visitor.search(person.number).await;
        let answer = self.visitor.press(&results, SELECT).await;
        self.visitor.follow(&answer).await
    }
}

/// The button that selects.
pub const SELECT: &str = "#results button[name=entry]";
