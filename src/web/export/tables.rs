//! The tables that are exported, and their columns.

/// A table.
pub struct Table {
    /// The text that names it: the sheet, and the file.
    pub name: &'static str,
    /// The facts in its columns, by the names that programs know, in groups that tables share.
    groups: &'static [&'static [&'static str]],
}

impl Table {
    /// Organizations.
    pub const ORGANIZATIONS: Self =
        Self { name: "export-organizations", groups: &[&ORGANIZATION, &REGISTERED] };
    /// Workers.
    pub const WORKERS: Self = Self { name: "export-workers", groups: &[&PERSON, &CONTACT, &REGISTERED] };
    /// Who works where.
    pub const AFFILIATIONS: Self =
        Self { name: "export-affiliations", groups: &[&PLACE, &PERSON, &LINK, &ORIGIN, &LINKED] };
    /// The workers of one organization.
    pub const WORKERS_OF: Self =
        Self { name: "export-workers", groups: &[&PERSON, &CONTACT, &LINK, &LINKED] };

    /// The facts in its columns, in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.groups.iter().flat_map(|group| group.iter().copied())
    }
}

const ORGANIZATION: [&str; 13] = [
    "finess",
    "name",
    "activity_segment_code",
    "activity_segment_name",
    "building_number",
    "street",
    "postcode",
    "city",
    "department",
    "phone_number",
    "email",
    "finess_justice",
    "ident_tech_structure",
];
const PLACE: [&str; 4] = ["finess", "name", "postcode", "city"];
const PERSON: [&str; 5] = ["rpps_number", "last_name", "first_name", "profession_code", "profession_name"];
const CONTACT: [&str; 5] = ["skills", "gender", "phone_number", "email", "secure_email"];
const LINK: [&str; 2] = ["mode", "role"];
const ORIGIN: [&str; 2] = ["entry_id", "source"];
const REGISTERED: [&str; 2] = ["created_at", "created_by"];
const LINKED: [&str; 2] = ["linked_at", "linked_by"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::facts;

    #[test]
    fn every_column_has_a_name_for_people() {
        for table in [Table::ORGANIZATIONS, Table::WORKERS, Table::AFFILIATIONS, Table::WORKERS_OF] {
            for column in table.columns() {
                assert!(facts::text_of(column).is_some(), "{column}");
            }
        }
    }
}
