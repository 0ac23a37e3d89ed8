"""What a first visit costs: requests and bytes, what moves while a page loads, and where reading begins on a phone.

Run it from the repository with `python -m benchmarks.first_visit`. It builds the manual and opens every kind of page in an empty
browser, as a phone of 360 × 740 pixels on a slow mobile network (1.6 Mbit/s, 150 ms, a processor four times slower: what Lighthouse
takes for a phone). Bytes are bodies as sent, gzip level 6. The shift is that of the Layout Instability API, added up as Web Vitals
does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from benchmarks.chromium import browser, counted
from kbgen import config
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "first_visit.md"
PHONE = {"width": 360, "height": 740}
LOCALES = ("en", "ar", "fa")
PAGES = {
    "home": "",
    "section": "publish/",
    "guide": "start/install/",
    "FAQ": "questions/kbgen/",
    "troubleshooting": "fix/build-stops/",
    "case study": "cases/this-manual/",
    "white paper": "papers/what-spelling-costs-a-search/",
    "contact": "contact/",
    "glossary": "glossary/",
    "topics": "tags/",
    "all articles": "search/",
    "results": "search/?q=kbgen",
}
# Requests, bytes, shift and the place of the first sentence that a page may reach; reading begins in articles.
REQUESTS = {"en": 10, "ar": 11, "fa": 11}
BYTES = {"en": 35_000, "ar": 80_000, "fa": 80_000}
SHIFT, FIRST = 0.02, 0.55
ARTICLES = ("guide", "FAQ", "troubleshooting", "case study", "white paper")

WATCH = """
window.shift = 0; window.moved = [];
let from = 0, last = 0, sum = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    if (entry.startTime - last > 1000 || entry.startTime - from > 5000) { from = entry.startTime; sum = 0; }
    last = entry.startTime;
    sum += entry.value;
    window.shift = Math.max(window.shift, sum);
    for (const { node } of entry.sources) {
      const place = node?.nodeType === 1 ? node : node?.parentElement;
      window.moved.push(`${place?.localName}.${place?.className}`);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""

# Where the first words of the article itself stand, as a share of the screen: of its text, or of what its kind shows before it.
BEGINS = """() => {
  const words = document.querySelector(".kb-content p, .kb-content li, .kb-content dd, .kb-content summary");
  return words ? words.getBoundingClientRect().top / innerHeight : 0;
}"""


class Visit(NamedTuple):
    """One page, as a first visit meets it. `begins` is a share of the screen's height, in the wider letters that a reader has whose
    font came too late; `moved` names what shifted, `sent` what was sent."""

    requests: int
    size: int
    shift: float
    begins: float
    moved: tuple[str, ...]
    sent: tuple[tuple[str, int], ...]


def visit(chromium: Browser, site: Path, path: str, *, slow: bool = True) -> Visit:
    """Open one page of `site` with an empty cache."""
    (found,) = visits(chromium, site, [path], slow=slow)
    return found


def visits(chromium: Browser, site: Path, paths: Iterable[str], *, slow: bool = False) -> Iterator[Visit]:
    """Open pages of `site`, each with an empty cache; they wait together for what may still move."""
    with ExitStack() as stack:
        opened = []
        for path in paths:
            server = stack.enter_context(counted(site))
            context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]  # whole numbers
            stack.callback(context.close)
            page = context.new_page()
            if slow:
                session = context.new_cdp_session(page)
                network = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", network)
                session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.add_init_script(WATCH)
            page.goto(server.address + path)
            opened.append((server, page, path))
        for _, page, _ in opened:
            page.wait_for_load_state("networkidle")
            page.evaluate("document.fonts.ready")
        opened[-1][1].wait_for_timeout(1200)
        for server, page, path in opened:
            found: dict[str, Any] = page.evaluate("({ shift: window.shift, moved: window.moved })")
            page.close()
            sent = list(server.sent)
            begins = reading_begins(chromium, server.address + path)
            moved, size = tuple(found["moved"]), sum(size for _, size in sent)
            yield Visit(len(sent), size, round(found["shift"], 3), round(begins, 2), moved, tuple(sent))


def reading_begins(chromium: Browser, address: str) -> float:
    """Where reading begins without the font of the site: `font-display: optional` leaves it out of a visit on which it is late."""
    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]  # two whole numbers
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(address)
    found = float(page.evaluate(BEGINS))
    context.close()
    return found


def main() -> int:
    """Print the table and write it; 1 if a bar is not reached."""
    missed = []
    lines = ["| page | language | requests | KB | layout shift | reading begins |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as name:
        site = Path(sys.argv[1]) if len(sys.argv) > 1 else _built(Path(name))
        with browser() as chromium:
            for kind, path in PAGES.items():
                for tag in LOCALES:
                    found = visit(chromium, site, f"{tag}/{path}")
                    begins = f"{found.begins:.0%}" if kind in ARTICLES else ""
                    line = f"| {kind} | {tag} | {found.requests} | {found.size / 1000:.1f} | {found.shift:.3f} | {begins} |"
                    print(line, *dict.fromkeys(found.moved), flush=True)
                    lines.append(line)
                    # A page that searches has the engine and the index to load besides.
                    light = kind == "results" or (found.requests <= REQUESTS[tag] and found.size <= BYTES[tag])
                    if not light or found.shift > SHIFT or (kind in ARTICLES and found.begins > FIRST):
                        missed.append(f"{kind} {tag}")
    said = f"Bars missed: {', '.join(missed) or 'none'}."
    print(said)
    if len(sys.argv) == 1:
        RESULTS.write_text(
            "\n".join(["# First visit", "", *(__doc__ or "").strip().split("\n\n")[1:], "", *lines, "", said, ""]), "utf-8"
        )
    return 1 if missed else 0


def _built(folder: Path) -> Path:
    from dataclasses import replace

    settings = replace(config.load(ROOT / "mkdocs.yml"), site_dir=folder / "site")
    build(settings, BuildOptions(cache=folder / "cache"))
    return settings.site_dir


if __name__ == "__main__":
    sys.exit(main())
