//! The usual beginning of a test: a server over the invented directory, and a visitor.

use std::time::Duration;

use tokio::time::sleep;

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
        Self::at(Home::with_directory()).await
    }

    /// A server in that home.
    pub async fn at(home: Home) -> Self {
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

    /// The address of the page that completes a person's first place.
    pub async fn completion_path(&self, person: &Person<'_>) -> String {
        self.visitor.search(person.number).await.attribute("#results .place a[role=button]", "href")
    }

    /// Presses every button that selects on a page of results.
    pub async fn register_all(&self, results: &Answer) {
        for form in results.forms(SELECT) {
            let answer = self.visitor.submit(&form).await;
            assert_eq!(answer.status, 303, "{}", answer.words());
        }
    }

    /// Waits until a search finds someone: the server has taken up a new directory.
    pub async fn until_found(&self, text: &str) {
        for _ in 0..100 {
            if self.visitor.search(text).await.has("#results article.person") {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("{text} is not found after ten seconds");
    }
}

/// The button that selects.
pub const SELECT: &str = "#results button[name=entry]";
