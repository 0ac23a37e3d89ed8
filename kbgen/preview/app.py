"""The preview as an ASGI application: the built site, a word to each open page after every build, errors over the page.

Receives a `Preview`; the page's script asks `/_live` for the next outcome and loads the page anew or shows what is wrong.
"""

from __future__ import annotations

import json
import mimetypes
import re
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kbgen.issues import Issue, Level
from kbgen.language.catalogue import Catalogue
from kbgen.language.tag import nearest
from kbgen.preview.pictures import MOST_BYTES, keep_picture, refusal
from kbgen.preview.preview import Preview, SaveOutcome
from kbgen.preview.words import ENGLISH, box_words, headline, words_for

# The page asks again after this long; proxies and browsers cut longer silences.
WAIT_SECONDS = 25.0
# Pages that may wait for a build, each in a thread of its own; pages themselves are answered by others.
MOST_WAITING = 100
# Bytes of a name and characters of a path: what every file system takes (POSIX NAME_MAX, and a part of PATH_MAX).
LONGEST_NAME, LONGEST_PATH = 255, 1024
SCRIPT = (Path(__file__).parent / "live.js").read_text("utf-8")


def preview_app(preview: Preview, origins: tuple[str, ...] = ()) -> Starlette:
    """The application for `preview`. Pages of `origins` alone may read it: drafts are in it."""

    waiting = anyio.CapacityLimiter(MOST_WAITING)

    async def live(request: Request) -> Response:
        if not waiting.available_tokens:
            # The page asks again by itself after what it takes for a fault of the net.
            return Response(status_code=503, headers={"Retry-After": "5"})
        # Fifteen digits: more builds than anybody sees, and no number that a browser cannot hold.
        after = re.fullmatch("[0-9]{1,15}", request.query_params.get("after", ""))
        number = int(after[0]) if after else 0
        outcome = await anyio.to_thread.run_sync(
            partial(preview.after, number, WAIT_SECONDS), abandon_on_cancel=True, limiter=waiting
        )
        page = request.query_params.get("page", "")
        return JSONResponse(outcome_json(outcome, page, words_for(preview.root, page, outcome.number)))

    async def root(request: Request) -> Response:
        tags = [locale.tag for locale in preview.settings().locales]
        return RedirectResponse(f"/{wanted_language(request.headers.get('accept-language', ''), tags)}/")

    async def picture(request: Request) -> Response:
        refused = refusal(request.headers, request.client.host if request.client else "")
        page, name = request.query_params.get("page", ""), request.query_params.get("name", "")
        content = bytearray()
        if refused is None:
            async for chunk in request.stream():
                content += chunk
                if len(content) > MOST_BYTES:
                    break
            kept = await anyio.to_thread.run_sync(keep_picture, preview.settings().content_dir, page, name, bytes(content))
            if isinstance(kept, Path):
                return JSONResponse({"name": kept.name, "markdown": f"![]({kept.name})"}, 201)
            refused = kept
        reason = words_for(preview.root, page, preview.outcome.number).gettext(refused.reason)
        return JSONResponse({"reason": reason}, refused.status)

    async def page(request: Request) -> Response:
        # The path is decoded once by the server; what it names must lie in the site.
        return await anyio.to_thread.run_sync(partial(answer, preview, request.path_params["path"]))

    return Starlette(
        routes=[
            Route("/_live", live),
            Route("/_picture", picture, methods=["POST"]),
            Route("/", root),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])] if origins else [],
    )


def outcome_json(outcome: SaveOutcome, page: str = "", words: Catalogue = ENGLISH) -> dict[str, object]:
    """What the script needs of the page at `page`: every error, and the warnings of the page's own text."""
    counted = outcome.error == headline(outcome.issues)
    return {
        "number": outcome.number,
        "error": headline(outcome.issues, words) if counted else words.gettext(outcome.error),
        "issues": [str(issue) for issue in outcome.issues if issue.level is Level.ERROR],
        "warnings": [str(issue) for issue in outcome.issues if issue.level is Level.WARNING and _is_of(issue, page)],
        "pages": outcome.pages,
        "shown": outcome.shown,
    }


def _is_of(issue: Issue, page: str) -> bool:
    """Whether `issue` is one of the file that the page at `page` (`en/start/pay/`) is made from."""
    place = "/" + page.removesuffix("index.html").strip("/")
    return len(place) > 1 and issue.path.endswith((f"{place}.md", f"{place}/index.md"))


def wanted_language(header: str, tags: list[str]) -> str:
    """The nearest of the site's languages to those of `Accept-Language`, by quality (RFC 9110, 12.5.4); else its first."""
    wanted = []
    for place, part in enumerate(header.split(",")):
        tag, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            wanted.append((-float(quality or 1), place, tag.lower()))
        except ValueError:
            continue
    return nearest([tag for _, _, tag in sorted(wanted) if tag], tags) or tags[0]


def answer(preview: Preview, path: str) -> Response:
    """The file at `path`, a redirect to its folder, or the 404 page of its language."""
    site = preview.site_dir.resolve()
    if preview.outcome.error and not site.exists():
        return Response(_with_script("<!doctype html><title>kbgen</title>", preview, ""), media_type="text/html")
    name = unquote(path)
    # No file can have such a name, and asking for one is an error to the file system.
    if "\x00" in name or any(len(part.encode()) > LONGEST_NAME for part in name.split("/")) or len(name) > LONGEST_PATH:
        return Response("Not found", 404)
    target = (site / name).resolve()
    if not target.is_relative_to(site):
        return Response("Not found", 404)
    if target.is_dir():
        if not path.endswith("/"):
            return RedirectResponse(f"/{path}/")
        target = target / "index.html"
    if target.is_file():
        return _file(target, preview)
    missing = next((page for page in (site / path.partition("/")[0] / "404.html", site / "404.html") if page.is_file()), None)
    return _file(missing, preview, 404) if missing else Response("Not found", 404)


def _file(path: Path, preview: Preview, status: int = 200) -> Response:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content: bytes | str = path.read_bytes()
    if media_type == "text/html":
        name = path.relative_to(preview.site_dir.resolve()).as_posix()
        content = _with_script(path.read_text("utf-8"), preview, name)
    return Response(content, status, media_type=media_type, headers={"Cache-Control": "no-cache"})


def _with_script(html: str, preview: Preview, page: str) -> str:
    # `<` would let a message end the script.
    words = words_for(preview.root, page, preview.outcome.number)
    shown = (outcome_json(preview.outcome, page, words), box_words(words))
    first, said = (json.dumps(each).replace("<", "\\u003c") for each in shown)
    # Each in its own place: what an author wrote may hold the other's name.
    before, _, after = SCRIPT.replace("WORDS", said).partition("FIRST")
    script = f"{before}{first}{after}"
    return f"{html}<script>{script}</script>"
