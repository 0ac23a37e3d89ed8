-- What visits that a letter of a journey began searched for and opened nothing of, by the words, most readers first.
SELECT searched.locale, searched.query, COUNT(DISTINCT searched.visit) AS readers
FROM events AS searched
WHERE searched.at >= :since AND searched.at < :until AND searched.kind IN ('search', 'reword') AND searched.query IS NOT NULL
    AND searched.suspect = 0
    AND searched.visit IN (
        SELECT visit FROM events WHERE at >= :since AND at < :until AND substr(screen, 1, 5) = 'mail:'
    )
    AND NOT EXISTS (
        SELECT 1 FROM events AS opened
        WHERE opened.visit = searched.visit AND opened.kind = 'open' AND opened.query = searched.query
            AND opened.at >= :since AND opened.at < :until
    )
GROUP BY searched.locale, searched.query
ORDER BY readers DESC, searched.locale, searched.query
LIMIT 20
