-- Its rows by locale go with it (ON DELETE CASCADE).
DELETE FROM rolled WHERE day = :day
