-- The same as for SQLite.
CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    channel TEXT NOT NULL CHECK (channel <> ''),
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    ended_at BIGINT,
    outcome TEXT CHECK (outcome IN ('sent', 'refused', 'given up')),
    problem TEXT
);

CREATE INDEX outbox_due ON outbox (due_at) WHERE ended_at IS NULL;

CREATE TABLE told (
    destination TEXT NOT NULL CHECK (destination <> ''),
    item TEXT NOT NULL CHECK (item <> ''),
    at BIGINT NOT NULL,
    PRIMARY KEY (destination, item)
);
