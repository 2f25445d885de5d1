DROP INDEX events_completed_by_hand;
