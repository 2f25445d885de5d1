//! What can be chosen in the filters.

use crate::{
    directory::{asking::Description, index::status::Status},
    domain::{abilities::Abilities, codes, departments, entry::Coded, text},
};

/// The choices of the filters.
#[derive(Default)]
pub struct Choices {
    /// Professions, by name.
    pub professions: Vec<Coded>,
    /// Codes of departments.
    pub departments: Vec<String>,
    /// Sectors of activity, by name.
    pub sectors: Vec<Coded>,
    /// Whether the company's clients can be told apart.
    pub has_clients: bool,
}

impl Choices {
    /// What the directory lets one choose.
    pub fn of(directory: &Description) -> Self {
        match directory {
            Description::Nothing => Self::default(),
            Description::Gateway(abilities) => Self::of_tables(abilities),
            Description::Index(status) | Description::StandIn(status) => Self::of_index(status),
        }
    }

    /// What the loaded directory holds.
    fn of_index(status: &Status) -> Self {
        let codes = |counts: &[(Coded, u64)]| counts.iter().map(|(coded, _)| coded.clone()).collect();
        let mut departments: Vec<String> = status.departments.iter().map(|(code, _)| code.clone()).collect();
        departments.sort();
        Self {
            professions: by_name(codes(&status.professions)),
            departments,
            sectors: by_name(codes(&status.segments)),
            has_clients: status.has_clients,
        }
    }

    /// What there is at all: a gateway does not count what it holds.
    fn of_tables(abilities: &Abilities) -> Self {
        let rows = |table: &codes::Table| {
            let rows = table.rows().iter();
            rows.map(|(code, name)| Coded { code: (*code).to_owned(), name: (*name).to_owned() }).collect()
        };
        Self {
            professions: by_name(rows(&codes::PROFESSIONS)),
            departments: departments::DEPARTMENTS.iter().map(|(code, _)| (*code).to_owned()).collect(),
            sectors: by_name(rows(&codes::SECTORS)),
            has_clients: abilities.knows_clients,
        }
    }
}

fn by_name(mut coded: Vec<Coded>) -> Vec<Coded> {
    coded.sort_by_cached_key(|one| text::fold(&one.name));
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_accents_aside() {
        let Choices { professions, sectors, .. } = Choices::of_tables(&Abilities::GATEWAY);
        let place = |name| professions.iter().position(|one| one.name == name).unwrap();
        assert!(place("Orthopédiste-Orthésiste") < place("Orthophoniste"));
        assert!(sectors.is_sorted_by_key(|one| text::fold(&one.name)));
    }
}
