-- The same as for SQLite.
CREATE TABLE desk_comments (
    mark TEXT PRIMARY KEY CHECK (mark <> ''),
    article TEXT NOT NULL,
    locale TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'planned', 'in-progress', 'done', 'wont-do')),
    owner TEXT NOT NULL,
    note TEXT NOT NULL CHECK (length(note) <= 2000),
    who TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE desk_gaps (
    locale TEXT NOT NULL CHECK (locale <> ''),
    question TEXT NOT NULL CHECK (question <> ''),
    what TEXT NOT NULL CHECK (what IN ('wont-do', 'same', 'apart', 'owner')),
    other_locale TEXT NOT NULL,
    other TEXT NOT NULL,
    said TEXT NOT NULL CHECK (length(said) <= 2000),
    who TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (locale, question, what, other_locale, other)
);

CREATE TABLE desk_marks (
    day BIGINT NOT NULL,
    said TEXT NOT NULL CHECK (length(said) BETWEEN 1 AND 200),
    who TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (day, said)
);

CREATE TABLE desk_sends (
    day BIGINT NOT NULL,
    article TEXT NOT NULL CHECK (article <> ''),
    locale TEXT NOT NULL CHECK (locale <> ''),
    how TEXT NOT NULL CHECK (how IN ('link', 'answer')),
    times BIGINT NOT NULL CHECK (times >= 1),
    PRIMARY KEY (day, article, locale, how)
);
