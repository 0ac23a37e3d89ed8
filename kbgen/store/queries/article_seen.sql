INSERT INTO articles (article, locale, language, title, kind, owner, url, updated, seen_at)
VALUES (:article, :locale, :language, :title, :kind, :owner, :url, :updated, :at)
ON CONFLICT (article, locale) DO UPDATE SET language = excluded.language, title = excluded.title, kind = excluded.kind,
    owner = excluded.owner, url = excluded.url, updated = excluded.updated, seen_at = excluded.seen_at
