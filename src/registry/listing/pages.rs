//! Pages of a listing, walked by cursor.

use std::fmt;

use diesel::QueryResult;

use super::{count::Count, filters::Filters};
use crate::domain::text;

/// How many rows a page holds, at most.
pub const LARGEST_PAGE: usize = 200;

/// How many affiliations a row of a listing shows.
pub const SHOWN: usize = 10;

/// How many characters of a name count for its place in a listing: an index row has its bounds.
const SORTED_CHARACTERS: usize = 200;

/// Between town and name where rows are sorted by both. Folded text never holds it, and nothing
/// sorts before it, so that a town comes before those that merely begin like it.
const BETWEEN: &str = "  ";

/// Where there is no town: after all towns.
const NO_TOWN: &str = "~";

/// The place in a listing after which a page begins: what a row is sorted by, and its key.
///
/// Its text, for URLs, is opaque to everyone else: `750000018.pharmacie-du-port`. Of a town's order is what
/// holds two spaces, of the moments' what begins with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    sorted: String,
    key: String,
}

/// A text that is no cursor of Carnet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the page asked for is not one that Carnet gave; begin again from the first page")]
pub struct BrokenCursor;

impl Cursor {
    /// The place of a row among names, or among towns.
    pub fn at(sorted: &str, key: &str) -> Self {
        Self { sorted: sorted.to_owned(), key: key.to_owned() }
    }

    /// The place of a row among moments (seconds since 1970).
    pub fn since(moment: i64, key: &str) -> Self {
        Self { sorted: format!("{BETWEEN}{moment}"), key: key.to_owned() }
    }

    /// Reads the text of a cursor.
    ///
    /// # Errors
    /// [`BrokenCursor`] when it is none.
    pub fn parse(text: &str) -> Result<Self, BrokenCursor> {
        let (key, sorted_by) = text.split_once('.').ok_or(BrokenCursor)?;
        let cursor = Self { sorted: sorted_by.replace('-', " "), key: key.to_owned() };
        let is_plain = !sorted_by.contains(' ');
        let is_key = is_plain && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_key && is_filed(&cursor.sorted) { Ok(cursor) } else { Err(BrokenCursor) }
    }

    /// The order in which it is a place; none where it is in no order.
    pub fn order(&self) -> Option<Order> {
        match self.sorted.find(BETWEEN) {
            None => Some(Order::Name),
            Some(0) => self.read_moment().map(|_| Order::Date),
            Some(_) => Some(Order::Town),
        }
    }

    fn read_moment(&self) -> Option<i64> {
        self.sorted.strip_prefix(BETWEEN)?.parse().ok()
    }

    /// What the row before the page is sorted by.
    pub fn sorted(&self) -> &str {
        &self.sorted
    }

    /// The moment by which the row before the page is sorted.
    pub fn moment(&self) -> i64 {
        self.read_moment().unwrap_or(i64::MAX)
    }

    /// The key of the row before the page.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.key, self.sorted.replace(' ', "-"))
    }
}

/// The order of a listing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// By town, then name; where there is no town, by name.
    Town,
    /// By the moment of registering, newest first.
    Date,
}

/// What is asked of a listing.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// What was typed: every word must begin a word of the name, the town or the key.
    pub words: String,
    /// What the rows must have besides.
    pub filters: Filters,
    /// In which order.
    pub order: Order,
    /// The place after which the page begins; none for the first.
    pub after: Option<Cursor>,
    /// Rows wanted, 1 to [`LARGEST_PAGE`].
    pub size: usize,
}

/// How rows are found that do not bear the words themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// No row bears the words: all are linked to what does.
    Linked,
    /// Some rows bear the words, others are linked to what does.
    Also,
    /// Each row bears some of the words, and is linked to what bears the others.
    InParts,
}

/// Where a listing looks for what its own rows do not bear.
#[derive(Debug, Clone)]
pub enum Reach {
    /// Nowhere: its own rows bear the words, or nothing that they are linked to does.
    Own,
    /// Among what its rows are linked to.
    Through(Box<Through>),
    /// Too many of what its rows are linked to bear the words to look at the links of each.
    TooWide,
}

impl Reach {
    /// The listing that finds rows through what they are linked to.
    pub fn through(&self) -> Option<&Through> {
        match self {
            Self::Through(through) => Some(through),
            Self::Own | Self::TooWide => None,
        }
    }
}

/// A listing that finds rows through what they are linked to.
#[derive(Debug, Clone)]
pub struct Through {
    /// How.
    pub way: Way,
    /// The rows it finds, without looking for the words again.
    pub listing: Listing,
}

/// Some rows of a listing and, when there are more, the place where they end.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How they were found.
    pub reach: Reach,
}

impl<T> Page<T> {
    /// Makes a page of the rows found when one more than `size` was asked for.
    pub fn cut(mut rows: Vec<T>, size: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more { rows.last().map(place) } else { None };
        Self { rows, next, reach: Reach::Own }
    }

