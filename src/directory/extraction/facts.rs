//! Rows of one person at one place become one entry (`house.md` §2, `annuaire.md` §8).
//!
//! Labels come from the national tables where these know the code, for the file's own change
//! between releases.

use std::collections::BTreeMap;

use super::{
    columns::Column,
    place::{self, Address},
    row::{Person, Row},
};
use crate::domain::{
    codes::{self, Table},
    entry::{ADELI, COUNTRY, Coded, Entry},
    phone,
};

/// The entry that rows of one person at one place make together; none without rows.
///
/// A fact is the first row's that has it, the address taken as a whole; skills, modes, sectors,
/// roles and kinds of activity are gathered and sorted. The same rows in the same order give the
/// same entry.
pub fn entry(id: String, rows: &[Row<'_>]) -> Option<Entry> {
    let (first, others) = rows.split_first()?;
    let mut entry = Entry { id, ..of_row(first) };
    for row in others {
        add(&mut entry, of_row(row));
    }
    for list in [
        &mut entry.activity_segments,
        &mut entry.skills,
        &mut entry.modes,
        &mut entry.roles,
        &mut entry.activity_kinds,
    ] {
        list.sort();
        list.dedup();
    }
    Some(entry)
}

fn of_row(row: &Row<'_>) -> Entry {
    let owned = |column| row.get(column).map(str::to_owned);
    let profession = coded(row, &codes::PROFESSIONS, Column::ProfessionCode, Column::ProfessionName);
    let Address { building_number, street, postcode, city, department } = place::address(row);
    Entry {
        rpps_number: match row.person() {
            Ok(Person::Rpps(number)) => Some(number.to_owned()),
            _ => None,
        },
        last_name: owned(Column::LastName),
        first_name: owned(Column::FirstName),
        gender: row.get(Column::Title).and_then(gender).map(str::to_owned),
        profession_code: owned(Column::ProfessionCode),
        profession_name: profession.map(|profession| profession.name).filter(|name| !name.is_empty()),
        registered_name: place::name(row).map(str::to_owned),
        finess: row.finess().map(|finess| finess.as_str().to_owned()),
        finess_justice: row.legal_finess().map(|finess| finess.as_str().to_owned()),
        ident_tech_structure: owned(Column::StructureId),
        siret: owned(Column::Siret),
        building_number,
        street,
        postcode,
        city,
        department,
        phone_number: [Column::Phone, Column::SecondPhone]
            .into_iter()
            .find_map(|column| phone::normalized(row.get(column)?)),
        email: owned(Column::Email),
        category: coded(row, &codes::CATEGORIES, Column::CategoryCode, Column::CategoryName),
        activity_segments: list(row, &codes::SECTORS, Column::SectorCode, Column::SectorName),
        skills: list(row, &codes::SKILLS, Column::SkillCode, Column::SkillName),
        modes: list(row, &codes::MODES, Column::ModeCode, Column::ModeName),
        roles: list(row, &codes::ROLES, Column::RoleCode, Column::RoleName),
        activity_kinds: list(row, &codes::ACTIVITY_KINDS, Column::ActivityKindCode, Column::ActivityKindName),
        extra: extra(row),
        ..Entry::default()
    }
}

fn add(entry: &mut Entry, other: Entry) {
    fill(&mut entry.last_name, other.last_name);
    fill(&mut entry.first_name, other.first_name);
    fill(&mut entry.gender, other.gender);
    fill(&mut entry.profession_name, other.profession_name);
    fill(&mut entry.registered_name, other.registered_name);
    fill(&mut entry.finess, other.finess);
    fill(&mut entry.finess_justice, other.finess_justice);
    fill(&mut entry.siret, other.siret);
    fill(&mut entry.phone_number, other.phone_number);
    fill(&mut entry.email, other.email);
    fill(&mut entry.category, other.category);
    if entry.street.is_none() && entry.postcode.is_none() && entry.city.is_none() {
        entry.building_number = other.building_number;
        entry.street = other.street;
        entry.postcode = other.postcode;
        entry.city = other.city;
        entry.department = other.department;
    }
    entry.activity_segments.extend(other.activity_segments);
    entry.skills.extend(other.skills);
    entry.modes.extend(other.modes);
    entry.roles.extend(other.roles);
    entry.activity_kinds.extend(other.activity_kinds);
    for (key, values) in other.extra {
        let known = entry.extra.entry(key).or_default();
        let new: Vec<String> = values.into_iter().filter(|value| !known.contains(value)).collect();
        known.extend(new);
    }
}

fn fill<T>(fact: &mut Option<T>, other: Option<T>) {
    if fact.is_none() {
        *fact = other;
    }
}

/// `M` or `F`, from the title of address.
fn gender(title: &str) -> Option<&'static str> {
    match title {
        "M" => Some("M"),
        "MME" | "MLLE" => Some("F"),
        _ => None,
    }
}

/// A code and its label: the national table's, else the file's.
fn coded(row: &Row<'_>, table: &Table, code: Column, name: Column) -> Option<Coded> {
    let code = row.get(code).unwrap_or_default();
    let name = codes::label(table, code).or_else(|| row.get(name)).unwrap_or_default();
    let empty = code.is_empty() && name.is_empty();
    (!empty).then(|| Coded { code: code.to_owned(), name: name.to_owned() })
}

fn list(row: &Row<'_>, table: &Table, code: Column, name: Column) -> Vec<Coded> {
    coded(row, table, code, name).into_iter().collect()
}

/// What the directory's own fields have no room for.
fn extra(row: &Row<'_>) -> BTreeMap<String, Vec<String>> {
    let adeli = match row.person() {
        Ok(Person::Adeli(number)) => Some(number.to_owned()),
        _ => None,
    };
    let section =
        coded(row, &codes::SECTIONS, Column::SectionCode, Column::SectionName).map(|section| section.name);
    let facts = [
        (ADELI, adeli),
        (COUNTRY, place::foreign_country(row).map(str::to_owned)),
        ("pharmacist_section", section.filter(|name| !name.is_empty())),
    ];
    facts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), vec![value?]))).collect()
}
