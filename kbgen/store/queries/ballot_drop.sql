-- A ballot whose vote was taken back before it was ever stored.
DELETE FROM ballots WHERE voter = :voter
