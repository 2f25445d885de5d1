DROP INDEX organizations_activity_segment;
DROP INDEX organizations_created_at;
DROP INDEX organizations_created_by;
DROP INDEX workers_profession;
DROP INDEX workers_created_at;
DROP INDEX workers_created_by;
