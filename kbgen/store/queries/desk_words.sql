-- Readers' comments, newest first, with all that stands beside them.
SELECT at, article, locale, language, helpful, reason, effort, comment FROM votes
WHERE comment IS NOT NULL AND suspect = 0 ORDER BY at DESC, id DESC LIMIT 50000
