DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at >= :since AND at < :until LIMIT 2000)
