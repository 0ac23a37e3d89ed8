-- What became of comments, by the hash of each.
SELECT mark, article, locale, status, owner, note, who, at FROM desk_comments ORDER BY mark
