UPDATE events SET query = NULL, before = NULL WHERE id = :id
