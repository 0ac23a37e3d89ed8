-- Votes, the ballots that let a vote be changed for 48 hours, events, and the articles they are about.
CREATE TABLE votes (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    article TEXT NOT NULL CHECK (article <> ''),
    locale TEXT NOT NULL CHECK (locale <> ''),
    language TEXT NOT NULL CHECK (language <> ''),
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    reason TEXT CHECK (reason IS NULL OR helpful = 0),
    effort INTEGER CHECK (effort BETWEEN 1 AND 5),
    comment TEXT CHECK (length(comment) BETWEEN 1 AND 2000),
    visit INTEGER,
    suspect INTEGER NOT NULL CHECK (suspect IN (0, 1)),
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
) STRICT;

CREATE INDEX votes_at ON votes (at);

CREATE TABLE ballots (
    voter BLOB PRIMARY KEY CHECK (length(voter) = 16),
    ticket BLOB CHECK (length(ticket) = 16),
    period INTEGER NOT NULL,
    vote INTEGER REFERENCES votes (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX ballots_ticket ON ballots (ticket) WHERE ticket IS NOT NULL;

CREATE INDEX ballots_vote ON ballots (vote);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('view', 'search', 'open', 'reword', 'contact', 'suggestion', 'sent')),
    locale TEXT NOT NULL CHECK (locale <> ''),
    article TEXT CHECK (article <> ''),
    language TEXT,
    query TEXT CHECK (length(query) <= 200),
    before TEXT CHECK (length(before) <= 200),
    results INTEGER CHECK (results >= 0),
    rank INTEGER CHECK (rank >= 1),
    channel TEXT CHECK (channel IN ('page', 'mail', 'phone', 'chat', 'form')),
    visit INTEGER,
    suspect INTEGER NOT NULL CHECK (suspect IN (0, 1)),
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
) STRICT;

CREATE INDEX events_at ON events (at);

CREATE TABLE articles (
    article TEXT NOT NULL,
    locale TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    url TEXT NOT NULL,
    updated TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (article, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
