-- The newest entries, for whoever wants to see what was sent and what waits.
SELECT key, channel, made_at, due_at, tries, ended_at, outcome, problem FROM outbox ORDER BY made_at DESC, id DESC LIMIT :most
