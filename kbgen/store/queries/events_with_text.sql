SELECT id, query, before FROM events WHERE query IS NOT NULL OR before IS NOT NULL
