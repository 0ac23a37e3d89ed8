-- What assistants reported in [since, until), newest first; what looked like a robot too, for all of it comes from programs.
SELECT at, article, locale, query, network FROM events
WHERE kind = 'problem' AND at >= :since AND at < :until
ORDER BY at DESC, id DESC LIMIT 20000
