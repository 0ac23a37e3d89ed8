"""What the store keeps: votes, events, and the articles that they are about.

Receives nothing and does nothing: `collect` fills these from requests, `report` from a simulation. All times are whole
milliseconds since 1970 in UTC. `visit` is an opaque number that ties together what one device did in one day, `network` one
that ties together what came from one address; once the salt of that day is deleted (48 hours) nothing leads from them to a
reader. `earlier` is the device's number of the day before, for half an hour after the day's salt changed: a visit does not
end at midnight. `suspect` rows came from what looked like
a robot and are left out of rates; `simulated` rows were made up by `kbgen simulate`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vote:
    """One answer to "Was this helpful?". `helpful` None takes the vote back.

    `voter` is the keyed hash of day, article and reader; `ticket` the random number that the page made for its own
    vote, so that a vote which waited offline and came back from another address is still the same vote.
    """

    at: int
    article: str
    locale: str
    language: str
    helpful: bool | None
    voter: bytes
    period: int
    visit: int | None = None
    ticket: bytes | None = None
    reason: str | None = None
    effort: int | None = None
    comment: str | None = None
    suspect: bool = False
    simulated: bool = False
    network: int | None = None
    earlier: int | None = None


@dataclass(frozen=True)
class Event:
    """Something a reader did: `kind` and the fields it may have are declared in `kbgen.collect.schema`."""

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
    visit: int | None = None
    suspect: bool = False
    simulated: bool = False
    network: int | None = None
    earlier: int | None = None
    screen: str | None = None


@dataclass(frozen=True)
class SeenArticle:
    """An article as the manifest showed it at `at`; the store keeps the latest, also of articles that were removed."""

    at: int
    article: str
    locale: str
    language: str
    title: str
    kind: str
    owner: str
    url: str
    updated: str


@dataclass(frozen=True)
class Salt:
    """The secret that turns readers into voters for one period, normally a day.

    `period` only ever grows, whatever the clock does; `made_at` is when it was made, by the server's clock.
    """

    period: int
    made_at: int
    secret: bytes


Record = Vote | Event | SeenArticle
