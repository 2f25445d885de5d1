DROP INDEX organizations_town;
ALTER TABLE organizations DROP COLUMN sort_town;
