//! What staff fill in.

use crate::domain::{particulars::Particulars, search::Order};

/// Places on a first page; "more" adds as many.
pub const PAGE: u32 = 20;

/// The search that staff fill in: one box and its filters, all optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffSearch {
    /// What was typed in the box.
    pub text: String,
    /// Code of a profession.
    pub profession: Option<String>,
    /// Code of a department.
    pub department: Option<String>,
    /// Name of a town.
    pub town: Option<String>,
    /// Code of a sector of activity, such as `SA07` or `7`.
    pub sector: Option<String>,
    /// Only the company's clients.
    pub clients: bool,
    /// What was typed of single fields.
    pub particulars: Particulars,
    /// The most places to answer.
    pub size: u32,
    /// The order of the answer.
    pub order: Order,
}

impl StaffSearch {
    /// The same words without any filter; none where none is set.
    pub fn unfiltered(&self) -> Option<Self> {
        let words = Self { text: self.text.clone(), size: self.size, order: self.order, ..Self::default() };
        (words != *self).then_some(words)
    }
}
