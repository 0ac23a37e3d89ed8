SELECT day, since_at, until_at, seen, notes FROM rolled ORDER BY day
