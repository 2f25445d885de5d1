//! `/directory`: what is loaded, how old it is, what it holds, and what came of the last imports.

use std::sync::Arc;

use actix_web::{Responder, web};
use askama::Template;

use super::{
    app::App,
    error::Error,
    locale::Value,
    page::{InShell, Page},
    shell::Shell,
};
use crate::{
    directory::{
        Directory,
        attempts::{Attempt, Outcome, Why},
        index::{
            refused::{Flaw, Refused},
            status::Status,
        },
    },
    domain::{departments, search::SearchError},
};

/// Counts shown before the others, which unfold.
const FIRST: usize = 10;

/// Attempts shown.
const ATTEMPTS: usize = 10;

/// The width of the longest bar, in units of the picture.
const WIDEST: u64 = 1000;

/// How many entries some choice of a filter has.
struct Count {
    name: String,
    /// The search for them.
    address: String,
    count: u64,
    /// Of [`WIDEST`].
    width: u64,
}

/// Counts, most frequent first.
struct Counts {
    first: Vec<Count>,
    others: Vec<Count>,
}

/// One attempt to load a directory, in words.
struct Line {
    at: i64,
    /// How it went: the name of a text, and whether it went wrong.
    result: (&'static str, bool),
    /// Whether it was downloaded: the name of a text.
    way: &'static str,
    file: Option<String>,
    sentence: String,
}

#[derive(Template)]
#[template(path = "directory/index.html")]
struct DirectoryPage {
    s: Shell,
    status: Option<Arc<Status>>,
    /// What the page says first where staff search a gateway: the name of a text.
    over_gateway: Option<&'static str>,
    /// Whether they search it alone, so that there is nothing to load.
    is_alone: bool,
    professions: Counts,
    departments: Counts,
    /// What the last import refused, a sentence for each reason.
    refusals: Vec<String>,
    lines: Vec<Line>,
}

impl InShell for DirectoryPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

/// `GET /directory`: what is loaded.
///
/// # Errors
/// When the notes on the last imports cannot be read in time.
pub async fn show(s: Shell, app: web::Data<App>) -> Result<impl Responder, Error> {
    let attempts = app.attempts.clone();
    let attempts = web::block(move || attempts.newest_first()).await;
    let attempts = attempts.map_err(|error| SearchError::Unavailable(error.to_string()))?;
    let lines = attempts.iter().take(ATTEMPTS).map(|attempt| line(&s, attempt)).collect();
    let status = app.directory.imported();
    let (professions, departments) =
        status.as_ref().map_or_else(Default::default, |status| (professions(status), by_department(status)));
    let refusals = status.iter().flat_map(|status| &status.refusals).map(|one| refused(&s, one)).collect();
    Ok(Page::new(DirectoryPage {
        s,
        refusals,
        over_gateway: over_gateway(&app.directory, status.is_some()),
        is_alone: app.directory.is_alone(),
        status,
        professions: Counts::of(professions),
        departments: Counts::of(departments),
        lines,
    }))
}

fn over_gateway(directory: &Directory, is_loaded: bool) -> Option<&'static str> {
    match directory {
        Directory::Index(_) => None,
        Directory::Gateway(_) if directory.is_alone() => Some("directory-over-gateway-alone"),
        Directory::Gateway(_) if is_loaded => Some("directory-over-gateway"),
        Directory::Gateway(_) => Some("directory-over-gateway-empty"),
    }
}

/// A name, a filter of the search, and how many there are.
type Counted = (String, (&'static str, String), u64);

fn professions(status: &Status) -> Vec<Counted> {
    let professions = status.professions.iter();
    professions.map(|(one, count)| (one.name.clone(), ("profession", one.code.clone()), *count)).collect()
}

fn by_department(status: &Status) -> Vec<Counted> {
    let name = |code: &str| {
        departments::name(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
    };
    let departments = status.departments.iter();
    departments.map(|(code, count)| (name(code), ("department", code.clone()), *count)).collect()
}

impl Counts {
    fn of(mut counted: Vec<Counted>) -> Self {
        counted.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
        let most = counted.first().map_or(1, |(_, _, count)| (*count).max(1));
        let mut counts = counted.into_iter().map(|(name, filter, count)| Count {
            name,
            address: format!("/?{}", serde_urlencoded::to_string([filter]).unwrap_or_default()),
            count,
            width: (count * WIDEST / most).max(1),
        });
        Self { first: counts.by_ref().take(FIRST).collect(), others: counts.collect() }
    }

    fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

fn line(s: &Shell, attempt: &Attempt) -> Line {
    let (result, sentence) = match &attempt.outcome {
        Outcome::Loaded { read, duplicate, refused, entries, people, .. } => {
            let numbers = [
                ("read", read),
                ("duplicate", duplicate),
                ("refused", refused),
                ("entries", entries),
                ("people", people),
            ];
            let numbers = numbers.map(|(name, number)| (name, Value::from(*number)));
            (("attempt-loaded", false), s.with("attempt-loaded-text", &numbers))
        }
        Outcome::NothingNew => (("attempt-nothing-new", false), s.text("attempt-nothing-new-text")),
        Outcome::Failed { why, .. } => (("attempt-failed", true), failed(s, *why)),
    };
    let way = if attempt.is_download { "attempt-download" } else { "attempt-file" };
    let file = match &attempt.outcome {
        Outcome::Loaded { file_name, .. } => Some(file_name.clone()),
        Outcome::Failed { file_name, .. } => file_name.clone(),
        Outcome::NothingNew => None,
    };
    Line { at: attempt.at, result, way, file, sentence }
}

fn refused(s: &Shell, refused: &Refused) -> String {
    let reason = s.text(match refused.flaw {
        Flaw::TooLong => "refused-too-long",
        Flaw::FieldCount => "refused-field-count",
        Flaw::IdentifierType => "refused-identifier-type",
        Flaw::Rpps => "refused-rpps",
        Flaw::Adeli => "refused-adeli",
        Flaw::Finess => "refused-finess",
        Flaw::Document => "refused-document",
    });
    let values =
        [("count", refused.count.into()), ("line", refused.first_line.into()), ("reason", reason.into())];
    s.with("refused-line", &values)
}

fn failed(s: &Shell, why: Why) -> String {
    match why {
        Why::Unreachable => s.text("attempt-unreachable"),
        Why::WrongFile => s.text("attempt-wrong-file"),
        Why::Shrunken { rows, loaded } => {
            s.with("attempt-shrunken", &[("rows", rows.into()), ("loaded", loaded.into())])
        }
        Why::OwnDirectory => s.text("attempt-own-directory"),
        Why::Disk => s.text("attempt-disk"),
        Why::Other => s.text("attempt-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_drawn_to_the_largest_and_the_rest_unfolds() {
        let counted: Vec<Counted> =
            (1..=12).map(|count| (String::new(), ("department", "2A".to_owned()), count * 10)).collect();
        let counts = Counts::of(counted);
        assert_eq!((counts.first[0].count, counts.first[0].width), (120, WIDEST));
        assert_eq!((counts.first[5].width, counts.first.len(), counts.others.len()), (583, FIRST, 2));
        assert_eq!(counts.first[0].address, "/?department=2A");
        assert!(Counts::of(Vec::new()).is_empty());
    }
}
