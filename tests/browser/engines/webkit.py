"""WebKitGTK, whose engine is Safari's: Debian's driver and small browser, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests import plain
from tests.browser.engines.start import wait_for
from tests.browser.engines.window import PATIENCE, Window


class WebKitWindow(Window):
    """A window of MiniBrowser."""

    def __init__(self, driver: httpx.Client, browser: str) -> None:
        # Without codecs, each page with a film keeps its process busy for seconds with looking for some.
        options = {"binary": browser, "args": ["--automation", "--enable-media=false"]}
        body = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._driver, self._session = driver, ""
        self._session = f"/session/{self._ask('POST', '/session', **body)['sessionId']}"
        self._ask("POST", "/timeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)
        self._ask("POST", "/window/rect", width=1280, height=900)

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        answer = self._driver.request(method, self._session + path, json=body if method == "POST" else None)
        value = answer.json()["value"]
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {value['error']}: {value['message']}")
        return value

    def open(self, address: str) -> None:
        self._ask("POST", "/url", url=address)

    def back(self) -> None:
        self._ask("POST", "/back")

    def evaluate(self, expression: str) -> Any:
        # What is thrown is told as a value: the standard has no promise that was broken.
        script = (
            "const done = arguments[0]; const fail = (error) => done(JSON.stringify({ error: String(error) }));"
            f"try {{ Promise.resolve({expression}).then((value) => done(JSON.stringify({{ value: value ?? null }})), fail); }}"
            "catch (error) { fail(error); }"
        )
        answer = json.loads(self._ask("POST", "/execute/async", script=script, args=[]))
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def _act(self, source: dict[str, Any]) -> None:
        self._ask("POST", "/actions", actions=[source])

    def _png(self) -> str:
        return str(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        self._ask("DELETE", "")


@contextmanager
def screen() -> Iterator[str]:
    """The name of a screen that is only in memory."""
    receive, send = os.pipe()
    command = ["Xvfb", "-displayfd", str(send), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[send], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(send)
    try:
        # An empty answer is the end of a server that did not start.
        with os.fdopen(receive) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def webkit(driver: str, browser: str) -> Iterator[WebKitWindow]:
    """A WebKit with nothing kept from before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with screen() as display:
        environment = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11"}
        process = subprocess.Popen(
            [driver, f"--port={port}"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with plain.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE * 2) as client:

                def ready() -> bool:
                    if process.poll() is not None:
                        raise RuntimeError("WebKitWebDriver did not start")
                    try:
                        return client.get("/status").status_code == 200
                    except httpx.TransportError:
                        return False

                wait_for(ready, "WebKit's driver")
                window = WebKitWindow(client, browser)
                yield window
                window.close()
        finally:
            process.terminate()
            process.wait()
