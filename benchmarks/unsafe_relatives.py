"""Whether any of 10,000 relatives of unsafe Markdown runs a program in Chromium, and whether harmless ones are refused.

    python -m benchmarks.unsafe_relatives [--count 10000] [--harmless 2000] [--seed 13]

The articles are built by kbgen with default settings, those that it refuses are counted and taken out, every page that is published
is opened: its links are followed, folds opened, everything is pointed at, focused and clicked; one page of ten with the site's own
scripts, which might take what an article holds for theirs. So that nobody takes texts for dangerous that never were, a part of the
refused ones is built with `allow_raw_html` and opened too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Error, Page, TimeoutError

from benchmarks.chromium import browser, served
from benchmarks.relatives import Relative, relatives
from kbgen import config
from kbgen.errors import AuthorError
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

RESULT = Path(__file__).parent / "results" / "unsafe_relatives.md"
REFUSED = "article-html"
ALLOWED = 600  # of the refused ones that are opened with `allow_raw_html`
WHOLE = 10  # one page of so many is opened with the site's own scripts and styles
HEAVY = re.compile(r"<link [^>]*>|<script [^>]*\bsrc=[^>]*></script>")
FOLDER = 100  # articles in each section
HEAD = """---
title: {title}
description: A relative.
kind: guide
goal: It is published or refused.
updated: 2026-01-02
owner: docs
---
"""
MKDOCS = """site_name: Relatives
docs_dir: content
theme: {{name: material}}
plugins:
  - kbgen: {{source_locale: en, locales: {{en: English}}, front_matter: {mode}{more}}}
"""
# Everything that a reader may do with a page, done at once. Links that lead to pages stay where they are.
TOUCH = """async () => {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a, area");
    const address = String(link?.href?.baseVal ?? link?.href ?? "");
    // Links of drawings give their address as it is written.
    const scheme = URL.canParse(address, location) ? new URL(address, location).protocol : "";
    if (["http:", "https:", "file:"].includes(scheme)) event.preventDefault();
  });
  addEventListener("submit", (event) => event.preventDefault());
  const part = document.querySelector(".kb-prose") ?? document.body;
  for (const fold of part.querySelectorAll("details")) fold.open = true;
  for (const element of [...part.querySelectorAll("*")].slice(0, 400)) {
    for (const name of ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "focus", "keydown", "toggle"]) {
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
    element.focus?.();
    if (element.click) element.click();
    else element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    // What no event follows, and what other browsers would.
    const target = element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? element.getAttribute("action");
    const scheme = target && URL.canParse(target, location) ? new URL(target, location).protocol : "";
    if (["javascript:", "vbscript:", "data:", "blob:", "filesystem:", "view-source:", "feed:"].includes(scheme)) ran();
  }
  // Programs in addresses run a little later.
  await new Promise((done) => setTimeout(done, 25));
}"""


class _Evil(BaseHTTPRequestHandler):
    """Another host: whatever it is asked for calls `ran`."""

    def do_GET(self) -> None:
        kind, body = "text/html", b"<script>ran()</script>"
        if self.path.endswith((".js", ".css")):
            kind, body = ("text/javascript", b"ran()") if self.path.endswith(".js") else ("text/css", b"body { --ran: 1 }")
            # A style sheet cannot call anything: that it was asked for is enough.
            self.server.styles += self.path.endswith(".css")  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        # A frame that is gone takes no more.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Outcome:
    """What became of the texts: numbers of those that were refused (by code), published, and that ran."""

    refused: dict[int, str] = field(default_factory=dict)
    published: list[int] = field(default_factory=list)
    ran: list[int] = field(default_factory=list)

    @property
    def codes(self) -> Counter[str]:
        """How many were refused, by code."""
        return Counter(self.refused.values())


@contextmanager
def careless_browser() -> Iterator[tuple[Browser, ThreadingHTTPServer]]:
    """Chromium for which every name of a host is the evil one's."""
    evil = ThreadingHTTPServer(("127.0.0.1", 0), _Evil)
    evil.styles = 0  # type: ignore[attr-defined]
    threading.Thread(target=evil.serve_forever, args=[0.01], daemon=True).start()
    rules = f"--host-resolver-rules=MAP evil.example 127.0.0.1:{evil.server_port}, MAP example.org 127.0.0.1:9"
    try:
        with browser(rules) as chromium:
            yield chromium, evil
    finally:
        evil.shutdown()
        evil.server_close()


