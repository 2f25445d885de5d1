DROP INDEX events_at;
DROP INDEX events_actor;
DROP INDEX events_kind;
