"""A window of a browser, as a reader uses it: what the two engines beside Chromium's are asked to do.

Firefox speaks WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), WebKitGTK the older WebDriver (https://www.w3.org/TR/webdriver2/).
Fingers are moved by the same words in both, so that only what is below differs.
"""

from __future__ import annotations

import base64
import io
import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from PIL import Image

# Seconds that a page has for what it does by itself; they only end a test that would hang.
PATIENCE = 60
# Keys that write no letter: https://www.w3.org/TR/webdriver2/#keyboard-actions.
KEYS = {"Enter": "\ue006", "Tab": "\ue004", "Escape": "\ue00c", "Down": "\ue015", "Up": "\ue013", "Backspace": "\ue003"}
CONTROL = "\ue009"


class Window(ABC):
    """One window with its pages. Selectors are those of style sheets; what is named is the first that they find."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go there, and wait until all is loaded."""

    @abstractmethod
    def back(self) -> None:
        """The button of the browser."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, once it has come; anything that JSON holds."""

    @abstractmethod
    def _act(self, source: dict[str, Any]) -> None:
        """What a keyboard or a mouse does, as both standards say it."""

    @abstractmethod
    def _png(self) -> str:
        """A picture of what is in view, in base64."""

    def run(self, function: str, *arguments: Any) -> Any:
        """What a function returns in the page for these arguments."""
        return self.evaluate(f"({function})(...{json.dumps(arguments)})")

    def wait(self, expression: str) -> None:
        """Until an expression is true in the page, whichever page that is meanwhile."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise AssertionError(f"{expression} did not come true on {self.evaluate('location.href')}")
            time.sleep(0.03)

    def text(self, selector: str) -> str:
        """What is read there."""
        return str(self.run("(selector) => document.querySelector(selector).innerText", selector)).strip()

    def shown(self, selector: str) -> bool:
        """Whether it is there and can be seen."""
        return bool(self.run("(selector) => document.querySelector(selector)?.checkVisibility() === true", selector))

    def wait_for(self, selector: str, text: str = "") -> None:
        """Until it can be seen, and has a text in it."""
        found = json.dumps(selector)
        self.wait(
            f"[...document.querySelectorAll({found})].some((each) => "
            f"each.checkVisibility() && each.innerText.includes({json.dumps(text)}))"
        )

    def click(self, selector: str) -> None:
        """Press the middle of it with the mouse, wherever on the page it is."""
        self.wait_for(selector)
        middle = """(selector) => {
          const element = document.querySelector(selector);
          element.scrollIntoView({ block: "center", behavior: "instant" });
          const box = element.getClientRects()[0];
          return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
        }"""
        x, y = self.run(middle, selector)
        move = {"type": "pointerMove", "x": x, "y": y, "origin": "viewport", "duration": 0}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [move, *press]})

    def type(self, text: str, pause: int = 0) -> None:
        """Write where the cursor is, with so many milliseconds after each letter."""
        self._press(list(text), pause)

    def press(self, *keys: str, times: int = 1, pause: int = 0) -> None:
        """Press keys by name, one after the other."""
        self._press([KEYS[key] for key in keys] * times, pause)

    def press_with_control(self, letter: str) -> None:
        """A letter with the Control key held."""
        strokes = [("keyDown", CONTROL), ("keyDown", letter), ("keyUp", letter), ("keyUp", CONTROL)]
        self._act({"type": "key", "id": "keys", "actions": [{"type": kind, "value": value} for kind, value in strokes]})

    def _press(self, values: list[str], pause: int) -> None:
        actions: list[dict[str, Any]] = []
        for value in values:
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
            if pause:
                actions.append({"type": "pause", "duration": pause})
        self._act({"type": "key", "id": "keys", "actions": actions})

    def picture(self, to: Path | None = None) -> Image.Image:
        """What is in view; also written to a file, to be looked at."""
        # What was just done is drawn with the next frame.
        self.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))")
        image = Image.open(io.BytesIO(base64.b64decode(self._png()))).convert("RGB")
        if to:
            image.save(to)
        return image
