-- On which screen of an application it happened: a pattern that writers gave, never an address.
ALTER TABLE events ADD COLUMN screen TEXT CHECK (length(screen) <= 100);
