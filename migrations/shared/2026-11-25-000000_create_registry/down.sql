DROP TABLE events;
DROP TABLE affiliations;
DROP TABLE workers;
DROP TABLE organizations;
