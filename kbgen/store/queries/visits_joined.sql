-- Visits that went on while the day's salt changed: their number since then, and the one before.
SELECT visit, earlier FROM events WHERE at >= :since AND at < :until AND earlier IS NOT NULL AND visit IS NOT NULL
UNION
SELECT visit, earlier FROM votes WHERE at >= :since AND at < :until AND earlier IS NOT NULL AND visit IS NOT NULL
