UPDATE ballots SET vote = :vote WHERE voter = :voter
