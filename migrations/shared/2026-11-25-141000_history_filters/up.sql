-- Each filter of the history finds its events, newest first, by an index.
CREATE INDEX events_at ON events (at, id);
CREATE INDEX events_actor ON events (actor, at, id);
CREATE INDEX events_kind ON events (kind, at, id);
