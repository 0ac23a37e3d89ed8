INSERT INTO votes (at, changed_at, article, locale, language, helpful, reason, effort, comment, visit, suspect, simulated,
    network, earlier)
VALUES (:at, :changed_at, :article, :locale, :language, :helpful, :reason, :effort, :comment, :visit, :suspect, :simulated,
    :network, :earlier)
RETURNING id
