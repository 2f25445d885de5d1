DROP TRIGGER workers_search_update;
DROP TRIGGER workers_search_delete;
DROP TRIGGER workers_search_insert;
DROP TABLE workers_search;
DROP TRIGGER organizations_search_update;
DROP TRIGGER organizations_search_delete;
DROP TRIGGER organizations_search_insert;
DROP TABLE organizations_search;
