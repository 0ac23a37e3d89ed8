"""From rows to visits, and from a visit to what its reader asked and whether that was answered.

Receives the rows of `journeys.sql`; yields devices and their visits, and of each visit the questions with what became of them.
Pure. A visit is what one device did without a pause of half an hour, also across midnight; events without a device are visits of
their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# A reader pauses while typing: what goes on with the same letters within this time is one question.
TYPING_MS = 30_000
# Whoever is back at the search sooner than this did not read the answer: a click counts as satisfied from 30 s on (S. Fox and
# others, "Evaluating implicit measures to improve web search", ACM TOIS 23(2), 2005).
STAYED_MS = 30_000
# Whoever is back sooner than this, and then finds nothing that helps, was still looking for the same.
STILL_LOOKING_MS = 120_000
# A visit ends with half an hour of nothing, as in all web analytics (Web Analytics Association, "Web analytics definitions", 2007).
IDLE_MS = 1_800_000
# Different things that one network asks in a day: more than an office of two hundred does. A script does.
MOST_SEARCHES = 1000
# Searches of a network in a day of which so few are different: a loop, not people.
LOOPED, LOOP_SHARE = 100, 0.2


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
    network: int | None = None
    earlier: int | None = None
    screen: str | None = None

    @property
    def reached(self) -> bool:
        """Whether a person was reached, as far as a browser can tell: a question was sent, or a channel other than the contact
        page taken. Whoever opens that page and leaves it reached nobody."""
        return self.kind == "sent" or (self.kind == "contact" and self.channel not in (None, "page"))


@dataclass(slots=True)
class Asked:
    """One question of a visit: what was typed, how much came, what was opened, and how it ended.

    `query` is empty where its words were forgotten. `reworded` is whether other words followed before anything was opened, `after`
    the question that they became. `helped` is the article that the reader opened and stayed with, `suggested` one that was shown
    while a question to a person was being written; `contact` whether a person was reached after it, `sure` whether nobody was in
    all of the visit, or the reader voted for the article.
    """

    at: int
    locale: str
    query: str
    results: int
    opened: list[Step] = field(default_factory=list)
    reworded: bool = False
    contact: bool = False
    suggested: str = ""
    helped: str = ""
    voted: bool = False
    sure: bool = False
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


def devices(rows: Iterable[tuple[Any, ...]], joined: Mapping[int, int] | None = None) -> Iterator[list[Step]]:
    """The rows of each device together. `rows` must be in the order of `journeys.sql`; `joined` are numbers of devices whose visit
    went on while the salt changed, with the number that they had before."""
    joined = joined or {}
    linked = {*joined, *joined.values()}
    held: dict[int, list[Step]] = {}
    steps: list[Step] = []

    def done(steps: list[Step]) -> Iterator[list[Step]]:
        number = steps[0].visit
        if number is None or number not in linked:
            yield steps
        else:
            held.setdefault(joined.get(number, number), []).extend(steps)

    for row in rows:
        step = Step(*row)
        if steps and (step.visit != steps[0].visit or step.visit is None):
            yield from done(steps)
            steps = []
        steps.append(step)
    if steps:
        yield from done(steps)
    for both in held.values():
        yield sorted(both, key=lambda step: step.at)


def parted(steps: list[Step]) -> Iterator[list[Step]]:
    """The visits of a device: they end where nothing happened for `IDLE_MS`."""
    begun = 0
    for place in range(1, len(steps)):
        if steps[place].at - steps[place - 1].at > IDLE_MS:
            yield steps[begun:place]
            begun = place
    yield steps[begun:]


def visits(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Step]]:
    """The rows of each visit together. `rows` must be in the order of `journeys.sql`."""
    for steps in devices(rows):
        yield from parted(steps)


def is_flood(steps: list[Step]) -> bool:
    """Whether one source asked as no people do: too many different things, or a few again and again."""
    if len(steps) <= LOOPED:
        return False
    searches = [step.query for step in steps if step.kind == "search"]
    return floods(len(searches), len(set(searches)))


def floods(searches: int, different: int) -> bool:
    """The same by numbers."""
    return different > MOST_SEARCHES or (searches > LOOPED and different < LOOP_SHARE * searches)


def questions(steps: list[Step]) -> list[Asked]:
    """What the reader of a visit asked, in order."""
    asked: list[Asked] = []
    waiting: tuple[Asked, str] | None = None
    for step in steps:
        match step.kind:
            case "search":
                query = step.query or ""
                current = asked[-1] if asked else None
                if current and _typed_on(current, step):
                    current.query, current.results, current.at = query, step.results or 0, step.at
                else:
                    asked.append(Asked(step.at, step.locale, query, step.results or 0))
                if waiting and waiting[1] == query and waiting[0] is not asked[-1]:
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
            case "suggestion" if asked:
                asked[-1].suggested = step.article or ""
            case "contact" | "sent" if asked and step.reached:
                (_latest(asked, step.query) or asked[-1]).contact = True
    _judge(asked, steps)
    return asked


def _typed_on(current: Asked, step: Step) -> bool:
    query = step.query or ""
    if current.opened or current.reworded or step.at - current.at > TYPING_MS or current.locale != step.locale:
        return False
    # Two searches whose words were forgotten are two.
    return bool(query and current.query) and (query.startswith(current.query) or current.query.startswith(query))


def _latest(asked: list[Asked], query: str | None) -> Asked | None:
    return next((question for question in reversed(asked) if question.query == query), None) if query else None


def _judge(asked: list[Asked], steps: list[Step]) -> None:
    """Helped: the last article opened was not voted down and not left at once, for the search or for a person. Or an article that
    was suggested in place of a person was opened, and the question then not sent."""
    votes = {step.article: bool(step.helpful) for step in steps if step.kind == "vote"}
    turns = [step.at for step in steps if step.kind in ("search", "reword")]
    reached = any(step.reached for step in steps)
    following: Asked | None = None
    # From the end on: whether a reader went on looking is told by how the next question ended.
    for question in reversed(asked):
        if question.opened:
            last = question.opened[-1]
            away = min((at - last.at for at in turns if at >= last.at and at != question.at), default=None)
            still_looking = following is not None and not following.helped
            back = away is not None and (away < STAYED_MS or (away < STILL_LOOKING_MS and still_looking))
            vote = votes.get(last.article)
            if vote or (vote is None and not back and not question.contact):
                question.helped, question.voted = last.article or "", bool(vote)
        if not question.helped and question.suggested and not question.contact:
            question.helped = question.suggested
        question.sure = bool(question.helped) and (question.voted or not reached)
        following = question
