DROP TABLE changes;
DROP TABLE comparisons;
