//! The filters of a search that are set, each with the search without it.

use super::form::{SearchForm, address_of};
use crate::domain::{
    codes::{self, Table},
    departments,
};

/// A filter that is set.
pub struct Chosen {
    /// The text that names the filter.
    pub filter: &'static str,
    /// What it keeps; empty where the name of the filter says it all.
    pub name: String,
    /// The address of the search without it.
    pub address: String,
}

/// Each filter that is set, in the order in which the page shows them.
pub fn of(form: &SearchForm) -> Vec<Chosen> {
    let form = SearchForm { size: String::new(), ..form.clone() };
    let filters = [
        ("filter-profession", &form.profession, named(&codes::PROFESSIONS, &form.profession)),
        ("filter-department", &form.department, department(&form.department)),
        ("filter-town", &form.town, form.town.clone()),
        ("filter-sector", &form.sector, named(&codes::SECTORS, &form.sector)),
        ("filter-clients", &form.clients, String::new()),
    ];
    let filters = filters.into_iter().filter(|(_, value, _)| !value.trim().is_empty());
    let filters = filters.map(|(filter, _, name)| Chosen {
        filter,
        name,
        address: address_of(&without(&form, filter)),
    });
    let particulars = form.particulars.each().into_iter().filter(|(_, typed)| !typed.trim().is_empty());
    let particulars = particulars.map(|(field, typed)| {
        let rest = SearchForm { particulars: form.particulars.without(field), ..form.clone() };
        let name = if field == "kind" { named(&codes::ACTIVITY_KINDS, typed) } else { typed.to_owned() };
        Chosen { filter: label(field), name, address: address_of(&rest) }
    });
    filters.chain(particulars).collect()
}

/// The text that names a field by itself.
pub fn label(field: &str) -> &'static str {
    match field {
        "identifier" => "field-identifier",
        "last_name" => "field-last-name",
        "first_name" => "field-first-name",
        "skill" => "field-skill",
        "organization" => "field-organization",
        "street" => "field-street",
        "postcode" => "field-postcode",
        "secure_email" => "field-secure-email",
        _ => "field-kind",
    }
}

fn without(form: &SearchForm, filter: &str) -> SearchForm {
    let mut rest = form.clone();
    match filter {
        "filter-profession" => rest.profession.clear(),
        "filter-department" => rest.department.clear(),
        "filter-town" => rest.town.clear(),
        "filter-sector" => rest.sector.clear(),
        _ => rest.clients.clear(),
    }
    rest
}

fn named(table: &'static Table, code: &str) -> String {
    codes::label(table, code).unwrap_or(code).to_owned()
}

fn department(code: &str) -> String {
    departments::name(code).map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::particulars::Particulars;

    #[test]
    fn each_filter_is_taken_off_alone() {
        let form = SearchForm {
            q: "martin".into(),
            profession: "10".into(),
            department: "2A".into(),
            clients: "1".into(),
            particulars: Particulars {
                street: "paix".into(),
                kind: "GENR01".into(),
                ..Particulars::default()
            },
            size: "40".into(),
            ..SearchForm::default()
        };
        let chosen = of(&form);
        let names: Vec<&str> = chosen.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Médecin", "2A Corse-du-Sud", "", "paix", "Activité de soin et de pharmacie"]);
        assert_eq!(chosen[0].address, "/?q=martin&department=2A&clients=1&street=paix&kind=GENR01");
        assert_eq!(chosen[3].address, "/?q=martin&profession=10&department=2A&clients=1&kind=GENR01");
        assert!(of(&SearchForm { q: "martin".into(), ..SearchForm::default() }).is_empty());
    }
}
