"""A view is a page that a person could see: not one that was opened behind another, nor one that the browser fetched on a guess.

The browser is steered through its own pipe and not by Playwright, under which every tab counts as visible and no page is prepared
ahead (`PrerenderingDisabledByDevTools`).
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import needs

# Prepares an article ahead, says in its title that it stands behind another, and goes to the article when it is looked at again. It
# asks for its state time and again: what is tested is the article's use of the events, not this page's.
AHEAD = """<!doctype html><title>Ahead</title>
<script type="speculationrules">{"prerender": [{"source": "list", "urls": ["ADDRESS"], "eagerness": "immediate"}]}</script>
<script>
setInterval(() => {
  if (document.visibilityState === "hidden") document.title = "Behind";
  else if (document.title === "Behind") location.assign("ADDRESS");
}, 100);
</script>
"""


class Tabs:
    """A Chromium with tabs of its own, of which the front one alone is visible."""

    def __init__(self, folder: Path) -> None:
        hears, self._says = os.pipe()
        self._answers, tells = os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4.
        command = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'
        options = ["--headless", "--no-sandbox", "--no-first-run", "--remote-debugging-pipe", f"--user-data-dir={folder}"]
        program = [str(needs.chromium()), *options, "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", command, "tabs", str(hears), str(tells), *program], pass_fds=(hears, tells), stderr=subprocess.DEVNULL
        )
        os.close(hears)
        os.close(tells)
        self._number, self._rest = 0, b""

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the DevTools protocol to the browser itself."""
        self._number += 1
        os.write(self._says, json.dumps({"id": self._number, "method": method, "params": parameters}).encode() + b"\0")
        while True:
            message, end, rest = self._rest.partition(b"\0")
            if not end:
                piece = os.read(self._answers, 65536)
                assert piece, "the browser is gone"
                self._rest += piece
                continue
            self._rest = rest
            answer: dict[str, Any] = json.loads(message)
            if answer.get("id") == self._number:
                return answer["result"]  # type: ignore[no-any-return]

    def open(self, url: str, *, behind: bool = False) -> str:
        """A new tab."""
        return str(self.ask("Target.createTarget", url=url, background=behind)["targetId"])

    def titles(self) -> list[str]:
        """Of the pages that came."""
        return [str(target["title"]) for target in self.ask("Target.getTargets")["targetInfos"]]

    def look_at(self, tab: str) -> None:
        """Bring a tab to the front."""
        self.ask("Target.activateTarget", targetId=tab)

    def end(self) -> None:
        self.ask("Browser.close")
        self._process.wait(60)
        os.close(self._says)
        os.close(self._answers)


@pytest.fixture
def tabs(tmp_path: Path) -> Iterator[Tabs]:
    opened = Tabs(tmp_path / "profile")
    yield opened
    opened.end()


def wait_for(true: Callable[[], bool]) -> None:
    """The limit only ends a test that would hang."""
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, true
        time.sleep(0.1)


def views(help_center: Any) -> list[str]:
    return [view["locale"] for view in help_center.records("view")]


def look_elsewhere(help_center: Any, tabs: Tabs) -> None:
    """Open two articles in front, one after the other. Both are counted; by then one that is not seen would be too."""
    for number in (1, 2):
        tabs.open(help_center.address("en", f"guides/set-up/?{number}"))
        wait_for(lambda number=number: views(help_center).count("en") == number)  # type: ignore[misc]


@pytest.mark.needs("chromium")
def test_a_page_that_was_opened_behind_another_is_viewed_when_it_is_looked_at(help_center: Any, tabs: Tabs) -> None:
    behind = tabs.open(help_center.address("fa"), behind=True)
    wait_for(lambda: "راه‌اندازی چاپگر – Help" in tabs.titles())
    look_elsewhere(help_center, tabs)
    assert views(help_center) == ["en", "en"]
    tabs.look_at(behind)
    wait_for(lambda: len(views(help_center)) > 2)
    assert views(help_center) == ["en", "en", "fa"]


@pytest.mark.needs("chromium")
def test_a_page_that_the_browser_fetched_on_a_guess_is_viewed_when_it_is_opened(
    help_center: Any, feedback_site: Path, tabs: Tabs
) -> None:
    (feedback_site / "ahead.html").write_text(AHEAD.replace("ADDRESS", "/ar/guides/set-up/"), "utf-8")
    ahead = tabs.open(f"{help_center.server.url}/ahead.html")
    wait_for(lambda: "Ahead" in tabs.titles())
    look_elsewhere(help_center, tabs)
    assert views(help_center) == ["en", "en"]
    wait_for(lambda: "Behind" in tabs.titles())
    tabs.look_at(ahead)
    wait_for(lambda: len(views(help_center)) > 2)
    assert views(help_center) == ["en", "en", "ar"]
