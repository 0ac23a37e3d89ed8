-- Every article that any manifest ever named, also removed ones.
SELECT article, locale, language, title, kind, owner, url, updated, seen_at FROM articles ORDER BY article, locale
