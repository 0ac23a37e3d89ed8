INSERT INTO events (at, kind, locale, article, language, query, before, results, rank, channel, visit, suspect, simulated,
    network, earlier, screen)
VALUES (:at, :kind, :locale, :article, :language, :query, :before, :results, :rank, :channel, :visit, :suspect, :simulated,
    :network, :earlier, :screen)
