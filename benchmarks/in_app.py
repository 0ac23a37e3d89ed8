"""What `<kb-help>` costs the application that has it: bytes, what moves, and the longest task that it adds to the page.

Run it from the repository with `python -m benchmarks.in_app`. It builds the example of `examples/in_app`, opens the application in
an empty browser, opens the panel, searches and reads. A task is what the page's main thread does without a break; its time is that
of the processor, so that other work on the machine does not count, taken four times as long: a phone, as Lighthouse has it. Bytes
are bodies as sent, gzip level 6.
"""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page

from benchmarks.chromium import browser
from examples.in_app.serve import HELP, application, help_center
from kbgen import config
from kbgen.collect.http.server import serve_in_thread
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
from kbgen.store.store import open_store

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "in_app.md"
WORDS = {"en": "invite", "ar": "دعوة", "fa": "دعوت"}
WIDTHS = {"phone": 360, "desktop": 1280}
# Bytes before it is opened and after the first search; milliseconds of a task; the phone of the bar is so much slower.
BEFORE, SEARCHED, TASK, SLOWER = 10_000, 70_000, 50.0, 4
CATEGORIES = ["-*", "toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
LOADS = 8
LONG = """
window.long = 0;
new PerformanceObserver((list) => { window.long += list.getEntries().length; }).observe({ type: "longtask", buffered: true });
"""
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def longest(chromium: Browser, page: Page, folder: Path, step: Callable[[], object]) -> float:
    """Milliseconds of the longest task of the page's main thread during `step`, on the slower phone."""
    trace = folder / "trace.json"
    chromium.start_tracing(page=page, path=str(trace), categories=CATEGORIES)
    step()
    page.wait_for_timeout(500)
    chromium.stop_tracing()
    events = json.loads(trace.read_text())["traceEvents"]
    # Of all processes, the one that loads for the application.
    mains = {(event["pid"], event["tid"]) for event in events if event.get("args", {}).get("name") == "CrRendererMain"}
    loading = [(event["pid"], event["tid"]) for event in events if event["name"] == "ResourceSendRequest"]
    main = max(mains, key=loading.count)
    tasks = [event.get("tdur", 0) for event in events if (event["pid"], event["tid"]) == main and event["name"].endswith("RunTask")]
    return max(tasks, default=0) / 1000 * SLOWER


def measured(chromium: Browser, address: str, helps: str, language: str, width: int, folder: Path) -> dict[str, float]:
    """Everything of one language on one screen. Bytes, milliseconds, and the shift of the Layout Instability API."""
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    page.add_init_script(SHIFT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith(helps) else None)
    found: dict[str, float] = {}
    page.goto(f"{address}/invoices", wait_until="networkidle")
    found["before"] = _sent(asked)
    page.locator("#language").select_option(language)
    page.wait_for_timeout(1000)
    # What the application moves when it changes its language is its own.
    page.evaluate("window.shift = 0")
    panel = page.locator("kb-help dialog")

    def opened() -> None:
        page.locator("kb-help .button").click()
        panel.locator(".kb-hit").first.wait_for()

    def searched() -> None:
        for letter in WORDS[language]:
            # Letters without a key are put in without one, and what follows would not count as an answer to the reader.
            page.keyboard.press("Shift")
            panel.get_by_role("searchbox").press_sequentially(letter, delay=80)
        panel.locator(".kb-hit mark").first.wait_for()

    def read() -> None:
        panel.locator(".kb-hit").first.click()
        panel.locator("[data-kb-feedback][data-ready]").wait_for(state="attached")

    found["open"] = longest(chromium, page, folder, opened)
    found["search"] = longest(chromium, page, folder, searched)
    found["searched"] = _sent(asked)
    found["read"] = longest(chromium, page, folder, read)
    found["shift"] = float(page.evaluate("window.shift"))
    page.wait_for_load_state("networkidle")
    page.context.close()
    return found


def _sent(addresses: Iterable[str]) -> int:
    """Bytes of what stands at these addresses, each once, as a server compresses it; what is told takes no part."""
    read = (urlopen(address).read() for address in dict.fromkeys(addresses) if "/api/" not in address)
    return sum(len(gzip.compress(body, 6, mtime=0)) for body in read)


def long_loads(chromium: Browser, address: str, *, without: str = "") -> int:
    """In how many of eight loads a task of the application took over 50 ms, on a processor slowed down four times and by the clock:
    a trace would slow the evaluation of scripts. `without` what is at that address."""
    found = 0
    for _ in range(LOADS):
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.add_init_script(LONG)
        if without:
            page.route(f"{without}**", lambda route: route.abort())
        # Starts the window's process, which is nobody's task.
        page.goto(f"{address}/app.css")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(f"{address}/invoices", wait_until="networkidle")
        page.wait_for_timeout(1000)
        found += bool(page.evaluate("window.long"))
        page.context.close()
    return found


def main() -> int:
    """Print the table and write it; 1 if a bar is not reached."""
    head = "| language | screen | KB before | KB with a search | longest task: opened | searched | read | shift |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    missed: list[Any] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Path(shutil.copytree(HELP, folder / "help"))
        build(config.load(project / "mkdocs.yml"), BuildOptions())
        store = open_store(str(folder / "kb.db"))
        with socket.create_server(("127.0.0.1", 0)) as place:
            port = place.getsockname()[1]
        helps = f"http://localhost:{port}"
        app = serve_in_thread(application(helps))
        center = serve_in_thread(help_center(project / "site", store, (helps, app.url)), port=port)
        with browser() as chromium:
            own, with_help = long_loads(chromium, app.url, without=helps), long_loads(chromium, app.url)
            for language in WORDS:
                for screen, width in WIDTHS.items():
                    found = measured(chromium, app.url, helps, language, width, folder)
                    tasks = [found[step] for step in ("open", "search", "read")]
                    shown = " | ".join(f"{task:.0f} ms" for task in tasks)
                    sizes = f"{found['before'] / 1000:.1f} | {found['searched'] / 1000:.1f}"
                    lines.append(f"| {language} | {screen} | {sizes} | {shown} | {found['shift']:.3f} |")
                    print(lines[-1], flush=True)
                    light = found["before"] <= BEFORE and found["searched"] <= SEARCHED
                    if not light or max(tasks) > TASK or found["shift"]:
                        missed.append((language, screen))
        app.stop()
        center.stop()
        store.close()
    told = f"{with_help} of {LOADS} with the script, {own} without"
    lines += ["", f"Loads with a task over 50 ms, by the clock, on a processor slowed down four times: {told}."]
    text = (__doc__ or "").split("\n\n", 1)[1].strip()
    RESULTS.write_text(f"# Help in an application\n\n{text}\n\n" + "\n".join(lines) + "\n", "utf-8")
    for each in missed:
        print("A bar is not reached:", *each, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
