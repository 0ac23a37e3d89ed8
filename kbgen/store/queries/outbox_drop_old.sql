DELETE FROM outbox WHERE ended_at < :before
