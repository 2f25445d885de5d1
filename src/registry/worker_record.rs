//! A worker as the database holds it.

use diesel::{AsChangeset, Insertable, QueryResult, Queryable, Selectable};

use super::{
    error::unreadable,
    listing::{Cursor, Order, sorted},
    registered::{Registered, Stamp},
    schema::workers,
    search::search_text,
    text::{list, listed, optional, storable},
};
use crate::domain::{identifiers::Rpps, worker::Worker};

/// A row of `workers`, written and read alike.
#[derive(Clone, Hash, AsChangeset, Insertable, Queryable, Selectable)]
#[diesel(table_name = workers, primary_key(rpps_number))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct WorkerRecord {
    pub rpps_number: String,
    pub last_name: String,
    pub first_name: String,
    pub profession_name: String,
    pub profession_code: Option<String>,
    pub gender: Option<String>,
    pub skills: String,
    pub phone_number: Option<String>,
    pub email: Option<String>,
    pub secure_email: String,
    pub sort_name: String,
    pub search_text: String,
    pub selection_id: String,
    pub created_at: i64,
    pub created_by: String,
}

impl WorkerRecord {
    /// The row of a worker to register.
    pub fn new(worker: &Worker, stamp: &Stamp) -> QueryResult<Self> {
        let Worker { rpps_number, last_name, first_name, profession_name, .. } = worker;
        let (sort_name, search_text) = filed(worker);
        Ok(Self {
            rpps_number: rpps_number.as_str().to_owned(),
            last_name: storable(last_name),
            first_name: storable(first_name),
            profession_name: storable(profession_name),
            profession_code: optional(&worker.profession_code),
            gender: optional(&worker.gender),
            skills: list(&worker.skills)?,
            phone_number: optional(&worker.phone_number),
            email: optional(&worker.email),
            secure_email: list(&worker.secure_email)?,
            sort_name,
            search_text,
            selection_id: stamp.selection_id.clone(),
            created_at: stamp.now,
            created_by: storable(&stamp.actor),
        })
    }

    /// The name as it stands in lists: last name, then first name.
    pub fn display_name(&self) -> String {
        format!("{} {}", self.last_name, self.first_name)
    }

    /// The row with these facts of the same worker, filed under them; who registered it, and when, stays.
    pub fn with_facts(&self, worker: &Worker) -> QueryResult<Self> {
        Self::new(worker, &self.stamp())
    }

    fn stamp(&self) -> Stamp {
        let (actor, selection_id) = (self.created_by.clone(), self.selection_id.clone());
        Stamp { now: self.created_at, actor, selection_id }
    }

    /// The worker that the row tells of.
    pub fn into_facts(self) -> QueryResult<Worker> {
        Ok(Worker {
            rpps_number: Rpps::parse(&self.rpps_number).map_err(unreadable)?,
            last_name: self.last_name,
            first_name: self.first_name,
            profession_name: self.profession_name,
            profession_code: self.profession_code,
            gender: self.gender,
            skills: listed(&self.skills)?,
            phone_number: self.phone_number,
            email: self.email,
            secure_email: listed(&self.secure_email)?,
        })
    }

    /// Its place in a listing of that order.
    pub fn place(&self, order: Order) -> Cursor {
        match order {
            Order::Name | Order::Town => Cursor::at(&self.sort_name, &self.rpps_number),
            Order::Date => Cursor::since(self.created_at, &self.rpps_number),
        }
    }

    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        let kept = (self.sort_name.clone(), self.search_text.clone());
        match self.into_facts() {
            Err(error) => Some(format!("cannot be read: {error}")),
            Ok(facts) => (filed(&facts) != kept)
                .then(|| "is sorted or found under other words than its own".to_owned()),
        }
    }

    /// The same with who registered it and when.
    pub fn into_registered(self) -> QueryResult<Registered<Worker>> {
        let (created_at, created_by) = (self.created_at, self.created_by.clone());
        Ok(Registered { facts: self.into_facts()?, created_at, created_by })
    }
}

/// What a worker is sorted by, and the words by which one is found.
fn filed(worker: &Worker) -> (String, String) {
    let Worker { rpps_number, last_name, first_name, profession_name, .. } = worker;
    let words = search_text(&[last_name, first_name, profession_name, rpps_number.as_str()]);
    (sorted(&worker.sort_name()), words)
}
