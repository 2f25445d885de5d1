//! Entries that several parts find, all of them.
//!
//! tantivy's own intersection moves every other part on to each entry of the rarest, which pays where that one
//! is rare. A word misspelt, unfinished and in any field stands for many in dozens of lists: to tick all of them
//! off takes less time than to look for thousands of entries in each list.

use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError,
    query::{
        BooleanQuery, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight,
        intersect_scorers,
    },
};

use super::{
    among::Among,
    either::{Either, stands_at},
    found::Found,
    gathered,
    ticked::Ticks,
    weighed::Weighed,
};

/// Where the rarest part finds fewer entries than this, the others are moved on to each of them.
const FEW: u64 = 1_000;

/// As many entries are ticked off in the time that a part takes to be moved on to one.
const TICKS: u64 = 64;

/// Finds what all of its parts find, with the score of all of them together.
#[derive(Debug)]
pub(super) struct Together {
    parts: Vec<Box<dyn Query>>,
    /// What adds to the score of what it finds as well.
    bonus: Option<Box<dyn Query>>,
}

struct TogetherWeight {
    parts: Vec<(Box<dyn Query>, Box<dyn Weight>)>,
    /// Where scores are wanted.
    bonus: Option<Box<dyn Weight>>,
    is_scored: bool,
}

/// The entries in order, with what adds to their score: some parts stand at each of them, the bonus may.
struct TogetherScorer {
    found: Box<dyn Scorer>,
    others: Vec<Box<dyn Scorer>>,
}

impl Together {
    /// What all of some parts find, what finds the bonus too standing higher.
    pub(super) fn new(parts: Vec<Box<dyn Query>>, bonus: Option<Box<dyn Query>>) -> Self {
        Self { parts, bonus }
    }

    /// What a query and a filter find, narrowed as deep inside as a few entries of the filter lead the way.
    pub(super) fn within(query: &dyn Query, filter: &dyn Query) -> Box<dyn Query> {
        let with_filter = |parts: &[&dyn Query]| {
            parts.iter().copied().chain([filter]).map(|part| part.box_clone()).collect::<Vec<_>>()
        };
        if let Some(Self { parts, bonus }) = query.downcast_ref::<Self>() {
            let parts: Vec<&dyn Query> = parts.iter().map(|part| &**part).collect();
            let bonus = bonus.as_ref().map(|bonus| bonus.box_clone());
            return Box::new(Self::new(with_filter(&parts), bonus));
        }
        match query.downcast_ref::<Either>() {
            Some(either) if either.parts().iter().any(|part| part.is::<Self>()) => {
                Box::new(either.each(|part| Self::within(part, filter)))
            }
            Some(_) => Box::new(Self::new(with_filter(&[query]), None)),
            None => Box::new(BooleanQuery::intersection(with_filter(&[query]))),
        }
    }
}

impl Clone for Together {
    fn clone(&self) -> Self {
        let bonus = self.bonus.as_ref().map(|bonus| bonus.box_clone());
        Self { parts: self.parts.iter().map(|part| part.box_clone()).collect(), bonus }
    }
}

impl Query for Together {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let parts = self.parts.iter().map(|part| Ok((part.box_clone(), part.weight(scoring)?)));
        let parts = parts.collect::<tantivy::Result<_>>()?;
        let is_scored = scoring.is_scoring_enabled();
        let bonus = self.bonus.as_ref().filter(|_| is_scored);
        let bonus = bonus.map(|bonus| bonus.weight(scoring)).transpose()?;
        Ok(Box::new(TogetherWeight { parts, bonus, is_scored }))
    }
}

impl TogetherWeight {
    fn scorers(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Vec<Box<dyn Scorer>>> {
        self.parts.iter().map(|(_, weight)| weight.scorer(reader, boost)).collect()
    }

    /// What each part finds, the rarest first; none where one of them finds nothing.
    fn by_rarity(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<Vec<Finding<'_>>>> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for (query, weight) in &self.parts {
            let finding = Finding::of(&**query, &**weight, reader, boost)?;
            if finding.cost == 0 {
                return Ok(None);
            }
            parts.push(finding);
        }
        parts.sort_by_key(|finding| finding.cost);
        Ok(Some(parts))
    }
}

