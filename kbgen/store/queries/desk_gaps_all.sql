SELECT locale, question, what, other_locale, other, said, who, at FROM desk_gaps ORDER BY at, locale, question, what, other_locale, other
