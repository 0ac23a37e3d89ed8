"""Templates of the desk: one environment, everything escaped, and what all pages know.

Receives a voice and what a page shows; returns HTML. Styles are the report's, with what a page of its own needs besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from kbgen.articles.kinds import KINDS
from kbgen.desk.identity.gate import MARK, Visitor
from kbgen.desk.identity.people import Role
from kbgen.desk.read.decisions import Status
from kbgen.desk.read.knowledge import Shelf
from kbgen.desk.show import chart
from kbgen.desk.show.asked import ALL_DAYS, SPANS, Asked
from kbgen.desk.show.selection import Choices, choices, section_name
from kbgen.desk.show.trends import day_number
from kbgen.language import tag as tags
from kbgen.reasons import REASONS
from kbgen.report.read.period import as_date
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.page import environment, resource


@cache
def asset(name: str) -> str:
    """A file that the desk's pages load; the style begins with the report's."""
    text = resources.files("kbgen.desk").joinpath("templates", name).read_text("utf-8")
    return resource("report.css") + text if name == "desk.css" else text


@dataclass(frozen=True)
class Frame:
    """What every page shows beside its own: who reads it, in which language, what is asked, and where it stands."""

    voice: LocaleView
    shelf: Shelf
    visitor: Visitor
    mark: str
    asked: Asked
    path: str
    places: tuple[tuple[str, str], ...]

    @property
    def choices(self) -> Choices:
        """What filters offer."""
        return choices(self.shelf, self.voice.tag)

    def section_name(self, path: str) -> str:
        """What a section is called."""
        return section_name(self.shelf, path, self.voice.tag)


def status_names(voice: LocaleView) -> dict[str, str]:
    """What the states of a comment are called."""
    text = voice.gettext
    return {
        # As a heading of a list it is another word in some languages.
        str(Status.NEW): voice.catalogue.pgettext("status", "New"),
        str(Status.PLANNED): text("Planned"),
        str(Status.IN_PROGRESS): text("In progress"),
        str(Status.DONE): text("Done"),
        str(Status.WONT_DO): text("Won’t do"),
    }


def kind_name(voice: LocaleView, kind: str) -> str:
    """What a kind of article is called."""
    known = {str(one): traits.name for one, traits in KINDS.items()}
    return voice.gettext(known[kind]) if kind in known else kind


def refusal(voice: LocaleView, status: int, message: str, back: str) -> str:
    """The page that says why something was refused; `back` is where to go on, if anywhere."""
    text = voice.gettext
    told = text(message)
    heading = {200: told, 401: text("You are not signed in")}.get(status, text("This did not work"))
    context = {
        "voice": voice,
        "_": text,
        "heading": heading,
        "message": "" if told == heading else told,
        "foreign": told == message and not voice.tag.startswith("en"),
        "back": back,
    }
    return environment("kbgen.desk").get_template("refusal.html").render(context)


def _chosen(frame: Frame, voice: LocaleView) -> list[str]:
    """By what a page is filtered beside its days, in words."""
    asked, shelf = frame.asked, frame.shelf
    return [
        *([voice.locale.language_name(asked.locale)] if asked.locale else []),
        *([frame.section_name(asked.section)] if asked.section else []),
        *([shelf.site.team(asked.owner, voice.tag)] if asked.owner else []),
        *([kind_name(voice, asked.kind)] if asked.kind else []),
    ]


def render(template: str, frame: Frame, **more: Any) -> str:
    """The page."""
    voice, shelf = frame.voice, frame.shelf
    context: dict[str, Any] = {
        "frame": frame,
        "voice": voice,
        "_": voice.gettext,
        "count": voice.count,
        "say": voice.say,
        "words": voice.readers_words,
        "number": voice.number,
        "percent": voice.percent,
        "asked": frame.asked,
        "path": frame.path,
        "choices": frame.choices,
        "chosen_filters": _chosen(frame, voice),
        "spans": (*SPANS, ALL_DAYS) if frame.path == "/comments" else SPANS,
        "all_days": ALL_DAYS,
        "reason_name": lambda reason: voice.gettext(REASONS[reason]) if reason in REASONS else reason,
        "listing": lambda status, path="/comments": frame.asked.address(path, status=status),
        "statuses": status_names(voice),
        "kind_name": lambda kind: kind_name(voice, kind),
        "team": lambda owner: shelf.site.team(owner, voice.tag),
        "section_name": frame.section_name,
        "site_name": shelf.site.name_in(voice.tag),
        "site_url": shelf.site.url,
        "chart": chart,
        # A passage may begin with a word of another script: its language says how it runs.
        "direction": tags.direction,
        "short_day": lambda text: voice.locale.date(date.fromisoformat(text), "medium") if day_number(text) is not None else text,
        "day_of": lambda day: as_date(day).isoformat(),
        "may_decide": frame.visitor.person.role >= Role.TRIAGER,
        "may_take_along": frame.visitor.person.role >= Role.ADMIN,
        "mark_name": MARK,
        "behind": False,
    }
    return environment("kbgen.desk").get_template(template).render(context | more)
