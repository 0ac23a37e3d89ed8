-- One process takes an entry: of two that saw the same moment only one finds it. If it dies, the entry is due again at :until.
UPDATE outbox SET due_at = :until, tries = tries + 1 WHERE id = :id AND due_at = :seen AND ended_at IS NULL
