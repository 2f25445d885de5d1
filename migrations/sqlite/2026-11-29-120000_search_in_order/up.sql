-- The full text in the order of the names: its rows are numbered by the first five letters of the sort
-- name, then by the key, so that a page by name reads the hits of a few beginnings and not all there
-- are. What such a page sorts by stands beside the words. A letter is one of 38: space, digits, a to z
-- and, for it sorts after these, anything else; what follows anything else is not looked at.

DROP TRIGGER organizations_search_update;
DROP TRIGGER organizations_search_delete;
DROP TRIGGER organizations_search_insert;
DROP TABLE organizations_search;
-- SQLite leaves behind the table of the unindexed columns.
DROP TABLE IF EXISTS organizations_search_content;

ALTER TABLE organizations ADD COLUMN search_lead TEXT GENERATED ALWAYS AS (
    substr(sort_name, 1, length(sort_name) - length(ltrim(sort_name, ' 0123456789abcdefghijklmnopqrstuvwxyz')))
    || CASE ltrim(sort_name, ' 0123456789abcdefghijklmnopqrstuvwxyz') WHEN '' THEN '     ' ELSE '~~~~~' END
) VIRTUAL;
ALTER TABLE organizations ADD COLUMN search_row INTEGER GENERATED ALWAYS AS (
    (((((
    (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 1, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 2, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 3, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 4, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 5, 1)) + 37) % 38) * 10000000000
    + CAST(replace(replace(finess, 'A', '00'), 'B', '01') AS INTEGER)
) VIRTUAL;

CREATE VIRTUAL TABLE organizations_search USING fts5(
    finess UNINDEXED, sort_name UNINDEXED, words,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO organizations_search (rowid, finess, sort_name, words)
SELECT search_row, finess, sort_name, search_text FROM organizations ORDER BY search_row;
CREATE TRIGGER organizations_search_insert AFTER INSERT ON organizations BEGIN
    INSERT INTO organizations_search (rowid, finess, sort_name, words)
    VALUES (new.search_row, new.finess, new.sort_name, new.search_text);
END;
CREATE TRIGGER organizations_search_delete AFTER DELETE ON organizations BEGIN
    DELETE FROM organizations_search WHERE rowid = old.search_row;
END;
CREATE TRIGGER organizations_search_update AFTER UPDATE OF finess, sort_name, search_text ON organizations BEGIN
    DELETE FROM organizations_search WHERE rowid = old.search_row;
    INSERT INTO organizations_search (rowid, finess, sort_name, words)
    VALUES (new.search_row, new.finess, new.sort_name, new.search_text);
END;

DROP TRIGGER workers_search_update;
DROP TRIGGER workers_search_delete;
DROP TRIGGER workers_search_insert;
DROP TABLE workers_search;
-- SQLite leaves behind the table of the unindexed columns.
DROP TABLE IF EXISTS workers_search_content;

ALTER TABLE workers ADD COLUMN search_lead TEXT GENERATED ALWAYS AS (
    substr(sort_name, 1, length(sort_name) - length(ltrim(sort_name, ' 0123456789abcdefghijklmnopqrstuvwxyz')))
    || CASE ltrim(sort_name, ' 0123456789abcdefghijklmnopqrstuvwxyz') WHEN '' THEN '     ' ELSE '~~~~~' END
) VIRTUAL;
ALTER TABLE workers ADD COLUMN search_row INTEGER GENERATED ALWAYS AS (
    (((((
    (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 1, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 2, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 3, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 4, 1)) + 37) % 38) * 38
    + (instr(' 0123456789abcdefghijklmnopqrstuvwxyz', substr(search_lead, 5, 1)) + 37) % 38) * 100000000000
    + CAST(rpps_number AS INTEGER)
) VIRTUAL;

CREATE VIRTUAL TABLE workers_search USING fts5(
    rpps_number UNINDEXED, sort_name UNINDEXED, words,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO workers_search (rowid, rpps_number, sort_name, words)
SELECT search_row, rpps_number, sort_name, search_text FROM workers ORDER BY search_row;
CREATE TRIGGER workers_search_insert AFTER INSERT ON workers BEGIN
    INSERT INTO workers_search (rowid, rpps_number, sort_name, words)
    VALUES (new.search_row, new.rpps_number, new.sort_name, new.search_text);
END;
CREATE TRIGGER workers_search_delete AFTER DELETE ON workers BEGIN
    DELETE FROM workers_search WHERE rowid = old.search_row;
END;
CREATE TRIGGER workers_search_update AFTER UPDATE OF rpps_number, sort_name, search_text ON workers BEGIN
    DELETE FROM workers_search WHERE rowid = old.search_row;
    INSERT INTO workers_search (rowid, rpps_number, sort_name, words)
    VALUES (new.search_row, new.rpps_number, new.sort_name, new.search_text);
END;
