DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at < :limit_at ORDER BY at LIMIT 2000)
