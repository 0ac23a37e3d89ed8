-- Days as small rows that outlive words and single events; the network of a vote or event, for the day only, so that one
-- place cannot speak for many; a ballot under its ticket, so that people behind one address each have their own.
ALTER TABLE votes ADD COLUMN network INTEGER;

ALTER TABLE votes ADD COLUMN earlier INTEGER;

ALTER TABLE events ADD COLUMN network INTEGER;

ALTER TABLE events ADD COLUMN earlier INTEGER;

CREATE INDEX events_suspect ON events (at) WHERE suspect = 1;

CREATE INDEX events_simulated ON events (id) WHERE simulated = 1;

CREATE INDEX votes_simulated ON votes (id) WHERE simulated = 1;

-- Words that may still have to be emptied: without it each look passes over all that were emptied long ago.
CREATE INDEX events_words ON events (at) WHERE query IS NOT NULL OR before IS NOT NULL;

CREATE INDEX votes_words ON votes (at) WHERE comment IS NOT NULL;

CREATE TABLE rolled (
    day INTEGER PRIMARY KEY,
    since_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    seen TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE TABLE daily (
    day INTEGER NOT NULL REFERENCES rolled (day) ON DELETE CASCADE,
    locale TEXT NOT NULL CHECK (locale <> ''),
    figures TEXT NOT NULL,
    articles BLOB NOT NULL,
    asked BLOB,
    PRIMARY KEY (day, locale)
) STRICT;

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP INDEX ballots_ticket;

UPDATE OR IGNORE ballots SET voter = ballot_key(ticket, (SELECT locale || '/' || article FROM votes WHERE id = ballots.vote))
WHERE ticket IS NOT NULL AND vote IS NOT NULL;
