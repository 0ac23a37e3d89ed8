-- Votes given in [since, until), oldest first.
SELECT id, at, changed_at, article, locale, language, helpful, reason, effort, comment, visit, suspect, simulated
FROM votes WHERE at >= :since AND at < :until ORDER BY at, id
