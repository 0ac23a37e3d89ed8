-- A key that is there already refuses the whole transaction: another process was quicker.
INSERT INTO outbox (key, channel, body, made_at, due_at, tries) VALUES (:key, :channel, :body, :at, :at, 0)
