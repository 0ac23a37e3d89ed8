"""Links out of the site: do they still lead somewhere? Asked only when somebody wants to know.

Receives the links; returns issues. Polite: one request at a time to each host with a pause between two, HEAD before GET, of
whose answer only the head is read, a few hosts side by side, each address once. A server that wants a person in front of it
(401, 403, 405, 429, 999) has answered, so its links are not called broken.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote, urlsplit, urlunsplit

from kbgen import __version__
from kbgen.issues import Issue, Level

AGENT = f"kbgen/{__version__} (link check)"
SECONDS = 10.0
PAUSE = 0.5
HOSTS_AT_ONCE = 8
# Servers that refuse HEAD, or programs altogether.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})
ANSWERED = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})


@dataclass(frozen=True, order=True)
class ExternalLink:
    """One link: the address, and the file and line that it stands in."""

    url: str
    file: str
    line: int


def external_issues(
    links: Iterable[ExternalLink],
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    seconds: float = SECONDS,
    pause: float = PAUSE,
) -> list[Issue]:
    """An issue for each link whose page does not answer within `seconds`, or not with this address."""
    places: dict[str, list[ExternalLink]] = {}
    for link in sorted(set(links)):
        places.setdefault(link.url.partition("#")[0], []).append(link)
    hosts: dict[str, list[str]] = {}
    for url in places:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    issues: list[Issue] = []
    done = 0
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for answers in pool.map(lambda urls: _ask_host(urls, seconds, pause), hosts.values()):
            for url, problem in answers:
                done += 1
                progress("Links", done, len(places))
                for link in places[url] if problem else ():
                    message = f"{link.url[:200]} {problem}."
                    advice = "Fix the address, or link to another page."
                    issues.append(Issue(link.file, link.line, "link-external", message, Level.WARNING, advice))
    return sorted(issues)


def _ask_host(urls: Sequence[str], seconds: float, pause: float) -> list[tuple[str, str]]:
    answers = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(pause)
        answers.append((url, problem_of(url, seconds, pause)))
    return answers


def problem_of(url: str, seconds: float = SECONDS, pause: float = PAUSE) -> str:
    """What is wrong with the page at `url`, as the end of a sentence; empty where it answers."""
    said = _ask(url, "HEAD", seconds)
    if isinstance(said, int) and said in ASK_AGAIN:
        time.sleep(pause)
        said = _ask(url, "GET", seconds)
    if isinstance(said, str):
        return said
    return "" if said < 400 or said in ANSWERED else f"answers with status {said}"


def _ask(url: str, method: str, seconds: float) -> int | str:
    """The status of the page, or what keeps it from answering."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        address = urlunsplit((parts.scheme or "https", host, quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), parts.query, ""))
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except TimeoutError:
        return f"does not answer within {seconds:g} seconds"
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            return f"does not answer within {seconds:g} seconds"
        return f"cannot be reached: {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        return f"cannot be reached: {error or type(error).__name__}"
