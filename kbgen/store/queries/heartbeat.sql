-- The smallest possible write, to learn whether writing works again. SQLite's store counts its transactions in it.
INSERT INTO heartbeat (id, at) VALUES (1, :at) ON CONFLICT (id) DO UPDATE SET at = excluded.at
