//! How much a part of a question makes a search look at, estimated before anything is walked over.
//!
//! A look is about a nanosecond: one comparison of where a part stands. What else a walk does is worth
//! several, as the constants have it. An estimate errs on the side of more.

use tantivy::query::Query;

/// The most looks of one question: about half a second of one core.
pub const MOST_LOOKS: f64 = 2e8;

/// That limit in the words of whoever wrote the question.
pub const LIMIT: &str = "at most 200 million looks at words and entries, by an estimate made beforehand";

/// Moving a word's list of documents on.
const MOVED: f64 = 5.0;

/// Counting, scoring and placing an entry that is found.
const FOUND: f64 = 10.0;

/// Beginning to read the documents of one word among many.
const OPENED: f64 = 300.0;

/// Ticking one document off in a set of all.
const TICKED: f64 = 4.0;

/// Reading one value of a column.
const READ: f64 = 10.0;

/// Comparing the places of a word in one value.
const PLACED: f64 = 20.0;

/// What finds some entries, and how much it costs.
#[derive(Debug)]
pub struct Part {
    /// What finds them.
    pub query: Box<dyn Query>,
    /// What it costs.
    pub effort: Effort,
}

/// What finds some entries; none where it is known that there is none.
pub type Matching = tantivy::Result<Option<Part>>;

/// What finding some entries costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// The most entries that are found.
    reach: f64,
    /// Looks before the first one.
    ahead: f64,
    /// Looks for each entry at which it stands or that it is asked about.
    each: f64,
}

impl Part {
    /// A query and what it costs.
    pub fn new(query: impl Query, effort: Effort) -> Self {
        Self { query: Box::new(query), effort }
    }

    /// The same, to be used once more.
    pub fn copied(&self) -> Self {
        Self { query: self.query.box_clone(), effort: self.effort }
    }

    /// The same entries, found by a query made of this one.
    pub fn wrapped<Q: Query>(self, wrap: impl FnOnce(Box<dyn Query>) -> Q) -> Self {
        Self { query: Box::new(wrap(self.query)), effort: self.effort }
    }
}

impl Effort {
    /// Of so many entries one after another.
    pub fn everything(entries: f64) -> Self {
        Self { reach: entries, ahead: 0.0, each: 1.0 }
    }

    /// Of the entries that hold one word, so many.
    pub fn of_word(documents: f64) -> Self {
        Self { reach: documents, ahead: 0.0, each: MOVED }
    }

    /// Of the entries that hold some of many words, ticked off one by one before the first.
    pub fn ticked_off(words: f64, documents: f64, entries: f64) -> Self {
        let reach = documents.min(entries);
        Self { reach, ahead: words * OPENED + documents * TICKED, each: MOVED }
    }

    /// Looks before the first entry is found.
    pub fn ahead(&self) -> f64 {
        self.ahead
    }

    /// Of a column of so many values, of which any may be found.
    pub fn of_column(entries: f64) -> Self {
        Self { reach: entries, ahead: 0.0, each: READ }
    }

    /// Of a column of so many values, read before the first of a few is found.
    pub fn of_few_in_column(few: f64, entries: f64) -> Self {
        Self { reach: few, ahead: entries * READ, each: MOVED }
    }

    /// Of so many words in order, in the entries that hold all of them.
    pub fn placed(self, words: f64) -> Self {
        Self { each: self.each + words * PLACED, ..self }
    }

    /// The same where all of its entries are found before the first is answered.
    pub fn at_once(self) -> Self {
        Self { ahead: self.ahead + self.reach * self.each, each: MOVED, ..self }
    }

    /// The same where its documents are gathered for another part of the question.
    pub fn gathered(self) -> Self {
        Self { ahead: 0.0, ..self }
    }

    /// Of the entries that all of some parts find, the rarest leading, without those that another finds,
    /// asking one more about their score. Some parts are required, or it is of everything.
    pub fn all(required: &[Self], besides: &[Self], entries: f64) -> Self {
        let reach = required.iter().map(|part| part.reach).fold(entries, f64::min);
        let ahead = required.iter().chain(besides).map(|part| part.ahead).sum();
        let each: f64 = required.iter().map(|part| part.each).sum();
        Self { reach, ahead, each: each + besides.iter().map(|part| part.asked_at(reach)).sum::<f64>() }
    }

    /// Of the entries that any of some parts finds: each part is looked at for every entry, and moved on
    /// where it stands there.
    pub fn any(parts: &[Self], entries: f64) -> Self {
        let reach = parts.iter().map(|part| part.reach).sum::<f64>().min(entries);
        let ahead = parts.iter().map(|part| part.ahead).sum();
        Self { reach, ahead, each: parts.iter().map(|part| 1.0 + part.asked_at(reach)).sum() }
    }

    /// Looks for each of so many entries that it is asked about, of which it is moved on only to its own.
    fn asked_at(&self, entries: f64) -> f64 {
        self.each * (self.reach / entries.max(1.0)).min(1.0)
    }

    /// All looks of a walk over what is found.
    pub fn looks(&self) -> f64 {
        self.ahead + self.reach * (self.each + FOUND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_told_as_it_is() {
        assert!(LIMIT.contains(&format!(" {} million ", MOST_LOOKS / 1e6)), "{LIMIT}");
    }

    #[test]
    fn the_rarest_part_decides_what_all_cost() {
        let [rare, common] = [10.0, 1_000.0].map(Effort::of_word);
        let all = Effort::all(&[rare, common], &[], 2_000.0);
        assert_eq!(all.looks(), 10.0 * (2.0 * MOVED + FOUND));
        let without = Effort::all(&[common], &[rare], 2_000.0);
        assert_eq!(without.looks(), 1_000.0 * (MOVED + FOUND) + 10.0 * MOVED);
    }

    #[test]
    fn each_part_of_many_is_looked_at_for_every_entry() {
        let parts = vec![Effort::of_word(100.0); 50];
        let any = Effort::any(&parts, 1_000.0);
        assert_eq!(any.reach, 1_000.0);
        assert_eq!(any.looks(), 1_000.0 * (50.0 + 50.0 * MOVED / 10.0 + FOUND));
    }
}
