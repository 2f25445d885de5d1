-- Town, then name, as folded for sorting. Empty where it was not filed yet: Carnet does so when it
-- starts, for folding is none of SQL's. Sorted by bytes, as every such column.
ALTER TABLE organizations ADD COLUMN sort_town TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX organizations_town ON organizations (sort_town, finess);
