//! How the entries found spread over the facts that pages count.
//!
//! Millions of entries combine these facts in some ten thousand ways. Each way is a number of one
//! column ([`counted`]): the numbers are counted on the walk, and told apart into facts at its end.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, OnceLock},
};

use tantivy::{
    DocId, Searcher, SegmentOrdinal, SegmentReader,
    columnar::{Column, StrColumn},
};

use super::{
    counted::{self, COUNTED},
    facets::{Counting, Rows},
    schema,
};
use crate::{
    directory::language::fields::{self, Kind},
    domain::search::Counts,
};

/// The most values of each fact that are answered.
const MOST: usize = 24;

/// So many entries are counted one by one; of more, their combinations are counted first.
const FEW: usize = 4_096;

/// The combinations of one index, read when they are first needed.
#[derive(Default)]
pub(super) struct Combinations(OnceLock<Arc<Table>>);

/// The combinations of each segment, as numbers of values.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The values of each fact, in their order.
    values: [Vec<String>; COUNTED.len()],
    segments: Vec<OfSegment>,
}

/// Combinations by their ordinals.
#[derive(Debug, Default)]
struct OfSegment {
    /// Where the values of each begin in `values`, and where the last ends.
    starts: Vec<u32>,
    /// Numbers of values, all facts' in one row.
    values: Vec<u32>,
}

/// Counts in one segment.
pub(super) struct SegmentSpread {
    table: Arc<Table>,
    segment: usize,
    column: Option<Column<u64>>,
    rows: Rows,
    few: Vec<u64>,
    many: Vec<u32>,
}

impl Combinations {
    /// The combinations of the index that is searched.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<Arc<Table>> {
        if let Some(table) = self.0.get() {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(Table::read(searcher)?);
        Ok(Arc::clone(self.0.get_or_init(|| table)))
    }
}

impl Table {
    fn read(searcher: &Searcher) -> tantivy::Result<Self> {
        let readers = searcher.segment_readers().iter();
        let told = readers.map(told).collect::<tantivy::Result<Vec<_>>>()?;
        let mut values = COUNTED.map(|name| {
            let is_number = fields::find(name).is_some_and(|spec| spec.kind == Kind::Int);
            (is_number, BTreeSet::new())
        });
        for combination in told.iter().flatten() {
            for ((is_number, known), of_fact) in values.iter_mut().zip(combination) {
                known.extend(of_fact.iter().map(|value| counting(value, *is_number)));
            }
        }
        let values = values.map(|(_, known)| known.into_iter().map(Counting::into_text).collect::<Vec<_>>());
        let facts = values.iter().enumerate();
        let names = facts.flat_map(|(fact, values)| values.iter().map(move |value| (fact, value.as_str())));
        let numbers: BTreeMap<(usize, &str), u32> = names.zip(0..).collect();
        let segments = told.iter().map(|combinations| OfSegment::new(combinations, &numbers)).collect();
        Ok(Self { values, segments })
    }

    /// Begins to count in a segment.
    ///
    /// # Errors
    /// The segment cannot be read.
    pub(super) fn for_segment(
        self: &Arc<Self>,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentSpread> {
        let column = reader.fast_fields().str(schema::COUNTED)?;
        Ok(SegmentSpread {
            table: Arc::clone(self),
            segment: segment as usize,
            column: column.map(|column| column.ords().clone()),
            rows: Rows::default(),
            few: Vec::new(),
            many: Vec::new(),
        })
    }

    /// The most frequent values of each fact, by the counts of all segments.
    pub(super) fn counts(&self, segments: &[Vec<u64>]) -> Counts {
        let mut at = 0;
        let mut next = |values: &[String]| {
            let counts = (at..).map(|number| segments.iter().map(|counts| counts[number]).sum::<u64>());
            let counted = values.iter().cloned().zip(counts).filter(|(_, count)| *count > 0);
            let mut counted: Vec<(String, u64)> = counted.collect();
            counted.sort_by_key(|(_, count)| Reverse(*count));
            counted.truncate(MOST);
            at += values.len();
            counted
        };
        let [professions, departments, sectors, kinds] = &self.values;
        Counts {
            professions: next(professions),
            departments: next(departments),
            sectors: next(sectors),
            kinds: next(kinds),
        }
    }
}

/// The values of each combination of a segment, by its ordinal.
fn told(reader: &SegmentReader) -> tantivy::Result<Vec<counted::Values>> {
    let Some(column) = reader.fast_fields().str(schema::COUNTED)? else { return Ok(Vec::new()) };
    Ok(each(&column)?)
}

fn each(column: &StrColumn) -> io::Result<Vec<counted::Values>> {
    let mut combinations = Vec::with_capacity(column.dictionary().num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let unreadable = || io::Error::other("a combination of facts is none");
        combinations.push(counted::read(stream.key()).ok_or_else(unreadable)?);
    }
    Ok(combinations)
}

fn counting(value: &str, is_number: bool) -> Counting {
    let number = if is_number { value.parse().ok() } else { None };
    number.map_or_else(|| Counting::Text(value.to_owned()), Counting::Number)
}

impl OfSegment {
    fn new(combinations: &[counted::Values], numbers: &BTreeMap<(usize, &str), u32>) -> Self {
        let mut of_segment = Self { starts: vec![0], values: Vec::new() };
        for combination in combinations {
            let facts = combination.iter().enumerate();
            let values = facts.flat_map(|(fact, values)| values.iter().map(move |value| (fact, value)));
            of_segment.values.extend(values.filter_map(|(fact, value)| numbers.get(&(fact, value.as_str()))));
            of_segment.starts.push(of_segment.values.len() as u32);
        }
        of_segment
    }

    /// The numbers of the values of a combination.
    fn values(&self, ordinal: usize) -> &[u32] {
        let bounds = self.starts.get(ordinal..ordinal + 2);
        bounds.and_then(|bounds| self.values.get(bounds[0] as usize..bounds[1] as usize)).unwrap_or_default()
    }
}

impl SegmentSpread {
    /// Counts some documents, which come in order.
    pub(super) fn collect_block(&mut self, documents: &[DocId]) {
        let Some(column) = &self.column else { return };
        let ordinals = self.rows.values(column, documents);
        if self.many.is_empty() && self.few.len() + ordinals.len() <= FEW {
            self.few.extend_from_slice(ordinals);
            return;
        }
        if self.many.is_empty() {
            self.many = vec![0; column.max_value() as usize + 1];
            tick(&mut self.many, &self.few);
            self.few.clear();
        }
        tick(&mut self.many, ordinals);
    }

    /// How many of the documents have each value of the table.
    pub(super) fn harvest(self) -> Vec<u64> {
        let mut counts = vec![0; self.table.values.iter().map(Vec::len).sum()];
        let Some(of_segment) = self.table.segments.get(self.segment) else { return counts };
        let one_by_one = self.few.iter().map(|ordinal| (*ordinal as usize, 1));
        let together = self.many.iter().map(|count| u64::from(*count)).enumerate();
        for (ordinal, count) in one_by_one.chain(together.filter(|(_, count)| *count > 0)) {
            for value in of_segment.values(ordinal) {
                counts[*value as usize] += count;
            }
        }
        counts
    }
}

fn tick(counts: &mut [u32], ordinals: &[u64]) {
    for ordinal in ordinals {
        if let Some(count) = counts.get_mut(*ordinal as usize) {
            *count += 1;
        }
    }
}
