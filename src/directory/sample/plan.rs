//! What is fixed before the first row: how many organizations of each kind each town has.

use super::dice::Dice;
use super::kinds::Kind;
use super::names::{Names, postal};
use super::towns::{TOWNS, Town};
use crate::domain::departments;

/// At least this many organizations of each kind stand in each town, so that part-timers find a
/// second one.
const FEWEST: u64 = 2;

/// A town with what follows from it and the size of the sample.
#[derive(Debug)]
pub struct Place {
    /// The town.
    pub town: &'static Town,
    /// The code of its department.
    pub department: &'static str,
    /// Its name as the post writes it.
    pub postal: String,
    sites: Vec<Sites>,
}

/// The organizations of one kind in one town.
#[derive(Debug, Clone, Copy)]
pub struct Sites {
    /// How many there are.
    pub count: u64,
    /// The number of the first one among the FINESS numbers of its department.
    pub in_department: u64,
    /// The number of the first one among all organizations.
    pub overall: u64,
}

/// The frame of one sample.
#[derive(Debug)]
pub struct Plan {
    /// What makes one sample differ from another.
    pub seed: u64,
    /// Lists of names.
    pub names: Names,
    places: Vec<Place>,
}

/// What a stream of draws is for, so that no two share their draws.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// A person and the rows of that person.
    Person,
    /// An organization, whoever works there.
    Organization,
}

impl Plan {
    /// The frame of a sample of this many rows.
    pub fn new(rows: u64, seed: u64) -> Self {
        let inhabitants: u64 = TOWNS.iter().map(|town| u64::from(town.weight)).sum();
        let mut overall = 0;
        let mut in_department = 0;
        let mut places: Vec<Place> = Vec::with_capacity(TOWNS.len());
        for town in &TOWNS {
            let department = departments::of_postcode("", Some(town.commune)).unwrap_or_default();
            if places.last().is_none_or(|last| last.department != department) {
                in_department = 0;
            }
            let mut sites = Vec::with_capacity(Kind::ALL.len());
            for kind in Kind::ALL {
                let share = rows * kind.facts().per_million * u64::from(town.weight);
                let count = (share / (inhabitants * 1_000_000)).max(FEWEST);
                sites.push(Sites { count, in_department, overall });
                in_department += if kind.facts().finess { count } else { 0 };
                overall += count;
            }
            places.push(Place { town, department, postal: postal(town.name), sites });
        }
        Self { seed, names: Names::new(), places }
    }

    /// A stream of draws of its own for each purpose and pair of numbers.
    pub fn dice(&self, purpose: Purpose, first: u64, second: u64) -> Dice {
        Dice::new([self.seed, purpose as u64, first, second])
    }

    /// A town, each as likely as it is large.
    pub fn town(&self, dice: &mut Dice) -> &Place {
        dice.weighted(&self.places, |place| place.town.weight)
    }
}

impl Place {
    /// The organizations of this kind in this town.
    pub fn sites(&self, kind: Kind) -> Sites {
        self.sites[kind as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::MOST_PEOPLE;
    use super::*;

    #[test]
    fn the_largest_sample_stays_within_the_numbers_that_exist() {
        let plan = Plan::new(MOST_PEOPLE, 1);
        for place in &plan.places {
            let last = Kind::ALL.into_iter().filter(|kind| kind.facts().finess).map(|kind| place.sites(kind));
            let most = if place.department.len() == 3 { 10_000 } else { 100_000 };
            for sites in last {
                assert!(sites.in_department + sites.count <= most, "{}", place.town.name);
                assert!(sites.overall + sites.count <= 1_000_000, "{}", place.town.name);
            }
        }
    }

    #[test]
    fn each_department_has_a_town_and_towns_stand_by_department() {
        let plan = Plan::new(20_000, 1);
        let mut listed: Vec<_> = plan.places.iter().map(|place| place.department).collect();
        listed.dedup();
        let national: Vec<_> = departments::DEPARTMENTS.iter().map(|(code, _)| *code).collect();
        assert_eq!(listed, national);
    }

    #[test]
    fn every_postcode_lies_in_the_department_of_its_town() {
        for place in &Plan::new(1, 1).places {
            for postcode in place.town.postcodes {
                assert_eq!(departments::of_postcode(postcode, None), Some(place.department), "{postcode}");
            }
        }
    }
}
