-- The voter's ballot, made or locked; its vote is null where it is new.
INSERT INTO ballots (voter, ticket, period) VALUES (:voter, :ticket, :period)
ON CONFLICT (voter) DO UPDATE SET ticket = COALESCE(excluded.ticket, ballots.ticket)
RETURNING vote
