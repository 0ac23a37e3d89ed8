-- How often agents sent an article on, in the days from `first` to `last`.
SELECT article, locale, how, CAST(SUM(times) AS INTEGER) AS times FROM desk_sends
WHERE day >= :first AND day <= :last GROUP BY article, locale, how ORDER BY article, locale, how
