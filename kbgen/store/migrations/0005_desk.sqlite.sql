-- What people decide at the desk: what became of readers' comments and of gaps, what happened on a day, what agents sent on.
-- In SQLite these tables are used in a file of their own (`kbgen/store/desk.py`), for the collector is the one writer of its file.
CREATE TABLE desk_comments (
    mark TEXT PRIMARY KEY CHECK (mark <> ''),
    article TEXT NOT NULL,
    locale TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'planned', 'in-progress', 'done', 'wont-do')),
    owner TEXT NOT NULL,
    note TEXT NOT NULL CHECK (length(note) <= 2000),
    who TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_gaps (
    locale TEXT NOT NULL CHECK (locale <> ''),
    question TEXT NOT NULL CHECK (question <> ''),
    what TEXT NOT NULL CHECK (what IN ('wont-do', 'same', 'apart', 'owner')),
    other_locale TEXT NOT NULL,
    other TEXT NOT NULL,
    said TEXT NOT NULL CHECK (length(said) <= 2000),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (locale, question, what, other_locale, other)
) STRICT;

CREATE TABLE desk_marks (
    day INTEGER NOT NULL,
    said TEXT NOT NULL CHECK (length(said) BETWEEN 1 AND 200),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (day, said)
) STRICT;

CREATE TABLE desk_sends (
    day INTEGER NOT NULL,
    article TEXT NOT NULL CHECK (article <> ''),
    locale TEXT NOT NULL CHECK (locale <> ''),
    how TEXT NOT NULL CHECK (how IN ('link', 'answer')),
    times INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (day, article, locale, how)
) STRICT;
