-- The voter whose vote on this article carried this ticket, if any.
SELECT b.voter FROM ballots b JOIN votes v ON v.id = b.vote
WHERE b.ticket = :ticket AND v.article = :article AND v.locale = :locale
