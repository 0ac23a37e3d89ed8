-- How much of a period looked like a robot and is left out of reports.
SELECT (SELECT COUNT(*) FROM votes WHERE at >= :since AND at < :until AND suspect = 1)
     + (SELECT COUNT(*) FROM events WHERE at >= :since AND at < :until AND suspect = 1) AS suspects
