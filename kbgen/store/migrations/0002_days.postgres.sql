-- The same as for SQLite.
ALTER TABLE votes ADD COLUMN network BIGINT;

ALTER TABLE votes ADD COLUMN earlier BIGINT;

ALTER TABLE events ADD COLUMN network BIGINT;

ALTER TABLE events ADD COLUMN earlier BIGINT;

CREATE INDEX events_suspect ON events (at) WHERE suspect = 1;

CREATE INDEX events_simulated ON events (id) WHERE simulated = 1;

CREATE INDEX votes_simulated ON votes (id) WHERE simulated = 1;

CREATE INDEX events_words ON events (at) WHERE query IS NOT NULL OR before IS NOT NULL;

CREATE INDEX votes_words ON votes (at) WHERE comment IS NOT NULL;

CREATE TABLE rolled (
    day BIGINT PRIMARY KEY,
    since_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    seen TEXT NOT NULL,
    notes TEXT NOT NULL
);

CREATE TABLE daily (
    day BIGINT NOT NULL REFERENCES rolled (day) ON DELETE CASCADE,
    locale TEXT NOT NULL CHECK (locale <> ''),
    figures TEXT NOT NULL,
    articles BYTEA NOT NULL,
    asked BYTEA,
    PRIMARY KEY (day, locale)
);

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

DROP INDEX ballots_ticket;

-- Of two ballots with one ticket, which only a race of old collectors can have left, the first keeps it.
UPDATE ballots SET voter = keyed.key
FROM (
    SELECT DISTINCT ON (b.ticket, v.locale, v.article) b.voter,
           substring(sha256(b.ticket || convert_to(v.locale || '/' || v.article, 'UTF8')) FROM 1 FOR 16) AS key
    FROM ballots b JOIN votes v ON v.id = b.vote WHERE b.ticket IS NOT NULL
    ORDER BY b.ticket, v.locale, v.article, b.vote
) AS keyed
WHERE ballots.voter = keyed.voter;
