-- How much of a period looked like a robot and is left out of reports, and how much bears a later time than the report.
SELECT (SELECT COUNT(*) FROM votes WHERE at >= :since AND at < :until AND suspect = 1)
     + (SELECT COUNT(*) FROM events WHERE at >= :since AND at < :until AND suspect = 1) AS suspects,
       (SELECT COUNT(*) FROM votes WHERE at >= :until) + (SELECT COUNT(*) FROM events WHERE at >= :until) AS later
