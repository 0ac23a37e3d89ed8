-- The comments that came or were changed since :since. A vote can be changed for two days: by its index on `at` old ones are passed.
SELECT id, changed_at, article, locale, language, helpful, comment FROM votes
WHERE at >= :since - 259200000 AND changed_at >= :since AND comment IS NOT NULL AND suspect = 0
ORDER BY changed_at, id LIMIT 1000
