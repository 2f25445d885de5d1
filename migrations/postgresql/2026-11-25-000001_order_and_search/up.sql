-- What is sorted sorts by bytes, whatever the collation of the database: the same order
-- everywhere, and the order in which cursors are compared.
ALTER TABLE organizations
    ALTER COLUMN finess TYPE TEXT COLLATE "C",
    ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
ALTER TABLE workers
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "C",
    ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
ALTER TABLE affiliations
    ALTER COLUMN finess TYPE TEXT COLLATE "C",
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "C",
    ALTER COLUMN organization_sort_name TYPE TEXT COLLATE "C",
    ALTER COLUMN worker_sort_name TYPE TEXT COLLATE "C";
ALTER TABLE events
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN finess TYPE TEXT COLLATE "C",
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "C";

-- The words are folded and separated already: no parser of PostgreSQL's splits them again.
CREATE INDEX organizations_search ON organizations
    USING gin (array_to_tsvector(string_to_array(search_text, ' ')));
CREATE INDEX workers_search ON workers
    USING gin (array_to_tsvector(string_to_array(search_text, ' ')));
