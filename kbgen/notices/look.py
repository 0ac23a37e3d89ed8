"""One look: what is to be told now, and to whom, that was not told yet.

Receives one moment of the database, the site and what is wanted; returns parcels for the outbox and what is over. Nothing is
written here, so that a dry run and a process of its own can look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbgen.articles.article import Article, Status
from kbgen.articles.library import read_library
from kbgen.config import Settings
from kbgen.mail.compose import Letter
from kbgen.notices import happenings
from kbgen.notices.happenings import Happening
from kbgen.notices.outbox import Parcel
from kbgen.notices.settings import OWNER, Digest, NotifySettings, Rule, When
from kbgen.notices.words import letter_of, notice_of
from kbgen.report.judge.figures import Report
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.goals_file import load_goals
from kbgen.report.read.history import recorded
from kbgen.report.read.period import DAY_MS, as_date, period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.time_zone import Zone, team_zone
from kbgen.report.read.wont_do import GAPS_FILE, load_wont_do
from kbgen.report.write.digest import digest_letter, team_locale
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.output import voices
from kbgen.store.store import Snapshot, open_store

# What the rules are judged by: the days of the report.
DAYS = 30
MAIL = "mail"
Told = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Looked:
    """`parcels` are to be told, `ended` is over, as (destination, item); `simulated` is whether these readers ever existed."""

    parcels: tuple[Parcel, ...] = ()
    ended: tuple[tuple[str, str], ...] = ()
    simulated: bool = False


@dataclass
class _Look:
    snapshot: Snapshot
    site: KnownSite
    settings: Settings
    wanted: NotifySettings
    zone: Zone
    now: int
    told: Told
    voices: Mapping[str, LocaleView]
    parcels: list[Parcel] = field(default_factory=list)

    def report(self, since: int, until: int) -> Report:
        tags = [locale.tag for locale in self.site.locales]
        put_off, _ = load_wont_do(self.settings.content_dir / GAPS_FILE, tags)
        span, goals = period(since, until, self.zone.name, self.now), load_goals(self.settings)[0]
        return study(self.snapshot, self.site, span, put_off=put_off, goals=goals)

    def unknown(self, destination: str, found: Iterable[Happening]) -> list[Happening]:
        known = self.told.get(destination, {})
        return [one for one in found if not any(item in known for item in one.items)]


def look(database: str, folder: Path | None, settings: Settings, wanted: NotifySettings, now: int, zone: str = "") -> Looked:
    """Look at the database of this address, which may be in use; `now` in milliseconds since 1970."""
    store = open_store(database, write=False)
    try:
        with store.snapshot() as snapshot:
            return look_at(snapshot, folder, settings, wanted, now, zone)
    finally:
        store.close()


def look_at(
    snapshot: Snapshot, folder: Path | None, settings: Settings, wanted: NotifySettings, now: int, zone: str = ""
) -> Looked:
    """The same for one moment that is open already."""
    told: dict[str, dict[str, int]] = {}
    for destination, item, at in snapshot.read("told_all"):
        told.setdefault(destination, {})[item] = int(at)
    site = known_site(snapshot, settings, folder)
    days = Zone(recorded(snapshot).zone or zone or team_zone(settings))
    state = _Look(snapshot, site, settings, wanted, days, now, told, {voice.tag: voice for voice in voices(site)})
    going_on = _rules(state)
    if wanted.digest:
        _digests(state, wanted.digest)
    simulated = bool(next(iter(snapshot.read("origin", now=now)))[0])
    return Looked(tuple(state.parcels), tuple(happenings.over(told, going_on, now)), simulated)


def _rules(state: _Look) -> dict[str, frozenset[str]]:
    """Put what the rules wait for into parcels; returns the names that go on, by their first part."""
    rules = state.wanted.rules
    whens = {rule.when for rule in rules}
    going_on: dict[str, frozenset[str]] = {}
    found: dict[Rule, list[Happening]] = {}
    if whens & {When.ARTICLE_FAILS, When.GAP}:
        report = state.report(state.now - DAYS * DAY_MS, state.now)
        for rule in rules:
            if rule.when is When.ARTICLE_FAILS:
                found[rule] = list(happenings.failing(report, state.site, rule))
                going_on["fails"] = going_on.get("fails", frozenset()) | happenings.still_failing(report, state.site, rule)
            elif rule.when is When.GAP:
                found[rule] = list(happenings.asked(report, state.site, rule))
                going_on["gap"] = happenings.still_asked(report)
    written = list(happenings.comments(state.snapshot, state.site, state.now)) if When.COMMENT in whens else []
    late = (
        list(happenings.overdue(_articles(state), state.site, as_date(state.zone.day(state.now))))
        if When.REVIEW_PAST in whens
        else []
    )
    for rule in rules:
        some = found.get(rule, written if rule.when is When.COMMENT else late)
        _tell(state, rule, [one for one in some if rule.takes(one.article, one.locale, one.owner)])
    return going_on


def _articles(state: _Look) -> Sequence[Article]:
    library, _ = read_library(state.settings)
    return [one for shelf in library.articles.values() for one in shelf.values() if one.status is Status.PUBLISHED]


def _tell(state: _Look, rule: Rule, found: Sequence[Happening]) -> None:
    site, desk = state.site, state.wanted.desk
    for place in rule.send_to:
        if place != OWNER:
            destination = f"hook:{place}"
            new = state.unknown(destination, found)
            if new:
                hook = state.wanted.webhooks[place]
                voice = state.voices[hook.locale or site.source_locale]
                body = notice_of(new, voice, site.name_in(voice.tag), desk).as_json()
                state.parcels.append(_parcel(state, destination, destination, new, body))
            continue
        by_team: dict[str, list[Happening]] = {}
        for one in found:
            by_team.setdefault(one.owner, []).append(one)
        for team, some in sorted(by_team.items()):
            email = site.teams[team].email if team in site.teams else ""
            destination = f"{OWNER}:{team}"
            new = state.unknown(destination, some) if email else []
            if new:
                voice = state.voices[team_locale(site, team)]
                letter = letter_of(notice_of(new, voice, site.name_in(voice.tag), desk))
                state.parcels.append(_parcel(state, destination, MAIL, new, letter_json(letter, email)))


def _parcel(state: _Look, destination: str, channel: str, found: Sequence[Happening], body: dict[str, Any]) -> Parcel:
    items = tuple(sorted({item for one in found for item in one.items}))
    # With the time: what ended and came back is told under another key.
    key = hashlib.sha256("\n".join((destination, str(state.now), *items)).encode()).hexdigest()[:24]
    return Parcel(f"{found[0].when}-{key}", channel, destination, items, body)


def letter_json(letter: Letter, to: str) -> dict[str, Any]:
    """A letter as the outbox keeps it."""
    return {"to": to, "subject": letter.subject, "text": letter.text, "html": letter.html, "language": letter.language}


def _digests(state: _Look, digest: Digest) -> None:
    """The week's mail to each team that has not had it: of the seven days before the last day and hour that it was due."""
    day = due_day(digest, state.zone, state.now)
    name = as_date(day).isoformat()
    teams = [
        team
        for team in state.site.teams.values()
        if team.email
        and (not digest.teams or team.id in digest.teams)
        and f"digest/{name}" not in state.told.get(f"{OWNER}:{team.id}", {})
    ]
    if not teams:
        return
    report = state.report(state.zone.start(day - 7), state.zone.start(day))
    for team in teams:
        voice = state.voices[team_locale(state.site, team.id)]
        letter = digest_letter(report, state.site, team.id, voice)
        destination = f"{OWNER}:{team.id}"
        body = letter_json(letter, team.email)
        state.parcels.append(Parcel(f"digest-{team.id}-{name}", MAIL, destination, (f"digest/{name}",), body))


def due_day(digest: Digest, zone: Zone, now: int) -> int:
    """The last day on which the digest was due by `now`. 1 January 1970, day 0, was a Thursday."""
    today = zone.day(now)
    day = today - (today + 3 - digest.day) % 7
    return day if zone.start(day) + digest.minute * 60_000 <= now else day - 7
