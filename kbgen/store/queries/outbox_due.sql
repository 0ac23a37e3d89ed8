-- What waits and may be tried now, oldest first.
SELECT id, key, channel, body, made_at, due_at, tries FROM outbox WHERE ended_at IS NULL AND due_at <= :now ORDER BY due_at, id LIMIT 200
