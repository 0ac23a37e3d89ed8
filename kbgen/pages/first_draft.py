"""The first draft of an article: every key of its kind with what it means, and the headings that its kind needs.

Receives a kind, a title, the interface of a language and readers' questions; returns Markdown. Its words come from the catalogue of
its language, so that a further language needs no file of its own here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kbgen.articles.article import Kind
from kbgen.articles.front_matter.key import Key, KeyType
from kbgen.articles.front_matter.keys import ARTICLE_KEYS
from kbgen.articles.kinds import KINDS, W_
from kbgen.config import Team
from kbgen.pages.interface import Interface

# Keys that a first draft leaves out: they have defaults, or belong to later days of an article's life.
LATER = frozenset(
    {"id", "reviewed", "status", "order", "featured", "updated", "publish_at", "expire_at", "replaced_by", "redirect_from"}
)
# When a new article is proposed to be reviewed: in half a year.
REVIEW = timedelta(days=182)


def first_draft(
    kind: Kind,
    title: str,
    interface: Interface,
    today: date,
    questions: Sequence[str] = (),
    teams: Mapping[str, Team] | None = None,
) -> str:
    """A draft of an article: every key of its kind with what it means, and the headings that its kind needs; those of a FAQ
    are `questions`, where there are any, and other kinds have them after their own."""
    lines = ["---", f"title: {quoted(title)}", f"kind: {kind}"]
    for key in ARTICLE_KEYS:
        if key.name in ("title", "kind") or key.name in LATER or (key.kinds and kind not in key.kinds):
            continue
        mark = "" if key.required else "# "
        lines += [
            f"# {interface.gettext(key.description)}",
            *_teams(key, teams, interface),
            f"{mark}{key.name}: {_example(key, today)}",
        ]
    lines += ["status: draft", f"updated: {today.isoformat()}", "---", ""]
    answer = interface.gettext(W_("The answer, in the first sentence."))
    asked = [line for question in questions for line in (f"## {question}", "", answer, "")][:-1]
    body = asked if asked and KINDS[kind].questions else [*_body(kind, interface), *([""] if asked else []), *asked]
    return "\n".join([*lines, *body]) + "\n"


def _teams(key: Key, teams: Mapping[str, Team] | None, interface: Interface) -> list[str]:
    """The teams that may own an article, each on a line of its own."""
    if key.type is not KeyType.TEAM or not teams:
        return []
    return [f"#   {name}: {team.name_in(interface.tag)}" for name, team in teams.items()]


def _body(kind: Kind, interface: Interface) -> list[str]:
    return [one.line.replace("{}", interface.gettext(one.message)) if one.message else one.line for one in KINDS[kind].draft]


def _example(key: Key, today: date) -> str:
    if key.type is KeyType.LIST:
        return "[…]"
    if key.type is KeyType.TABLE:
        return "{…: …}"
    # The only date among them is that of the next review.
    return {KeyType.DATE: (today + REVIEW).isoformat(), KeyType.NUMBER: "5"}.get(key.type, "…")


def quoted(text: str) -> str:
    """A text as a value of YAML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
