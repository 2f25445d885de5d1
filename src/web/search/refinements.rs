//! How the places found spread over professions, departments, sectors and kinds of activity, each a way to narrow
//! the search.

use super::form::{SearchForm, address_of};
use crate::domain::{codes, departments, particulars::Particulars, search::Counts};

/// Values of one fact that are offered.
const OFFERED: usize = 6;

/// The ways to narrow a search, a list for each filter that is not set.
#[derive(Default)]
pub struct Refinements {
    /// By profession.
    pub professions: Vec<Refinement>,
    /// By department.
    pub departments: Vec<Refinement>,
    /// By sector of activity.
    pub sectors: Vec<Refinement>,
    /// By kind of activity.
    pub kinds: Vec<Refinement>,
}

/// One way to narrow a search.
pub struct Refinement {
    /// What it keeps.
    pub name: String,
    /// How many places it keeps.
    pub count: u64,
    /// The address of the narrower search.
    pub address: String,
}

impl Refinements {
    /// The ways to narrow a search of which so many places were found.
    pub fn of(form: &SearchForm, counts: &Counts) -> Self {
        let search = || SearchForm { size: String::new(), ..form.clone() };
        Self {
            professions: offered(&form.profession, &counts.professions, |code| {
                let name = codes::label(&codes::PROFESSIONS, code)?.to_owned();
                Some((name, SearchForm { profession: code.to_owned(), ..search() }))
            }),
            departments: offered(&form.department, &counts.departments, |code| {
                let name = format!("{code} {}", departments::name(code)?);
                Some((name, SearchForm { department: code.to_owned(), ..search() }))
            }),
            sectors: offered(&form.sector, &counts.sectors, |number| {
                let (code, name) = codes::numbered(&codes::SECTORS, number.parse().ok()?)?;
                Some((name.to_owned(), SearchForm { sector: code.to_owned(), ..search() }))
            }),
            kinds: offered(&form.particulars.kind, &counts.kinds, |code| {
                let name = codes::label(&codes::ACTIVITY_KINDS, code)?.to_owned();
                let particulars = Particulars { kind: code.to_owned(), ..form.particulars.clone() };
                Some((name, SearchForm { particulars, ..search() }))
            }),
        }
    }

    /// Each list with the text that says by what it narrows.
    pub fn lists(&self) -> [(&'static str, &[Refinement]); 4] {
        [
            ("filter-profession", &self.professions),
            ("filter-department", &self.departments),
            ("filter-sector", &self.sectors),
            ("field-kind", &self.kinds),
        ]
    }
}

/// The most frequent values of a fact; none where the filter is set, or one value is all.
fn offered(
    chosen: &str,
    counts: &[(String, u64)],
    narrowed: impl Fn(&str) -> Option<(String, SearchForm)>,
) -> Vec<Refinement> {
    if !chosen.trim().is_empty() || counts.len() < 2 {
        return Vec::new();
    }
    let refinement = |(code, count): &(String, u64)| {
        let (name, form) = narrowed(code)?;
        Some(Refinement { name, count: *count, address: address_of(&form) })
    };
    counts.iter().filter_map(refinement).take(OFFERED).collect()
}
