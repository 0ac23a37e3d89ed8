"""One call of a forge's REST interface: JSON there and back, in time, with what went wrong in words.

Receives settings, a method, a path and a body; returns what was answered. Raises `ForgeError`; its `status` is that of HTTP, 0
where nobody answered. No redirect is followed: the token goes to the address in `forge.yml` and nowhere else.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

from kbgen import __version__
from kbgen.errors import OperatorError
from kbgen.proposals.settings import TOKEN, Forge, ForgeSettings

SECONDS = 20.0
# A file of the help center in base64, with room.
MOST_BYTES = 20_000_000


class ForgeError(OperatorError):
    """The forge did not do what it was asked for."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


def headers_of(settings: ForgeSettings) -> dict[str, str]:
    """What each forge wants to be told: GitHub its version, GitLab and Gitea the token in their own way."""
    common = {"User-Agent": f"kbgen/{__version__}", "Content-Type": "application/json"}
    if settings.forge is Forge.GITHUB:
        own = {
            "Authorization": f"Bearer {settings.token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        return common | own
    if settings.forge is Forge.GITLAB:
        return common | {"PRIVATE-TOKEN": settings.token, "Accept": "application/json"}
    return common | {"Authorization": f"token {settings.token}", "Accept": "application/json"}


def call(settings: ForgeSettings, method: str, path: str, body: Any = None, seconds: float = SECONDS) -> Any:
    """The answer's JSON, None of an empty one. `path` begins with a slash and is quoted already."""
    if not settings.token:
        raise ForgeError(f"The environment has no {TOKEN}. Make a token that may write to {settings.repository}, and put it there.")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(settings.address + path, data, headers_of(settings), method=method)
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds) as answer:
            text = answer.read(MOST_BYTES)
        return json.loads(text) if text.strip() else None
    except urllib.error.HTTPError as error:
        with error:
            said = _said(error.read(10_000))
        raise ForgeError(_words(settings, error, said), error.code) from None
    except ValueError:
        raise ForgeError(f"{settings.address} did not answer with JSON. Check address in forge.yml.") from None
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        words = f"did not answer within {seconds:g} seconds" if isinstance(reason, TimeoutError) else "cannot be reached"
        raise ForgeError(f"{settings.address} {words}. Check address in forge.yml.") from None


def _said(answer: bytes) -> str:
    """What a forge says is wrong: GitHub and Gitea under `message` and `errors`, GitLab under `message` or `error`."""
    try:
        found = json.loads(answer)
    except ValueError:
        return ""
    if not isinstance(found, dict):
        return ""
    texts = [found.get("message"), found.get("error")]
    errors = found.get("errors")
    texts += [one.get("message") if isinstance(one, dict) else one for one in (errors if isinstance(errors, list) else ())]
    flat = [" ".join(map(str, text)) if isinstance(text, list) else text for text in texts]
    return "; ".join(" ".join(str(text).split())[:200] for text in flat if text)


def _words(settings: ForgeSettings, error: urllib.error.HTTPError, said: str) -> str:
    told, code = (f" ({said})" if said else ""), error.code
    wait = error.headers.get("Retry-After") or ""
    # GitHub tells its limit by 403 or 429 and this header; the others by 429.
    if code == 429 or (code == 403 and (wait or error.headers.get("X-RateLimit-Remaining") == "0")):
        later = f" Try again in {wait} seconds." if wait.isdecimal() else " Try again later."
        return f"{settings.forge} was asked too often{told}.{later}"
    if code == 401:
        return f"{settings.forge} does not know the token in {TOKEN}{told}. Make another one."
    if code == 403:
        return f"The token in {TOKEN} may not do this in {settings.repository}{told}. It needs to write code and pull requests."
    if code == 404:
        return f"{settings.forge} has no {settings.repository} with a branch {settings.branch}, or the token may not see it{told}."
    if code in (301, 302, 307, 308):
        return f"{settings.repository} has moved{told}. Name its new place in forge.yml."
    return f"{settings.forge} answered {code}{told}."
