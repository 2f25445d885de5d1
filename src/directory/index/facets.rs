//! How many entries of an answer share each value of a field.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io,
    ops::{Bound, Range},
};

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
    columnar::{Column, ColumnIndex, StrColumn},
};

use super::schema;
use crate::directory::language::fields::{Field, Kind};

/// Numbers that lie no farther apart are codes, counted each in its place.
const MOST_CODES: usize = 4_096;

/// A value with the number of entries that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The value as text.
    pub value: String,
    /// The number of entries.
    pub count: u64,
}

/// The order of the values counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BucketOrder {
    /// The most frequent first, then by value.
    #[default]
    Count,
    /// By value: numbers as numbers, text by code point.
    Value,
}

/// Counts the values of one ordered field that holds no words, or of one that only this directory
/// has.
pub struct Facet<'a> {
    /// The field.
    pub field: &'a Field,
    /// Which values stand first.
    pub order: BucketOrder,
    /// The most values.
    pub limit: usize,
    /// Whether one segment holds every entry, so that only the values answered need be read.
    pub is_one_segment: bool,
}

/// The values of one segment, counted.
pub struct SegmentFacet {
    counted: Counted,
    /// What stands before each value in the column.
    before: String,
    order: BucketOrder,
    limit: usize,
}

enum Counted {
    /// With the least number, from which on there is a count for each.
    Codes(Column<i64>, Rows<i64>, i64, Vec<u64>),
    Numbers(Column<i64>, Rows<i64>, BTreeMap<i64, u64>),
    Texts(Box<StrColumn>, Rows, Vec<u64>),
    Nothing,
}

/// Where the values of some documents stand: read together, for one by one takes twice as long.
#[derive(Default)]
pub(super) struct Rows<T = u64> {
    documents: Vec<DocId>,
    rows: Vec<u32>,
    values: Vec<T>,
}

/// A value in its order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counting {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

impl Collector for Facet<'_> {
    type Fruit = Vec<Bucket>;
    type Child = SegmentFacet;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentFacet> {
        let columns = reader.fast_fields();
        let (counted, before) = match self.field {
            Field::Known(spec) if spec.kind == Kind::Int => {
                let column = columns.column_opt(spec.name)?;
                (Counted::numbers(column), String::new())
            }
            Field::Known(spec) => (Counted::texts(columns.str(spec.name)?), String::new()),
            Field::Extra(name) => {
                (Counted::texts(columns.str(schema::EXTRA)?), schema::extra_value(name, ""))
            }
        };
        let limit = if self.is_one_segment { self.limit } else { usize::MAX };
        Ok(SegmentFacet { counted, before, order: self.order, limit })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        segments: Vec<io::Result<BTreeMap<Counting, u64>>>,
    ) -> tantivy::Result<Vec<Bucket>> {
        let mut total: BTreeMap<Counting, u64> = BTreeMap::new();
        for segment in segments {
            for (value, count) in segment.map_err(TantivyError::from)? {
                *total.entry(value).or_default() += count;
            }
        }
        let mut buckets: Vec<(Counting, u64)> = total.into_iter().collect();
        if self.order == BucketOrder::Count {
            buckets.sort_by_key(|(_, count)| Reverse(*count));
        }
        buckets.truncate(self.limit);
        Ok(buckets.into_iter().map(|(value, count)| Bucket { value: value.into_text(), count }).collect())
    }
}

impl Counted {
    fn numbers(column: Option<Column<i64>>) -> Self {
        let Some(column) = column else { return Self::Nothing };
        let least = column.min_value();
        match column.max_value().checked_sub(least).and_then(|range| usize::try_from(range).ok()) {
            Some(range) if range < MOST_CODES => {
                Self::Codes(column, Rows::default(), least, vec![0; range + 1])
            }
            _ => Self::Numbers(column, Rows::default(), BTreeMap::new()),
        }
    }

    fn texts(column: Option<StrColumn>) -> Self {
        column.map_or(Self::Nothing, |column| {
            let values = column.dictionary().num_terms();
            Self::Texts(Box::new(column), Rows::default(), vec![0; values])
        })
    }
}

