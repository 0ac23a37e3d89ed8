UPDATE votes SET comment = NULL WHERE id = :id
