"""Fields that were parsed → the records that are stored: known articles only, words cleaned, readers made unknown.

Receives fields as `parse` gives them and what is known of the site; raises `ClientError` 404 for what is not, and 400
for words of which cleaning leaves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgen.collect.known_articles import KnownArticles
from kbgen.collect.schema import MAX_COMMENT, MAX_QUERY, Shape
from kbgen.collect.text import one_line, reader_text
from kbgen.collect.voter import Reader
from kbgen.errors import ClientError
from kbgen.manifest import MAIL, OTHER_SCREENS
from kbgen.store.records import Event, SeenArticle, Vote


def vote_record(fields: Mapping[str, Any], known: KnownArticles, reader: Reader, now: int, suspect: bool) -> Vote:
    """The vote to store."""
    article = _known(known.article(fields["locale"], fields["article"]))
    ticket, comment = fields.get("ticket"), fields.get("comment")
    return Vote(
        at=now,
        article=article.article,
        locale=article.locale,
        language=article.language,
        helpful=fields["helpful"],
        voter=reader.voter(article.locale, article.article),
        period=reader.period,
        visit=reader.visit(),
        network=reader.network(),
        earlier=reader.earlier(),
        ticket=bytes.fromhex(ticket) if ticket else None,
        reason=fields.get("reason"),
        effort=fields.get("effort"),
        comment=reader_text(comment, MAX_COMMENT) if comment else None,
        suspect=suspect,
    )


def event_record(shape: Shape, fields: Mapping[str, Any], known: KnownArticles, reader: Reader, now: int, suspect: bool) -> Event:
    """The event to store."""
    locale = fields["locale"]
    if locale not in known.locales:
        raise ClientError("There is no such locale on this site.", status=404)
    # Search finds sections too, and is all that leads to an event of one.
    find = known.result if shape.kind in ("open", "suggestion") else known.article
    article = _known(find(locale, fields["article"])) if "article" in fields else None
    if shape.kind == "view" and article is None and not str(fields.get("screen", "")).startswith(MAIL):
        raise ClientError("article is missing: only the film of a letter is viewed without one.")
    return Event(
        at=now,
        kind=shape.kind,
        locale=locale,
        article=article.article if article else None,
        language=article.language if article else None,
        query=_words(shape, fields, "query"),
        before=_words(shape, fields, "before"),
        results=fields.get("count"),
        rank=fields.get("rank"),
        # The way that was taken: a channel of contact, or the opinion by which a result was opened.
        channel=fields.get("channel") or fields.get("opinion"),
        visit=reader.visit(),
        network=reader.network(),
        earlier=reader.earlier(),
        suspect=suspect,
        screen=_screen(known, fields),
    )


def _screen(known: KnownArticles, fields: Mapping[str, Any]) -> str | None:
    """The pattern of the screen; one that the writers have taken out since is another screen. Nothing else can get in here."""
    screen: str | None = fields.get("screen")
    return screen if screen is None or screen in known.screens else OTHER_SCREENS


def _words(shape: Shape, fields: Mapping[str, Any], name: str) -> str | None:
    words = one_line(fields[name], MAX_QUERY) if name in fields else None
    if words is None and name in shape.required:
        # Stored without its words, it would look like one whose words have expired.
        raise ClientError(f"{name} holds nothing that can be read.")
    return words


def _known(found: SeenArticle | None) -> SeenArticle:
    if found is None:
        raise ClientError("There is no such article on this site.", status=404)
    return found
