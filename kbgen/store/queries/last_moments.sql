-- The newest moments that the database knows of.
SELECT MAX(at) AS at FROM votes UNION ALL SELECT MAX(at) FROM events UNION ALL SELECT MAX(seen_at) FROM articles
UNION ALL SELECT MAX(until_at) FROM rolled
