//! The search as its form and its address have it.

use serde::{Deserialize, Serialize};

use crate::{
    directory::unfound::Words,
    domain::{
        particulars::Particulars,
        reading::Reading,
        search::Order,
        staff_query::{PAGE, StaffSearch, says_something},
        text,
    },
    web::error::Error,
};

/// The most places on a page: who wants more of them had better narrow the search.
pub const LARGEST_PAGE: u32 = 500;

/// Longest text that is searched for, in characters: more was pasted by mistake, and a directory refuses it.
const LONGEST: usize = 500;

/// Most words of which each may be left out.
const MOST_WORDS: usize = 6;

/// The search as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SearchForm {
    /// What was typed in the box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Code of a profession.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profession: String,
    /// Code of a department.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Name of a town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub town: String,
    /// Code of a sector of activity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sector: String,
    /// `1` for the company's clients alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clients: String,
    /// What was typed of single fields.
    #[serde(flatten)]
    pub particulars: Particulars,
    /// `name` or `town`; nothing means the best first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// The most places; nothing means a first page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub size: String,
}

impl SearchForm {
    /// The form when its size is a number and no text too long, without the filters that hold only signs,
    /// which would be shown and keep nothing.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is not, or a text is.
    pub fn checked(self) -> Result<Self, Error> {
        if !self.size.is_empty() && self.size.parse::<u32>().is_err() {
            return Err(Error::Malformed("error-400", format!("the size {:?} is no number", self.size)));
        }
        let is_too_long = |typed: &str| typed.chars().nth(LONGEST).is_some();
        let typed =
            self.particulars.each().map(|(_, typed)| typed).into_iter().chain([&*self.q, &*self.town]);
        if typed.into_iter().any(is_too_long) {
            return Err(Error::Malformed("error-search-too-long", "a text is too long".to_owned()));
        }
        let said = |typed: String| if text::is_mute(&typed) { String::new() } else { typed };
        Ok(Self {
            profession: said(self.profession),
            department: said(self.department),
            town: said(self.town),
            sector: said(self.sector),
            clients: said(self.clients),
            particulars: self.particulars.said(),
            ..self
        })
    }

    /// What is asked of the directory.
    pub fn search(&self) -> StaffSearch {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        StaffSearch {
            text: self.q.clone(),
            profession: given(&self.profession),
            department: given(&self.department),
            town: given(&self.town),
            sector: given(&self.sector),
            clients: self.clients == "1",
            particulars: self.particulars.clone(),
            order: match self.sort.as_str() {
                "name" => Order::Name,
                "town" => Order::Town,
                _ => Order::Relevance,
            },
            size: self.size.parse().unwrap_or(PAGE).clamp(1, LARGEST_PAGE),
        }
    }

    /// Whether a filter narrows it.
    pub fn is_filtered(&self) -> bool {
        let filters = [&self.profession, &self.department, &self.town, &self.sector, &self.clients];
        filters.iter().any(|filter| !filter.trim().is_empty()) || self.particulars.is_filled()
    }

    /// The words typed, in the box and of names by themselves.
    pub fn words(&self) -> Vec<String> {
        let [last_name, first_name] = self.particulars.names();
        [Reading::of(&self.q).words, last_name, first_name].concat()
    }

    /// What was typed of whom is looked for: the box, else the names by themselves.
    pub fn sought(&self) -> String {
        let names =
            || format!("{} {}", self.particulars.last_name.trim(), self.particulars.first_name.trim());
        let typed = if self.q.trim().is_empty() { names() } else { self.q.clone() };
        typed.trim().to_owned()
    }

    /// The address of the same search with more places, at the first of them.
    pub fn larger(&self, size: u32, shown: usize) -> String {
        let address = address_of(&Self { size: size.to_string(), ..self.clone() });
        format!("{address}#place-{}", shown + 1)
    }

    /// The address of the same search without its filters.
    pub fn unfiltered(&self) -> String {
        address_of(&Self { q: self.q.clone(), ..Self::default() })
    }

    /// Each order with its address, the one in use marked.
    pub fn orders(&self) -> Vec<Ordered> {
        let order = |(sort, text): (&str, &'static str)| Ordered {
            text,
            address: address_of(&Self { sort: sort.to_owned(), size: String::new(), ..self.clone() }),
            is_current: self.sort == sort,
        };
        [("", "sort-relevance"), ("name", "sort-name"), ("town", "sort-town")].map(order).into()
    }

    /// Words with the address of the same search without them: the ways that are known to find something,
    /// else each word.
    pub fn without_words(&self, known: Option<&[Words]>) -> Vec<(String, String)> {
        let words: Vec<&str> = self.q.split_whitespace().collect();
        let told = |way: &Words| {
            let (left_out, kept): (Vec<_>, Vec<_>) =
                words.iter().enumerate().partition(|(at, _)| way.contains(at));
            let [left_out, kept] = [left_out, kept]
                .map(|some| some.into_iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" "));
            (left_out, address_of(&Self { q: kept, size: String::new(), ..self.clone() }))
        };
        match known {
            Some(ways) => ways.iter().map(told).collect(),
            None if !(2..=MOST_WORDS).contains(&words.len()) => Vec::new(),
            None => {
                let each = (0..words.len()).filter(|at| says_something(words[*at]));
                each.map(|at| told(&Words::from([at]))).collect()
            }
        }
    }
}

/// An order that the answer may have.
pub struct Ordered {
    /// The text that names it.
    pub text: &'static str,
    /// The address of the same search in it.
    pub address: String,
    /// Whether it is the one in use.
    pub is_current: bool,
}

/// The address of a search.
pub fn address_of(form: &SearchForm) -> String {
    let query = serde_urlencoded::to_string(form).unwrap_or_default();
    if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
}
