-- Ballots of forgotten salts, some at a time so that votes do not wait long.
DELETE FROM ballots WHERE voter IN (SELECT voter FROM ballots WHERE period < :period LIMIT 2000)
