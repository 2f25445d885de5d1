//! `return`: which fields of an entry an answer holds (`cloudsearch.md` §1.4).

use super::{
    fields::{self, Knows},
    refusal::Refusal,
};

/// The fields of an entry that are answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    names: Names,
    /// Whether the relevance score is answered too.
    pub with_score: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Names {
    All,
    These(Vec<String>),
}

impl Returned {
    /// All fields, without the score.
    pub fn all() -> Self {
        Self { names: Names::All, with_score: false }
    }

    /// Reads a comma list; none means all fields.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownField`].
    pub fn parse(list: Option<&str>, knows: Knows<'_>) -> Result<Self, Refusal> {
        let mut returned = Self { names: Names::These(Vec::new()), with_score: false };
        let list = list.filter(|list| !list.trim().is_empty()).unwrap_or("_all_fields");
        for name in list.split(',').map(str::trim) {
            match name {
                "_all_fields" => returned.names = Names::All,
                "_no_fields" => {}
                "_score" => returned.with_score = true,
                _ => returned.add(name, knows)?,
            }
        }
        Ok(returned)
    }

    /// Whether a field is answered where an entry has it.
    pub fn has(&self, name: &str) -> bool {
        match &self.names {
            Names::All => true,
            Names::These(names) => names.iter().any(|one| one == name),
        }
    }

    /// Whether no field is answered, whatever an entry has.
    pub fn is_nothing(&self) -> bool {
        self.names == Names::These(Vec::new())
    }

    fn add(&mut self, name: &str, knows: Knows<'_>) -> Result<(), Refusal> {
        let is_field = name != fields::ID && (fields::find(name).is_some() || fields::is_only_returned(name));
        if !is_field && !knows(name) {
            return Err(Refusal::UnknownField(name.to_owned()));
        }
        if let Names::These(names) = &mut self.names {
            names.push(name.to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(list: &str) -> Result<Returned, Refusal> {
        Returned::parse(Some(list), &|name| name == "badge")
    }

    #[test]
    fn a_list_names_fields_and_the_score() {
        let some = parse("city, _score,badge,role_name").unwrap();
        assert!(some.with_score && some.has("city") && some.has("badge") && !some.has("street"));
        let nothing = parse("_no_fields").unwrap();
        assert!(nothing.is_nothing() && !nothing.has("city") && !nothing.with_score);
        let all = Returned::parse(None, &|_| false).unwrap();
        assert!(all.has("city") && !all.with_score && !all.is_nothing());
        assert!(parse("city,_all_fields").unwrap().has("street"));
    }

    #[test]
    fn an_unknown_field_is_refused() {
        for unknown in ["nosuchfield", "city,", "_id", "_version", "pfx", "entry"] {
            assert!(matches!(parse(unknown), Err(Refusal::UnknownField(_))), "{unknown}");
        }
    }
}
