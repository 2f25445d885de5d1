//! A change at the source as the database holds it.

use diesel::{Insertable, QueryResult, Queryable, Selectable, result::Error};

use super::{
    error::unreadable,
    schema::changes,
    text::{json, storable},
};
use crate::domain::{
    change::{self, Difference},
    changed_fact::{ChangedFact, Facts},
    identifiers::{Finess, Rpps},
};

/// Waiting for a decision.
pub const OPEN: &str = "open";

/// Decided against, for as long as the directory says the same.
pub const DISMISSED: &str = "dismissed";

/// A row of `changes`, written and read alike.
#[derive(Clone, Hash, Insertable, Queryable, Selectable)]
#[diesel(table_name = changes, treat_none_as_default_value = false)]
pub struct ChangeRecord {
    pub id: String,
    pub finess: Option<String>,
    pub rpps_number: Option<String>,
    fact: String,
    registered: String,
    directory: Option<String>,
    pub found_at: i64,
    pub state: String,
}

impl ChangeRecord {
    /// The row of an open change, found at that moment (seconds since 1970).
    pub fn new(difference: &Difference, now: i64) -> QueryResult<Self> {
        let finess = difference.finess.as_ref().map(Finess::as_str);
        let rpps = difference.rpps_number.as_ref().map(Rpps::as_str);
        let fact = difference.fact.as_str();
        Ok(Self {
            // Every part has one length, so that keys sort alike whatever the collation.
            id: format!("{}.{}.{fact}", finess.unwrap_or("000000000"), rpps.unwrap_or("00000000000")),
            finess: finess.map(str::to_owned),
            rpps_number: rpps.map(str::to_owned),
            fact: fact.to_owned(),
            registered: json(&stored(&difference.registered))?,
            directory: difference.directory.as_ref().map(|facts| json(&stored(facts))).transpose()?,
            found_at: now,
            state: OPEN.to_owned(),
        })
    }

    /// Whether both tell of one value of the directory's, whatever goes with it.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |row: &Self| {
            let facts: Option<Facts> =
                row.directory.as_deref().and_then(|json| serde_json::from_str(json).ok());
            facts.map(change::alone)
        };
        self.directory.is_some() == other.directory.is_some() && said(self) == said(other)
    }

    /// Whether both tell of one value of the register's, too, and of all that goes with the directory's.
    pub fn is_like(&self, other: &Self) -> bool {
        self.directory == other.directory && self.registered == other.registered
    }

    /// What the row tells of.
    pub fn into_difference(self) -> QueryResult<Difference> {
        let unknown = || Error::DeserializationError(format!("no fact is called {}", self.fact).into());
        let facts = |json: &str| serde_json::from_str::<Facts>(json).map_err(unreadable);
        Ok(Difference {
            fact: ChangedFact::parse(&self.fact).ok_or_else(unknown)?,
            finess: self.finess.as_deref().map(Finess::parse).transpose().map_err(unreadable)?,
            rpps_number: self.rpps_number.as_deref().map(Rpps::parse).transpose().map_err(unreadable)?,
            registered: facts(&self.registered)?,
            directory: self.directory.as_deref().map(facts).transpose()?,
        })
    }

    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        self.into_difference().err().map(|error| format!("cannot be read: {error}"))
    }
}

fn stored(facts: &Facts) -> Facts {
    facts.iter().map(|(name, value)| (name.clone(), storable(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_fact_is_no_news_of_it() {
        let row = |skills: &str| {
            let said = [("profession_name", "Médecin"), ("skills", skills)];
            let said = said.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            let difference = Difference {
                finess: None,
                rpps_number: Rpps::parse("19900000027").ok(),
                fact: ChangedFact::Profession,
                registered: Facts::new(),
                directory: Some(said.collect()),
            };
            ChangeRecord::new(&difference, 1).unwrap()
        };
        let (one, other) = (row("Cardiologie"), row("Gériatrie"));
        assert!(
            one.says_the_same(&other) && !one.is_like(&other),
            "dismissed it stays, open it is told anew"
        );
        assert!(one.is_like(&row("Cardiologie")));
    }
}
