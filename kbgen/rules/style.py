"""The house style of a language, in `content/style.<locale>.yml`, and what an article's words have of it.

    banned: {simply: "Leave it out: what is simple for you may not be for the reader."}
    terms: {knowledgebase: knowledge base}
    spelling:
      - {pattern: "[ي]", instead: ی, because: Persian writes the yeh without dots.}

`banned` and `terms` name words or phrases, found whole and in any case; `*` stands for any letters at an end of a word
(`*clicks`, `simpl*`). `spelling` are regular expressions. Receives the file and prose; returns issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level
from kbgen.rules.words import Lines

_PARTS = ("banned", "terms", "spelling")
# The zero-width non-joiner stands inside Persian words.
_LETTER = r"[\w\u200c]"


@dataclass(frozen=True)
class StylePhrase:
    """One word or phrase of a style file: how it is found, and what to say where it is.

    `needle` is what a text must hold for the pattern to have a chance; empty where that is not known.
    """

    code: str
    pattern: re.Pattern[str]
    needle: str
    message: str
    advice: str


@dataclass(frozen=True)
class Style:
    """The style of one locale."""

    wordings: tuple[StylePhrase, ...] = ()

    def issues(self, text: str, lines: Lines, where: str) -> Iterator[Issue]:
        """What `text` has of this style's words, each occurrence once."""
        lowered = text.lower()
        for wording in self.wordings:
            # A substring is looked for fifty times faster than a pattern, and most words are not there.
            if wording.needle and wording.needle not in lowered:
                continue
            for match in wording.pattern.finditer(text):
                message = wording.message.replace("{found}", match[0].strip() or match[0])
                yield Issue(where, lines.at(match.start()), wording.code, message, Level.WARNING, wording.advice)


def style_file(locale: str) -> str:
    """The name of a locale's style file in the content folder."""
    return f"style.{locale}.yml"


def load_style(path: Path) -> tuple[Style, list[Issue]]:
    """Read the style file at `path`, if it is there; issues name it by its file name alone."""
    if not path.is_file():
        return Style(), []
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        issue = Issue(path.name, mark.line + 1 if mark else 0, "style-file", "The file is not readable as YAML.", Level.ERROR)
        return Style(), [issue]
    issues: list[Issue] = []

    def wrong(node: yaml.Node, message: str, advice: str = "") -> None:
        issues.append(Issue(path.name, node.start_mark.line + 1, "style-file", message, Level.WARNING, advice))

    wordings: list[StylePhrase] = []
    for key, value in _pairs(root, wrong):
        if key.value == "banned":
            wordings += [_banned(word.value, _text(advice)) for word, advice in _pairs(value, wrong)]
        elif key.value == "terms":
            wordings += [_term(word.value, _text(preferred)) for word, preferred in _pairs(value, wrong)]
        elif key.value == "spelling":
            wordings += _spellings(value, wrong)
        else:
            wrong(
                key, f"{key.value} is not a part of a style file.", did_you_mean(key.value, _PARTS, f"Known: {', '.join(_PARTS)}.")
            )
    return Style(tuple(wordings)), issues


def _pairs(node: yaml.Node | None, wrong: Any) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        wrong(node, "This is not a mapping.", "Write each entry as word: text.")
        return
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value.strip(" *"):
            yield key, value
        else:
            wrong(key, "This is not a word.", "Put quotation marks around it.")


def _text(node: yaml.Node) -> str:
    return " ".join(str(node.value).split()) if isinstance(node, yaml.ScalarNode) else ""


def _banned(word: str, advice: str) -> StylePhrase:
    return StylePhrase("style-banned", _whole(word), _needle(word), "“{found}” is not our style.", advice)


def _term(word: str, preferred: str) -> StylePhrase:
    return StylePhrase("style-term", _whole(word), _needle(word), "We do not say “{found}”.", f"Write “{preferred}”.")


def _whole(word: str) -> re.Pattern[str]:
    word = word.strip()
    before = "" if word.startswith("*") else rf"(?<!{_LETTER})"
    after = "" if word.endswith("*") else rf"(?!{_LETTER})"
    # A phrase may be broken over two lines.
    inner = r"\s+".join(map(re.escape, word.strip("*").split()))
    opened, closed = f"{_LETTER}*" if not before else "", f"{_LETTER}*" if not after else ""
    return re.compile(f"{before}{opened}{inner}{closed}{after}", re.IGNORECASE)


def _needle(word: str) -> str:
    return max(word.strip(" *").split(), key=len).lower()


def _spellings(node: yaml.Node, wrong: Any) -> Iterator[StylePhrase]:
    if not isinstance(node, yaml.SequenceNode):
        wrong(node, "`spelling` is not a list.", "Write for example: - {pattern: colour, instead: color}.")
        return
    for entry in node.value:
        fields = {key.value: _text(value) for key, value in _pairs(entry, wrong)}
        unknown = sorted(fields.keys() - {"pattern", "instead", "because"})
        if unknown:
            wrong(entry, f"{unknown[0]} is not a key of a spelling.", "Known: pattern, instead, because.")
        elif not fields.get("pattern"):
            wrong(entry, "This spelling has no pattern.", "Write for example: - {pattern: colour, instead: color}.")
        else:
            yield from _spelling(entry, fields, wrong)


def _spelling(entry: yaml.Node, fields: Mapping[str, str], wrong: Any) -> Iterator[StylePhrase]:
    try:
        pattern = re.compile(fields["pattern"])
        empty = pattern.search("")
    except (re.error, OverflowError, RecursionError) as error:
        wrong(entry, f"The pattern is not a regular expression: {error}.")
        return
    if empty:
        wrong(entry, "The pattern is found everywhere, even in an empty text.")
        return
    instead, because = fields.get("instead", ""), fields.get("because", "")
    advice = " ".join(part for part in (f"Write “{instead}”." if instead else "", because) if part)
    yield StylePhrase("style-spelling", pattern, "", "“{found}” is spelled in another way here.", advice)
