-- Single votes of days whose figures are kept, older than they are kept one by one; some at a time.
DELETE FROM votes WHERE id IN (SELECT id FROM votes WHERE at < :limit_at ORDER BY at LIMIT 2000)
