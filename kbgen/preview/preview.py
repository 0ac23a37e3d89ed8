"""The site while it is written: up to date after each save, and never taken away by a mistake.

Receives settings; keeps a site with drafts in `.kbgen/preview`, says after each save what came of it, and lets whoever
shows the site wait for the next one. A save of an article's text changes its pages alone; everything else is a whole build.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2

from kbgen import config
from kbgen.config import Settings
from kbgen.errors import AuthorError, KbgenError
from kbgen.issues import Issue
from kbgen.preview.warm import Warm
from kbgen.preview.words import W_, headline
from kbgen.site.build import build
from kbgen.site.result import BuildOptions, Built
from kbgen.site.theme.template_errors import template_issue


@dataclass(frozen=True)
class SaveOutcome:
    """What the last save came to: `number` counts them; `error` is empty where nothing is wrong. `pages` are the files that
    changed, none meaning any; `shown` says that the site is up to date in spite of the error."""

    number: int
    error: str = ""
    issues: tuple[Issue, ...] = ()
    pages: tuple[str, ...] = ()
    shown: bool = True
    seconds: float = 0.0


class Preview:
    """Builds again on request and remembers the outcome. `build`, `save` and `settle` are called by one thread at a time."""

    def __init__(self, config_file: Path, told: Callable[[SaveOutcome], None]) -> None:
        self._config_file = config_file
        self._told = told
        self._changed = threading.Condition()
        self._warm: Warm | None = None
        self._ahead: set[str] = set()
        self._ended = False
        self.outcome = SaveOutcome(0)

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self._config_file.absolute().parent

    @property
    def folder(self) -> Path:
        """Where everything of the preview is."""
        return self.root / ".kbgen" / "preview"

    @property
    def site_dir(self) -> Path:
        """The built site."""
        return self.folder / "site"

    def settings(self) -> Settings:
        """The site's settings, read anew. Raises `ConfigError`."""
        # A browser that keeps pages of one site at this address would show them in the next.
        return replace(config.load(self._config_file), site_dir=self.site_dir, offline=0)

    def build(self) -> None:
        """Build; a mistake leaves the site as it was, or shows it as far as it can be shown, and becomes the outcome."""
        began = time.perf_counter()
        self._publish(self._build(), began)

    def save(self, files: Iterable[str]) -> None:
        """Show what was saved in `files`."""
        began = time.perf_counter()
        outcome = self._save(list(files)) if self._warm else None
        self._publish(outcome or self._build(), began)

    def settle(self) -> None:
        """Bring up to date what a save of a text leaves as it was: search. Nobody is told unless something went wrong."""
        if self._ahead:
            began = time.perf_counter()
            outcome = self._build()
            if outcome.error != self.outcome.error:
                self._publish(outcome, began)

    def after(self, number: int, seconds: float) -> SaveOutcome:
        """The outcome of a save later than `number`, or the last one if none comes within `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.outcome.number > number, seconds)
            return self.outcome

    def end(self) -> None:
        """Let everybody go who waits for a save: there will be none."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _save(self, files: list[str]) -> SaveOutcome | None:
        try:
            shown = self._warm.save(files) if self._warm else None
        except Exception:
            # Whatever it is, a whole build says it better.
            return None
        if shown is None:
            return None
        self._remember(shown.pages)
        return SaveOutcome(self.outcome.number + 1, headline(shown.issues), shown.issues, shown.pages, shown=bool(shown.pages))

    def _build(self) -> SaveOutcome:
        number = self.outcome.number + 1
        built: list[Built] = []
        self._warm = None
        try:
            self._forget()
            options = BuildOptions(drafts=True, tolerant=True, cache=self.folder / "cache", built=built.append)
            result = build(self.settings(), options)
            self._ahead.clear()
            (self.folder / "ahead.json").unlink(missing_ok=True)
            issues = tuple(result.issues)
            # Other plugins may make any page of any text.
            if built and not built[0].events.has_listeners:
                self._warm = Warm(built[0], issues, self.site_dir)
            return SaveOutcome(number, headline(issues), issues)
        except AuthorError as error:
            return SaveOutcome(number, str(error), error.issues, shown=False)
        except KbgenError as error:
            return SaveOutcome(number, str(error), shown=False)
        except jinja2.TemplateError as error:
            return SaveOutcome(number, W_("A template is wrong."), (template_issue(error, self.root),), shown=False)
        except Exception as error:
            # The edge of the process: a fault in a template or in another plugin must not end the preview.
            return SaveOutcome(number, f"{type(error).__name__}: {error}", shown=False)

    def _publish(self, outcome: SaveOutcome, began: float) -> None:
        with self._changed:
            self.outcome = replace(outcome, seconds=time.perf_counter() - began)
            self._changed.notify_all()
        self._told(self.outcome)

    def _remember(self, pages: Iterable[str]) -> None:
        """Note the pages that are ahead of what the last whole build remembers, for a preview that starts again."""
        if not self._ahead.issuperset(pages):
            self._ahead.update(pages)
            (self.folder / "ahead.json").write_text(json.dumps(sorted(self._ahead)), "utf-8")

    def _forget(self) -> None:
        """At the start: pages that an earlier preview left ahead of its memory are made anew."""
        if self.outcome.number or self._ahead:
            return
        try:
            for name in json.loads((self.folder / "ahead.json").read_bytes()):
                page = (self.site_dir / str(name)).resolve()
                if page.is_relative_to(self.site_dir.resolve()):
                    page.unlink(missing_ok=True)
        except (OSError, ValueError, TypeError):
            return
