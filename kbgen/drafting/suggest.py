"""`kbgen suggest`: phrases by which readers might ask for an article, by the program of one's choice, proposed into `asked.yml`.

Receives a `Trial` and a program; returns phrases, each kept only if it leads to its article and the writers' tests of search do not
come out worse. A person reviews them: they stand in a file under version control.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kbgen.drafting.program import Program, ProgramError
from kbgen.drafting.trial import Trial
from kbgen.language.text import tokenise

# As many as `kbgen learn` proposes; more dilute an article's own words.
MOST, LONGEST, WORDS = 12, 80, 8
# Lists are what programs print: `- `, `1. `, quotation marks.
_MARK = re.compile(r"^[ \t]*(?:[-*•]|\d+[.)])[ \t]+")
_QUOTES = "\"'“”‘’«»„`"
_NO_WORDS = re.compile(r"https?:|www\.|@|[<>{}\\\[\]|]|\d{5,}", re.IGNORECASE)
Say = Callable[[str], None]


@dataclass
class Suggested:
    """The phrases for one article in one language, and why others were left out."""

    locale: str
    kept: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def suggest(trial: Trial, path: str, locale: str, program: Program, say: Say) -> Suggested:
    """Ask for each section of the article, then try what came."""
    done = Suggested(locale)
    candidates: list[str] = []
    for question in _questions(trial, path, locale):
        try:
            printed = program.ask(question)
        except ProgramError as error:
            done.failed.append(str(error))
            say(f"{locale}: {error}")
            if len(done.failed) > 1:
                break
            continue
        candidates += [_MARK.sub("", line).strip().strip(_QUOTES).strip() for line in printed.splitlines()]
    fresh = _fresh(trial, path, locale, candidates, done)
    _try(trial, path, locale, fresh, done)
    return done


def _questions(trial: Trial, path: str, locale: str) -> Iterator[dict[str, Any]]:
    text = trial.text(locale, path)
    name = trial.plan.interfaces[locale].name
    for passage in text.passages:
        if len(passage.text.split()) >= WORDS or passage.heading:
            yield {
                "task": "suggest",
                "language": {"tag": locale, "name": name},
                "article": {"path": path, "title": text.title, "description": text.description, "kind": text.kind},
                "section": {"key": passage.anchor, "heading": passage.heading},
                "text": passage.text,
                "asked": list(text.asked),
                "keywords": list(text.keywords),
                "most": MOST,
            }


def _fresh(trial: Trial, path: str, locale: str, candidates: list[str], done: Suggested) -> list[str]:
    """Those that are phrases, and new."""
    text = trial.text(locale, path)
    known = {_stems(each, locale) for each in (*text.asked, *text.keywords)}
    title, fresh = _stems(text.title, locale), list[str]()
    for phrase in dict.fromkeys(filter(None, candidates)):
        stems = _stems(phrase, locale)
        if not 2 < len(phrase) <= LONGEST or len(phrase.split()) > WORDS or _NO_WORDS.search(phrase) or not stems:
            done.left[phrase] = "no phrase that a reader would type"
        elif stems <= title or stems in known:
            done.left[phrase] = "search has these words already"
        else:
            known.add(stems)
            fresh.append(phrase)
    return fresh


def _try(trial: Trial, path: str, locale: str, fresh: list[str], done: Suggested) -> None:
    tests, before = trial.tests_of(locale), trial.outcome(locale, path, ())
    for phrase in fresh:
        if len(done.kept) >= MOST:
            done.left[phrase] = f"{MOST} are enough"
            continue
        after = trial.outcome(locale, path, [*done.kept, phrase])
        if phrase not in after.found:
            done.left[phrase] = "it leads to other articles all the same"
        elif after.worse_than(before, tests):
            done.left[phrase] = "a test of search would come out worse"
        else:
            done.kept.append(phrase)
            before = after


def _stems(text: str, locale: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokenise(text, locale))
