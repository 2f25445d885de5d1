-- Text already sorts by bytes here. The full text: one row for each organization and worker,
-- numbered by its key, for SQLite may renumber the hidden rowid of a table with a text key.
-- The letters of a Corsican FINESS become two digits, so that it has ten and collides with none.

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
