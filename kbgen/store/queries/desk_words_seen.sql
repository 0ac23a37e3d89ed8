-- By what one knows that no comment has come, changed or gone.
SELECT COUNT(*) AS comments, COALESCE(MAX(changed_at), 0) AS last_at FROM votes WHERE comment IS NOT NULL AND suspect = 0