impl<T: Copy + Default + PartialOrd + std::fmt::Debug + Send + Sync + 'static> Rows<T> {
    /// All values of some documents.
    pub(super) fn values(&mut self, column: &Column<T>, documents: &[DocId]) -> &[T] {
        let rows = match column.index {
            ColumnIndex::Full => documents,
            _ => {
                self.documents.clear();
                self.rows.clear();
                column.row_ids_for_docs(documents, &mut self.documents, &mut self.rows);
                &self.rows
            }
        };
        self.values.resize(rows.len(), T::default());
        column.values.get_vals(rows, &mut self.values);
        &self.values
    }
}

impl Counting {
    /// The value as text.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

impl SegmentCollector for SegmentFacet {
    type Fruit = io::Result<BTreeMap<Counting, u64>>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.collect_block(&[doc]);
    }

    /// Documents come in order.
    fn collect_block(&mut self, docs: &[DocId]) {
        match &mut self.counted {
            Counted::Nothing => {}
            Counted::Codes(column, rows, least, counts) => {
                for number in rows.values(column, docs) {
                    if let Some(count) = counts.get_mut((*number - *least) as usize) {
                        *count += 1;
                    }
                }
            }
            Counted::Numbers(column, rows, counts) => {
                let numbers = rows.values(column, docs);
                numbers.iter().for_each(|number| *counts.entry(*number).or_default() += 1);
            }
            Counted::Texts(column, rows, counts) => {
                for ordinal in rows.values(column.ords(), docs) {
                    if let Some(count) = usize::try_from(*ordinal).ok().and_then(|at| counts.get_mut(at)) {
                        *count += 1;
                    }
                }
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        match self.counted {
            Counted::Nothing => Ok(BTreeMap::new()),
            Counted::Codes(_, _, least, counts) => {
                let counted = (least..).zip(counts).filter(|(_, count)| *count > 0);
                Ok(counted.map(|(number, count)| (Counting::Number(number), count)).collect())
            }
            Counted::Numbers(_, _, counts) => {
                Ok(counts.into_iter().map(|(number, count)| (Counting::Number(number), count)).collect())
            }
            Counted::Texts(column, _, counts) => {
                let within = beginning_with(&column, &self.before)?;
                let counts = counts.into_iter().enumerate().map(|(at, count)| (at as u64, count));
                let counts = counts.filter(|(ordinal, count)| *count > 0 && within.contains(ordinal));
                let counts = first(counts.collect(), self.order, self.limit);
                texts(&column, &counts, self.before.len())
            }
        }
    }
}

/// The ordinals of the values that begin so.
fn beginning_with(column: &StrColumn, before: &str) -> io::Result<Range<u64>> {
    let dictionary = column.dictionary();
    let after = format!("{before}{}", char::MAX);
    let bounds = (Bound::Included(before.as_bytes()), Bound::Included(after.as_bytes()));
    let last = dictionary.num_terms() as u64;
    Ok(match dictionary.term_bounds_to_ord(bounds.0, bounds.1)? {
        (Bound::Included(start), Bound::Excluded(end)) => start.min(last)..end.min(last),
        (Bound::Included(start), Bound::Included(end)) => start.min(last)..end.saturating_add(1).min(last),
        _ => 0..last,
    })
}

/// The ordinals that stand first, in their own order.
fn first(mut counts: Vec<(u64, u64)>, order: BucketOrder, limit: usize) -> Vec<(u64, u64)> {
    if order == BucketOrder::Count && limit < counts.len() {
        counts.select_nth_unstable_by_key(limit, |(ordinal, count)| (Reverse(*count), *ordinal));
        counts.truncate(limit);
        counts.sort_unstable();
    }
    counts.truncate(limit);
    counts
}

/// The values of ordinals in ascending order, without what stands before each.
fn texts(column: &StrColumn, counts: &[(u64, u64)], before: usize) -> io::Result<BTreeMap<Counting, u64>> {
    let ordinals: Vec<u64> = counts.iter().map(|(ordinal, _)| *ordinal).collect();
    let mut counts = counts.iter().map(|(_, count)| *count);
    let mut values = BTreeMap::new();
    column.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
        let value = String::from_utf8_lossy(term.get(before..).unwrap_or_default()).into_owned();
        values.insert(Counting::Text(value), counts.next().unwrap_or_default());
    })?;
    Ok(values)
}
