"""Which articles help on which screen of an application, as `content/in_app.yml` says it.

    /billing/**: [faq/refunds, billing/]
    "#/team/*/invite": [team/invite]
    /reports/**: []

Keys are patterns of addresses: `*` stands for anything without a slash, `**` for anything; the first that fits counts. A value
lists ids of articles, and sections by their folder with a slash at its end. Receives the file and what the site has; returns the
screens in their order, and an issue for each line that would never do anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level

SCREENS_FILE = "in_app.yml"
# The collector takes no longer name of a screen.
LONGEST = 100
# A list that fits a panel on a phone; more is a search.
MOST = 8
_BEGINNING = re.compile(r"/|#|https?://[^/\s]+(/|$)")
# What addresses do not hold, or what stands for something in other notations of patterns only.
_ODD = re.compile(r"[\s?^$()\[\]{}|\\<>\"]|\*{3,}|(?<!:)//|:(?![/\d])")
_ADVICE = "Write for example: /billing/**: [faq/refunds, billing/]"
# `/team/**` is `/team` too.
_STARS = {"*": "[^/]*", "**": ".*", "/**": "(?:/.*)?"}
# What `*` and `**` may stand for, to see whether an earlier pattern takes all that a later one would.
_SAMPLES = (("q", "q"), ("q", "q/q/q"), ("q", ""))


@dataclass(frozen=True)
class Screen:
    """A pattern of addresses, and the articles (`team/invite`) and sections (`billing/`) that are offered there."""

    pattern: str
    offers: tuple[str, ...]


def matcher(pattern: str) -> re.Pattern[str]:
    """What a pattern matches as a whole; twin of `fits` in `theme/assets/javascripts/in_app/screen.js`."""
    parts = re.split(r"(/\*\*$|\*\*?)", _bare(pattern))
    return re.compile("".join(_STARS.get(part, re.escape(part)) for part in parts))


def load_screens(
    path: Path, articles: Collection[str], sections: Collection[str], name: str = ""
) -> tuple[tuple[Screen, ...], list[Issue]]:
    """Read `path`, if it is there; `articles` are ids, `sections` paths of folders, `name` is what issues call the file."""
    name = name or path.name
    if not path.is_file():
        return (), []
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        advice = f"{_ADVICE}. A pattern that begins with # or * stands in quotation marks."
        message = "The file is not readable as YAML."
        return (), [Issue(name, mark.line + 1 if mark else 0, "in-app-yaml", message, Level.ERROR, advice)]
    if root is None:
        return (), []
    if not isinstance(root, yaml.MappingNode):
        return (), [Issue(name, 1, "in-app-yaml", "The file is not a mapping of screens.", Level.ERROR, f"{_ADVICE}.")]
    known = {*articles, *(f"{section}/" for section in sections if section)}
    screens: list[Screen] = []
    issues: list[Issue] = []
    for key, value in root.value:
        line, pattern = key.start_mark.line + 1, str(key.value).strip()
        if fault := _fault(pattern, screens):
            issues.append(Issue(name, line, "in-app-pattern", *fault))
            continue
        if not isinstance(value, yaml.SequenceNode):
            message = f"What helps on {pattern} is not a list."
            issues.append(Issue(name, line, "in-app-entry", message, Level.ERROR, f"{_ADVICE}."))
            continue
        issues += _entry_issues(name, value, known)
        offers = [str(node.value) for node in value.value if isinstance(node, yaml.ScalarNode) and node.value in known]
        screens.append(Screen(pattern, tuple(dict.fromkeys(offers))))
    return tuple(screens), issues


def _entry_issues(name: str, entries: yaml.SequenceNode, known: Collection[str]) -> Iterator[Issue]:
    seen: set[str] = set()
    for node in entries.value:
        line, entry = node.start_mark.line + 1, str(node.value)
        if not isinstance(node, yaml.ScalarNode) or entry not in known:
            shown = entry[:80] if isinstance(node, yaml.ScalarNode) else "that is a list or mapping"
            otherwise = "Name an article by its id, a section by its folder with a slash at its end."
            advice = did_you_mean(entry, known, otherwise)
            yield Issue(name, line, "in-app-entry", f"There is no article or section {shown}.", Level.WARNING, advice)
        elif entry in seen:
            yield Issue(name, line, "in-app-entry", f"{entry} is listed twice.", Level.WARNING, "Take one out.")
        seen.add(entry)
    if len(entries.value) > MOST:
        message = f"{len(entries.value)} entries: readers are shown the first {MOST} articles."
        yield Issue(name, entries.start_mark.line + 1, "in-app-entry", message, Level.WARNING, "Leave out what helps least.")


def _fault(pattern: str, earlier: Collection[Screen]) -> tuple[str, Level, str] | None:
    """Message, level and advice where a pattern would never count, or not as it seems to."""
    if len(pattern) > LONGEST:
        return f"A pattern has more than {LONGEST} letters.", Level.ERROR, "Shorten it with `**`."
    if pattern not in ("*", "**") and not _BEGINNING.match(pattern):
        advice = "Begin it with `/`, `#/` or `https://`; `**` alone stands for every screen."
        return f"No address begins as the pattern {pattern} does.", Level.ERROR, advice
    if odd := _ODD.search(pattern):
        message = f"The pattern {pattern} holds {odd[0]!r}, which no address that is compared has."
        return message, Level.ERROR, "Use `*` for anything without a slash, `**` for anything. What follows `?` is not looked at."
    for screen in earlier:
        if _bare(screen.pattern) == _bare(pattern):
            return f"The pattern {pattern} is there twice.", Level.ERROR, "Put both lists into one."
        if _takes_all_of(screen.pattern, pattern):
            message = f"The pattern {pattern} never counts: {screen.pattern} stands before it and takes the same screens."
            return message, Level.WARNING, "Put the narrower pattern first."
    return None


def _takes_all_of(earlier: str, later: str) -> bool:
    whole = matcher("**" if earlier == "*" else earlier)
    texts = (_bare(later).replace("**", two).replace("*", one) for one, two in _SAMPLES)
    return all(whole.fullmatch(text) for text in texts)


def _bare(pattern: str) -> str:
    return pattern.rstrip("/") or pattern
