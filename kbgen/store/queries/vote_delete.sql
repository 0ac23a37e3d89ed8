-- A vote that is taken back; its ballot goes with it (ON DELETE CASCADE).
DELETE FROM votes WHERE id = (SELECT vote FROM ballots WHERE voter = :voter)
