INSERT INTO events (at, kind, locale, article, language, query, before, results, rank, channel, visit, suspect, simulated,
    network, earlier)
VALUES (:at, :kind, :locale, :article, :language, :query, :before, :results, :rank, :channel, :visit, :suspect, :simulated,
    :network, :earlier)
