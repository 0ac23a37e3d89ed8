-- What was said is emptied: the outbox is no archive.
UPDATE outbox SET ended_at = :at, outcome = :outcome, problem = :problem, body = '' WHERE id = :id
