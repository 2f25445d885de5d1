//! The texts of the pages, in French and English, with numbers, dates and plurals by locale.
//!
//! Texts stand in `locales/`, one Fluent file a language; numbers and dates come from ICU4X.

use std::sync::Arc;

use fluent::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};
use icu_datetime::{
    DateTimeFormatter, NoCalendarFormatter,
    fieldsets::{T, YMD},
    input::{Date, Time},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::Locale;
use jiff::{Timestamp, civil, tz::TimeZone};

/// A language the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French, which comes first.
    French,
    /// English.
    English,
}

impl Language {
    /// Every language, the first one first.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Its code, as in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The language of that code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The best language for an `Accept-Language` header (RFC 9110 §12.5.4); French when none fits.
    pub fn negotiated(header: &str) -> Self {
        let mut wanted: Vec<(f32, &str)> = header.split(',').filter_map(weighted).collect();
        wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
        let wanted = convert_vec_str_to_langids_lossy(wanted.iter().map(|(_, tag)| *tag));
        let offered = convert_vec_str_to_langids_lossy(Self::ALL.map(Self::code));
        let fallback = &offered[0];
        let best = negotiate_languages(&wanted, &offered, Some(fallback), NegotiationStrategy::Lookup);
        best.first().and_then(|best| Self::parse(best.language.as_str())).unwrap_or(Self::French)
    }
}

/// A range of `Accept-Language` with its weight; a weight of zero means never.
fn weighted(range: &str) -> Option<(f32, &str)> {
    let (tag, weight) = match range.split_once(";q=") {
        Some((tag, weight)) => (tag.trim(), weight.trim().parse().ok()?),
        None => (range.trim(), 1.0),
    };
    (weight > 0.0 && !tag.is_empty()).then_some((weight, tag))
}

/// A value that stands in a text.
#[derive(Debug, Clone)]
pub enum Value {
    /// A number, which may also choose the plural.
    Number(u64),
    /// A word or a name.
    Text(String),
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    numbers: DecimalFormatter,
    dates: DateTimeFormatter<YMD>,
    short_dates: DateTimeFormatter<YMD>,
    hours: NoCalendarFormatter<T>,
    time_zone: TimeZone,
}

