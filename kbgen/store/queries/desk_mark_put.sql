INSERT INTO desk_marks (day, said, who, at) VALUES (:day, :said, :who, :at) ON CONFLICT (day, said) DO NOTHING
