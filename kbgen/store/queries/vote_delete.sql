-- Its ballot goes with it (ON DELETE CASCADE).
DELETE FROM votes WHERE id = :vote
