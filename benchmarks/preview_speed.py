"""How long a save takes to be in the open tab: `kbgen serve` on a site of 3,000 pages, a real browser, saves of one text.

Run: `python -m benchmarks.preview_speed [articles] [saves]`. The time is from the moment that the file is written to the
moment that the tab shows its text, so it has everything in it: noticing, reading, rendering, telling, loading. Writes
`benchmarks/results/preview_speed.json`.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

LOCALES = ("en", "ar", "fa")
SETTINGS = """\
site_name: Speed
site_url: https://speed.example.org/
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: English, ar: العربية, fa: فارسی}
"""
WORDS = ("account", "invoice", "payment", "phone", "cable", "setting", "password", "screen", "folder", "search", "backup")


def write_site(root: Path, articles: int) -> None:
    """A site of `articles` guides in each of three languages, each with five headings and links to two others."""
    for tag in LOCALES:
        for number in range(articles):
            file = root / "content" / tag / f"s{number // 50:03}" / f"a{number:05}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            parts = [
                f"## Part {part}\n\n" + " ".join(WORDS[(number * 7 + part + k * k) % len(WORDS)] for k in range(70))
                for part in range(5)
            ]
            link = f"[next](../s{(number + 1) % articles // 50:03}/a{(number + 1) % articles:05}.md)"
            header = (
                f"title: Article {number} ({tag})\ndescription: About {number}.\nkind: guide\ngoal: An end.\ntags: [t{number % 60}]"
            )
            file.write_text(f"---\n{header}\n---\n" + "\n\n".join([*parts, link]) + "\n", "utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")


def measure(url: str, file: Path, address: str, saves: int, tab: Page) -> list[float]:
    """Milliseconds from each save to the tab that shows it."""
    tab.goto(f"{url}/{address}")
    text = file.read_text("utf-8")
    taken = []
    for number in range(saves):
        time.sleep(1)
        sign = f"Saved for the {number}th time."
        draft = file.with_name(".draft")
        draft.write_text(f"{text}\n{sign}\n", "utf-8")
        began = time.perf_counter()
        draft.replace(file)
        tab.get_by_text(sign).wait_for(state="attached", timeout=120_000)
        taken.append(round((time.perf_counter() - began) * 1000, 1))
    return taken


def main() -> None:
    """Measure and write the result."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    saves = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    chromium = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        write_site(root, articles)
        command = [sys.executable, "-u", "-m", "kbgen", "serve", "-f", str(root / "mkdocs.yml"), "-a", "127.0.0.1:0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout
        url = next(line for line in server.stdout if line.startswith("http://")).split("/  ")[0]
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        file = root / "content/fa" / f"s{articles // 100:03}" / f"a{articles // 2:05}.md"
        address = file.relative_to(root / "content").with_suffix("").as_posix() + "/"
        taken = measure(url, file, address, saves, browser.new_page())
        browser.close()
        server.send_signal(signal.SIGINT)
        server.wait(60)
    machine = (
        f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    )
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine,
        "pages": articles * len(LOCALES),
        "milliseconds": {"median": statistics.median(taken), "best": min(taken), "worst": max(taken), "each": taken},
    }
    target = Path(__file__).parent / "results" / "preview_speed.json"
    target.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
