//! Removing: the question before it (what goes, what stays, what stands in the way), and where it
//! leads.

use actix_web::HttpResponse;
use askama::Template;

use super::{
    error::Error,
    notice::{Line, Notice},
    page::InShell,
    redirect::see_other,
    shell::Shell,
};
use crate::registry::registered::Removal;

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
    /// That it cannot be taken back, where it cannot.
    pub warning: Option<String>,
    /// Why it cannot be done.
    pub obstacle: Option<String>,
    /// What the button does.
    pub button: String,
    /// Where going back leads.
    pub back: String,
}

impl InShell for RemovalPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

/// Where the removal of what stands in a listing leads: to the listing with a line that says so, or,
/// where something was linked to it meanwhile, to the question again.
///
/// # Errors
/// [`Error::NotFound`] with the text `unknown` where there is no such thing.
pub fn led_on(
    removal: Removal,
    listing: &str,
    key: &str,
    line: Line,
    unknown: &'static str,
) -> Result<HttpResponse, Error> {
    match removal {
        Removal::Unknown => Err(Error::NotFound(unknown)),
        Removal::StillLinked(_) => Ok(see_other(&format!("{listing}/{key}/removal"))),
        Removal::Removed => Ok(Notice::new(listing.to_owned(), vec![line], None).sent_to(listing)),
    }
}