/// What a part finds in a segment, as far as it was looked up.
struct Finding<'w> {
    query: &'w dyn Query,
    weight: &'w dyn Weight,
    /// Of words it is made only where it is moved on: to make it takes as long as to tick many of them off.
    scorer: Option<Box<dyn Scorer>>,
    /// About so many documents; 0 where there is none.
    cost: u64,
}

impl<'w> Finding<'w> {
    fn of(
        query: &'w dyn Query,
        weight: &'w dyn Weight,
        reader: &SegmentReader,
        boost: Score,
    ) -> tantivy::Result<Self> {
        if let Some(cost) = documents_of_words(query, reader)? {
            return Ok(Self { query, weight, scorer: None, cost });
        }
        let scorer = weight.scorer(reader, boost)?;
        let cost = if scorer.doc() == TERMINATED { 0 } else { scorer.cost().max(1) };
        Ok(Self { query, weight, scorer: Some(scorer), cost })
    }

    fn is_of_words(&self) -> bool {
        self.scorer.is_none()
    }

    fn scorer(self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.scorer.map_or_else(|| self.weight.scorer(reader, boost), Ok)
    }
}

/// The documents that all parts find; the parts are ticked off or moved on, whichever takes less.
fn common(parts: Vec<Finding<'_>>, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
    let mut found: Option<Vec<DocId>> = None;
    for part in parts {
        let is_ticked =
            part.is_of_words() && found.as_ref().is_none_or(|found| found.len() as u64 * TICKS > part.cost);
        found = Some(match (found, is_ticked) {
            (None, true) => ticked(part.query, reader)?.documents(),
            (None, false) => all_of(&mut *part.scorer(reader, 1.0)?),
            (Some(mut found), true) => {
                let ticks = ticked(part.query, reader)?;
                found.retain(|document| ticks.has(*document));
                found
            }
            (Some(mut found), false) => {
                let mut scorer = part.scorer(reader, 1.0)?;
                found.retain(|document| stands_at(&mut *scorer, *document));
                found
            }
        });
    }
    Ok(found.unwrap_or_default())
}

impl Weight for TogetherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(parts) = self.by_rarity(reader, boost)? else { return Ok(Box::new(EmptyScorer)) };
        let are_few = parts.first().is_none_or(|rarest| rarest.cost < FEW);
        let (found, mut others): (Box<dyn Scorer>, _) = if are_few {
            let scorers = parts.into_iter().map(|part| part.scorer(reader, boost));
            let scorers = scorers.collect::<tantivy::Result<_>>()?;
            (intersect_scorers(scorers, reader.num_docs()), Vec::new())
        } else {
            let found = common(parts, reader)?;
            let is_scored = self.is_scored && !found.is_empty();
            let others = if is_scored { self.scorers(reader, boost)? } else { Vec::new() };
            (Box::new(ConstScorer::new(Found::new(found), 0.0)), others)
        };
        if found.doc() == TERMINATED {
            return Ok(Box::new(EmptyScorer));
        }
        if let Some(bonus) = &self.bonus {
            others.push(bonus.scorer(reader, boost)?);
        }
        Ok(if others.is_empty() { found } else { Box::new(TogetherScorer { found, others }) })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document #({doc}) does not match")));
        }
        Ok(Explanation::new("several parts together", scorer.score()))
    }
}

/// About how many documents a query finds that finds what holds any of some words, whose documents can be ticked
/// off by whole blocks; none of any other query.
fn documents_of_words(query: &dyn Query, reader: &SegmentReader) -> tantivy::Result<Option<u64>> {
    if let Some(either) = query.downcast_ref::<Either>() {
        let mut all = 0;
        for part in either.parts() {
            let Some(documents) = documents_of_words(&**part, reader)? else { return Ok(None) };
            all += documents;
        }
        return Ok(Some(all));
    }
    if let Some(weighed) = query.downcast_ref::<Weighed>() {
        return documents_of_words(&*weighed.query, reader);
    }
    if let Some(among) = query.downcast_ref::<Among>() {
        return Ok(Some(among.documents_in(reader)));
    }
    let Some(word) = query.downcast_ref::<TermQuery>() else { return Ok(None) };
    let term = word.term();
    Ok(Some(reader.inverted_index(term.field())?.doc_freq(term)?.into()))
}

