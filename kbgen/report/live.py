"""The report, live, on the collector's private listener: `/report/` and `/report/<locale>`.

Receives a way to open the store for reading and the site's folder; returns routes for `private_app`. A report is made in a thread
of its own, one at a time, and shown again for a minute: whoever reloads does not make the collector wait.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kbgen.config import Settings
from kbgen.report.asked_questions import catalogues_of
from kbgen.report.figures import Report
from kbgen.report.machine import document
from kbgen.report.page import page, policy
from kbgen.report.period import DAY_MS, period
from kbgen.report.site import Site
from kbgen.report.study import known_site, study
from kbgen.report.voice import Voice
from kbgen.store.store import Store

# Seconds that a report is shown again; over 1,000,000 events one takes some 15 s to make.
FRESH_SECONDS = 60
DAYS = 30


@dataclass
class LiveReport:
    """Makes reports from `store`, of the last 30 days; `now_ms` is the clock."""

    store: Store
    folder: Path
    now_ms: Callable[[], int]
    settings: Settings | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _made: tuple[float, Report, Site] | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """What the private listener adds."""
        return [
            Route("/report", self._choose, methods=["GET"]),
            Route("/report/", self._choose, methods=["GET"]),
            Route("/report/report.json", self._json, methods=["GET"]),
            Route("/report/{locale}", self._page, methods=["GET"]),
        ]

    async def _current(self) -> tuple[Report, Site]:
        async with self._lock:
            if self._made is None or time.monotonic() - self._made[0] > FRESH_SECONDS:
                report, site = await asyncio.to_thread(self._make)
                self._made = (time.monotonic(), report, site)
            return self._made[1], self._made[2]

    def _make(self) -> tuple[Report, Site]:
        now = self.now_ms()
        with self.store.snapshot() as snapshot:
            site = known_site(snapshot, self.settings, self.folder)
            return study(snapshot, site, period(now - DAYS * DAY_MS, now)), site

    async def _choose(self, request: Request) -> Response:
        _, site = await self._current()
        return RedirectResponse(f"/report/{site.locales[0].tag}", status_code=302)

    async def _json(self, request: Request) -> Response:
        report, _ = await self._current()
        return JSONResponse(document(report), headers={"Cache-Control": "no-store"})

    async def _page(self, request: Request) -> Response:
        report, site = await self._current()
        locale = next((locale for locale in site.locales if locale.tag == request.path_params["locale"]), None)
        if locale is None:
            return RedirectResponse("/report/", status_code=302)
        voice = Voice.of(locale, catalogues_of(site, [locale.tag])[locale.tag])
        languages = [(other.tag, other.name, f"/report/{other.tag}") for other in site.locales]
        text = await asyncio.to_thread(page, report, voice, site, languages)
        headers = {"Content-Security-Policy": policy(), "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return HTMLResponse(text, headers=headers)
