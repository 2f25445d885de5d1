//! One walk over what a query finds: how many entries, those of the page, and the facets.
//!
//! To find the entries costs as much as all that is done with them, so it is done once.

use std::{collections::BTreeMap, io};

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

use super::{
    facets::{Bucket, Counting, Facet, SegmentFacet},
    page::{Page, Placed, SegmentPage},
};

/// What is wanted of the entries found.
pub struct Walk<'a> {
    /// The page; none where no entry is wanted.
    pub page: Option<Page<'a>>,
    /// What is counted.
    pub facets: Vec<Facet<'a>>,
}

/// What a walk came to.
pub struct Walked {
    /// How many entries were found.
    pub found: u64,
    /// Those of the page, in order.
    pub hits: Vec<Placed>,
    /// The facets, in the order asked.
    pub facets: Vec<Vec<Bucket>>,
}

/// So many documents are counted together.
const TOGETHER: usize = 512;

/// The walk through one segment.
pub struct SegmentWalk {
    found: u64,
    page: Option<SegmentPage>,
    facets: Vec<SegmentFacet>,
    /// Those found that are not counted yet.
    uncounted: Vec<DocId>,
}

/// What the walk through one segment came to.
pub struct SegmentWalked {
    found: u64,
    page: tantivy::Result<Vec<Placed>>,
    facets: Vec<io::Result<BTreeMap<Counting, u64>>>,
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
            uncounted: Vec::with_capacity(TOGETHER),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.page.as_ref().is_some_and(Page::requires_scoring)
    }

    fn merge_fruits(&self, segments: Vec<SegmentWalked>) -> tantivy::Result<Walked> {
        let found = segments.iter().map(|segment| segment.found).sum();
        let (mut pages, mut counted) =
            (Vec::new(), self.facets.iter().map(|_| Vec::new()).collect::<Vec<_>>());
        for segment in segments {
            pages.push(segment.page);
            counted.iter_mut().zip(segment.facets).for_each(|(of_all, of_one)| of_all.push(of_one));
        }
        let hits = self.page.as_ref().map(|page| page.merge_fruits(pages)).transpose()?;
        let facets = self.facets.iter().zip(counted).map(|(facet, counted)| facet.merge_fruits(counted));
        Ok(Walked { found, hits: hits.unwrap_or_default(), facets: facets.collect::<tantivy::Result<_>>()? })
    }
}

impl SegmentCollector for SegmentWalk {
    type Fruit = SegmentWalked;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.found += 1;
        if let Some(page) = &mut self.page {
            page.collect(doc, score);
        }
        if !self.facets.is_empty() {
            self.uncounted.push(doc);
            if self.uncounted.len() == TOGETHER {
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
        }
    }
}

impl SegmentWalk {
    fn count(&mut self) {
        for facet in &mut self.facets {
            facet.collect_block(&self.uncounted);
        }
        self.uncounted.clear();
    }
}
