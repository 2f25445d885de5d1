//! What narrows a listing beside the words typed.

/// Facts that the rows of a listing must have; none narrows nothing. What an organization is asked
/// of a worker's facts, one of its workers must have, and the other way round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Code of the organization's department.
    pub department: Option<String>,
    /// Code of the worker's profession.
    pub profession: Option<String>,
    /// Code of the organization's sector of activity.
    pub sector: Option<String>,
    /// Registered at this moment or later: seconds since 1970, UTC.
    pub since: Option<i64>,
    /// Registered by this person.
    pub by: Option<String>,
    /// Linked to one of some rows; none narrows nothing.
    pub linked: Linked,
    /// One of these, by their keys; none narrows nothing.
    pub among: Vec<String>,
}

/// Rows that are linked to one of these, by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// What they are linked to.
    pub to: Vec<String>,
    /// Rows that pass without it.
    pub or: Vec<String>,
}

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter<'a> {
    Department(&'a str),
    Profession(&'a str),
    Sector(&'a str),
    Since(i64),
    By(&'a str),
    LinkedTo(&'a Linked),
    Among(&'a [String]),
}

impl Filters {
    /// Those that are set.
    pub(super) fn given(&self) -> Vec<Filter<'_>> {
        let given = [
            self.department.as_deref().map(Filter::Department),
            self.profession.as_deref().map(Filter::Profession),
            self.sector.as_deref().map(Filter::Sector),
            self.by.as_deref().map(Filter::By),
            Some(&self.linked).filter(|linked| !linked.to.is_empty()).map(Filter::LinkedTo),
            Some(self.among.as_slice()).filter(|keys| !keys.is_empty()).map(Filter::Among),
        ];
        given.into_iter().flatten().chain(self.since.map(Filter::Since)).collect()
    }
}
