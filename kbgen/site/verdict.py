"""What a build makes of its issues: the levels that the site sets, without what writers allow where it stands.

Receives settings and issues; reads the files that the issues are in; returns issues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbgen.articles.allowances import MARK
from kbgen.checks.judge import judged
from kbgen.checks.settings import check_settings
from kbgen.config import Settings
from kbgen.issues import Issue


def verdict(settings: Settings, issues: Iterable[Issue]) -> list[Issue]:
    """`issues` as they count, sorted, with what is wrong with the settings of checks."""
    chosen, wrong = check_settings(settings)
    every = [*issues, *wrong]
    return judged(every, chosen, dict(_texts(settings, {issue.path for issue in every})))


def _texts(settings: Settings, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.endswith(".md"):
            try:
                text = (settings.root / path).read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                continue
            if MARK in text:
                yield path, text