def write_site(folder: Path, texts: Iterable[Relative], *, trusted: bool = False, lenient: bool = False) -> Path:
    """A project with one article for each text; returns its `mkdocs.yml`."""
    content = folder / "content" / "en"
    (content / "_snippets").mkdir(parents=True)
    variables: dict[str, str] = {}
    for one in texts:
        file = content / f"part-{one.number // FOLDER}" / f"r{one.number}.md"
        file.parent.mkdir(exist_ok=True)
        text = one.text
        # A file of variables has at most 16 KiB.
        if "{= own" in text:
            variables.setdefault(one.variable, f"own{len(variables)}")
            text = text.replace("{= own", f"{{= {variables[one.variable]}")
        if "{+ own" in text:
            text = text.replace("{+ own", f"{{+ own{one.number}")
            (content / "_snippets" / f"own{one.number}.md").write_text(one.snippet, "utf-8")
        file.write_text(f"{HEAD.format(title=json.dumps(one.title))}\n{text}\n", "utf-8", newline="")
    lines = [f"{name}: {json.dumps(value)}\n" for value, name in variables.items()]
    (content / "_variables.yml").write_text("".join(lines), "utf-8")
    for picture in ("a.png", "f.mp4"):
        (content / picture).write_bytes(b"\x89PNG\r\n\x1a\n")
    mode, more = "lenient" if lenient else "strict", ", allow_raw_html: true" if trusted else ""
    (folder / "mkdocs.yml").write_text(MKDOCS.format(mode=mode, more=more), "utf-8")
    return folder / "mkdocs.yml"


def build_what_can_be(mkdocs: Path, outcome: Outcome) -> Path:
    """Build the site, taking out every article that is refused; returns the folder of the site."""
    settings = config.load(mkdocs)
    while True:
        try:
            build(settings, BuildOptions())
            return settings.site_dir
        except AuthorError as error:
            wrong = {issue.path: issue.code for issue in error.issues if issue.level == "error"}
            articles = {path: code for path, code in wrong.items() if Path(path).stem[1:].isdigit()}
            if not articles:
                raise
            for path, code in sorted(articles.items()):
                outcome.refused[int(Path(path).stem[1:])] = code
                (mkdocs.parent / path).unlink()


def lighten(site: Path, pages: Iterable[str]) -> None:
    """Take the theme's files out of the heads of `pages`: of 27 requests for a page, 26 are for what is the same on all of them."""
    for name in pages:
        file = site / name / "index.html"
        head, end, body = file.read_text("utf-8").partition("</head>")
        file.write_text(HEAVY.sub("", head) + end + body, "utf-8", newline="")


def open_pages(site: Path, pages: Collection[str]) -> list[str]:
    """Those of `pages` on which something ran, in a browser of their own."""
    ran: list[str] = []
    current = ""

    def mark(*_: object) -> None:
        if not ran or ran[-1] != current:
            ran.append(current)

    with careless_browser() as (chromium, evil), served(site, kept=True) as address:
        context, page = _fresh(chromium, mark)
        for count, current in enumerate(pages):
            if count % 500 == 499:
                context.close()
                context, page = _fresh(chromium, mark)
                print(f"  {count + 1} of {len(pages)} pages, {len(ran)} ran", flush=True)
            styles = evil.styles  # type: ignore[attr-defined]
            for attempt in range(1, 4):
                try:
                    page.goto(f"{address}{current}", wait_until="load")
                    page.evaluate(TOUCH)
                    break
                except Error as error:
                    # A page that leads away while it is looked at: a program did that, or a refresh. A busy machine does neither.
                    if attempt == 3 or not isinstance(error, TimeoutError):
                        mark()
                    context.close()
                    context, page = _fresh(chromium, mark)
                    if not isinstance(error, TimeoutError):
                        break
            if evil.styles != styles:  # type: ignore[attr-defined]
                mark()
            for other in context.pages[1:]:
                other.close()
        context.close()
    return ran


def _fresh(chromium: Browser, mark: object) -> tuple[BrowserContext, Page]:
    context = chromium.new_context()
    context.expose_binding("ran", mark)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    return context, page


