-- The same as for SQLite.
ALTER TABLE events DROP CONSTRAINT events_kind_check;

ALTER TABLE events ADD CONSTRAINT events_kind_check
CHECK (kind IN ('view', 'search', 'open', 'reword', 'contact', 'suggestion', 'sent', 'problem'));

CREATE INDEX events_problem ON events (at) WHERE kind = 'problem';
