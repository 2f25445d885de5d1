//! Which rows a listing shows, found without visiting the whole table.
//!
//! What is rare is gathered by its index and sorted; what is common is met soon by walking the
//! listing in its order. Which of the two it is, a count that stops early tells.

use diesel::QueryResult;

use super::{
    by_name,
    count::{self, COUNTED, Count},
    expected::expected,
    filters::Filter,
    hits,
    listed::Listed,
    pages::{Cursor, LARGEST_PAGE, Listing, Order, one_more},
    statement::Statement,
};
use crate::registry::{
    database::Database,
    search::{Words, quoted},
};

/// A filter that passes no more rows than this is rare: gathering so many takes about as long as
/// walking the largest register until a page is full of rows that are just less rare.
const RARE: u64 = 5_000;

/// The same of links that hold what rows are sorted by: an index tells all of them, and no row is visited.
const RARE_LINKS: u64 = 15_000;

/// Up to so many links are counted one by one, or rows that bear some words and must pass filters too: each
/// costs a look at another row.
const COUNTED_LINKS: u64 = 2_000;

/// How many rows are read together where all are.
const PIECE: usize = 500;

/// The way to the rows of a listing.
enum Way<'a> {
    /// No row bears what was typed.
    Nowhere,
    /// By the words typed; then the filters are looked at.
    Words(Vec<String>, Vec<Filter<'a>>),
    /// By one word so short that it is looked up in the order of the names.
    Short(String, Vec<Filter<'a>>),
    /// By the index of a filter that few rows pass; then the other filters are looked at.
    Rare(Filter<'a>, Vec<Filter<'a>>),
    /// In the order of the listing, among those that pass the first filter where an index holds them
    /// in that order; then the other filters are looked at.
    Walk(Option<Filter<'a>>, Vec<Filter<'a>>),
}

/// What was typed as the listing takes it: a short word that begins no name may begin any word of a row, as longer
/// ones may, where it does not begin too many to be looked through.
pub fn meant(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Words> {
    let Words::Short(word) = Words::of(&listing.words) else { return Ok(Words::of(&listing.words)) };
    let first = Listing { after: None, ..listing.clone() };
    let way = Way::Short(word.clone(), first.filters.given());
    let some = statement(db, listed, &first, &way, 1).map(|statement| statement.keys(db)).transpose()?;
    let is_nothing = some.is_none_or(|keys| keys.is_empty());
    let words = vec![word.clone()];
    let is_like_any = is_nothing && is_borne_by_few(db, listed, &words, counted_up_to(&first))?;
    Ok(if is_like_any { Words::Some(words) } else { Words::Short(word) })
}

fn is_borne_by_few(db: &mut Database, listed: Listed, words: &[String], most: u64) -> QueryResult<bool> {
    if expected(db, listed, words)?.is_some_and(|rows| rows > most) {
        return Ok(false);
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(hits::some(db, listed, words, most + 1)?.len() <= most)
}

/// Up to so many rows that bear some words are counted one by one.
fn counted_up_to(listing: &Listing) -> u64 {
    if listing.filters.given().is_empty() { COUNTED } else { COUNTED_LINKS }
}

/// The keys of the rows of a page, in the order asked for, as many as are wanted at most.
pub fn keys(db: &mut Database, listed: Listed, listing: &Listing, wanted: i64) -> QueryResult<Vec<String>> {
    let typed = Words::of(&listing.words);
    let is_short = matches!(typed, Words::Short(_));
    let keys = keys_of(db, listed, listing, typed, wanted)?;
    if keys.is_empty()
        && is_short
        && let Words::Some(words) = meant(db, listed, listing)?
    {
        return keys_of(db, listed, listing, Words::Some(words), wanted);
    }
    Ok(keys)
}

fn keys_of(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    words: Words,
    wanted: i64,
) -> QueryResult<Vec<String>> {
    if wanted <= one_more(LARGEST_PAGE) {
        if let Some(page) = soon(db, listed, listing, words.clone(), wanted)? {
            return Ok(page);
        }
        if matches!(words, Words::None)
            && let Some(page) = by_links(db, listed, listing, wanted)?
        {
            return Ok(page);
        }
    }
    let way = way(db, listed, listing, words)?;
    if let Way::Words(words, filters) = &way
        && is_found_by_name(db, listed, listing.order)
    {
        return by_name::keys(db, listed, listing, words, filters, wanted);
    }
    match statement(db, listed, listing, &way, wanted) {
        Some(statement) => statement.keys(db),
        None => Ok(Vec::new()),
    }
}

/// The page where the next rows of the listing fill it: what is common need not be looked for. Nothing
/// where it takes more, or another way is as short.
fn soon(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    words: Words,
    wanted: i64,
) -> QueryResult<Option<Vec<String>>> {
    let mut filters = listing.filters.given();
    let in_order = filters.iter().position(|filter| listed.is_in_order(*filter, listing.order));
    let first = in_order.map(|at| filters.remove(at));
    let words = match words {
        Words::None if !filters.is_empty() => Vec::new(),
        Words::Some(words) if expected(db, listed, &words)?.is_some_and(|rows| rows <= COUNTED) => {
            return Ok(None);
        }
        // After a first page by name, its neighbours are much like it.
        Words::Some(words) if first.is_some() || listing.after.is_some() => words,
        Words::Some(words) if !is_found_by_name(db, listed, listing.order) => words,
        _ => return Ok(None),
    };
    let mut statement = Statement::new(db, listed, listing);
    statement.walk_some(wanted, first, &filters, &words, None);
    let page = statement.keys(db)?;
    Ok((i64::try_from(page.len()) == Ok(wanted)).then_some(page))
}

/// The page where one index holds all links that lead to its rows. Nothing where there are too many, or
/// none.
fn by_links(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    wanted: i64,
) -> QueryResult<Option<Vec<String>>> {
    let mut statement = Statement::new(db, listed, listing);
    let filters = listing.filters.given();
    let [one] = filters.as_slice() else { return Ok(None) };
    if !statement.is_sorted_in_links(*one) {
        return Ok(None);
    }
    statement.gather_links(wanted, *one, RARE_LINKS);
    Ok(Some(statement.keys(db)?).filter(|page| !page.is_empty()))
}

/// Whether the full text finds rows in that order.
fn is_found_by_name(db: &Database, listed: Listed, order: Order) -> bool {
    matches!(db, Database::Sqlite(_)) && listed.sorted_by(order) == "sort_name"
}

/// Does something with the keys of all rows of a listing, in order and some at a time, for as long
/// as it answers that it goes on.
pub fn all(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    mut work: impl FnMut(&mut Database, &[String]) -> QueryResult<Onward>,
) -> QueryResult<()> {
    let mut listing = Listing { after: None, ..listing.clone() };
    let words = meant(db, listed, &listing)?;
    if !matches!(way(db, listed, &listing, words)?, Way::Walk(..)) {
        // What is gathered is gathered once.
        let all = keys(db, listed, &listing, i64::MAX)?;
        for some in all.chunks(PIECE) {
            if matches!(work(db, some)?, Onward::Stop) {
                return Ok(());
            }
        }
        return Ok(());
    }
    loop {
        let some = keys(db, listed, &listing, PIECE as i64)?;
        match work(db, &some)? {
            Onward::From(place) if some.len() == PIECE => listing.after = Some(place),
            _ => return Ok(()),
        }
    }
}

/// Whether there is more to do.
pub enum Onward {
    /// No.
    Stop,
    /// From that place on.
    From(Cursor),
}

impl Onward {
    /// From that place on, if there is one and someone goes on.
    pub fn after(place: Option<Cursor>, goes_on: bool) -> Self {
        place.filter(|_| goes_on).map_or(Self::Stop, Self::From)
    }
}

/// How many rows the listing has on all its pages, which begin where it does.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Count> {
    let listing = Listing { after: None, ..listing.clone() };
    let count = count_of(db, listed, &listing, Words::of(&listing.words))?;
    if let (true, Words::Short(word)) = (count.is_zero(), Words::of(&listing.words)) {
        let words = vec![word];
        if is_borne_by_few(db, listed, &words, counted_up_to(&listing))? {
            return count_of(db, listed, &listing, Words::Some(words));
        }
    }
    Ok(count)
}

fn count_of(db: &mut Database, listed: Listed, listing: &Listing, words: Words) -> QueryResult<Count> {
    let mut filters = listing.filters.given();
    let mut statement = Statement::new(db, listed, listing);
    let bound = match words {
        Words::OnlySigns => return Ok(Count::Exactly(0)),
        Words::None if filters.is_empty() => return count::of(db, listed.table()),
        Words::None => {
            let rarest = match filters.len() {
                1 => 0,
                _ => rarest(db, listed, listing, &filters, RARE)?.1,
            };
            let rarest = filters.remove(rarest);
            let bound = if statement.is_linked(rarest) { COUNTED_LINKS } else { COUNTED };
            statement.add_visits(rarest, &filters, bound + 1);
            bound
        }
        Words::Some(words) => {
            if let ([_], []) = (&words[..], &filters[..])
                && let Some(many) = expected(db, listed, &words)?.filter(|rows| *rows > COUNTED)
            {
                return Ok(count::about(many));
            }
            let bound = counted_up_to(listing);
            statement.add_hits(&quoted(&words, db, true), &filters, bound + 1);
            bound
        }
        Words::Short(word) => {
            let way = Way::Short(word, filters);
            let Some(found) = self::statement(db, listed, listing, &way, (COUNTED + 1).cast_signed()) else {
                return Ok(Count::Exactly(0));
            };
            statement = found.counting();
            COUNTED
        }
    };
    let (visited, count) = statement.counts(db)?;
    Ok(if visited > bound { Count::MoreThan(count.saturating_sub(1)) } else { Count::Exactly(count) })
}

fn way<'a>(db: &mut Database, listed: Listed, listing: &'a Listing, words: Words) -> QueryResult<Way<'a>> {
    let filters = listing.filters.given();
    Ok(match words {
        Words::OnlySigns => Way::Nowhere,
        Words::Some(words) => Way::Words(words, filters),
        Words::Short(word) => Way::Short(word, filters),
        Words::None => match filters.as_slice() {
            [] => Way::Walk(None, filters),
            [one] if listed.is_in_order(*one, listing.order) => Way::Walk(Some(*one), Vec::new()),
            _ => by_filters(db, listed, listing, filters)?,
        },
    })
}

