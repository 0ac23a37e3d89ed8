"""What becomes of the issues that were found: levels as the site sets them, without those that a writer allows.

Receives issues and the texts of the files that they are in; returns issues. Pure, but for `levelled`, which reads those texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kbgen.articles.allowances import MARK, Allowance, allowances
from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.rules.codes import RULES
from kbgen.rules.lenient import forgiven
from kbgen.rules.settings import CheckSettings, check_settings


def apply_levels(issues: Iterable[Issue], settings: CheckSettings, texts: Mapping[str, str]) -> list[Issue]:
    """`issues` without those that are allowed or off, each once, sorted. `texts` are those of files by their path in issues."""
    allowed = {path: allowances(text) for path, text in texts.items()}
    left = {issue for issue in issues if not _silenced(issue, allowed.get(issue.path, ()))}
    return sorted(_with_levels(left, settings.levels))


def levelled(settings: Settings, issues: Iterable[Issue]) -> list[Issue]:
    """`issues` as a build counts them, sorted, with what is wrong with the settings of checks. Reads the files that they are in."""
    chosen, wrong = check_settings(settings)
    every = [*forgiven(settings, issues), *wrong]
    return apply_levels(every, chosen, dict(_texts(settings, {issue.path for issue in every})))


def allowance_issues(issues: Iterable[Issue], texts: Mapping[str, str]) -> list[Issue]:
    """What is wrong with the allowances in `texts`: no reason, no such code, nothing to allow among the unjudged `issues`."""
    by_path: dict[str, list[Issue]] = {}
    for issue in issues:
        by_path.setdefault(issue.path, []).append(issue)
    return [
        issue
        for path, text in texts.items()
        for allowance in allowances(text)
        for issue in _faults(path, allowance, by_path.get(path, []))
    ]


def _silenced(issue: Issue, allowed: Iterable[Allowance]) -> bool:
    rule = RULES.get(issue.code)
    return rule is not None and not rule.fixed and any(each.holds(issue.code, issue.line) for each in allowed)


def _with_levels(issues: Iterable[Issue], levels: Mapping[str, Level | None]) -> Iterator[Issue]:
    for issue in issues:
        level = levels.get(issue.code, issue.level)
        if level is not None:
            yield issue if level is issue.level else replace(issue, level=level)


def _faults(path: str, allowance: Allowance, issues: Iterable[Issue]) -> Iterator[Issue]:
    form = "Write it like: kbgen: allow image-alt because the caption says it all."
    if not allowance.codes:
        yield Issue(path, allowance.line, "allow-unknown", "The comment cannot be understood.", Level.WARNING, form)
        return
    if not allowance.reason:
        message = f"The comment allows {', '.join(allowance.codes)} and does not say why, so it has no effect."
        yield Issue(path, allowance.line, "allow-reason", message, Level.WARNING, "Go on with: because, and the reason.")
    for code in allowance.codes:
        rule = RULES.get(code)
        if rule is None:
            advice = did_you_mean(code, RULES)
            yield Issue(path, allowance.line, "allow-unknown", f"{code} is not the code of a check.", Level.WARNING, advice)
        elif rule.fixed:
            message = f"{code} cannot be allowed: without what it asks for, nothing can be built."
            yield Issue(path, allowance.line, "allow-unknown", message, Level.WARNING, "Remove the comment.")
        elif allowance.reason and not any(allowance.holds(issue.code, issue.line) for issue in issues if issue.code == code):
            message = f"There is no {code} here to be allowed."
            yield Issue(path, allowance.line, "allow-unused", message, Level.HINT, "Remove the comment.")


def _texts(settings: Settings, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        file = settings.root / path
        # A pipe of that name would be waited for.
        if path.endswith(".md") and file.is_file():
            try:
                text = file.read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                continue
            if MARK in text:
                yield path, text
