UPDATE votes SET changed_at = :changed_at, helpful = :helpful, reason = :reason, effort = :effort, comment = :comment,
    suspect = CASE WHEN :suspect = 1 THEN 1 ELSE suspect END
WHERE id = :vote
