-- Networks, or devices where none is known, that searched more often in [since, until) than `most`, and how many different things.
SELECT COALESCE(network, visit) AS source, COUNT(*) AS searches, COUNT(DISTINCT query) AS different
FROM events
WHERE at >= :since AND at < :until AND kind = 'search' AND suspect = 0 AND COALESCE(network, visit) IS NOT NULL
GROUP BY COALESCE(network, visit) HAVING COUNT(*) > :most
