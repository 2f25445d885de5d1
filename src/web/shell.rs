//! What every page stands in: its language, the way around, the notice, the directory's age.

use std::{future::Ready, future::ready, sync::Arc};

use actix_web::{Error as ActixError, FromRequest, HttpRequest, dev::Payload, web};
use jiff::Timestamp;

use super::{
    app::App,
    language,
    locale::{Language, Texts, Value},
    notice::Notice,
    visitor::{LOCAL, Visitor},
};
use crate::{
    directory::{
        asking::Description,
        index::status::{Kind, Status},
    },
    registry::changes::COUNTED,
};

/// A national directory older than so many days is said to be old: it comes out every day.
const OLD_AFTER: u64 = 7;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// Who acts from the command line.
const COMMAND: &str = "cli";

/// What every page stands in.
pub struct Shell {
    texts: Option<Arc<Texts>>,
    /// The path of the page.
    pub path: String,
    query: String,
    /// The first part of the URLs of static files.
    pub assets: String,
    /// What happened before.
    pub notice: Option<Notice>,
    /// Which directory answers.
    pub directory: Description,
    /// How many changes at the source wait for a decision, as far as they are counted.
    changes: u64,
    /// Who asks.
    pub visitor: Visitor,
    /// The moment of the request.
    pub now: Timestamp,
    /// Whether only the results are asked for, by the script that searches while one types.
    pub is_fragment: bool,
}

impl Shell {
    /// The shell of a request.
    pub fn of(request: &HttpRequest) -> Self {
        let app = request.app_data::<web::Data<App>>();
        Self {
            texts: app.map(|app| app.texts(language::of(request))),
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            assets: app.map(|app| app.assets.prefix.clone()).unwrap_or_default(),
            notice: Notice::of(request),
            visitor: Visitor::of(request),
            directory: app.map_or(Description::Nothing, |app| app.directory.description()),
            changes: app.map_or(0, |app| app.registry.open_changes()),
            now: app.map_or(Timestamp::UNIX_EPOCH, |app| (app.clock)()),
            is_fragment: request.headers().contains_key("HX-Request"),
        }
    }

    /// The text of that name.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of that name, with values.
    pub fn with(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.texts.as_ref().map_or_else(|| key.to_owned(), |texts| texts.with(key, values.iter().cloned()))
    }

    /// The texts of the page's language.
    pub fn texts(&self) -> Option<Arc<Texts>> {
        self.texts.clone()
    }

