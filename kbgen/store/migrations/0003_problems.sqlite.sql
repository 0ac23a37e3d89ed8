-- What assistants report is an event of its own kind; a result that a second opinion brought up was opened by its meaning. A CHECK cannot be changed in SQLite: the table is made anew.
CREATE TABLE events_of_more_kinds (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('view', 'search', 'open', 'reword', 'contact', 'suggestion', 'sent', 'problem')),
    locale TEXT NOT NULL CHECK (locale <> ''),
    article TEXT CHECK (article <> ''),
    language TEXT,
    query TEXT CHECK (length(query) <= 200),
    before TEXT CHECK (length(before) <= 200),
    results INTEGER CHECK (results >= 0),
    rank INTEGER CHECK (rank >= 1),
    channel TEXT CHECK (channel IN ('page', 'mail', 'phone', 'chat', 'form', 'meaning')),
    visit INTEGER,
    suspect INTEGER NOT NULL CHECK (suspect IN (0, 1)),
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    network INTEGER,
    earlier INTEGER
) STRICT;

INSERT INTO events_of_more_kinds
SELECT id, at, kind, locale, article, language, query, before, results, rank, channel, visit, suspect, simulated, network, earlier
FROM events;

DROP TABLE events;

ALTER TABLE events_of_more_kinds RENAME TO events;

CREATE INDEX events_at ON events (at);

CREATE INDEX events_suspect ON events (at) WHERE suspect = 1;

CREATE INDEX events_simulated ON events (id) WHERE simulated = 1;

CREATE INDEX events_words ON events (at) WHERE query IS NOT NULL OR before IS NOT NULL;

CREATE INDEX events_problem ON events (at) WHERE kind = 'problem';
