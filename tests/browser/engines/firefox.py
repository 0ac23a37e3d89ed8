"""Firefox, by the protocol that it speaks itself: no program stands between."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.engines.start import wait_for
from tests.browser.engines.window import PATIENCE, Window

# What a new profile would do by itself: ask its maker for things, and offer help.
QUIET = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
}


class FirefoxWindow(Window):
    """A tab of a running Firefox. `faults` are the errors that its pages did not catch."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.faults: list[str] = []
        self._call("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}})
        self._call("session.subscribe", events=["log.entryAdded"])
        # The first tab never has the focus: its line of addresses has it, and a page is told of no focus then.
        self._tab = self._call("browsingContext.create", type="tab")["context"]
        self.resize(1280, 800)

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(PATIENCE))
            if answer.get("method") == "log.entryAdded" and answer["params"]["type"] == "javascript":
                self.faults.append(answer["params"]["text"])
            if answer.get("id") != number:
                continue
            if answer["type"] == "error":
                raise RuntimeError(f"{method}: {answer['message']}")
            return dict(answer["result"])

    def open(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def back(self) -> None:
        self._call("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def evaluate(self, expression: str) -> Any:
        # As JSON, which needs no second way to say what a list is.
        source = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        answer = self._call("script.evaluate", expression=source, target={"context": self._tab}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _act(self, source: dict[str, Any]) -> None:
        self._call("input.performActions", context=self._tab, actions=[source])

    def resize(self, width: int, height: int) -> None:
        """What is in view, in pixels of style sheets."""
        self._call("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})

    def _png(self) -> str:
        return str(self._call("browsingContext.captureScreenshot", context=self._tab)["data"])

    def pdf(self) -> str:
        """The page on paper, in base64."""
        return str(self._call("browsingContext.print", context=self._tab)["data"])

    def close(self) -> None:
        self._call("browser.close")


@contextmanager
def firefox(program: str, settings: Mapping[str, bool | int | str] | None = None) -> Iterator[FirefoxWindow]:
    """A Firefox with a profile of its own, without a screen; `settings` are lines of its `about:config`."""
    with tempfile.TemporaryDirectory(prefix="kbgen-firefox-", ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in {**QUIET, **(settings or {})}.items()]
        Path(profile, "user.js").write_text("\n".join(lines), "utf-8")
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with Path(profile, "said").open("w+", encoding="utf-8") as said:
            # As root it refuses to start where the home folder is another user's, as in many containers.
            environment = {**os.environ, "HOME": profile}
            process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment)
            try:
                with connect(f"{_address(process, Path(said.name))}/session", max_size=None) as socket:
                    window = FirefoxWindow(socket)
                    yield window
                    window.close()
                process.wait(PATIENCE)
            finally:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    def found() -> str:
        if process.poll() is not None:
            raise RuntimeError(f"Firefox did not start: {said.read_text('utf-8')}")
        listening = re.search(r"WebDriver BiDi listening on (ws://\S+)", said.read_text("utf-8"))
        return listening[1] if listening else ""

    return wait_for(found, "Firefox's address")
