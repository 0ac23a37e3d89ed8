-- The days from `first` to `last`, oldest first.
SELECT day, locale, figures, articles, asked FROM daily WHERE day >= :first AND day <= :last ORDER BY day, locale
