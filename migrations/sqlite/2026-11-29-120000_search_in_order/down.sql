DROP TRIGGER organizations_search_update;
DROP TRIGGER organizations_search_delete;
DROP TRIGGER organizations_search_insert;
DROP TABLE organizations_search;
-- SQLite leaves behind the table of the unindexed columns.
DROP TABLE IF EXISTS organizations_search_content;
ALTER TABLE organizations DROP COLUMN search_row;
ALTER TABLE organizations DROP COLUMN search_lead;
DROP TRIGGER workers_search_update;
DROP TRIGGER workers_search_delete;
DROP TRIGGER workers_search_insert;
DROP TABLE workers_search;
-- SQLite leaves behind the table of the unindexed columns.
DROP TABLE IF EXISTS workers_search_content;
ALTER TABLE workers DROP COLUMN search_row;
ALTER TABLE workers DROP COLUMN search_lead;

CREATE VIRTUAL TABLE organizations_search USING fts5(
    finess UNINDEXED, words,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER organizations_search_insert AFTER INSERT ON organizations BEGIN
    INSERT INTO organizations_search (rowid, finess, words)
    VALUES (CAST(replace(replace(new.finess, 'A', '00'), 'B', '01') AS INTEGER), new.finess, new.search_text);
END;
CREATE TRIGGER organizations_search_delete AFTER DELETE ON organizations BEGIN
    DELETE FROM organizations_search
    WHERE rowid = CAST(replace(replace(old.finess, 'A', '00'), 'B', '01') AS INTEGER);
END;
CREATE TRIGGER organizations_search_update AFTER UPDATE OF finess, search_text ON organizations BEGIN
    DELETE FROM organizations_search
    WHERE rowid = CAST(replace(replace(old.finess, 'A', '00'), 'B', '01') AS INTEGER);
    INSERT INTO organizations_search (rowid, finess, words)
    VALUES (CAST(replace(replace(new.finess, 'A', '00'), 'B', '01') AS INTEGER), new.finess, new.search_text);
END;

CREATE VIRTUAL TABLE workers_search USING fts5(
    rpps_number UNINDEXED, words,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER workers_search_insert AFTER INSERT ON workers BEGIN
    INSERT INTO workers_search (rowid, rpps_number, words)
    VALUES (CAST(new.rpps_number AS INTEGER), new.rpps_number, new.search_text);
END;
CREATE TRIGGER workers_search_delete AFTER DELETE ON workers BEGIN
    DELETE FROM workers_search WHERE rowid = CAST(old.rpps_number AS INTEGER);
END;
CREATE TRIGGER workers_search_update AFTER UPDATE OF rpps_number, search_text ON workers BEGIN
    DELETE FROM workers_search WHERE rowid = CAST(old.rpps_number AS INTEGER);
    INSERT INTO workers_search (rowid, rpps_number, words)
    VALUES (CAST(new.rpps_number AS INTEGER), new.rpps_number, new.search_text);
END;

INSERT INTO organizations_search (rowid, finess, words)
SELECT CAST(replace(replace(finess, 'A', '00'), 'B', '01') AS INTEGER), finess, search_text FROM organizations ORDER BY 1;
INSERT INTO workers_search (rowid, rpps_number, words)
SELECT CAST(rpps_number AS INTEGER), rpps_number, search_text FROM workers ORDER BY 1;