fn by_filters<'a>(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    mut filters: Vec<Filter<'a>>,
) -> QueryResult<Way<'a>> {
    let (visited, at) = rarest(db, listed, listing, &filters, RARE)?;
    if visited <= RARE {
        return Ok(Way::Rare(filters.remove(at), filters));
    }
    let in_order = filters.iter().position(|filter| listed.is_in_order(*filter, listing.order));
    let first = in_order.map(|at| filters.remove(at));
    Ok(Way::Walk(first, filters))
}

/// How many rows or links the filter passes that passes the fewest, up to one more than the bound, and
/// which it is; of several alike one that is of the rows themselves.
fn rarest(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    filters: &[Filter<'_>],
    bound: u64,
) -> QueryResult<(u64, usize)> {
    let mut rarest = (bound + 1, true, 0);
    for (at, filter) in filters.iter().enumerate() {
        let mut statement = Statement::new(db, listed, listing);
        let is_linked = statement.is_linked(*filter);
        statement.add_visits(*filter, &[], rarest.0);
        rarest = rarest.min((statement.counts(db)?.0, is_linked, at));
    }
    Ok((rarest.0, rarest.2))
}

fn statement<'a>(
    db: &Database,
    listed: Listed,
    listing: &'a Listing,
    way: &Way<'_>,
    wanted: i64,
) -> Option<Statement<'a>> {
    let mut statement = Statement::new(db, listed, listing);
    match way {
        Way::Nowhere => return None,
        Way::Words(words, filters) => {
            let words = quoted(words, db, true);
            statement.gather(wanted, |statement| statement.add_match(&words), filters);
        }
        Way::Rare(filter, others) => {
            statement.gather(wanted, |statement| statement.add_way(*filter), others);
        }
        Way::Walk(first, others) => statement.walk(wanted, *first, others),
        Way::Short(word, filters) => {
            statement.of_short(wanted, word, &quoted(std::slice::from_ref(word), db, false), filters)
        }
    }
    Some(statement)
}
