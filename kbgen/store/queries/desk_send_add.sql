INSERT INTO desk_sends (day, article, locale, how, times) VALUES (:day, :article, :locale, :how, 1)
ON CONFLICT (day, article, locale, how) DO UPDATE SET times = desk_sends.times + 1
