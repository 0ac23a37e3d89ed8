-- Whether anything was made up, since when there is anything, and how much bears a later time than now.
SELECT CASE WHEN EXISTS (SELECT 1 FROM votes WHERE simulated = 1)
              OR EXISTS (SELECT 1 FROM events WHERE simulated = 1) THEN 1 ELSE 0 END AS simulated,
       (SELECT MIN(at) FROM (SELECT MIN(at) AS at FROM votes UNION ALL SELECT MIN(at) FROM events) firsts) AS first_at,
       (SELECT COUNT(*) FROM votes WHERE at >= :now) + (SELECT COUNT(*) FROM events WHERE at >= :now) AS later