/// What a query of words finds in a segment.
fn ticked(query: &dyn Query, reader: &SegmentReader) -> tantivy::Result<Ticks> {
    let mut ticks = Ticks::none(reader.max_doc());
    tick(query, reader, &mut ticks)?;
    Ok(ticks)
}

fn tick(query: &dyn Query, reader: &SegmentReader, ticks: &mut Ticks) -> tantivy::Result<()> {
    if let Some(either) = query.downcast_ref::<Either>() {
        return either.parts().iter().try_for_each(|part| tick(&**part, reader, ticks));
    }
    if let Some(weighed) = query.downcast_ref::<Weighed>() {
        return tick(&*weighed.query, reader, ticks);
    }
    if let Some(among) = query.downcast_ref::<Among>() {
        return among.tick(reader, ticks);
    }
    if let Some(word) = query.downcast_ref::<TermQuery>() {
        let index = reader.inverted_index(word.term().field())?;
        if let Some(word) = index.get_term_info(word.term())? {
            gathered::each(&[word], &index, |some| ticks.tick(some))?;
        }
    }
    Ok(())
}

/// The documents that a part finds, one after another.
fn all_of(part: &mut dyn Scorer) -> Vec<DocId> {
    let (mut all, mut some) = (Vec::new(), [0; COLLECT_BLOCK_BUFFER_LEN]);
    loop {
        let filled = part.fill_buffer(&mut some);
        all.extend_from_slice(&some[..filled]);
        if filled < some.len() {
            return all;
        }
    }
}

impl DocSet for TogetherScorer {
    fn advance(&mut self) -> DocId {
        self.found.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.found.seek(target)
    }

    fn doc(&self) -> DocId {
        self.found.doc()
    }

    fn size_hint(&self) -> u32 {
        self.found.size_hint()
    }
}

impl Scorer for TogetherScorer {
    fn score(&mut self) -> Score {
        let doc = self.found.doc();
        let others = self.others.iter_mut();
        let more: Score =
            others.map(|other| if stands_at(&mut **other, doc) { other.score() } else { 0.0 }).sum();
        self.found.score() + more
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, IndexWriter, Term, collector::TopDocs, schema::IndexRecordOption};

    use super::*;
    use crate::{
        directory::{
            index::{
                analysis,
                query::effort::{Effort, Part},
                schema,
            },
            language::fields,
        },
        domain::entry::Entry,
    };

    fn word(name: &str, token: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(schema::field(fields::find(name).unwrap()), token);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    /// What has the word in either field.
    fn anywhere(token: &str) -> Box<dyn Query> {
        let parts = ["last_name", "first_name"]
            .map(|name| Part { query: word(name, token), effort: Effort::of_word(1.0) });
        Either::best_of(parts.into(), 0.5, 1.0).unwrap().query
    }

    #[test]
    fn many_entries_are_found_and_scored_as_tantivy_does() {
        let index = Index::create_in_ram(schema::schema());
        analysis::register(&index);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for number in 0..4 * FEW {
            let named = |every: u64, name: &str| number.is_multiple_of(every).then(|| name.to_owned());
            let entry = Entry {
                last_name: named(2, "martin").or(named(5, "paul")),
                first_name: named(3, "paul"),
                ..Entry::default()
            };
            writer.add_document(schema::document(&entry).unwrap()).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let found = |query: &dyn Query| {
            let mut found = searcher.search(query, &TopDocs::with_limit(5_000).order_by_score()).unwrap();
            found.sort_by_key(|(_, at)| *at);
            found
        };
        let words = || vec![anywhere("martin"), anywhere("paul")];
        let rare = word("first_name", "paul");
        let theirs = BooleanQuery::intersection(words());
        let ours = Together::new(words(), None);
        assert_eq!(found(&ours), found(&theirs));
        assert_eq!(ours.count(&searcher).unwrap(), found(&theirs).len());
        let filtered = found(&*Together::within(&ours, &*rare));
        let by_tantivy = BooleanQuery::intersection(vec![Box::new(theirs), rare.box_clone()]);
        assert_eq!(filtered.len(), found(&by_tantivy).len());
        let preferring = found(&Together::new(words(), Some(rare)));
        assert_eq!(preferring.len(), found(&ours).len());
        assert!(preferring.iter().zip(found(&ours)).any(|(more, less)| more.0 > less.0));
    }
}
