INSERT INTO desk_gaps (locale, question, what, other_locale, other, said, who, at)
VALUES (:locale, :question, :what, :other_locale, :other, :said, :who, :at)
ON CONFLICT (locale, question, what, other_locale, other) DO UPDATE SET said = excluded.said, who = excluded.who, at = excluded.at
