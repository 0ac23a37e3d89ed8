UPDATE daily SET asked = NULL WHERE day < :day AND asked IS NOT NULL
