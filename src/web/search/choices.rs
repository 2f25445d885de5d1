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
    /// Kinds of activity, by name; none where the directory does not know them.
    pub kinds: Vec<Coded>,
    /// Whether skills can be searched by themselves.
    pub has_skills: bool,
    /// Whether some people are known by an ADELI number.
    pub has_adeli: bool,
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

    /// The text that names the field of the numbers by which people and places are known.
    pub fn identifier(&self) -> &'static str {
        if self.has_adeli { "field-identifier-adeli" } else { "field-identifier" }
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
            kinds: by_name(rows(&codes::ACTIVITY_KINDS)),
            has_skills: Abilities::FULL.has_national_fields,
            has_adeli: status.has_adeli,
            has_clients: status.has_clients,
        }
    }

    /// What there is at all: a gateway does not count what it holds.
    fn of_tables(abilities: &Abilities) -> Self {
        let kinds =
            if abilities.has_national_fields { by_name(rows(&codes::ACTIVITY_KINDS)) } else { Vec::new() };
        Self {
            professions: by_name(rows(&codes::PROFESSIONS)),
            departments: departments::DEPARTMENTS.iter().map(|(code, _)| (*code).to_owned()).collect(),
            sectors: by_name(rows(&codes::SECTORS)),
            kinds,
            has_skills: abilities.has_national_fields,
            has_adeli: abilities.knows_adeli,
            has_clients: abilities.knows_clients,
        }
    }
}

fn rows(table: &codes::Table) -> Vec<Coded> {
    let rows = table.rows().iter();
    rows.map(|(code, name)| Coded { code: (*code).to_owned(), name: (*name).to_owned() }).collect()
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
