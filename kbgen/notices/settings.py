"""`notify.yml` beside `mkdocs.yml`: who is told what, and where.

    digest: {day: monday, at: "08:00"}
    webhooks:
      support-chat: {form: slack, address: KBGEN_HOOK_CHAT}
    rules:
      - {when: gap, readers: 20, send_to: [support-chat]}
      - {when: article-fails, send_to: [owner]}

Receives the settings of the site; returns `NotifySettings` and what is wrong with the file. Addresses of chats are secrets: the
file names variables of the environment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.mail.address import address_of
from kbgen.mail.settings import MAIL_FILE
from kbgen.report.judge.helpfulness import FEWEST, THRESHOLD
from kbgen.yaml_files.read import read_yaml

NOTIFY_FILE = "notify.yml"
# Whoever owns an article, by mail.
OWNER = "owner"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GAP_READERS = 20
MINUTES = 15


class Form(StrEnum):
    """How a message is written: plainly for programs of one's own, or as a chat takes it."""

    JSON = "json"
    SLACK = "slack"
    TEAMS = "teams"
    MATTERMOST = "mattermost"


class When(StrEnum):
    """What a rule waits for."""

    ARTICLE_FAILS = "article-fails"
    GAP = "gap"
    COMMENT = "comment"
    REVIEW_PAST = "review-past"


