"""Comments as a list to work through: filtered, a page at a time, each with what was decided about it.

Receives all comments and decisions; returns the rows of one page. Ten thousand comments are filtered in memory; only a page is
drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    known: dict[tuple[str, str], bool] = {}
    for one in said:
        if since is not None and one.at < since:
            break
        if until is not None and one.at >= until:
            continue
        key = (one.article, one.locale)
        if key not in known:
            known[key] = fits(shelf.site.facts(*key), asked)
        if not known[key] or (asked.voted and one.helpful != (asked.voted == "yes")) or (asked.like and one.like != asked.like):
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
