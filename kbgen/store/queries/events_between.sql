-- Events in [since, until), oldest first.
SELECT id, at, kind, locale, article, language, query, before, results, rank, channel, visit, suspect, simulated, screen
FROM events WHERE at >= :since AND at < :until ORDER BY at, id
