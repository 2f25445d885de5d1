-- What happened to one organization is listed by its moment, as all of the history is: the largest one has
-- tens of thousands of events, which need not be put in order for a page of them.
CREATE INDEX events_finess_at ON events (finess, at, id);
DROP INDEX events_finess;