def run(texts: list[Relative], *, trusted: bool = False, lenient: bool = False, jobs: int = 1) -> Outcome:
    """Build `texts` and open what was published, lists and search included. Where `lenient`, programs are left out and the rest is
    published."""
    outcome = Outcome()
    with TemporaryDirectory() as folder:
        site = build_what_can_be(write_site(Path(folder), texts, trusted=trusted, lenient=lenient), outcome)
        outcome.published = [one.number for one in texts if one.number not in outcome.refused]
        sections = sorted({number // FOLDER for number in outcome.published})
        lists = ["en/", "en/search/?q=ran", "en/search/?q=relative+script", *(f"en/part-{number}/" for number in sections)]
        pages = [f"en/part-{number // FOLDER}/r{number}/" for number in outcome.published]
        lighten(site, [page for place, page in enumerate(pages) if place % WHOLE])
        shares = [[*pages, *lists][start::jobs] for start in range(jobs)]
        if jobs == 1:
            ran = open_pages(site, shares[0])
        else:
            # A fresh interpreter each: Playwright runs once in a process.
            with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
                ran = sorted(chain.from_iterable(pool.map(open_pages, repeat(site), shares)))
        outcome.ran = [int(name.split("/")[2][1:]) if name in pages else -1 for name in ran]
    return outcome


def main() -> None:
    """Run all, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--harmless", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="browsers at a time")
    parser.add_argument("--show", type=int, default=10, help="how many of those that ran, or were refused for nothing, are printed")
    options = parser.parse_args()
    texts = list(relatives(options.seed, options.count, harmful=True))
    outcome = run(texts, jobs=options.jobs)
    for number in outcome.ran[: options.show]:
        print("RAN", number, repr(texts[number].text) if number >= 0 else "on a list")
    softened = run(texts, lenient=True, jobs=options.jobs)
    for number in softened.ran[: options.show]:
        print("RAN in a lenient site", number, repr(texts[number].text) if number >= 0 else "on a list")
    harmless = list(relatives(options.seed, options.harmless, harmful=False))
    kept = run(harmless, jobs=options.jobs)
    for number in list(kept.refused)[: options.show]:
        print("REFUSED", kept.refused[number], repr(harmless[number].text))
    refused = [number for number, code in sorted(outcome.refused.items()) if code == REFUSED]
    sample = set(random.Random(options.seed).sample(refused, min(ALLOWED, len(refused))))
    allowed = run([one for one in texts if one.number in sample], trusted=True, jobs=options.jobs)
    lines = _lines(options.seed, texts, outcome, softened, harmless, kept, allowed)
    RESULT.write_text("\n".join(lines), "utf-8")
    print("\n".join(lines))


def _lines(
    seed: int,
    texts: list[Relative],
    outcome: Outcome,
    softened: Outcome,
    harmless: list[Relative],
    kept: Outcome,
    allowed: Outcome,
) -> list[str]:
    others = outcome.codes - Counter({REFUSED: outcome.codes[REFUSED]})
    shapes = Counter(one.shape for one in texts)
    refused = Counter(texts[number].shape for number in outcome.refused)
    return [
        "# Relatives of unsafe Markdown, opened in Chromium",
        "",
        f"{date.today():%d %B %Y}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; "
        f"seed {seed}; default settings, no Content-Security-Policy.",
        "",
        f"| | texts | refused as `{REFUSED}` | refused for another reason | published and opened | ran a program |",
        "|---|---|---|---|---|---|",
        f"| relatives | {len(texts):,} | {outcome.codes[REFUSED]:,} | {others.total():,} | {len(outcome.published):,} | "
        f"**{len(outcome.ran)}** |",
        f"| the same, `front_matter: lenient` | {len(texts):,} | {softened.codes[REFUSED]:,} | "
        f"{softened.codes.total() - softened.codes[REFUSED]} | {len(softened.published):,} | **{len(softened.ran)}** |",
        f"| harmless texts of the same shapes | {len(harmless):,} | **{kept.codes[REFUSED]}** | "
        f"{kept.codes.total() - kept.codes[REFUSED]} | {len(kept.published):,} | {len(kept.ran)} |",
        f"| some refused relatives, with `allow_raw_html` | {len(allowed.published):,} | – | – | {len(allowed.published):,} | "
        f"{len(allowed.ran)} |",
        "",
        "The last row shows that the texts are dangerous. Of the others in it, most hold links, which lead nowhere with "
        "`allow_raw_html` either unless their scheme is known, or a danger that takes more than a click in Chromium.",
        "",
        "| shape | texts | refused |",
        "|---|---|---|",
        *(f"| {shape} | {count:,} | {refused[shape]:,} |" for shape, count in sorted(shapes.items())),
        "",
        f"Other reasons: {', '.join(f'`{code}` {count:,}' for code, count in sorted(others.items())) or 'none'}.",
        "",
    ]


if __name__ == "__main__":
    main()
