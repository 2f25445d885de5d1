-- Links of which somebody completed facts are few among millions of events, and the history can be narrowed to
-- them. What an event keeps is JSON text without spaces; no value of it can hold these quotation marks.
CREATE INDEX events_completed_by_hand ON events (at, id)
    WHERE after LIKE '%"completed_by_hand":["%';
