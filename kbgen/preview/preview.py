"""The site while it is written: built again after each save, and never taken away by a mistake.

Receives settings; keeps a site with drafts in `.kbgen/preview`, says after each build what came of it, and lets whoever
shows the site wait for the next one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen import config
from kbgen.config import Settings
from kbgen.errors import AuthorError, KbgenError
from kbgen.issues import Issue
from kbgen.site.build import build
from kbgen.site.result import Options


@dataclass(frozen=True)
class Outcome:
    """What the last build came to: `number` counts builds; `error` is empty where the site is up to date."""

    number: int
    error: str = ""
    issues: tuple[Issue, ...] = ()
    seconds: float = 0.0


class Preview:
    """Builds again on request and remembers the outcome."""

    def __init__(self, config_file: Path, told: Callable[[Outcome], None]) -> None:
        self._config_file = config_file
        self._told = told
        self._changed = threading.Condition()
        self.outcome = Outcome(0)

    @property
    def folder(self) -> Path:
        """Where everything of the preview is."""
        return self._config_file.absolute().parent / ".kbgen" / "preview"

    @property
    def site_dir(self) -> Path:
        """The built site."""
        return self.folder / "site"

    def settings(self) -> Settings:
        """The site's settings, read anew. Raises `ConfigError`."""
        return replace(config.load(self._config_file), site_dir=self.site_dir)

    def build(self) -> None:
        """Build; a mistake leaves the site as it was and becomes the outcome."""
        began = time.perf_counter()
        number = self.outcome.number + 1
        try:
            result = build(self.settings(), Options(drafts=True, cache=self.folder / "cache"))
            outcome = Outcome(number, issues=tuple(result.issues))
        except AuthorError as error:
            outcome = Outcome(number, str(error), error.issues)
        except KbgenError as error:
            outcome = Outcome(number, str(error))
        except Exception as error:
            # The edge of the process: a fault in a template or in another plugin must not end the preview.
            outcome = Outcome(number, f"{type(error).__name__}: {error}")
        with self._changed:
            self.outcome = replace(outcome, seconds=time.perf_counter() - began)
            self._changed.notify_all()
        self._told(self.outcome)

    def after(self, number: int, seconds: float) -> Outcome:
        """The outcome of a build later than `number`, or the last one if none comes within `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.outcome.number > number, seconds)
            return self.outcome
