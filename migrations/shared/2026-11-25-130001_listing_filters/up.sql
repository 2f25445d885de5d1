-- Each filter of the listings finds its rows, and each order its beginning, by an index.
CREATE INDEX organizations_activity_segment ON organizations (activity_segment_code, sort_name, finess);
CREATE INDEX organizations_created_at ON organizations (created_at, finess);
CREATE INDEX organizations_created_by ON organizations (created_by, created_at, finess);
CREATE INDEX workers_profession ON workers (profession_code, sort_name, rpps_number);
CREATE INDEX workers_created_at ON workers (created_at, rpps_number);
CREATE INDEX workers_created_by ON workers (created_by, created_at, rpps_number);