    /// The code of the page's language.
    pub fn language(&self) -> &'static str {
        self.texts.as_ref().map_or("fr", |texts| texts.language().code())
    }

    /// The other languages, each with the address of this page in it.
    pub fn other_languages(&self) -> Vec<(&'static str, String)> {
        let others = Language::ALL.into_iter().filter(|language| language.code() != self.language());
        others.map(|language| (language.code(), self.address_in(language))).collect()
    }

    fn address_in(&self, language: Language) -> String {
        let separator = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={}", self.path, self.query, language.code())
    }

    /// The shell of an answer to a form: a page of its own is at this address, a path of this site
    /// with its query.
    pub fn at(self, address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self { path: path.to_owned(), query: query.to_owned(), ..self }
    }

    /// Whether the page belongs to that part of the site.
    pub fn is_in(&self, part: &str) -> bool {
        if part == "/" {
            self.path == "/" || self.path.starts_with("/selections")
        } else {
            self.path.starts_with(part)
        }
    }

    /// The sentences of the notice.
    pub fn notice_sentences(&self) -> Vec<String> {
        match (&self.notice, &self.texts) {
            (Some(notice), Some(texts)) => notice.sentences(texts),
            _ => Vec::new(),
        }
    }

    /// How many changes at the source wait for a decision, for the eye; none where none does.
    pub fn open_changes(&self) -> Option<String> {
        match self.changes {
            0 => None,
            count if count < COUNTED => Some(self.number(&count)),
            _ => Some(format!("{}+", COUNTED - 1)),
        }
    }

    /// The shell of a page that this directory has answered.
    pub fn over(self, directory: Description) -> Self {
        Self { directory, ..self }
    }

    /// Whether the directory is the demonstration.
    pub fn is_demonstration(&self) -> bool {
        matches!(&self.directory, Description::Index(status) if status.kind == Kind::Demo)
    }

    /// Which directory is searched, and of which day.
    pub fn directory_name(&self) -> String {
        match &self.directory {
            Description::Nothing => self.text("directory-none"),
            Description::Gateway(_) => self.text("directory-company"),
            Description::StandIn(status) if status.kind == Kind::Company => self.text("directory-copy"),
            Description::Index(status) | Description::StandIn(status) => self.name_of(status),
        }
    }

    /// Which directory was imported, and of which day.
    pub fn name_of(&self, status: &Status) -> String {
        match (status.kind, status.date) {
            (Kind::Demo, _) => self.text("directory-demo"),
            (Kind::Company, _) => self.text("directory-company"),
            (Kind::National, Some(date)) => {
                self.with("directory-national-of", &[("day", self.day(date).into())])
            }
            (Kind::National, None) => self.text("directory-national"),
        }
    }

    /// That the national directory searched is old, where it is.
    pub fn old(&self) -> Option<String> {
        let Description::Index(status) = &self.directory else { return None };
        let values = [("directory", self.name_of(status).into()), ("age", self.age(status).into())];
        self.is_old(status).then(|| self.with("directory-old", &values))
    }

    /// Whether a directory that comes out every day is older than a week.
    pub fn is_old(&self, status: &Status) -> bool {
        status.kind == Kind::National && self.days(status) > OLD_AFTER
    }

    /// That the gateway is down, which directory stands in for it, and how old that one is.
    pub fn stand_in(&self) -> Option<String> {
        let Description::StandIn(status) = &self.directory else { return None };
        Some(self.with(
            "stand-in",
            &[("directory", self.directory_name().into()), ("age", self.age(status).into())],
        ))
    }

    /// How old a directory is: its day, else the day on which it was imported.
    pub fn age(&self, status: &Status) -> String {
        if self.days(status) == 0 && (0..DAY).contains(&self.seconds_since(status.imported_at)) {
            return self.with("age-in-hours", &[("hours", self.hours_since(status.imported_at).into())]);
        }
        let key = if status.date.is_some() { "age" } else { "age-of-import" };
        self.with(key, &[("days", self.days(status).into())])
    }

    /// How long ago something happened, in words: hours on the first day, then days.
    pub fn ago(&self, at: &i64) -> String {
        match self.seconds_since(*at) / DAY {
            ..=0 => self.with("ago-hours", &[("hours", self.hours_since(*at).into())]),
            days => self.with("ago-days", &[("days", days.unsigned_abs().into())]),
        }
    }

    fn hours_since(&self, at: i64) -> u64 {
        u64::try_from(self.seconds_since(at) / HOUR).unwrap_or_default()
    }

    fn seconds_since(&self, at: i64) -> i64 {
        self.now.as_second() - at
    }

    fn days(&self, status: &Status) -> u64 {
        let days = self.texts.as_ref().map(|texts| match status.date {
            Some(date) => texts.days_since(date, self.now),
            None => texts.days_since_moment(status.imported_at, self.now),
        });
        days.unwrap_or_default()
    }

    /// A number with its digits grouped.
    pub fn number(&self, number: &u64) -> String {
        self.texts.as_ref().map_or_else(|| number.to_string(), |texts| texts.number(*number))
    }

    /// A day in words.
    pub fn day(&self, day: jiff::civil::Date) -> String {
        self.texts.as_ref().map_or_else(|| day.to_string(), |texts| texts.day(day))
    }

    /// When a day began here (seconds since 1970).
    pub fn start_of(&self, day: jiff::civil::Date) -> Option<i64> {
        self.texts.as_ref().and_then(|texts| texts.start_of(day))
    }

    /// Who did something, for the eye.
    pub fn actor(&self, actor: &str) -> String {
        match actor {
            LOCAL => self.text("actor-local"),
            COMMAND => self.text("actor-cli"),
            _ => actor.to_owned(),
        }
    }

    /// The day of a moment (seconds since 1970), for the eye.
    pub fn day_of(&self, at: &i64) -> String {
        self.texts.as_ref().map(|texts| texts.day_of(*at, self.now)).unwrap_or_default()
    }

    /// Since when something is in the register (seconds since 1970).
    pub fn here_since(&self, at: &i64) -> String {
        let is_today = self.texts.as_ref().is_some_and(|texts| texts.is_today(*at, self.now));
        if is_today {
            self.text("state-here-today")
        } else {
            self.with("state-here", &[("day", self.day_of(at).into())])
        }
    }

    /// Whether two moments (seconds since 1970) are of one day here.
    pub fn is_same_day(&self, one: i64, other: i64) -> bool {
        self.texts.as_ref().is_some_and(|texts| texts.is_same_day(one, other))
    }

    /// The hour of a moment (seconds since 1970), to the minute.
    pub fn hour(&self, at: &i64) -> String {
        self.texts.as_ref().map(|texts| texts.hour(*at)).unwrap_or_default()
    }

    /// A moment (seconds since 1970), to the minute.
    pub fn moment(&self, at: &i64) -> String {
        self.texts.as_ref().map(|texts| texts.moment(*at)).unwrap_or_default()
    }

    /// A moment (seconds since 1970), for the `datetime` attribute.
    pub fn datetime(&self, at: &i64) -> String {
        self.texts.as_ref().map(|texts| texts.datetime(*at)).unwrap_or_default()
    }
}

impl FromRequest for Shell {
    type Error = ActixError;
    type Future = Ready<Result<Self, ActixError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
