DROP TRIGGER workers_search_update;
DROP TRIGGER workers_search_delete;
DROP TRIGGER workers_search_insert;
DROP TABLE workers_search;
-- SQLite leaves behind the table of the unindexed column.
DROP TABLE IF EXISTS workers_search_content;
DROP TRIGGER organizations_search_update;
DROP TRIGGER organizations_search_delete;
DROP TRIGGER organizations_search_insert;
DROP TABLE organizations_search;
DROP TABLE IF EXISTS organizations_search_content;
