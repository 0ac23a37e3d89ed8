-- The ballot, made or locked until the commit; its vote is null where it is new.
INSERT INTO ballots (voter, ticket, period) VALUES (:voter, :ticket, :period)
ON CONFLICT (voter) DO UPDATE SET ticket = COALESCE(excluded.ticket, ballots.ticket)
RETURNING vote
