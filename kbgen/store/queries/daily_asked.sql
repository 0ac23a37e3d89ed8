UPDATE daily SET asked = :asked WHERE day = :day AND locale = :locale
