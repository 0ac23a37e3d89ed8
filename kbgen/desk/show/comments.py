"""Comments as a list to work through: filtered, a page at a time, each with what was decided about it.

Receives all comments and decisions; returns the rows of one page. Ten thousand comments are filtered in memory; only a page is
drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.desk.read.comments import Said
from kbgen.desk.read.decisions import Decisions, Handled, Status
from kbgen.desk.read.knowledge import Shelf
from kbgen.desk.show.asked import ROWS, Asked
from kbgen.desk.show.selection import fits
from kbgen.language.text import fold
from kbgen.report.read.site import ArticleFacts
from kbgen.report.read.time_zone import Zone

_NEW = Handled()


@dataclass(frozen=True)
class CommentRow:
    """One comment with its article and what was decided; `alike` are the others that say the same; `day` is that of its zone."""

    said: Said
    facts: ArticleFacts
    handled: Handled
    day: int
    alike: int
    owner: str


@dataclass(frozen=True)
class CommentList:
    """One page of comments. `counts` are all of each status, before that filter; `total` those that fit it."""

    rows: tuple[CommentRow, ...]
    total: int
    pages: int
    counts: Mapping[str, int]


def status_of(decisions: Decisions, said: Said) -> Handled:
    """What was decided about a comment."""
    return decisions.comments.get(said.mark, _NEW)


class CommentFilter:
    """Whether comments are of the articles, and of whoever takes care of them, that an address asks for."""

    def __init__(self, decisions: Decisions, shelf: Shelf, asked: Asked) -> None:
        self._decisions, self._shelf, self._asked = decisions, shelf, replace(asked, owner="")
        self._owner = asked.owner
        # Thousands of comments are on some hundred articles.
        self._known: dict[tuple[str, str], tuple[bool, str]] = {}

    def fits(self, said: Said) -> bool:
        """Who was given a comment takes care of it, and not the team of its article."""
        key = (said.article, said.locale)
        if key not in self._known:
            facts = self._shelf.site.facts(*key)
            self._known[key] = (fits(facts, self._asked), facts.owner)
        fitting, owner = self._known[key]
        return fitting and (not self._owner or self._owner == (status_of(self._decisions, said).owner or owner))


def comment_list(
    said: Sequence[Said],
    decisions: Decisions,
    shelf: Shelf,
    asked: Asked,
    zone: Zone,
    since: int | None = None,
    until: int | None = None,
    rows: int = ROWS,
) -> CommentList:
    """The page of comments that is asked for, of [since, until) where these are given, in milliseconds."""
    wanted = fold(asked.q)
    likes = Counter(one.like for one in said)
    fitting = []
    counts: Counter[str] = Counter()
    of = CommentFilter(decisions, shelf, asked)
    for one in said:
        if since is not None and one.at < since:
            break
        if until is not None and one.at >= until:
            continue
        if (asked.voted and one.helpful != (asked.voted == "yes")) or (asked.like and one.like != asked.like) or not of.fits(one):
            continue
        if wanted and wanted not in fold(one.words):
            continue
        status = status_of(decisions, one).status
        counts[str(status)] += 1
        if not asked.status or status == asked.status or (asked.status == "open" and status.open):
            fitting.append(one)
    first = (asked.page - 1) * rows
    made = []
    for one in fitting[first : first + rows]:
        facts = shelf.site.facts(one.article, one.locale)
        handled = status_of(decisions, one)
        made.append(CommentRow(one, facts, handled, zone.day(one.at), likes[one.like] - 1, handled.owner or facts.owner))
    return CommentList(tuple(made), len(fitting), max(1, -(-len(fitting) // rows)), counts)


def open_comments(said: Sequence[Said], decisions: Decisions) -> list[Said]:
    """Those that nobody is done with."""
    return [one for one in said if status_of(decisions, one).status.open]


def new_comments(said: Sequence[Said], decisions: Decisions, since: int) -> list[Said]:
    """Those that came since a moment and that nobody has looked at."""
    return [one for one in said if one.at >= since and status_of(decisions, one).status is Status.NEW]