    /// Whether it shows all that the listing has.
    pub fn is_all(&self, listing: &Listing) -> bool {
        listing.after.is_none() && self.next.is_none()
    }

    /// The listing that found its rows, for this one.
    pub fn found_as<'a>(&'a self, listing: &'a Listing) -> &'a Listing {
        self.reach.through().map_or(listing, |through| &through.listing)
    }

    /// How many rows the listing has on all its pages: what this one shows need not be counted.
    ///
    /// # Errors
    /// Those of counting.
    pub fn count(
        &self,
        listing: &Listing,
        counted: impl FnOnce(&Listing) -> QueryResult<Count>,
    ) -> QueryResult<Count> {
        let shown = self.rows.len() as u64;
        if self.is_all(listing) {
            return Ok(Count::Exactly(shown));
        }
        Ok(match counted(self.found_as(listing))? {
            Count::MoreThan(count) => Count::MoreThan(count.max(shown)),
            count => count,
        })
    }
}

/// The wanted number of rows, kept within its bounds.
pub fn bounded(size: usize) -> usize {
    size.clamp(1, LARGEST_PAGE)
}

/// How many rows to ask for, to know whether more follow a page of that size.
pub fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}

/// The folded text by which a row is sorted.
pub fn sorted(name: &str) -> String {
    let short: String = text::fold(name).chars().take(SORTED_CHARACTERS).collect();
    short.trim_end().to_owned()
}

/// The text by which a row is sorted by town, then name.
pub fn sorted_by_town(town: Option<&str>, name: &str) -> String {
    let town = sorted(town.unwrap_or_default());
    let town = if town.is_empty() { NO_TOWN } else { &town };
    format!("{town}{BETWEEN}{}", sorted(name))
}

/// Whether a row can be sorted by that text.
fn is_filed(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(2, BETWEEN).collect();
    parts.iter().all(|part| sorted(part) == *part || (parts.len() == 2 && *part == NO_TOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_holds_all_is_its_count_and_one_that_does_not_tells_no_less() {
        let (first, next) = (Listing::default(), Some(Cursor::at("c", "3")));
        let later = Listing { after: next.clone(), ..Listing::default() };
        let whole = Page::cut(vec![1, 2, 3], 3, |_| unreachable!());
        let counted = |count| move |_: &Listing| Ok(count);
        assert_eq!(whole.count(&first, |_| panic!("nothing to count")), Ok(Count::Exactly(3)));
        assert_eq!(whole.count(&later, counted(Count::Exactly(9))), Ok(Count::Exactly(9)));
        let more = Page { next, ..whole };
        assert_eq!(more.count(&first, counted(Count::MoreThan(0))), Ok(Count::MoreThan(3)));
        assert_eq!(more.count(&first, counted(Count::About(20_000))), Ok(Count::About(20_000)));
    }

    #[test]
    fn a_cursor_survives_its_way_through_a_url() {
        for (name, key) in [("pharmacie du port", "750000018"), ("", "2A0000154"), ("αβγ 3", "19900000019")]
        {
            let cursor = Cursor::at(name, key);
            assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
        }
        for (town, name) in
            [(Some("Saint-Éloi"), "Pharmacie du Port"), (None, "Port"), (Some("Lormeau"), "!")]
        {
            let cursor = Cursor::at(&sorted_by_town(town, name), "750000018");
            assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
        }
        let cursor = Cursor::since(1_764_057_600, "750000018");
        assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
    }

    #[test]
    fn a_cursor_is_a_place_in_one_order_alone() {
        let place = |sorted: &str| Cursor::at(sorted, "750000018");
        assert_eq!(place("1764057600").order(), Some(Order::Name));
        assert_eq!(place(&sorted_by_town(None, "Port")).order(), Some(Order::Town));
        assert_eq!(Cursor::since(1_764_057_600, "750000018").order(), Some(Order::Date));
        assert_eq!(place("  port").order(), None);
    }

    #[test]
    fn towns_sort_before_those_that_begin_like_them_and_no_town_comes_last() {
        let towns = [(Some("Saint"), "Z"), (Some("Saint-Éloi"), "A"), (Some("Saintes"), "A"), (None, "A")];
        assert!(towns.map(|(town, name)| sorted_by_town(town, name)).is_sorted());
    }

    #[test]
    fn a_broken_cursor_is_refused() {
        let long = format!("1.{}", "a".repeat(SORTED_CHARACTERS + 1));
        for text in [
            "",
            "x",
            ".a",
            "1.É",
            "1.a---b",
            "1.a--b--c",
            "1.a-",
            "1.~",
            "1'.a",
            "1.a\0",
            "1.a b",
            long.as_str(),
        ] {
            assert_eq!(Cursor::parse(text), Err(BrokenCursor), "{text:?}");
        }
    }
}
