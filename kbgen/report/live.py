"""The report, live, on the collector's private listener: `/report/` and `/report/<locale>`.

Receives the database's address and the site's folder; returns routes for `private_app`. A report is made in a process of its own,
one at a time, so that votes do not wait for it and its memory is given back; it is shown again for a minute.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kbgen.config import Settings
from kbgen.report.judge.study import known_site, study
from kbgen.report.options import meaning_of
from kbgen.report.read.goals_file import load_goals
from kbgen.report.read.history import recorded
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.time_zone import team_zone
from kbgen.report.read.wont_do import GAPS_FILE, WontDo, load_wont_do
from kbgen.report.write.json import as_json
from kbgen.report.write.output import voices
from kbgen.report.write.page import page, policy
from kbgen.store.store import open_store

# Seconds that a report is shown again.
FRESH_SECONDS = 60
DAYS = 30
JSON = "report.json"


def make(
    database: str, folder: Path, settings: Settings | None, now: int, zone: str = "", semantic: bool = False
) -> dict[str, str]:
    """The pages of the report by locale, in the site's order, and its JSON. With `semantic`, questions are put together by
    what they mean."""
    store = open_store(database, write=False)
    try:
        with store.snapshot() as snapshot:
            site = known_site(snapshot, settings, folder)
            put_off: list[WontDo] = []
            if site.content_dir:
                put_off, _ = load_wont_do(site.content_dir / GAPS_FILE, [locale.tag for locale in site.locales])
            zone = recorded(snapshot).zone or zone or team_zone(settings)
            span = period(now - DAYS * DAY_MS, now, zone, now)
            goals = load_goals(settings)[0] if settings else []
            report = study(snapshot, site, span, put_off=put_off, meaning=meaning_of(semantic), goals=goals)
    finally:
        store.close()
    languages = [(locale.tag, locale.name, f"/report/{locale.tag}") for locale in site.locales]
    # The folder's own report, in which draft commands count unless told, may be another one.
    command, figures = f" --report {JSON}", f"/report/{JSON}"
    pages = {voice.tag: page(report, voice, site, languages, command, figures=figures) for voice in voices(site)}
    return pages | {JSON: as_json(report)}


@dataclass
class LiveReport:
    """Reports of the last 30 days; `now_ms` is the clock."""

    database: str
    folder: Path
    now_ms: Callable[[], int]
    settings: Settings | None = None
    zone: str = ""
    semantic: bool = False
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _made_at: float = 0.0
    _made: dict[str, str] = field(default_factory=dict)

    def routes(self) -> Sequence[BaseRoute]:
        """What the private listener adds."""
        return [
            Route("/report", self._choose, methods=["GET"]),
            Route("/report/", self._choose, methods=["GET"]),
            Route("/report/{name}", self._show, methods=["GET"]),
        ]

    async def _current(self) -> dict[str, str]:
        async with self._lock:
            if not self._made or time.monotonic() - self._made_at > FRESH_SECONDS:
                # A fresh interpreter: a fork would take the collector's threads and locks along.
                with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                    loop = asyncio.get_running_loop()
                    self._made = await loop.run_in_executor(
                        pool, make, self.database, self.folder, self.settings, self.now_ms(), self.zone, self.semantic
                    )
                self._made_at = time.monotonic()
            return self._made

    async def _choose(self, request: Request) -> Response:
        made = await self._current()
        return RedirectResponse(f"/report/{next(iter(made))}", status_code=302)

    async def _show(self, request: Request) -> Response:
        text = (await self._current()).get(request.path_params["name"])
        if text is None:
            return RedirectResponse("/report/", status_code=302)
        headers = {"Content-Security-Policy": policy(), "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if request.path_params["name"] == JSON:
            return Response(text, headers=headers, media_type="application/json")
        return HTMLResponse(text, headers=headers)
