-- What one person registered is also listed by name.
CREATE INDEX organizations_created_by_name ON organizations (created_by, sort_name, finess);
CREATE INDEX workers_created_by_name ON workers (created_by, sort_name, rpps_number);
