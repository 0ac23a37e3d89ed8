-- Comments older than the limit are emptied; the vote itself holds nothing personal and stays.
UPDATE votes SET comment = NULL
WHERE id IN (SELECT id FROM votes WHERE at < :limit_at AND comment IS NOT NULL ORDER BY at LIMIT 2000)
