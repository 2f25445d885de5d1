CREATE INDEX events_finess ON events (finess, id);
DROP INDEX events_finess_at;
