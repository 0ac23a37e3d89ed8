-- The words of searches older than the limit are emptied; that someone searched stays.
UPDATE events SET query = NULL, before = NULL
WHERE id IN (SELECT id FROM events WHERE at < :limit_at AND (query IS NOT NULL OR before IS NOT NULL) ORDER BY at LIMIT 2000)
