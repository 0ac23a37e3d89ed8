-- The same as for SQLite.
ALTER TABLE events DROP CONSTRAINT events_kind_check;

ALTER TABLE events ADD CONSTRAINT events_kind_check
CHECK (kind IN ('view', 'search', 'open', 'reword', 'contact', 'suggestion', 'sent', 'problem'));

ALTER TABLE events DROP CONSTRAINT events_channel_check;

ALTER TABLE events ADD CONSTRAINT events_channel_check
CHECK (channel IN ('page', 'mail', 'phone', 'chat', 'form', 'meaning'));

CREATE INDEX events_problem ON events (at) WHERE kind = 'problem';
