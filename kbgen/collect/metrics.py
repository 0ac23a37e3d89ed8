"""Figures for Prometheus, in its text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).

Receives counts and durations as they happen; returns text. Labels come from fixed sets (routes, kinds, statuses), never
from what a client sent, so that memory does not grow. Each figure is counted by one thread only.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kbgen.collect.schema import EVENTS

# Upper bounds in seconds; a commit takes 1 to 10 ms on a healthy disk.
_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


ROUTES = ("/_kb/votes", "/_kb/events", "/_kb/form")
# What a write may be answered with.
STATUSES = (200, 204, 303, 400, 403, 404, 408, 413, 415, 429, 500, 503)


@dataclass
class Counter:
    """Counts up, once for each combination of labels."""

    name: str
    doc: str
    labels: tuple[str, ...] = ()
    values: dict[tuple[str, ...], int] = field(default_factory=dict)

    def add(self, *labels: str, count: int = 1) -> None:
        """Count `count` more for these labels."""
        self.values[labels] = self.values.get(labels, 0) + count

    def lines(self) -> Iterator[str]:
        """The figure in Prometheus' format."""
        yield f"# HELP {self.name} {self.doc}"
        yield f"# TYPE {self.name} counter"
        for labels, value in sorted(self.values.items()):
            pairs = ",".join(f'{name}="{label}"' for name, label in zip(self.labels, labels, strict=True))
            yield f"{self.name}{{{pairs}}} {value}" if pairs else f"{self.name} {value}"


@dataclass
class Histogram:
    """How long things took, in seconds."""

    name: str
    doc: str
    buckets: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))
    total: float = 0.0

    def observe(self, seconds: float) -> None:
        """Count one duration."""
        self.buckets[bisect.bisect_left(_BOUNDS, seconds)] += 1
        self.total += seconds

    def lines(self) -> Iterator[str]:
        """The figure in Prometheus' format: buckets are cumulative."""
        yield f"# HELP {self.name} {self.doc}"
        yield f"# TYPE {self.name} histogram"
        running = 0
        for bound, count in zip([*(str(bound) for bound in _BOUNDS), "+Inf"], self.buckets, strict=True):
            running += count
            yield f'{self.name}_bucket{{le="{bound}"}} {running}'
        yield f"{self.name}_sum {self.total:.6f}"
        yield f"{self.name}_count {running}"


@dataclass
class Gauge:
    """A figure that is read when asked for."""

    name: str
    doc: str
    read: Callable[[], float]

    def lines(self) -> Iterator[str]:
        """The figure in Prometheus' format."""
        yield f"# HELP {self.name} {self.doc}"
        yield f"# TYPE {self.name} gauge"
        yield f"{self.name} {self.read():g}"


class Metrics:
    """All figures of one collector."""

    def __init__(self) -> None:
        self.requests = Counter("kbgen_requests_total", "Requests answered.", ("route", "status"))
        self.votes = Counter("kbgen_votes_total", "Votes stored, taken back or changed.", ("helpful",))
        self.events = Counter("kbgen_events_total", "Events stored.", ("kind",))
        self.suspects = Counter("kbgen_suspects_total", "Votes and events stored but marked as a robot's.")
        self.failures = Counter("kbgen_store_failures_total", "Batches that the database did not take.")
        self.commits = Histogram("kbgen_commit_seconds", "From the start of a batch to its commit.")
        self.gauges: list[Gauge] = []
        self._begin()

    def _begin(self) -> None:
        """Every series is there from the start, at 0: the first failure of all would otherwise be no increase of anything."""
        for counter in (self.suspects, self.failures):
            counter.add(count=0)
        for answer in ("yes", "no", "taken back"):
            self.votes.add(answer, count=0)
        for shape in EVENTS:
            self.events.add(shape.kind, count=0)
        for route in ROUTES:
            for status in STATUSES:
                self.requests.add(route, str(status), count=0)

    def text(self) -> str:
        """Everything, as `GET /metrics` answers it."""
        stored = (self.requests, self.votes, self.events, self.suspects, self.failures, self.commits)
        figures: tuple[Counter | Histogram | Gauge, ...] = (*stored, *self.gauges)
        return "\n".join(line for figure in figures for line in figure.lines()) + "\n"
