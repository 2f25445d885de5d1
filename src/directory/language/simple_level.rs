//! What the simple syntax makes of parts that follow one another (`cloudsearch.md` §2.9).

use super::query::{Join, Query};

/// What was read of one group so far.
pub(super) struct Level {
    top: Option<Query>,
    operator: Option<Join>,
    default: Join,
    bonus: Vec<Query>,
    has_optional: bool,
}

impl Level {
    /// Nothing yet; parts without an operator between them are joined by `default`.
    pub fn new(default: Join) -> Self {
        Self { top: None, operator: None, default, bonus: Vec::new(), has_optional: false }
    }

    /// Takes note of an operator before the next part; the first of several holds.
    pub fn expect(&mut self, join: Join) {
        if self.top.is_some() {
            self.operator.get_or_insert(join);
        }
    }

    /// Takes an operator back.
    pub fn forget_operator(&mut self) {
        self.operator = None;
    }

    /// Takes note of what decides only where nothing else does: elsewhere it adds to the score, or,
    /// negated, does nothing.
    pub fn prefer(&mut self, part: Query, negated: bool) {
        self.has_optional = true;
        if !negated {
            self.bonus.push(part);
        }
    }

    /// Whether parts were read, but none that decides beside others.
    pub fn has_only_optional(&self) -> bool {
        self.top.is_none() && self.has_optional
    }

    /// Joins a part to what was read.
    pub fn attach(&mut self, part: Query, negated: bool) {
        let part = if negated { Query::Not(Box::new(part)) } else { part };
        let join = self.operator.take().unwrap_or(self.default);
        self.top = Some(match self.top.take() {
            None => part,
            Some(top) => top.joined(join, part),
        });
    }

    /// Joins what was read of a group within this one.
    pub fn attach_level(&mut self, inner: Self, negated: bool) {
        self.has_optional |= inner.has_optional;
        match inner.top {
            Some(top) => self.attach(top.preferring(inner.bonus), negated),
            None if negated => {}
            None => self.bonus.extend(inner.bonus),
        }
    }

    /// What was read, if it decides anything.
    pub fn into_query(self) -> Option<Query> {
        self.top.map(|top| top.preferring(self.bonus))
    }
}
