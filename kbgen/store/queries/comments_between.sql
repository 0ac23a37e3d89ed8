-- The comments of [since, until), newest first.
SELECT at, article, locale, helpful, comment FROM votes
WHERE at >= :since AND at < :until AND comment IS NOT NULL AND suspect = 0
ORDER BY at DESC, id DESC LIMIT 20000
