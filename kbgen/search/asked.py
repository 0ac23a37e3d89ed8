"""Phrases by which readers asked for an article, as writers and reports keep them in `content/asked.yml`.

    guides/set-up.md:
      en: [how do I start, first steps]
      fa: [از کجا شروع کنم]

Receives the file and the known articles; returns the phrases by (locale, article path) and an issue for every entry that
leads nowhere.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from kbgen.articles.front_matter.parse import LOADER
from kbgen.issues import Issue, Level

ASKED_FILE = "asked.yml"


def load_asked(
    path: Path, articles: Mapping[str, Collection[str]], moved: Mapping[str, str] | None = None
) -> tuple[dict[tuple[str, str], tuple[str, ...]], list[Issue]]:
    """Read `path`, if it is there. `articles` are the paths that each locale shows, `moved` leads from earlier paths to theirs.

    An article that has its file beside `path` without being shown is a draft or has expired: worth a warning, not an error, as
    the day comes without anybody's mistake.
    """
    if not path.is_file():
        return {}, []
    try:
        root = yaml.compose(path.read_text("utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return {}, [Issue(path.name, line, "asked-yaml", "The file is not readable as YAML.", suggestion="Fix this line.")]
    asked: dict[tuple[str, str], tuple[str, ...]] = {}
    issues: list[Issue] = []

    def wrong(node: yaml.Node, message: str, suggestion: str, level: Level = Level.ERROR) -> None:
        issues.append(Issue(path.name, node.start_mark.line + 1, "asked-entry", message, level, suggestion))

    everything = sorted({article for paths in articles.values() for article in paths})
    for article, locales in _pairs(root):
        name = str(article.value)
        if name not in everything:
            name = (moved or {}).get(name, name)
        if name not in everything and any(_is_file(path.parent / tag / name) for tag in articles):
            advice = "Its phrases wait here; take them out if readers are not to see it again."
            wrong(article, f"The article {name} is not shown to readers now.", advice, Level.WARNING)
            continue
        if name not in everything:
            near = difflib.get_close_matches(name, everything, 1)
            wrong(article, f"There is no article {name}.", f"Did you mean {near[0]}?" if near else "")
            continue
        for locale, phrases in _pairs(locales):
            if locale.value not in articles:
                wrong(locale, f"{locale.value} is not a locale of this site.", f"Known: {', '.join(articles)}.")
                continue
            nodes = phrases.value if isinstance(phrases, yaml.SequenceNode) else [phrases]
            texts = tuple(str(node.value) for node in nodes if isinstance(node, yaml.ScalarNode))
            if len(texts) < len(nodes):
                wrong(phrases, f"The phrases for {name} are not a list of texts.", "Write for example: en: [how do I start].")
            asked[str(locale.value), name] = (*asked.get((str(locale.value), name), ()), *texts)
    if root is not None and not isinstance(root, yaml.MappingNode):
        wrong(root, "The file is not a mapping of articles.", "Write for example: guides/set-up.md: {en: [how do I start]}.")
    return asked, issues


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # No file has a name as long as this one.
        return False


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)] if isinstance(node, yaml.MappingNode) else []
