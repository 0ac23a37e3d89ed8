"""The collector as an ASGI application: guard → parse → voter → writer, and an answer once it is on disk.

Receives an open store, the path of the site's manifest and the operator's rules; returns a Starlette application with its
routes under `/_kb/`. It can run alone, or be mounted beside a site: it starts itself at its first request at the latest.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from kbgen.collect.clock import Clock
from kbgen.collect.entries import event_record, vote_record
from kbgen.collect.http import openapi
from kbgen.collect.http.answers import answer_failure, failure, with_cors
from kbgen.collect.http.forms import NOT_STORED, THANKS, article_named, form_fields, page_of_failure, way_back
from kbgen.collect.http.guard import LETTERS, Guard
from kbgen.collect.http.hosts import OwnHost
from kbgen.collect.known_articles import ManifestWatcher
from kbgen.collect.metrics import Gauge, Metrics
from kbgen.collect.parse import event_fields, opinion_query, vote_fields
from kbgen.collect.search_page import Search
from kbgen.collect.settings import CollectorSettings
from kbgen.collect.trust import Trust, last_moment
from kbgen.collect.upkeep import follow_manifest, keep_tidy, seen_before
from kbgen.collect.voter import Voters
from kbgen.collect.writer import Writer
from kbgen.errors import ClientError, KbgenError, OperatorError
from kbgen.search.answering.site_search import MOST_LETTERS
from kbgen.search.meaning.model import Model
from kbgen.search.meaning.opinion import SecondOpinion
from kbgen.store.store import Store

# A reader's words belong to nobody's cache, and results to no other search engine.
UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# Opinions take 30 ms each, one after the other; a browser waits for 300.
MOST_ASKED = 8
log = logging.getLogger("kbgen.collect")


@dataclass
class Collector:
    """Everything that the routes share. Made by `collector`."""

    store: Store
    rules: CollectorSettings
    clock: Clock
    metrics: Metrics
    guard: Guard
    voters: Voters
    watcher: ManifestWatcher
    writer: Writer
    trust: Trust
    search: Search
    # Second opinions that are waited for.
    asked: int = 0
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    # What else is done while the collector runs, until it is cancelled.
    chores: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)

    async def start(self) -> None:
        """Start the writer, read the manifest, and begin to follow it. Starting twice does nothing."""
        if self.tasks:
            return
        self.writer.start()
        # Known before the first request is answered; the task below then only follows changes.
        seen_articles = self.watcher.look()
        self.tasks.append(
            asyncio.create_task(follow_manifest(self.watcher, self.writer, self.clock, self.rules.poll_seconds, seen_articles))
        )
        self.tasks.append(asyncio.create_task(keep_tidy(self.store, self.voters, self.writer, self.clock, self.rules, self.trust)))
        self.tasks += [asyncio.create_task(chore()) for chore in self.chores]

    async def stop(self) -> None:
        """Store what was taken, then stop. The store stays open: who opened it closes it."""
        for task in self.tasks:
            task.cancel()
        await self.writer.close()

    async def take_vote(self, request: Request) -> Response:
        """`POST /_kb/votes`."""
        address = self._admit(request)
        self.guard.check_fetch(request)
        fields = vote_fields(await self.guard.body(request))
        await self._store_vote(request, address, fields)
        return JSONResponse({"stored": 1})

    async def take_form(self, request: Request) -> Response:
        """`POST /_kb/form`: the same vote from a page without JavaScript."""
        back: str | None = None
        refused: ClientError | None = None
        try:
            address = self.guard.address(request)
            try:
                self.guard.limit(address)
                self.guard.check_form(request)
            except ClientError as error:
                refused = error
            # Read whether it is refused or not: it names the article that the answer has to lead back to.
            body = await self._form_body(request, refused)
            article = self.watcher.known.article(*article_named(body))
            back = way_back(article.url, NOT_STORED) if article else None
            if refused:
                raise refused
            await self._store_vote(request, address, form_fields(body))
        except KbgenError as error:
            status, message, headers = failure(error)
            return HTMLResponse(page_of_failure(message, back), status, headers)
        return RedirectResponse(way_back(article.url if article else "", THANKS), status_code=303)

    async def take_events(self, request: Request) -> Response:
        """`POST /_kb/events`."""
        address = self._admit(request)
        self.guard.check_fetch(request)
        entries = event_fields(await self.guard.body(request))
        reader = self.voters.reader(address, request.headers.get("user-agent", ""))
        suspect, now, known = self.guard.suspects(request), self.clock.now_ms(), self.watcher.known
        events = [event_record(shape, fields, known, reader, now, suspect) for shape, fields in entries]
        # The request itself was the first.
        self.guard.limit(address, len(events) - 1)
        self.guard.spend(address, len(events))
        await self.writer.store(events)
        for event in events:
            self.metrics.events.add(event.kind)
        if suspect:
            self.metrics.suspects.add(count=len(events))
        return JSONResponse({"stored": len(events)})

    async def give_opinion(self, request: Request) -> Response:
        """`POST /_kb/<locale>/opinion`: the order of the first results by what they mean. Nothing of it is stored."""
        self._admit(request)
        self.guard.check_fetch(request)
        query, locale = opinion_query(await self.guard.body(request)), request.path_params["locale"]
        if locale not in self.watcher.known.locales:
            raise ClientError("There is no such locale.", status=404)
        # Whoever would wait has its own order on the screen already.
        if not self.search.has_opinion or self.asked >= MOST_ASKED:
            raise ClientError("There is no second opinion now.", status=503)
        self.asked += 1
        try:
            run = asyncio.get_running_loop().run_in_executor
            order = await run(self.search.worker, self.search.order, locale, query)
        except (OperatorError, OSError, ValueError, KeyError):
            log.exception("no second opinion")
            raise ClientError("There is no second opinion now.", status=503) from None
        finally:
            self.asked -= 1
        return JSONResponse(order, headers=UNSEEN)

    async def answer_search(self, request: Request, *, under: str = "") -> Response:
        """`GET /_kb/<locale>/search/?q=…`: a page, or JSON for a program that asks for it. Nothing of it is stored."""
        try:
            self._admit(request)
            locale, query = request.path_params["locale"], request.query_params.get("q", "")[:MOST_LETTERS]
            if locale not in self.watcher.known.locales:
                raise ClientError("There is no such locale.", status=404)
            run = asyncio.get_running_loop().run_in_executor
            if "application/json" in request.headers.get("accept", ""):
                found = await run(self.search.worker, self.search.as_json, locale, query)
                return JSONResponse(found, headers=UNSEEN)
            page = await run(self.search.worker, partial(self.search.page, locale, query, under=under))
            return HTMLResponse(page, headers=UNSEEN)
        except OperatorError:
            return JSONResponse({"error": {"status": 503, "message": "The search is not available now."}}, 503)
        except KbgenError as error:
            status, message, headers = failure(error)
            return JSONResponse({"error": {"status": status, "message": message}}, status, headers)

    async def _form_body(self, request: Request, refused: ClientError | None) -> bytes:
        try:
            return await self.guard.body(request)
        except ClientError as error:
            raise refused or error from None

    def _admit(self, request: Request) -> str:
        address = self.guard.address(request)
        self.guard.limit(address)
        return address

    async def _store_vote(self, request: Request, address: str, fields: dict[str, Any]) -> None:
        reader = self.voters.reader(address, request.headers.get("user-agent", ""))
        suspect = self.guard.suspects(request) or bool(fields.get("website"))
        vote = vote_record(fields, self.watcher.known, reader, self.clock.now_ms(), suspect)
        self.guard.spend(address, 1 + len(vote.comment or "") // LETTERS)
        await self.writer.store([vote])
        self.metrics.votes.add({True: "yes", False: "no", None: "taken back"}[vote.helpful])
        if suspect:
            self.metrics.suspects.add()

    def ready_problem(self) -> str:
        """Why votes cannot be stored now; empty if they can."""
        if self.writer.problem:
            return f"The database does not take writes: {self.writer.problem}"
        if not self.watcher.known.locales:
            return self.watcher.problem or "The site's manifest was not read yet."
        return ""


def collector(store: Store, manifest: Path, rules: CollectorSettings | None = None, clock: Clock | None = None) -> Collector:
    """Put a collector together. The store must be open for writing."""
    rules, clock, metrics = rules or CollectorSettings(), clock or Clock(), Metrics()
    trust = Trust(clock, last_moment(store))
    watcher = ManifestWatcher(manifest, clock, seen_before(store))
    writer = Writer(store, metrics, clock)
    metrics.gauges += [
        Gauge("kbgen_waiting_records", "Records taken and not yet stored.", lambda: writer.waiting),
        Gauge("kbgen_known_articles", "Articles that votes are taken for.", lambda: len(watcher.known.articles)),
        Gauge("kbgen_store_ready", "1 while the database takes writes.", lambda: 0 if writer.problem else 1),
    ]
    voters = Voters(store.salts, clock, zone=rules.zone)
    search = Search(manifest.parent, SecondOpinion(rules.vectors, Model()) if rules.vectors else None)
    return Collector(store, rules, clock, metrics, Guard(rules, clock.monotonic), voters, watcher, writer, trust, search)


def create_app(parts: Collector, site: ASGIApp | None = None) -> ASGIApp:
    """The public application; `site`, if given, answers every other path (for `kbgen serve`), and nobody else's name is
    answered."""

    async def openapi_json(request: Request) -> Response:
        return JSONResponse(openapi.document())

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await parts.start()
        try:
            yield
        finally:
            await parts.stop()

    routes: list[Route | Mount] = [
        _write("/_kb/votes", parts, parts.take_vote),
        _write("/_kb/events", parts, parts.take_events),
        _write("/_kb/form", parts, parts.take_form),
        Route("/_kb/openapi.json", openapi_json, methods=["GET"]),
        Route("/_kb/{locale}/search/", _search(parts, "_kb"), methods=["GET"]),
        _write("/_kb/{locale}/opinion", parts, parts.give_opinion),
        # For whoever leads searches of the built page here. Beside a site, its own page answers.
        *([Route("/{locale}/search/", _search(parts, ""), methods=["GET"])] if site is None else []),
        *health_routes(parts),
    ]
    if site is not None:
        routes.append(Mount("/", site))
    app = Starlette(routes=routes, lifespan=life, exception_handlers=answer_failure())
    # A slash too many is no other address: the redirect would lead to whatever host the client named.
    app.router.redirect_slashes = False
    return OwnHost(app, parts.rules.private_hosts) if site is not None else app


def health_routes(parts: Collector) -> Sequence[Route]:
    """`/healthz` and `/readyz`, for the public and the private listener."""

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def readyz(request: Request) -> Response:
        await parts.start()
        problem = parts.ready_problem()
        if problem:
            log.warning("not ready", extra={"fields": {"problem": problem}})
            # The reason names paths of this host: it goes to the log, and to the private listener by the metrics.
            raise ClientError("Votes cannot be stored just now.", status=503)
        return JSONResponse({"status": "ready"})

    return [Route("/healthz", healthz, methods=["GET"]), Route("/readyz", readyz, methods=["GET"])]


def _search(parts: Collector, under: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        await parts.start()
        return await parts.answer_search(request, under=under)

    return endpoint


def _write(path: str, parts: Collector, take: Callable[[Request], Any]) -> Route:
    async def endpoint(request: Request) -> Response:
        await parts.start()
        if request.method == "OPTIONS":
            answer = Response(status_code=204)
        else:
            try:
                answer = await take(request)
            except KbgenError as error:
                status, message, headers = failure(error)
                answer = JSONResponse({"error": {"status": status, "message": message}}, status, headers)
        parts.metrics.requests.add(path, str(answer.status_code))
        if answer.status_code >= 400:
            log.info("refused", extra={"fields": {"route": path, "status": answer.status_code}})
        return with_cors(request, answer, parts.guard, parts.rules)

    return Route(path, endpoint, methods=["POST", "OPTIONS"])
