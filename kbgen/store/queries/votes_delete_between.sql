DELETE FROM votes WHERE id IN (SELECT id FROM votes WHERE at >= :since AND at < :until LIMIT 2000)
