-- The same tables as for SQLite. Salts are a table here, because several hosts share them; it is UNLOGGED so that it
-- reaches neither the write-ahead log nor any base backup or replica.
CREATE TABLE votes (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    article TEXT NOT NULL CHECK (article <> ''),
    locale TEXT NOT NULL CHECK (locale <> ''),
    language TEXT NOT NULL CHECK (language <> ''),
    helpful SMALLINT NOT NULL CHECK (helpful IN (0, 1)),
    reason TEXT CHECK (reason IS NULL OR helpful = 0),
    effort SMALLINT CHECK (effort BETWEEN 1 AND 5),
    comment TEXT CHECK (length(comment) BETWEEN 1 AND 2000),
    visit BIGINT,
    suspect SMALLINT NOT NULL CHECK (suspect IN (0, 1)),
    simulated SMALLINT NOT NULL CHECK (simulated IN (0, 1))
);

CREATE INDEX votes_at ON votes (at);

CREATE TABLE ballots (
    voter BYTEA PRIMARY KEY CHECK (length(voter) = 16),
    ticket BYTEA CHECK (length(ticket) = 16),
    period BIGINT NOT NULL,
    vote BIGINT REFERENCES votes (id) ON DELETE CASCADE
);

CREATE INDEX ballots_ticket ON ballots (ticket) WHERE ticket IS NOT NULL;

CREATE INDEX ballots_vote ON ballots (vote);

CREATE TABLE events (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('view', 'search', 'open', 'reword', 'contact', 'suggestion', 'sent')),
    locale TEXT NOT NULL CHECK (locale <> ''),
    article TEXT CHECK (article <> ''),
    language TEXT,
    query TEXT CHECK (length(query) <= 200),
    before TEXT CHECK (length(before) <= 200),
    results INTEGER CHECK (results >= 0),
    rank INTEGER CHECK (rank >= 1),
    channel TEXT CHECK (channel IN ('page', 'mail', 'phone', 'chat', 'form')),
    visit BIGINT,
    suspect SMALLINT NOT NULL CHECK (suspect IN (0, 1)),
    simulated SMALLINT NOT NULL CHECK (simulated IN (0, 1))
);

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
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (article, locale)
);

CREATE TABLE heartbeat (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
);

CREATE UNLOGGED TABLE salts (
    period BIGINT PRIMARY KEY,
    made_at BIGINT NOT NULL,
    secret BYTEA NOT NULL
);
