DELETE FROM desk_marks WHERE day = :day AND said = :said
