-- What a span of time holds; it changes when a vote of it is changed or taken back, or when something comes late.
SELECT (SELECT COUNT(*) FROM votes WHERE at >= :since AND at < :until) AS votes,
       (SELECT MAX(changed_at) FROM votes WHERE at >= :since AND at < :until) AS changed,
       (SELECT COUNT(*) FROM events WHERE at >= :since AND at < :until) AS events,
       (SELECT COUNT(*) FROM votes WHERE at >= :since AND at < :day_end AND suspect = 1)
     + (SELECT COUNT(*) FROM events WHERE at >= :since AND at < :day_end AND suspect = 1) AS suspects
