//! What a listing shows: the table, its columns, and where the facts of its filters are found.

use super::{
    filters::Filter,
    pages::{Cursor, Order},
};
use crate::domain::identifiers::{Finess, Rpps};

/// What is listed: a table and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// The organizations, by FINESS number.
    Organizations,
    /// The workers, by RPPS number.
    Workers,
}

/// Where a fact is found: in the row itself, or in a row linked to it.
pub enum Fact {
    /// That column of the row.
    Own(&'static str),
    /// That column of the affiliations.
    Linked(&'static str),
}

impl Listed {
    /// The table.
    pub fn table(self) -> &'static str {
        match self {
            Self::Organizations => "organizations",
            Self::Workers => "workers",
        }
    }

    /// The column of the key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Organizations => "finess",
            Self::Workers => "rpps_number",
        }
    }

    /// What it is linked to.
    pub fn other(self) -> Self {
        match self {
            Self::Organizations => Self::Workers,
            Self::Workers => Self::Organizations,
        }
    }

    /// The column of an order. A worker is in no town: there the name decides.
    pub fn sorted_by(self, order: Order) -> &'static str {
        match (order, self) {
            (Order::Date, _) => "created_at",
            (Order::Town, Self::Organizations) => "sort_town",
            (Order::Name, _) | (Order::Town, Self::Workers) => "sort_name",
        }
    }

    /// Whether a page of it in that order may begin there: workers, who may have several towns, are sorted by
    /// name instead.
    pub fn may_begin(self, after: &Cursor, order: Order) -> bool {
        let order = if self.sorted_by(order) == "sort_name" { Order::Name } else { order };
        after.order() == Some(order)
    }

    /// Whether a place is that of one of its rows: its key is of their kind.
    pub fn has_place(self, place: &Cursor) -> bool {
        match self {
            Self::Organizations => Finess::parse(place.key()).is_ok(),
            Self::Workers => Rpps::parse(place.key()).is_ok(),
        }
    }

    /// The columns by which rows are told apart, filtered and sorted.
    pub fn facts(self) -> &'static str {
        match self {
            Self::Organizations => {
                "finess, department, activity_segment_code, created_at, created_by, sort_name, sort_town"
            }
            Self::Workers => "rpps_number, profession_code, created_at, created_by, sort_name",
        }
    }

    /// How many rows of SQLite's full text one beginning of a sort name has room for: as many as there
    /// can be keys.
    pub fn rows_per_lead(self) -> i64 {
        match self {
            Self::Organizations => 10_000_000_000,
            Self::Workers => 100_000_000_000,
        }
    }

    /// The copy of the sort name that an affiliation holds.
    pub fn copied_sort_name(self) -> &'static str {
        match self {
            Self::Organizations => "organization_sort_name",
            Self::Workers => "worker_sort_name",
        }
    }

    /// Where what a filter looks at is found.
    pub(super) fn fact(self, filter: Filter<'_>) -> Fact {
        match (filter, self) {
            (Filter::Since(_), _) => Fact::Own("created_at"),
            (Filter::By(_), _) => Fact::Own("created_by"),
            (Filter::Department(_), Self::Organizations) => Fact::Own("department"),
            (Filter::Department(_), Self::Workers) => Fact::Linked("department"),
            (Filter::Sector(_), Self::Organizations) => Fact::Own("activity_segment_code"),
            (Filter::Sector(_), Self::Workers) => Fact::Linked("activity_segment_code"),
            (Filter::Profession(_), Self::Organizations) => Fact::Linked("profession_code"),
            (Filter::Profession(_), Self::Workers) => Fact::Own("profession_code"),
            (Filter::Among(_), _) => Fact::Own(self.key()),
            (Filter::LinkedTo(_), _) => Fact::Linked(self.other().key()),
        }
    }

    /// Whether an index holds the rows that pass the filter in that order.
    pub(super) fn is_in_order(self, filter: Filter<'_>, order: Order) -> bool {
        match filter {
            Filter::Since(_) => order == Order::Date,
            Filter::Among(_) => false,
            Filter::By(_) => order == Order::Date || self.sorted_by(order) == "sort_name",
            _ => self.sorted_by(order) == "sort_name" && matches!(self.fact(filter), Fact::Own(_)),
        }
    }
}
