-- What is to be sent and was: mail and messages, each under a key of its own; and what was told to whom, so that nothing is told twice.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    channel TEXT NOT NULL CHECK (channel <> ''),
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    ended_at INTEGER,
    outcome TEXT CHECK (outcome IN ('sent', 'refused', 'given up')),
    problem TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (due_at) WHERE ended_at IS NULL;

CREATE TABLE told (
    destination TEXT NOT NULL CHECK (destination <> ''),
    item TEXT NOT NULL CHECK (item <> ''),
    at INTEGER NOT NULL,
    PRIMARY KEY (destination, item)
) STRICT, WITHOUT ROWID;
