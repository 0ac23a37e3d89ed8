-- How much there is, since when, and whether any of it was made up.
SELECT (SELECT COUNT(*) FROM votes) AS votes,
       (SELECT COUNT(*) FROM events) AS events,
       (SELECT MIN(at) FROM (SELECT MIN(at) AS at FROM votes UNION ALL SELECT MIN(at) FROM events) firsts) AS first_at,
       (SELECT MAX(at) FROM (SELECT MAX(at) AS at FROM votes UNION ALL SELECT MAX(at) FROM events) lasts) AS last_at,
       (SELECT CASE WHEN EXISTS (SELECT 1 FROM votes WHERE simulated = 1)
                      OR EXISTS (SELECT 1 FROM events WHERE simulated = 1) THEN 1 ELSE 0 END) AS simulated
