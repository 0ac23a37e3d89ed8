-- How easy readers of [since, until) found it to get help, by the article that they told it at.
SELECT article, locale, COUNT(effort) AS scores, SUM(effort) AS total FROM votes
WHERE at >= :since AND at < :until AND effort IS NOT NULL AND suspect = 0 GROUP BY article, locale ORDER BY article, locale
