-- Whether anything of a span of time was made up.
SELECT CASE WHEN EXISTS (SELECT 1 FROM votes WHERE at >= :since AND at < :until AND simulated = 1)
              OR EXISTS (SELECT 1 FROM events WHERE at >= :since AND at < :until AND simulated = 1) THEN 1 ELSE 0 END AS simulated
