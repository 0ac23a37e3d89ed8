"""Words that mean the same, from a file that comes with kbgen for its languages and one that a site's writers edit.

Receives YAML lists with one group a line: `- phone, mobile, cell phone`, or `- typed => written` for one way only.
Returns the groups by stem, ready for the index, and an issue for every line that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from kbgen.articles.front_matter.parse import LOADER
from kbgen.issues import Issue, Level
from kbgen.language.text import Token, tokenise

_SHIPPED = Path(__file__).parent / "synonyms"
_COMMA = re.compile("[,،]")
MAX_PHRASE = 5


@dataclass(frozen=True)
class Synonyms:
    """`targets` maps a key to the keys that mean the same; a key is one stem, or several parted by spaces.

    `phrases` holds the keys of several stems, by their first; `words` the single words of the files by folded form,
    which the vocabulary has to know even where no article has them. `source` names the lines that all of it was made from.
    """

    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def synonyms_file(locale: str) -> str:
    """Where a site's writers keep theirs, below the content folder."""
    return f"synonyms.{locale}.yml"


def load_synonyms(
    locale: str, content_dir: Path | None = None, known: Mapping[str, Any] | None = None
) -> tuple[Synonyms, list[Issue]]:
    """The synonyms of `locale`: those shipped for its language, then those of the site, which issues name with the folder.

    `known` are those of the last build as JSON has them, made by the same code; they serve again if no line has changed.
    """
    shipped = _SHIPPED / f"{locale.partition('-')[0]}.yml"
    files = [shipped] if shipped.is_file() else []
    own = content_dir / synonyms_file(locale) if content_dir else None
    if own and own.is_file():
        files.append(own)
    lines: list[str] = []
    issues: list[Issue] = []
    for path in files:
        found, wrong = _shipped(path) if path == shipped else _read(path)
        lines += found
        issues += [replace(issue, path=f"{path.parent.name}/{issue.path}") for issue in wrong]
    source = blake2b(repr((locale, lines)).encode(), digest_size=12).hexdigest()
    # To make them anew takes a twentieth of a small build.
    same = known is not None and known["source"] == source
    made = _restored(known) if known is not None and same else replace(_made(tuple(lines), locale), source=source)
    return made, issues


def _restored(known: Mapping[str, Any]) -> Synonyms:
    return Synonyms(
        {key: tuple(others) for key, others in known["targets"].items()},
        {first: tuple(map(tuple, found)) for first, found in known["phrases"].items()},
        known["words"],
        known["source"],
    )


def synonyms_from(lines: Iterable[str], locale: str) -> Synonyms:
    """Build from lines as the files hold them."""
    targets: dict[str, dict[str, None]] = {}
    phrases: dict[str, set[tuple[str, ...]]] = {}
    words: dict[str, str] = {}
    for line in lines:
        typed, arrow, written = line.partition("=>")
        left = _keys(typed, locale)
        right = _keys(written, locale) if arrow else left
        for tokens in {**left, **right}.values():
            if len(tokens) == 1:
                words.setdefault(tokens[0].form, tokens[0].stem)
            else:
                phrases.setdefault(tokens[0].stem, set()).add(tuple(token.stem for token in tokens))
        for key in left:
            targets.setdefault(key, {}).update(dict.fromkeys(other for other in right if other != key))
    return Synonyms(
        {key: tuple(others) for key, others in targets.items() if others},
        {first: tuple(sorted(found)) for first, found in sorted(phrases.items())},
        words,
    )


# A preview and a check ask for the same again and again.
_made = lru_cache(maxsize=32)(synonyms_from)


def _keys(text: str, locale: str) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for part in _COMMA.split(text):
        tokens = tokenise(part, locale)[:MAX_PHRASE]
        if tokens and 0 < tokens[-1].parts == len(tokens) - 1:
            tokens = tokens[-1:]  # an identifier is one word: `.NET`
        if tokens:
            found[" ".join(token.stem for token in tokens)] = tokens
    return found


def _read(path: Path) -> tuple[list[str], list[Issue]]:
    try:
        root = yaml.compose(path.read_text("utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return [], [Issue(path.name, line, "synonyms-yaml", "The file is not readable as YAML.", suggestion="Fix this line.")]
    if root is None:
        return [], []
    advice = "Write one group a line: - phone, mobile, cell phone."
    if not isinstance(root, yaml.SequenceNode):
        return [], [Issue(path.name, 1, "synonyms-list", "The file is not a list.", suggestion=advice)]
    lines, issues = [], []
    for node in root.value:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode):
            issues.append(Issue(path.name, line, "synonyms-group", "This group is not one line of words.", suggestion=advice))
        elif not re.search(r"\S\s*([,،]|=>)\s*\S", node.value):
            message = f"“{node.value}” has no second word to mean the same."
            issues.append(Issue(path.name, line, "synonyms-group", message, Level.WARNING, advice))
        else:
            lines.append(node.value)
    return lines, issues


# The package's own do not change while it runs.
_shipped = cache(_read)
