//! The tables that are exported, and their columns.

/// A column: its name for programs, and the text that names it for people.
pub type Column = (&'static str, &'static str);

/// A table.
pub struct Table {
    /// The text that names it: the sheet, and the file.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

impl Table {
    /// Organizations.
    pub const ORGANIZATIONS: Self = Self { name: "export-organizations", columns: &ORGANIZATION };
    /// Workers.
    pub const WORKERS: Self = Self { name: "export-workers", columns: &WORKER };
    /// Who works where.
    pub const AFFILIATIONS: Self = Self { name: "export-affiliations", columns: &AFFILIATION };
    /// The workers of one organization.
    pub const WORKERS_OF: Self = Self { name: "export-workers", columns: &LINKED_WORKER };
}

const ORGANIZATION: [Column; 15] = [
    ("finess", "export-finess"),
    ("name", "column-organization"),
    ("activity_segment_code", "export-sector-code"),
    ("activity_segment_name", "filter-sector"),
    ("building_number", "export-building-number"),
    ("street", "export-street"),
    ("postcode", "export-postcode"),
    ("city", "filter-town"),
    ("department", "filter-department"),
    ("phone_number", "record-phone"),
    ("email", "record-email"),
    ("finess_justice", "record-legal"),
    ("ident_tech_structure", "export-structure"),
    ("created_at", "record-since"),
    ("created_by", "filter-by"),
];

const WORKER: [Column; 12] = [
    ("rpps_number", "export-rpps"),
    ("last_name", "export-last-name"),
    ("first_name", "export-first-name"),
    ("profession_code", "export-profession-code"),
    ("profession_name", "column-profession"),
    ("skills", "export-skills"),
    ("gender", "export-gender"),
    ("phone_number", "record-phone"),
    ("email", "record-email"),
    ("secure_email", "record-secure-email"),
    ("created_at", "record-since"),
    ("created_by", "filter-by"),
];

const LINKED_WORKER: [Column; 14] = [
    ("rpps_number", "export-rpps"),
    ("last_name", "export-last-name"),
    ("first_name", "export-first-name"),
    ("profession_code", "export-profession-code"),
    ("profession_name", "column-profession"),
    ("skills", "export-skills"),
    ("gender", "export-gender"),
    ("phone_number", "record-phone"),
    ("email", "record-email"),
    ("secure_email", "record-secure-email"),
    ("mode", "export-mode"),
    ("role", "export-role"),
    ("linked_at", "export-linked-at"),
    ("linked_by", "export-linked-by"),
];

const AFFILIATION: [Column; 15] = [
    ("finess", "export-finess"),
    ("name", "column-organization"),
    ("postcode", "export-postcode"),
    ("city", "filter-town"),
    ("rpps_number", "export-rpps"),
    ("last_name", "export-last-name"),
    ("first_name", "export-first-name"),
    ("profession_code", "export-profession-code"),
    ("profession_name", "column-profession"),
    ("mode", "export-mode"),
    ("role", "export-role"),
    ("entry_id", "export-entry"),
    ("source", "export-source"),
    ("linked_at", "export-linked-at"),
    ("linked_by", "export-linked-by"),
];
