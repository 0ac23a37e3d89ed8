"""The vote of a reader without JavaScript: a plain form, and the way back to the article.

Receives the bytes of a form; returns the fields that `parse` would give for the same vote as JSON. Answers lead back by
relative addresses, so that they are right wherever the site is mounted, and never to an address that the client chose.
"""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import parse_qsl, quote

from kbgen.collect.parse import checked
from kbgen.collect.schema import VOTE
from kbgen.errors import ClientError

# Anchors on the article's page; its style sheet shows the one that is the target of the address.
THANKS, NOT_STORED = "kb-thanks", "kb-not-stored"
_ANSWERS = {"yes": True, "no": False}


def form_fields(body: bytes) -> dict[str, Any]:
    """The fields of a vote from `application/x-www-form-urlencoded`; what was left empty is missing."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=20)
    except ValueError:
        raise ClientError("The form cannot be read.") from None
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise ClientError("A field is given twice.")
        values[name] = value
    fields = {name: value for name, value in values.items() if value.strip()}
    answer = fields.pop("helpful", "")
    if answer not in _ANSWERS:
        raise ClientError("helpful must be yes or no.")
    fields["helpful"] = _ANSWERS[answer]
    effort = fields.pop("effort", "")
    if effort:
        if len(effort) != 1 or effort not in "12345":
            raise ClientError("effort must be a whole number from 1 to 5.")
        fields["effort"] = int(effort)
    # A browser sends line ends of a text field as CR LF: they may make it longer than the page counted.
    if "comment" in fields:
        fields["comment"] = fields["comment"].replace("\r\n", "\n")
    checked_fields = checked(VOTE, fields, "")
    if checked_fields["helpful"]:
        # Without JavaScript the reason stays visible whatever the answer is.
        checked_fields.pop("reason", None)
    return checked_fields


def article_named(body: bytes) -> tuple[str, str]:
    """The locale and the article that a form names, whatever else may be wrong with it; empty where it names none."""
    try:
        values = dict(parse_qsl(body.decode("ascii"), encoding="utf-8", errors="strict", max_num_fields=20))
    except ValueError:
        return "", ""
    return values.get("locale", ""), values.get("article", "")


def way_back(url: str, anchor: str) -> str:
    """From `/_kb/form` to an article's page, by a relative address; `url` is relative to the site's root."""
    return f"../{quote(url.lstrip('/'), safe='/%')}#{anchor}"


def page_of_failure(message: str, back: str | None) -> str:
    """A small page that leads the reader back to the article, where the words are in their language."""
    refresh = f'<meta http-equiv="refresh" content="0;url={html.escape(back)}">' if back else ""
    link = f'<p><a href="{html.escape(back)}" dir="ltr">&#8617;</a></p>' if back else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{refresh}<title>{html.escape(message)}</title>'
        f"<p>{html.escape(message)}</p>{link}</html>"
    )
