SELECT id, body FROM outbox WHERE ended_at IS NULL
