INSERT INTO votes (at, changed_at, article, locale, language, helpful, reason, effort, comment, visit, suspect, simulated)
VALUES (:at, :at, :article, :locale, :language, :helpful, :reason, :effort, :comment, :visit, :suspect, :simulated)
RETURNING id