impl Texts {
    /// Loads the texts of one language; hours are shown in the time zone given.
    ///
    /// # Errors
    /// A sentence, when the texts that came with the binary are broken.
    pub fn load(language: Language, time_zone: TimeZone) -> Result<Self, String> {
        let source = match language {
            Language::French => include_str!("../../locales/fr/carnet.ftl"),
            Language::English => include_str!("../../locales/en/carnet.ftl"),
        };
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| format!("texts {}: {errors:?}", language.code()))?;
        let langid = language.code().parse().map_err(|error| format!("{error:?}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![langid]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| format!("texts {}: {errors:?}", language.code()))?;
        let locale = match language {
            Language::French => "fr-FR",
            Language::English => "en-GB",
        };
        let locale: Locale = locale.parse().map_err(|error| format!("{error}"))?;
        Ok(Self {
            language,
            bundle,
            numbers: DecimalFormatter::try_new(locale.clone().into(), Default::default()).map_err(words)?,
            dates: DateTimeFormatter::try_new(locale.clone().into(), YMD::long()).map_err(words)?,
            short_dates: DateTimeFormatter::try_new(locale.clone().into(), YMD::medium()).map_err(words)?,
            hours: NoCalendarFormatter::try_new(
                locale.into(),
                T::short().with_time_precision(icu_datetime::options::TimePrecision::Minute),
            )
            .map_err(words)?,
            time_zone,
        })
    }

    /// Both languages.
    ///
    /// # Errors
    /// As [`Texts::load`].
    pub fn load_all(time_zone: &TimeZone) -> Result<Vec<Arc<Self>>, String> {
        Language::ALL
            .into_iter()
            .map(|language| Self::load(language, time_zone.clone()).map(Arc::new))
            .collect()
    }

    /// The language of these texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of that name; its name where there is none, which a test forbids.
    pub fn text(&self, key: &str) -> String {
        self.with(key, [])
    }

    /// The text of that name with its values.
    pub fn with<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, Value)>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = self.language.code(), "a text is missing");
            return key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Number(number) => {
                    args.set(format!("{name}_shown"), FluentValue::from(self.number(number)));
                    args.set(name.to_owned(), FluentValue::from(number));
                }
                Value::Text(text) => args.set(name.to_owned(), FluentValue::from(text)),
            }
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Whether there is a text of that name.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A number with its digits grouped.
    pub fn number(&self, number: u64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    /// A day in words: `22 novembre 2026`.
    pub fn day(&self, day: civil::Date) -> String {
        self.spoken(day, written(&self.dates, day))
    }

    /// When something happened, the day only, for the eye: `aujourd’hui`, `12 janv. 2026`.
    pub fn day_of(&self, at: i64, now: Timestamp) -> String {
        if self.is_today(at, now) {
            return self.text("today");
        }
        let day = self.local(at).date();
        self.spoken(day, written(&self.short_dates, day))
    }

    /// A written day as it is said: the first of a French month is `1er`, which CLDR's formats leave out.
    fn spoken(&self, day: civil::Date, written: String) -> String {
        let first =
            written.strip_prefix("1 ").filter(|_| self.language == Language::French && day.day() == 1);
        first.map_or_else(|| written.clone(), |rest| format!("1er {rest}"))
    }

    /// A moment as the clock on the wall shows it, in seconds since 1970 as they would be in UTC.
    pub fn on_the_wall(&self, at: i64) -> i64 {
        at + i64::from(self.local(at).offset().seconds())
    }

    /// When a day began here: seconds since 1970.
    pub fn start_of(&self, day: civil::Date) -> Option<i64> {
        day.to_zoned_datetime(self.time_zone.clone()).ok().map(|start| start.timestamp().as_second())
    }

    /// Whether something happened on the day that it is now.
    pub fn is_today(&self, at: i64, now: Timestamp) -> bool {
        self.local(at).date() == now.to_zoned_datetime(self.time_zone.clone()).date()
    }

    /// How many days ago a day was, none for a day to come.
    pub fn days_since(&self, day: civil::Date, now: Timestamp) -> u64 {
        let today = now.to_zoned_datetime(self.time_zone.clone()).date();
        let days = today.duration_since(day).as_hours() / 24;
        u64::try_from(days).unwrap_or(0)
    }

    /// How many days ago something happened.
    pub fn days_since_moment(&self, at: i64, now: Timestamp) -> u64 {
        self.days_since(self.local(at).date(), now)
    }

    /// When something happened, to the minute: `22 novembre 2026, 14:02`.
    pub fn moment(&self, at: i64) -> String {
        format!("{}, {}", self.day(self.local(at).date()), self.hour(at))
    }

    /// The hour at which something happened, to the minute: `14:02`.
    pub fn hour(&self, at: i64) -> String {
        let moment = self.local(at);
        let (hour, minute) = (moment.hour().unsigned_abs(), moment.minute().unsigned_abs());
        let hours = Time::try_new(hour, minute, 0, 0).map(|time| self.hours.format(&time).to_string());
        hours.unwrap_or_default()
    }

    /// Whether two things happened on one day.
    pub fn is_same_day(&self, one: i64, other: i64) -> bool {
        self.local(one).date() == self.local(other).date()
    }

    /// When something happened, for the `datetime` attribute (HTML §2.3.5).
    pub fn datetime(&self, at: i64) -> String {
        self.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn local(&self, at: i64) -> jiff::ZonedDateTime {
        Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned_datetime(self.time_zone.clone())
    }
}

fn written(formatter: &DateTimeFormatter<YMD>, day: civil::Date) -> String {
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Date::try_new_iso(day.year().into(), month, day_of_month)
        .map_or_else(|_| day.to_string(), |date| formatter.format(&date).to_string())
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_language_is_spoken_french_where_none_fits() {
        assert_eq!(Language::negotiated("en-US,en;q=0.9,fr;q=0.5"), Language::English);
        assert_eq!(Language::negotiated("de, fr;q=0.4, en;q=0.3"), Language::French);
        assert_eq!(Language::negotiated("de"), Language::French);
        assert_eq!(Language::negotiated("fr;q=0, en;q=0.1"), Language::English);
        assert_eq!(Language::negotiated(""), Language::French);
    }

    #[test]
    fn numbers_and_dates_are_written_as_each_language_writes_them() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let french = Texts::load(Language::French, zone.clone()).unwrap();
        let english = Texts::load(Language::English, zone).unwrap();
        assert_eq!(french.number(1_234_567), "1\u{202F}234\u{202F}567");
        assert_eq!(english.number(1_234_567), "1,234,567");
        let day = civil::date(2026, 11, 22);
        assert_eq!(french.day(day), "22 novembre 2026");
        assert_eq!(english.day(day), "22 November 2026");
        let first = civil::date(2026, 5, 1);
        assert_eq!((french.day(first), english.day(first)), ("1er mai 2026".into(), "1 May 2026".into()));
        assert_eq!(french.day(civil::date(2026, 5, 11)), "11 mai 2026");
        assert_eq!(french.moment(1_795_355_940), "22 novembre 2026, 14:59");
        let now = Timestamp::from_second(1_795_355_940).unwrap();
        assert_eq!(french.days_since(civil::date(2026, 10, 20), now), 33, "an hour changed meanwhile");
        assert_eq!(french.days_since(day, now), 0);
        assert_eq!(french.days_since(civil::date(2026, 11, 23), now), 0, "the clock is late");
        let evening = now.as_second() - 15 * 3_600;
        assert_eq!(french.days_since_moment(evening, now), 1, "23:59 the day before");
        assert_eq!(french.datetime(1_795_355_940), "2026-11-22T14:59:00+01:00");
    }
}
