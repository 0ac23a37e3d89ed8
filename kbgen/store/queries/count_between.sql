-- How many votes and events a period holds.
SELECT (SELECT COUNT(*) FROM votes WHERE at >= :since AND at < :until) AS votes,
       (SELECT COUNT(*) FROM events WHERE at >= :since AND at < :until) AS events
