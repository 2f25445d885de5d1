-- Who may come in. Of what a browser or a link carries, only the SHA-256 is kept, in hexadecimal.

CREATE TABLE staff (
    -- In lower case, so that one person has one account.
    email TEXT PRIMARY KEY NOT NULL CHECK (email <> '' AND email = lower(email)),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    language TEXT CHECK (language IN ('fr', 'en')),
    password_hash TEXT NOT NULL CHECK (password_hash <> ''),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL CHECK (created_by <> '')
);

-- Without an e-mail address: the link that makes the first admin.
CREATE TABLE invitations (
    token_hash TEXT PRIMARY KEY NOT NULL CHECK (length(token_hash) = 64),
    email TEXT CHECK (email = lower(email)),
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    until BIGINT NOT NULL,
    used_at BIGINT,
    created_by TEXT NOT NULL CHECK (created_by <> '')
);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY NOT NULL CHECK (length(token_hash) = 64),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    email TEXT NOT NULL REFERENCES staff (email) ON DELETE CASCADE,
    begun_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    client TEXT NOT NULL
);
CREATE INDEX sessions_email ON sessions (email);
CREATE INDEX sessions_until ON sessions (until);

-- The browsers in which somebody has signed in: others' failures do not slow these down.
CREATE TABLE browsers (
    token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
    email TEXT NOT NULL REFERENCES staff (email) ON DELETE CASCADE,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, email)
);
CREATE INDEX browsers_email ON browsers (email);
