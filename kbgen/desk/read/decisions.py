"""What people decided at the desk: of comments, of gaps, what happened on a day, what agents sent on.

Receives the desk's store; returns decisions as values and stores new ones. A comment is known by a hash of its words and article,
so that a decision outlives a backup and says nothing of the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kbgen.report.read.wont_do import Correction, WontDo
from kbgen.store.store import Snapshot, Store

MOST_NOTE = 2000
MOST_MARK = 200
# What is decided about how questions are grouped.
GROUPING = ("same", "apart")


class Status(StrEnum):
    """What becomes of a comment."""

    NEW = "new"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    WONT_DO = "wont-do"

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self not in (Status.DONE, Status.WONT_DO)


@dataclass(frozen=True)
class Handled:
    """What was decided about one comment, by whom and when, in milliseconds since 1970."""

    status: Status = Status.NEW
    owner: str = ""
    note: str = ""
    who: str = ""
    at: int = 0


@dataclass(frozen=True)
class GapDecision:
    """What was decided about one question; `said` is the reason, or the team that it was given to."""

    locale: str
    question: str
    what: str
    said: str = ""
    other_locale: str = ""
    other: str = ""
    who: str = ""
    at: int = 0


@dataclass(frozen=True)
class Decisions:
    """All decisions at one moment; `version` changes with what figures depend on."""

    comments: Mapping[str, Handled] = field(default_factory=dict)
    gaps: tuple[GapDecision, ...] = ()

    @property
    def put_off(self) -> list[WontDo]:
        """The gaps that will not be closed."""
        return [WontDo(one.question, one.locale, one.said) for one in self.gaps if one.what == "wont-do"]

    @property
    def corrections(self) -> list[Correction]:
        """How searches are put together and apart."""
        return [
            Correction(
                one.question, one.locale, ((one.other_locale, one.other),) if one.what == "same" else (), apart=one.what == "apart"
            )
            for one in self.gaps
            if one.what in GROUPING
        ]

    @property
    def owners(self) -> dict[tuple[str, str], str]:
        """Who takes care of a question, by locale and words."""
        return {(one.locale, one.question): one.said for one in self.gaps if one.what == "owner"}

    @property
    def version(self) -> str:
        """Changes with what decides how questions are grouped. Who takes care of one, and whether it is put off, is looked up when
        it is shown."""
        grouping = [one for one in self.gaps if one.what in GROUPING]
        told = repr([(one.locale, one.question, one.what, one.other_locale, one.other) for one in grouping])
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def read_decisions(snapshot: Snapshot) -> Decisions:
    """Everything that was decided."""
    comments = {
        mark: Handled(Status(status), owner, note, who, int(at))
        for mark, _, _, status, owner, note, who, at in snapshot.read("desk_comments_all")
    }
    gaps = tuple(
        GapDecision(locale, question, what, said, other_locale, other, who, int(at))
        for locale, question, what, other_locale, other, said, who, at in snapshot.read("desk_gaps_all")
    )
    return Decisions(comments, gaps)


def decide_comment(store: Store, mark: str, article: str, locale: str, handled: Handled) -> None:
    """Keep what was decided about a comment."""
    store.run(
        "desk_comment_put",
        mark=mark,
        article=article,
        locale=locale,
        status=str(handled.status),
        owner=handled.owner,
        note=handled.note[:MOST_NOTE],
        who=handled.who,
        at=handled.at,
    )


def decide_gap(store: Store, one: GapDecision) -> None:
    """Keep what was decided about a question; a team that is empty takes the question from whoever had it."""
    if one.what == "owner" and not one.said:
        store.run("desk_gap_drop", locale=one.locale, question=one.question, what=one.what)
        return
    store.run(
        "desk_gap_put",
        locale=one.locale,
        question=one.question,
        what=one.what,
        other_locale=one.other_locale,
        other=one.other,
        said=one.said[:MOST_NOTE],
        who=one.who,
        at=one.at,
    )


def take_back(store: Store, locale: str, question: str, what: str) -> None:
    """A gap is as if nothing of this kind had been decided about it."""
    store.run("desk_gap_drop", locale=locale, question=question, what=what)