_VARIABLE = {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"}
_NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
SCHEMA: Mapping[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Who is told what, and where",
    "type": "object",
    "properties": {
        "desk": {
            "type": "string",
            "pattern": "^https?://[^\\s]+$",
            "description": "The address of the desk (https://…), for links.",
        },
        "minutes": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1440,
            "description": "How often the rules are looked at, 15 unless set.",
        },
        "digest": {
            "type": "object",
            "description": "The week's mail to each team.",
            "properties": {
                "day": {"enum": list(DAYS), "description": "The day of the week, monday unless set."},
                "at": {
                    "type": "string",
                    "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$",
                    "description": 'The hour in quotation marks, "08:00" unless set.',
                },
                "teams": {**_NAMES, "description": "Only these teams; all that have an address unless set."},
            },
            "additionalProperties": False,
        },
        "webhooks": {
            "type": "object",
            "description": "Places that messages are posted to, each under a name of its own.",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "address": {**_VARIABLE, "description": "The variable of the environment that holds the address (https://…)."},
                    "secret": {
                        **_VARIABLE,
                        "description": "The variable of the environment that holds the key by which messages are signed.",
                    },
                    "form": {"enum": [str(form) for form in Form], "description": "What the place takes: json unless set."},
                    "locale": {
                        "type": "string",
                        "minLength": 2,
                        "description": "The language of the messages; the source's unless set.",
                    },
                },
                "required": ["address"],
                "additionalProperties": False,
            },
        },
        "rules": {
            "type": "array",
            "description": "What is told, and to whom.",
            "items": {
                "type": "object",
                "properties": {
                    "when": {"enum": [str(when) for when in When], "description": "What has to happen."},
                    "send_to": {**_NAMES, "description": "Names of webhooks; owner is the team of the article, by mail."},
                    "readers": {
                        "type": "integer",
                        "minimum": 1,
                        "description": "gap: that so many were left without help, 20 unless set.",
                    },
                    "bar": {
                        "type": "number",
                        "minimum": 0.05,
                        "maximum": 0.95,
                        "description": "article-fails: the share of readers that it should help, 0.6 unless set.",
                    },
                    "fewest": {
                        "type": "integer",
                        "minimum": 1,
                        "description": "article-fails: votes that are needed, 5 unless set.",
                    },
                    "locales": {**_NAMES, "description": "Only in these languages."},
                    "owners": {**_NAMES, "description": "Only articles of these teams."},
                    "sections": {**_NAMES, "description": "Only articles in these folders."},
                },
                "required": ["when", "send_to"],
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Webhook:
    """A place that messages are posted to; `address` and `secret` are names of variables."""

    name: str
    address: str
    secret: str = ""
    form: Form = Form.JSON
    locale: str = ""


@dataclass(frozen=True)
class Rule:
    """One entry of `rules`."""

    when: When
    send_to: tuple[str, ...]
    readers: int = GAP_READERS
    bar: float = THRESHOLD
    fewest: int = FEWEST
    locales: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    def takes(self, article: str, locale: str, owner: str) -> bool:
        """Whether it is about this article; what is about no article passes by its language only."""
        if self.locales and locale not in self.locales:
            return False
        if self.owners and owner not in self.owners:
            return False
        return not self.sections or any(article.startswith(f"{section.strip('/')}/") for section in self.sections)


@dataclass(frozen=True)
class Digest:
    """When the week's mail goes out: `day` 0 is Monday, `minute` counts from midnight in the team's time zone."""

    day: int = 0
    minute: int = 8 * 60
    teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotifySettings:
    """The whole file."""

    digest: Digest | None = None
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    desk: str = ""
    minutes: int = MINUTES

    @property
    def wants_mail(self) -> bool:
        """Whether anything of it goes by mail."""
        return self.digest is not None or any(OWNER in rule.send_to for rule in self.rules)


def load_notify(settings: Settings) -> tuple[NotifySettings | None, list[Issue]]:
    """Read `notify.yml`; None where there is none or it cannot be used."""
    document, issues = read_yaml(settings.root / NOTIFY_FILE, SCHEMA)
    if document is None:
        return None, issues
    found = _of(document)
    issues += _unknown(found, settings)
    return (None if issues else found), issues


def _of(document: Mapping[str, Any]) -> NotifySettings:
    digest = document.get("digest")
    hour, _, minute = (digest or {}).get("at", "08:00").partition(":")
    return NotifySettings(
        digest=None
        if digest is None
        else Digest(DAYS.index(digest.get("day", DAYS[0])), int(hour) * 60 + int(minute), tuple(digest.get("teams", ()))),
        webhooks={
            name: Webhook(name, one["address"], one.get("secret", ""), Form(one.get("form", "json")), one.get("locale", ""))
            for name, one in document.get("webhooks", {}).items()
        },
        rules=tuple(_rule(one) for one in document.get("rules", ())),
        desk=document.get("desk", ""),
        minutes=document.get("minutes", MINUTES),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    lists = {key: tuple(entry.get(key, ())) for key in ("locales", "owners", "sections")}
    return Rule(
        When(entry["when"]),
        tuple(dict.fromkeys(entry["send_to"])),
        entry.get("readers", GAP_READERS),
        entry.get("bar", THRESHOLD),
        entry.get("fewest", FEWEST),
        **lists,
    )


def _unknown(found: NotifySettings, settings: Settings) -> list[Issue]:
    """Names that lead nowhere."""
    issues: list[Issue] = []
    locales = [locale.tag for locale in settings.locales]

    def wrong(message: str, advice: str) -> None:
        issues.append(Issue(NOTIFY_FILE, 0, "project-file", message, suggestion=advice))

    def known(names: Sequence[str], among: Sequence[str], what: str, advice: str) -> None:
        for name in names:
            if name not in among:
                wrong(f"{what} {name} is not known.", f"Known: {', '.join(among)}." if among else advice)

    for name, hook in found.webhooks.items():
        known([hook.locale] if hook.locale else [], locales, f"webhooks: {name}: locale", "")
        if name == OWNER:
            wrong(f"webhooks: {OWNER} is the team of an article.", "Give the webhook another name.")
    teams = list(settings.teams)
    for number, rule in enumerate(found.rules, 1):
        known(rule.send_to, [*found.webhooks, OWNER], f"rules: {number}: send_to", "Name it under webhooks.")
        known(rule.locales, locales, f"rules: {number}: locales", "")
        known(rule.owners, teams, f"rules: {number}: owners", "Name it in mkdocs.yml: teams.")
    known(found.digest.teams if found.digest else (), teams, "digest: teams", "Name it in mkdocs.yml: teams.")
    if found.wants_mail:
        if not (settings.root / MAIL_FILE).is_file():
            wrong(f"Mail is to be sent, and there is no {MAIL_FILE}.", f"Write {MAIL_FILE} (from: …, server: …) beside mkdocs.yml.")
        if not any(team.email for team in settings.teams.values()):
            wrong("Mail is to be sent to teams, and none has an address.", "Write email: … under teams in mkdocs.yml.")
    for team in settings.teams.values():
        if found.wants_mail and team.email and address_of(team.email) is None:
            wrong(
                f"The address of the team {team.id} is {team.email}.", "Write it like docs@example.com under teams in mkdocs.yml."
            )
    return issues
