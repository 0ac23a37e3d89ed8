-- What happened on the days from `first` to `last`.
SELECT day, said FROM desk_marks WHERE day >= :first AND day <= :last ORDER BY day, said
