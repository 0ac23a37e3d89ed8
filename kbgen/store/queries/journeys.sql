-- What readers did in [since, until), one visit after the other, each in the order of time; votes stand among the events.
-- What looked like a robot is left out, and what assistants report: that is nobody's visit.
SELECT visit, at, kind, locale, article, language, query, before, results, rank, channel, helpful, reason, effort, comment,
       network, earlier, screen
FROM (
    SELECT visit, at, 0 AS part, id, kind, locale, article, language, query, before, results, rank, channel,
           CAST(NULL AS SMALLINT) AS helpful, CAST(NULL AS TEXT) AS reason, CAST(NULL AS SMALLINT) AS effort,
           CAST(NULL AS TEXT) AS comment, network, earlier, screen
    FROM events WHERE at >= :since AND at < :until AND suspect = 0 AND kind <> 'problem'
    UNION ALL
    SELECT visit, at, 1 AS part, id, 'vote' AS kind, locale, article, language, CAST(NULL AS TEXT) AS query,
           CAST(NULL AS TEXT) AS before, CAST(NULL AS INTEGER) AS results, CAST(NULL AS INTEGER) AS rank,
           CAST(NULL AS TEXT) AS channel, helpful, reason, effort, comment, network, earlier,
           CAST(NULL AS TEXT) AS screen
    FROM votes WHERE at >= :since AND at < :until AND suspect = 0
) AS deeds
ORDER BY visit, at, part, id
