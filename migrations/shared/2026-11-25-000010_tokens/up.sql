-- Who may use the JSON API. Of a token only the hash is kept: what was shown once cannot be read here.
-- The hash is the key, for it sorts alike under every collation.
CREATE TABLE tokens (
    hash TEXT PRIMARY KEY NOT NULL CHECK (
        length(hash) = 64 AND ltrim(hash, '0123456789abcdef') = ''
    ),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL CHECK (created_by <> ''),
    last_used_at BIGINT
);
