//! One row of the file, its 56 fields in the order of the header (`annuaire.md` §1.3).

use super::organizations::Organization;
use super::people::Person;
use super::work::Work;
use crate::domain::codes::{self, Table};

/// A line under way.
#[derive(Debug, Default)]
pub struct Line(String);

impl Line {
    /// The line without its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Begins the line anew with this row.
    pub fn write(&mut self, person: &Person<'_>, work: &Work) {
        self.0.clear();
        self.identity(person);
        self.practice(person, work);
        match &work.organization {
            Some(organization) => self.organization(organization),
            None => self.empty(28),
        }
        self.field(&authority(person, work));
        let sector = work.organization.as_ref().map_or("", |organization| organization.kind.facts().sector);
        self.coded(&codes::SECTORS, sector);
        self.coded(&codes::SECTIONS, work.section);
        self.coded(&codes::ROLES, work.role);
        self.coded(&codes::ACTIVITY_KINDS, work.activity);
    }

    /// Columns 0 to 8.
    fn identity(&mut self, person: &Person<'_>) {
        self.0.push('8');
        self.field(&person.rpps);
        self.joined("8", &person.rpps);
        self.coded(&codes::PRACTICE_CIVILITIES, person.title);
        self.coded(&codes::CIVILITIES, person.civility);
        self.field(&person.last_name);
        self.field(&person.first_name);
    }

    /// Columns 9 to 18.
    fn practice(&mut self, person: &Person<'_>, work: &Work) {
        self.coded(&codes::PROFESSIONS, person.profession.code);
        self.coded(&codes::CATEGORIES, person.category);
        self.coded(&codes::SKILL_KINDS, if work.skill.is_empty() { "" } else { "S" });
        self.coded(&codes::SKILLS, work.skill);
        self.coded(&codes::MODES, work.mode);
    }

    /// Columns 19 to 46. The SIREN number and the department are empty, as they are in the file.
    fn organization(&mut self, organization: &Organization) {
        let address = &organization.address;
        self.field(&organization.siret);
        self.empty(1);
        self.field(&organization.finess);
        self.field(&organization.legal_entity);
        self.field(&organization.technical);
        self.field(&organization.name);
        self.field(&organization.trade_name);
        self.field(if organization.finess.is_empty() { &organization.name } else { "" });
        self.empty(1);
        self.field(&address.number);
        self.field(address.repetition);
        let (code, label, street) = address.street;
        [code, label, street].into_iter().for_each(|part| self.field(part));
        self.field(&address.distribution);
        self.field(&address.post_line);
        self.field(&address.postcode);
        self.field(address.commune.0);
        self.field(address.commune.1);
        self.field(address.country.0);
        self.field(address.country.1);
        self.field(&organization.telephone);
        self.empty(1);
        self.field(&organization.fax);
        self.field(&organization.email);
        self.empty(2);
        self.field(&organization.former);
    }

    fn field(&mut self, value: &str) {
        self.0.push('|');
        self.0.push_str(value);
    }

    fn joined(&mut self, first: &str, second: &str) {
        self.field(first);
        self.0.push_str(second);
    }

    fn coded(&mut self, table: &Table, code: &str) {
        self.field(code);
        self.field(label_in_file(table, code));
    }

    fn empty(&mut self, fields: usize) {
        self.0.extend(std::iter::repeat_n('|', fields));
    }
}

/// The label as the file writes it, which shortens some.
fn label_in_file(table: &Table, code: &str) -> &'static str {
    match code {
        "L" => "Libéral,indép,artisan,commerç",
        "GENR01" => "Activité standard de soin ou de pharmacien",
        "SA01" => "Etablissement Public de santé",
        "SA03" => "Etab. Privé PSPH",
        "SA04" => "Etab. Privé Non PSPH",
        "SA16" => "Etab. pour Handicapés",
        _ => codes::label(table, code).unwrap_or_default(),
    }
}

/// Who registered the person, the place and the work; most people at no known place have the first.
fn authority(person: &Person<'_>, work: &Work) -> String {
    let body = person.profession.authority;
    match &work.organization {
        None if person.number.is_multiple_of(7) => String::new(),
        None => format!("{body}//"),
        Some(organization) if body == "ARS" => {
            let by = organization.kind.facts().registered_by;
            format!("ARS/{by}/{by}")
        }
        Some(_) => format!("{body}/{body}/ARS"),
    }
}
