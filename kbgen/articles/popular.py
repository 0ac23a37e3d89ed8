"""What is read most, as `content/popular.yml` keeps it: a file that `kbgen report --popular` writes and git holds.

    en: [guides/set-up, faq/refunds]
    fa: [faq/refunds]

Receives the file and the ids of the articles that each locale shows; returns the ids by locale, and a warning for each line that
leads nowhere: the home page then shows the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level

POPULAR_FILE = "popular.yml"
_ADVICE = "Write for example: en: [guides/set-up]. kbgen report --popular writes the file."


def load_popular(
    path: Path, articles: Mapping[str, Collection[str]], name: str = ""
) -> tuple[dict[str, tuple[str, ...]], list[Issue]]:
    """Read `path`, if it is there; `name` is what issues call it."""
    name = name or path.name
    if not path.is_file():
        return {}, []
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return {}, [Issue(name, line, "popular-yaml", "The file is not readable as YAML.", Level.WARNING, _ADVICE)]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [Issue(name, 1, "popular-yaml", "The file is not a mapping of locales.", Level.WARNING, _ADVICE)]
    popular: dict[str, tuple[str, ...]] = {}
    issues = []
    for key, value in root.value:
        line = key.start_mark.line + 1
        tag = str(key.value)
        if tag not in articles or not isinstance(value, yaml.SequenceNode):
            message = f"{tag} is not a locale of this site with a list of articles."
            issues.append(Issue(name, line, "popular-entry", message, Level.WARNING, _ADVICE))
            continue
        ids = [str(node.value) for node in value.value]
        for node, article in zip(value.value, ids, strict=True):
            if article not in articles[tag]:
                advice = did_you_mean(article, articles[tag], "Make the report again.")
                message = f"There is no article {article[:80]}."
                issues.append(Issue(name, node.start_mark.line + 1, "popular-entry", message, Level.WARNING, advice))
        popular[tag] = tuple(dict.fromkeys(article for article in ids if article in articles[tag]))
    return popular, issues
