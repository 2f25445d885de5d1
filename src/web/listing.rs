//! The listings' box, filters, orders and pages, the same for organizations and workers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{error::Error, shell::Shell};
use crate::{
    domain::{
        codes::{self, Table},
        departments::DEPARTMENTS,
        text,
    },
    registry::listing::{
        Cursor, Listed, Listing, Order,
        count::Count,
        filters::{Filters, Linked},
    },
};

/// The most rows of a sheet, the names of the columns included: Excel's own bound.
pub const MOST_ROWS: u32 = 1_048_576;

/// Rows on a page.
pub const PAGE: usize = 50;

/// A listing as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListForm {
    /// What was typed in the box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Code of a department.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Code of a profession.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profession: String,
    /// Code of a sector of activity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sector: String,
    /// The first day, `2026-11-22`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// Who registered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// `town` or `date`; nothing means the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Where the page begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// An order that a listing may have.
pub struct Ordered {
    /// The text that names it.
    pub text: &'static str,
    /// The address of the same listing in it.
    pub address: String,
    /// Whether it is the one in use.
    pub is_current: bool,
}

impl ListForm {
    /// The page asked for, the days being those of the reader.
    ///
    /// # Errors
    /// [`Error::Malformed`] when where it begins or the day cannot be read.
    pub fn listing(&self, s: &Shell, listed: Listed) -> Result<Listing, Error> {
        let order = match self.sort.as_str() {
            "town" => Order::Town,
            "date" => Order::Date,
            _ => Order::Name,
        };
        let after = cursor(&self.after, listed)?;
        if after.as_ref().is_some_and(|after| !listed.may_begin(after, order)) {
            return Err(no_page(&self.after));
        }
        let filters = Filters {
            department: given(&self.department),
            profession: given(&self.profession),
            sector: given(&self.sector),
            since: first_moment(s, &self.since)?,
            by: given(&self.by),
            linked: Linked::default(),
            among: Vec::new(),
        };
        Ok(Listing { words: self.q.clone(), filters, order, after, size: PAGE })
    }

    /// Whether a filter narrows it.
    pub fn is_filtered(&self) -> bool {
        [&self.department, &self.profession, &self.sector, &self.since, &self.by]
            .iter()
            .any(|filter| !filter.trim().is_empty())
    }

    /// Whether it is narrowed by a word or a filter.
    pub fn is_narrowed(&self) -> bool {
        !self.q.trim().is_empty() || self.is_filtered()
    }

    /// The address of the page that begins there.
    pub fn page_after(&self, path: &str, next: &Cursor) -> String {
        Self { after: next.to_string(), ..self.clone() }.address(path)
    }

    /// The address of the same listing in each of these orders, from its beginning.
    pub fn orders(&self, path: &str, orders: &[(&'static str, &'static str)]) -> Vec<Ordered> {
        let order = |(sort, text): &(&'static str, &'static str)| Ordered {
            text,
            address: Self { sort: (*sort).to_owned(), ..self.at_the_beginning() }.address(path),
            is_current: self.sort == *sort,
        };
        orders.iter().map(order).collect()
    }

    /// The address of the same words without the filters.
    pub fn unfiltered(&self, path: &str) -> String {
        Self { q: self.q.clone(), sort: self.sort.clone(), ..Self::default() }.address(path)
    }

    /// The address of the same words in another listing.
    pub fn elsewhere(&self, path: &str) -> String {
        Self { q: self.q.clone(), ..Self::default() }.address(path)
    }

    /// The address of the whole listing, or of a file of it.
    pub fn whole(&self, path: &str) -> String {
        self.at_the_beginning().address(path)
    }

    fn at_the_beginning(&self) -> Self {
        Self { after: String::new(), ..self.clone() }
    }

    fn address(&self, path: &str) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// What can be chosen in the filters.
pub struct Choices {
    /// Codes and names of the departments.
    pub departments: &'static [(&'static str, &'static str)],
    /// Codes and names of the professions, by name.
    pub professions: Vec<(&'static str, &'static str)>,
    /// Codes and names of the sectors of activity, by name.
    pub sectors: Vec<(&'static str, &'static str)>,
    /// Those who registered something.
    pub actors: Vec<String>,
}

impl Choices {
    /// All there is, and those who registered something.
    pub fn of(actors: Vec<String>) -> Self {
        Self {
            departments: &DEPARTMENTS,
            professions: by_name(&codes::PROFESSIONS),
            sectors: by_name(&codes::SECTORS),
            actors,
        }
    }

    /// Whether there is someone to choose.
    pub fn has_actors(&self, chosen: &str) -> bool {
        self.actors.len() > 1 || !chosen.is_empty()
    }
}

fn by_name(table: &Table) -> Vec<(&'static str, &'static str)> {
    let mut rows = table.rows().to_vec();
    rows.sort_by_cached_key(|(_, name)| text::fold(name));
    rows
}

/// Whether a listing is known to have more rows than a sheet of Excel's.
pub fn is_too_long(count: Count) -> bool {
    let (Count::Exactly(count) | Count::About(count) | Count::MoreThan(count)) = count;
    count >= u64::from(MOST_ROWS)
}

/// How many rows a listing has, in words: the texts say exactly, about, more than.
pub fn found(s: &Shell, count: Count, texts: &[&str; 3]) -> String {
    let (text, count) = match count {
        Count::Exactly(count) => (texts[0], count),
        Count::About(count) => (texts[1], count),
        Count::MoreThan(count) => (texts[2], count),
    };
    s.with(text, &[("count", count.into())])
}

/// Where a page of what is listed begins, as an address says it; nothing means at the beginning.
///
/// # Errors
/// [`Error::Malformed`] when it cannot be read.
pub fn cursor(after: &str, listed: Listed) -> Result<Option<Cursor>, Error> {
    if after.is_empty() {
        return Ok(None);
    }
    let place = Cursor::parse(after).ok().filter(|place| listed.has_place(place));
    place.map(Some).ok_or_else(|| no_page(after))
}

/// When a day began, as an address says it; nothing means no day.
///
/// # Errors
/// [`Error::Malformed`] when it is no day.
pub fn first_moment(s: &Shell, day: &str) -> Result<Option<i64>, Error> {
    let Some(day) = given(day) else { return Ok(None) };
    let moment = day.parse::<Date>().ok().and_then(|day| s.start_of(day));
    moment.map(Some).ok_or_else(|| Error::Malformed("error-day", format!("{day:?} is no day")))
}

/// A text of a form, where something was given.
pub fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn no_page(after: &str) -> Error {
    Error::Malformed("error-page", format!("no page begins at {after:?}"))
}
