//! One walk over what a query finds: how many entries, those of the page, and the facets.
//!
//! To find the entries costs as much as all that is done with them, so it is done once.

use std::{collections::BTreeMap, io, sync::Arc};

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

use super::{
    facets::{Bucket, Counting, Facet, SegmentFacet},
    page::{Page, Placed, SegmentPage},
    spread::{SegmentSpread, Table},
};
use crate::domain::search::Counts;

/// What is wanted of the entries found.
pub struct Walk<'a> {
    /// The page; none where no entry is wanted.
    pub page: Option<Page<'a>>,
    /// What is counted of single fields.
    pub facets: Vec<Facet<'a>>,
    /// By what the facts that pages count are counted; none where they are not.
    pub spread: Option<Arc<Table>>,
}

/// What a walk came to.
pub struct Walked {
    /// How many entries were found.
    pub found: u64,
    /// Those of the page, in order.
    pub hits: Vec<Placed>,
    /// The facets, in the order asked.
    pub facets: Vec<Vec<Bucket>>,
    /// The facts that pages count; nothing where they were not counted.
    pub counts: Counts,
}

/// So many documents are counted together.
const TOGETHER: usize = 512;

/// The walk through one segment.
pub struct SegmentWalk {
    found: u64,
    page: Option<SegmentPage>,
    facets: Vec<SegmentFacet>,
    spread: Option<SegmentSpread>,
    /// Those found that are not counted yet.
    uncounted: Vec<DocId>,
}

/// What the walk through one segment came to.
pub struct SegmentWalked {
    found: u64,
    page: tantivy::Result<Vec<Placed>>,
    facets: Vec<io::Result<BTreeMap<Counting, u64>>>,
    spread: Option<Vec<u64>>,
}

impl Collector for Walk<'_> {
    type Fruit = Walked;
    type Child = SegmentWalk;

    fn for_segment(&self, at: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentWalk> {
        let facets = self.facets.iter().map(|facet| facet.for_segment(at, reader));
        Ok(SegmentWalk {
            found: 0,
            page: self.page.as_ref().map(|page| page.for_segment(at, reader)).transpose()?,
            facets: facets.collect::<tantivy::Result<_>>()?,
            spread: self.spread.as_ref().map(|table| table.for_segment(at, reader)).transpose()?,
            uncounted: Vec::with_capacity(TOGETHER),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.page.as_ref().is_some_and(Page::requires_scoring)
    }

    fn merge_fruits(&self, segments: Vec<SegmentWalked>) -> tantivy::Result<Walked> {
        let found = segments.iter().map(|segment| segment.found).sum();
        let (mut pages, mut spreads) = (Vec::new(), Vec::new());
        let mut counted: Vec<_> = self.facets.iter().map(|_| Vec::new()).collect();
        for segment in segments {
            pages.push(segment.page);
            spreads.extend(segment.spread);
            counted.iter_mut().zip(segment.facets).for_each(|(of_all, of_one)| of_all.push(of_one));
        }
        let hits = self.page.as_ref().map(|page| page.merge_fruits(pages)).transpose()?;
        let facets = self.facets.iter().zip(counted).map(|(facet, counted)| facet.merge_fruits(counted));
        Ok(Walked {
            found,
            hits: hits.unwrap_or_default(),
            facets: facets.collect::<tantivy::Result<_>>()?,
            counts: self.spread.as_ref().map(|table| table.counts(&spreads)).unwrap_or_default(),
        })
    }
}

impl SegmentCollector for SegmentWalk {
    type Fruit = SegmentWalked;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.found += 1;
        if let Some(page) = &mut self.page {
            page.collect(doc, score);
        }
        if self.is_counting() {
            self.uncounted.push(doc);
            if self.uncounted.len() == TOGETHER {
                self.count();
            }
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.found += docs.len() as u64;
        if let Some(page) = &mut self.page {
            page.collect_block(docs);
        }
        if self.is_counting() {
            self.uncounted.extend_from_slice(docs);
            if self.uncounted.len() >= TOGETHER {
                self.count();
            }
        }
    }

    fn harvest(mut self) -> SegmentWalked {
        self.count();
        SegmentWalked {
            found: self.found,
            page: self.page.map_or_else(|| Ok(Vec::new()), SegmentPage::harvest),
            facets: self.facets.into_iter().map(SegmentFacet::harvest).collect(),
            spread: self.spread.map(SegmentSpread::harvest),
        }
    }
}

impl SegmentWalk {
    fn is_counting(&self) -> bool {
        self.spread.is_some() || !self.facets.is_empty()
    }

    fn count(&mut self) {
        for facet in &mut self.facets {
            facet.collect_block(&self.uncounted);
        }
        if let Some(spread) = &mut self.spread {
            spread.collect_block(&self.uncounted);
        }
        self.uncounted.clear();
    }
}
