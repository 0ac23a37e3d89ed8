-- Told once: a second time refuses the whole transaction.
INSERT INTO told (destination, item, at) VALUES (:destination, :item, :at)
