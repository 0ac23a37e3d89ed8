"""Letters for new customers, as `content/journeys.yml` describes them: what is said on which day after their start, and to whom.

    first-week:
      for: {plan: [trial, pro]}
      steps:
        - day: 0
          article: start/tour
          subject: {en: Your first lamp, fa: نخستین چراغ شما}
          text: {en: "Three minutes are enough.", fa: "سه دقیقه بس است."}
        - day: 3
          video: https://example.com/tour
          ...

Receives the file and the ids of the site's articles; returns journeys in the order of the file, their steps by day, and what is
wrong. A step in a language that its texts lack is not sent in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level
from kbgen.yaml_files.read import read_yaml

JOURNEYS_FILE = "journeys.yml"
_TEXTS = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "minLength": 1}}
_NAME = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$"
SCHEMA: Mapping[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Letters for new customers",
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "for": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
                "description": "Columns of the list of customers, each with the values that it may have.",
            },
            "steps": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {
                        "day": {"type": "integer", "minimum": 0, "maximum": 3650, "description": "Days after the start."},
                        "article": {
                            "type": "string",
                            "minLength": 1,
                            "description": "The id of the article, perhaps with #heading.",
                        },
                        "video": {"type": "string", "pattern": "^https://[^\\s]+$", "description": "The address of a video."},
                        "picture": {"type": "string", "minLength": 1, "description": "A picture of the content folder."},
                        "alt": {**_TEXTS, "description": "What the picture shows, by language."},
                        "subject": {**_TEXTS, "description": "The subject, by language."},
                        "text": {**_TEXTS, "description": "The letter, by language; an empty line begins a paragraph."},
                    },
                    "required": ["day", "subject", "text"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["steps"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True)
class Step:
    """One letter. Texts by language; `article` may carry `#heading`; `picture` is relative to the content folder."""

    journey: str
    day: int
    subject: Mapping[str, str]
    text: Mapping[str, str]
    article: str = ""
    video: str = ""
    picture: str = ""
    alt: Mapping[str, str] | None = None

    @property
    def campaign(self) -> str:
        """What links in it carry and reports tell it by: `first-week/3`. A journey has one step a day."""
        return f"{self.journey}/{self.day}"

    def paragraphs(self, tag: str) -> list[str]:
        """Its text in one of its languages."""
        return [" ".join(part.split()) for part in self.text[tag].split("\n\n") if part.strip()]

    @property
    def languages(self) -> list[str]:
        """The languages that it is written in."""
        return [tag for tag in self.subject if tag in self.text]


@dataclass(frozen=True)
class Journey:
    """A sequence of letters; `wanted` are columns of the list of customers with the values that they may have."""

    name: str
    steps: tuple[Step, ...]
    wanted: Mapping[str, tuple[str, ...]]


def load_journeys(
    content: Path, articles: Collection[str], languages: Collection[str], name: str = JOURNEYS_FILE
) -> tuple[tuple[Journey, ...], list[Issue]]:
    """Read the file in the folder `content`, if it is there; `name` is what issues call it."""
    from re import fullmatch

    document, faults = read_yaml(content / JOURNEYS_FILE, SCHEMA)
    issues = [Issue(name, one.line, "journey", one.message, one.level, one.suggestion) for one in faults]

    def wrong(message: str, advice: str, level: Level = Level.ERROR) -> None:
        issues.append(Issue(name, 0, "journey", message, level, advice))

    journeys = []
    for key, value in (document or {}).items():
        if not fullmatch(_NAME, key):
            wrong(f"{key} is no name of a journey.", "Write small Latin letters, digits and hyphens, at most 40: first-week.")
        steps = sorted((Step(key, **step) for step in value["steps"]), key=lambda step: step.day)
        for step in steps:
            where = f"{key}, day {step.day}"
            if bool(step.article) == bool(step.video):
                wrong(f"{where}: a letter leads to an article or to a video.", "Name one of the two.")
            elif step.article and step.article.partition("#")[0] not in articles:
                near = did_you_mean(step.article, articles, "Name an article by its id.")
                wrong(f"{where}: there is no article {step.article[:80]}.", near)
            if [other.day for other in steps].count(step.day) > 1:
                wrong(f"{where} is there twice.", "A customer gets one letter a day; put the two together.")
            if step.picture and not (content / step.picture).is_file():
                wrong(f"{where}: there is no picture {step.picture}.", "Name a file of the content folder, from that folder.")
            for tag in languages:
                lacking = [word for word in ("subject", "text") if tag not in getattr(step, word)]
                if step.picture and tag not in (step.alt or {}):
                    lacking.append("alt")
                if lacking:
                    what = " and ".join(lacking)
                    wrong(f"{where}: {what} is missing in {tag}.", "Customers of this language get no such letter.", Level.WARNING)
        wanted = {column: tuple(values) for column, values in value.get("for", {}).items()}
        journeys.append(Journey(key, tuple(steps), wanted))
    return tuple(journeys), issues
