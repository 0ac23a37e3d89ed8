INSERT INTO rolled (day, since_at, until_at, seen, notes) VALUES (:day, :since_at, :until_at, :seen, :notes)
