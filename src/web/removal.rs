//! The question before something is removed: what goes, what stays, what stands in the way.

use askama::Template;

use super::{page::InShell, shell::Shell};

/// A question, answered by a button or by going back.
#[derive(Template)]
#[template(path = "removal.html")]
pub struct RemovalPage {
    /// The shell.
    pub s: Shell,
    /// The question.
    pub question: String,
    /// What goes.
    pub goes: Vec<String>,
    /// What stays.
    pub stays: Vec<String>,
    /// Why it cannot be done.
    pub obstacle: Option<String>,
    /// Where going back leads.
    pub back: String,
}

impl InShell for RemovalPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
