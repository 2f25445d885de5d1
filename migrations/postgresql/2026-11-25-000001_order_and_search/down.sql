DROP INDEX workers_search;
DROP INDEX organizations_search;
ALTER TABLE events
    ALTER COLUMN id TYPE TEXT COLLATE "default",
    ALTER COLUMN finess TYPE TEXT COLLATE "default",
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "default";
ALTER TABLE affiliations
    ALTER COLUMN finess TYPE TEXT COLLATE "default",
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "default",
    ALTER COLUMN organization_sort_name TYPE TEXT COLLATE "default",
    ALTER COLUMN worker_sort_name TYPE TEXT COLLATE "default";
ALTER TABLE workers
    ALTER COLUMN rpps_number TYPE TEXT COLLATE "default",
    ALTER COLUMN sort_name TYPE TEXT COLLATE "default";
ALTER TABLE organizations
    ALTER COLUMN finess TYPE TEXT COLLATE "default",
    ALTER COLUMN sort_name TYPE TEXT COLLATE "default";
