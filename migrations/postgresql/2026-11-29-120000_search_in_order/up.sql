-- Nothing: only SQLite's full text is in an order of its own.
SELECT 1;
