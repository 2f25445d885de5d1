-- Where the directory says something else than what is registered. One row for each fact, under a
-- key that sorts alike in every collation; it goes with the row that it is about. Facts are JSON
-- text; no directory's value says that the directory no longer has the row at all.
CREATE TABLE changes (
    id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
    finess TEXT REFERENCES organizations (finess) ON DELETE CASCADE,
    rpps_number TEXT REFERENCES workers (rpps_number) ON DELETE CASCADE,
    fact TEXT NOT NULL CHECK (fact <> ''),
    registered TEXT NOT NULL,
    directory TEXT,
    found_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'dismissed')),
    CHECK (finess IS NOT NULL OR rpps_number IS NOT NULL),
    FOREIGN KEY (finess, rpps_number) REFERENCES affiliations (finess, rpps_number) ON DELETE CASCADE
);
CREATE INDEX changes_state ON changes (state, id);
CREATE INDEX changes_finess ON changes (finess, rpps_number);
CREATE INDEX changes_rpps_number ON changes (rpps_number);

-- What the register was last compared with, one row for each source of entries.
CREATE TABLE comparisons (
    source TEXT PRIMARY KEY NOT NULL CHECK (source IN ('gateway', 'index', 'demo')),
    directory_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failed'))
);
