DROP INDEX organizations_created_by_name;
DROP INDEX workers_created_by_name;
