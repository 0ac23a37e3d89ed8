-- The first moment from `since` on at which anything was recorded; null where there is none.
SELECT MIN(at) AS at FROM (
    SELECT MIN(at) AS at FROM votes WHERE at >= :since UNION ALL SELECT MIN(at) AS at FROM events WHERE at >= :since
) firsts
