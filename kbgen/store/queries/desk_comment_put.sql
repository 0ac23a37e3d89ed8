INSERT INTO desk_comments (mark, article, locale, status, owner, note, who, at)
VALUES (:mark, :article, :locale, :status, :owner, :note, :who, :at)
ON CONFLICT (mark) DO UPDATE SET status = excluded.status, owner = excluded.owner, note = excluded.note,
    who = excluded.who, at = excluded.at
