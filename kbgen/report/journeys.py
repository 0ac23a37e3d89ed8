"""From rows to visits, and from a visit to what its reader asked and whether that was answered.

Receives the rows of `journeys.sql`; yields visits, and of each the questions with what became of them. Pure. A visit is what
one device did in one day; events without one are visits of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# A reader pauses while typing: what goes on with the same letters within this time is one question.
TYPING_MS = 30_000
# Whoever is back at the search sooner than this did not read the answer.
STAYED_MS = 20_000
# A person does not ask a hundred different things in a day; a script does.
MOST_SEARCHES = 100


class Step(NamedTuple):
    """One event or vote, with the columns of `journeys.sql`."""

    visit: int | None
    at: int
    kind: str
    locale: str
    article: str | None = None
    language: str | None = None
    query: str | None = None
    before: str | None = None
    results: int | None = None
    rank: int | None = None
    channel: str | None = None
    helpful: int | None = None
    reason: str | None = None
    effort: int | None = None
    comment: str | None = None


@dataclass(slots=True)
class Asked:
    """One question of a visit: what was typed, how much came, what was opened, and how it ended.

    `reworded` is whether other words followed before anything was opened, `after` the question that they became. `helped` is
    the article that the reader opened and stayed with; `contact` whether the way to a person was taken after it.
    """

    at: int
    locale: str
    query: str
    results: int
    opened: list[Step] = field(default_factory=list)
    reworded: bool = False
    contact: bool = False
    helped: str = ""
    voted: bool = False
    after: Asked | None = None

    @property
    def answer(self) -> str:
        """The article that helped in the end, also under other words; empty if none did."""
        question: Asked | None = self
        # A chain of words is as long as a person is patient; a loop of two cannot run for ever.
        for _ in range(20):
            if question is None:
                return ""
            if question.helped:
                return question.helped
            question = question.after
        return ""

    @property
    def failed(self) -> bool:
        """Whether these words did not lead to help."""
        return not self.helped

    @property
    def left(self) -> bool:
        """Whether the reader was left without help, whatever words came later."""
        return not self.answer


def visits(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Step]]:
    """The rows of each visit together. `rows` must be in the order of `journeys.sql`."""
    steps: list[Step] = []
    for row in map(Step._make, rows):
        if steps and (row.visit != steps[0].visit or row.visit is None):
            yield steps
            steps = []
        steps.append(row)
    if steps:
        yield steps


def is_flood(steps: list[Step]) -> bool:
    """Whether one source asked more different things than a person could: it must not drown what people ask."""
    if len(steps) <= MOST_SEARCHES:
        return False
    return len({step.query for step in steps if step.kind == "search"}) > MOST_SEARCHES


def questions(steps: list[Step]) -> list[Asked]:
    """What the reader of a visit asked, in order."""
    asked: list[Asked] = []
    waiting: tuple[Asked, str] | None = None
    for step in steps:
        match step.kind:
            case "search" if step.query:
                current = asked[-1] if asked else None
                if current and _typed_on(current, step):
                    current.query, current.results, current.at = step.query, step.results or 0, step.at
                else:
                    asked.append(Asked(step.at, step.locale, step.query, step.results or 0))
                if waiting and waiting[1] == step.query and waiting[0] is not asked[-1]:
                    waiting[0].after, waiting = asked[-1], None
            case "reword" if step.query and step.before:
                # The last words are counted either before or after the search that they made.
                first = _latest(asked[:-1], step.before) or _latest(asked, step.before)
                if first is None:
                    first = Asked(step.at, step.locale, step.before, 1)
                    asked.insert(max(len(asked) - 1, 0), first)
                first.reworded = True
                if asked[-1].query == step.query and asked[-1] is not first:
                    first.after = asked[-1]
                else:
                    waiting = (first, step.query)
            case "open" if asked or step.query:
                question = _latest(asked, step.query) or (asked[-1] if not step.query and asked else None)
                if question is None:
                    # Its search was on the day before, or expired: the open alone tells the words.
                    question = Asked(step.at, step.locale, step.query or "", 1)
                    asked.append(question)
                question.opened.append(step)
            case "contact" if asked:
                (_latest(asked, step.query) or asked[-1]).contact = True
    _judge(asked, steps)
    return asked


def _typed_on(current: Asked, step: Step) -> bool:
    query = step.query or ""
    if current.opened or current.reworded or step.at - current.at > TYPING_MS or current.locale != step.locale:
        return False
    return query.startswith(current.query) or current.query.startswith(query)


def _latest(asked: list[Asked], query: str | None) -> Asked | None:
    return next((question for question in reversed(asked) if question.query == query), None) if query else None


def _judge(asked: list[Asked], steps: list[Step]) -> None:
    """Helped: the last article opened was not left for the search or a person at once, and not voted down."""
    votes = {step.article: bool(step.helpful) for step in steps if step.kind == "vote"}
    turns = [step.at for step in steps if step.kind in ("search", "reword")]
    for question in asked:
        if not question.opened:
            continue
        last = question.opened[-1]
        back = any(last.at <= at < last.at + STAYED_MS for at in turns if at != question.at)
        vote = votes.get(last.article)
        if vote or (vote is None and not back and not question.contact):
            question.helped = last.article or ""
            question.voted = bool(vote)
