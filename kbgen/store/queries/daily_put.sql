INSERT INTO daily (day, locale, figures, articles, asked) VALUES (:day, :locale, :figures, :articles, :asked)
