-- Runs unchanged on SQLite and PostgreSQL. Instants are seconds since 1970, UTC; lists are JSON text.

CREATE TABLE organizations (
    finess TEXT PRIMARY KEY NOT NULL CHECK (
        length(finess) = 9
        AND (substr(finess, 1, 2) IN ('2A', '2B') OR ltrim(substr(finess, 1, 2), '0123456789') = '')
        AND ltrim(substr(finess, 3), '0123456789') = ''
    ),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    finess_justice TEXT,
    ident_tech_structure TEXT,
    activity_segment_code TEXT,
    activity_segment_name TEXT,
    building_number TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    department TEXT,
    phone_number TEXT,
    email TEXT,
    sort_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    selection_id TEXT NOT NULL CHECK (selection_id <> ''),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL CHECK (created_by <> ''),
    -- The order of the listing, and what an affiliation's copy of the sort name refers to.
    UNIQUE (sort_name, finess)
);
CREATE INDEX organizations_department ON organizations (department, sort_name, finess);
CREATE INDEX organizations_postcode ON organizations (postcode);
CREATE INDEX organizations_ident_tech_structure ON organizations (ident_tech_structure);

CREATE TABLE workers (
    rpps_number TEXT PRIMARY KEY NOT NULL CHECK (
        length(rpps_number) = 11 AND ltrim(rpps_number, '0123456789') = ''
    ),
    last_name TEXT NOT NULL CHECK (trim(last_name) <> ''),
    first_name TEXT NOT NULL CHECK (trim(first_name) <> ''),
    profession_name TEXT NOT NULL CHECK (trim(profession_name) <> ''),
    profession_code TEXT,
    gender TEXT,
    skills TEXT NOT NULL,
    phone_number TEXT,
    email TEXT,
    secure_email TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    selection_id TEXT NOT NULL CHECK (selection_id <> ''),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL CHECK (created_by <> ''),
    UNIQUE (sort_name, rpps_number)
);

-- The sort names are copies, kept true by the foreign keys, so that one organization's workers
-- are paged in order from an index alone, however many they are.
CREATE TABLE affiliations (
    finess TEXT NOT NULL,
    rpps_number TEXT NOT NULL,
    organization_sort_name TEXT NOT NULL,
    worker_sort_name TEXT NOT NULL,
    mode TEXT,
    role TEXT,
    entry_id TEXT NOT NULL CHECK (entry_id <> ''),
    source TEXT NOT NULL CHECK (source IN ('gateway', 'index', 'demo')),
    completed_by_hand TEXT NOT NULL,
    selection_id TEXT NOT NULL CHECK (selection_id <> ''),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL CHECK (created_by <> ''),
    PRIMARY KEY (finess, rpps_number),
    FOREIGN KEY (organization_sort_name, finess)
        REFERENCES organizations (sort_name, finess) ON UPDATE CASCADE,
    FOREIGN KEY (worker_sort_name, rpps_number)
        REFERENCES workers (sort_name, rpps_number) ON UPDATE CASCADE
);
CREATE INDEX affiliations_workers ON affiliations (finess, worker_sort_name, rpps_number);
CREATE INDEX affiliations_organizations ON affiliations (rpps_number, organization_sort_name, finess);
CREATE INDEX affiliations_entry ON affiliations (entry_id);

-- No foreign keys: history outlives what it tells of.
CREATE TABLE events (
    id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    selection_id TEXT,
    kind TEXT NOT NULL CHECK (kind <> ''),
    finess TEXT,
    rpps_number TEXT,
    before TEXT,
    after TEXT
);
CREATE INDEX events_finess ON events (finess, id);
CREATE INDEX events_rpps_number ON events (rpps_number, id);
CREATE INDEX events_selection ON events (selection_id);
