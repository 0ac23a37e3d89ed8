UPDATE outbox SET due_at = :due, problem = :problem WHERE id = :id AND ended_at IS NULL
