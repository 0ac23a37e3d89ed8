r"""Texts that articles share, by locale: variables (`_variables.yml`) and snippets (`_snippets/<name>.md`).

`{= name }` stands for a variable and `{+ name }` for a snippet, in an article, in a snippet, in code; `\{= name }` shows the
signs themselves. Jinja's `{{` and `{%`, attribute lists (`{: }`), critic marks (`{==`) and URI templates (`{+path}`, which
has no space) are left alone. What a locale lacks comes from the source locale. Receives texts; returns them filled in, with
the line that each line came from, and an issue for every name that is unknown or leads back to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from kbgen.articles.front_matter.parse import Scalar, parse
from kbgen.articles.names import issue_path
from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.markup.prepare.signs import signs_in

VARIABLES = "_variables.yml"
SNIPPETS = "_snippets"
# An article may have as much; snippets that hold snippets could grow without end.
MAX_LENGTH = 1024 * 1024
_MARK = re.compile(r"(?P<escape>\\?)\{(?P<sign>[=+])[ \t]+(?P<name>[^\s{}][^{}\n]*?)[ \t]*\}")
_INDENT = re.compile(r"[ \t>]*")


class Expanded(NamedTuple):
    """A text with everything filled in. `lines` gives for each of its lines the one of the file, both counted from the
    body's first as 0; it is empty where all stand where they stood."""

    text: str
    lines: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Shared:
    """Variables (`=name`) and snippets (`+name`) of each locale; `source` is the locale that has what others lack."""

    source: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def find(self, locale: str, mark: str) -> str | None:
        """The text of `=name` or `+name` for a page written in `locale`."""
        text = self.texts.get(locale, {}).get(mark)
        return text if text is not None else self.texts.get(self.source, {}).get(mark)

    def digest(self, locale: str, marks: Iterable[str]) -> str:
        """A short name of all that `marks` stand for, with what stands in them; empty where there are none."""
        waiting, seen = list(marks), dict[str, str | None]()
        while waiting:
            mark = waiting.pop()
            if mark not in seen:
                seen[mark] = self.find(locale, mark)
                waiting += uses_in(seen[mark] or "")
        return blake2b(repr(sorted(seen.items())).encode(), digest_size=8).hexdigest() if seen else ""

    def fill(self, locale: str, line: str) -> str:
        """One line of text with its variables filled in; unknown ones stay as they are."""
        return _MARK.sub(lambda found: self._filled(locale, found), line) if "{=" in line else line

    def _filled(self, locale: str, found: re.Match[str]) -> str:
        if found["escape"]:
            return found[0][1:]
        text = self.find(locale, "=" + found["name"]) if found["sign"] == "=" else None
        return found[0] if text is None else text

    def expand(self, locale: str, body: str, first_line: int, where: str) -> Expanded:
        """`body`, which starts at `first_line` of the file `where`, filled in."""
        signs = signs_in(body)
        # Signs of a text stand beside each other without its words: `{Name=` too.
        if not (("{=" in signs and "{=" in body) or ("{+" in signs and "{+" in body)):
            return Expanded(body)
        pieces: list[str] = []
        lines: list[int] = []
        issues: list[Issue] = []
        room = [MAX_LENGTH]
        for number, line in enumerate(body.split("\n")):
            try:
                filled = "".join(self._line(locale, line, where, first_line + number, issues, (), room))
            except _TooLongError:
                message = f"With its snippets the article has more than {MAX_LENGTH:,} characters."
                issues.append(Issue(where, first_line + number, "snippet-size", message, suggestion="Split it."))
                break
            pieces.append(filled)
            lines += [number] * (filled.count("\n") + 1)
        text = "\n".join(pieces)
        return Expanded(text, tuple(lines) if len(lines) > body.count("\n") + 1 else (), tuple(issues))

    def _line(
        self, locale: str, line: str, where: str, number: int, issues: list[Issue], inside: tuple[str, ...], room: list[int]
    ) -> Iterator[str]:
        # Counted by line as well as by letter: empty snippets can multiply too.
        room[0] -= len(line) + 1
        if room[0] < 0:
            raise _TooLongError
        done = 0
        for found in _MARK.finditer(line):
            yield line[done : found.start()]
            done = found.end()
            mark = found["sign"] + found["name"]
            if found["escape"]:
                yield found[0][1:]
            elif mark in inside:
                circle = " → ".join(each[1:] for each in (*inside[inside.index(mark) :], mark))
                message = f"The snippet leads back to itself: {circle}."
                issues.append(Issue(where, number, "snippet-circle", message, suggestion="Take one of them out of the other."))
            elif (text := self.find(locale, mark)) is None:
                issues.append(self._unknown(locale, found["sign"], found["name"], where, number))
                yield found[0]
            elif found["sign"] == "=":
                yield text
            else:
                yield from self._snippet(locale, text, line[: found.start()], where, number, issues, (*inside, mark), room)
        yield line[done:]

    def _snippet(
        self,
        locale: str,
        text: str,
        before: str,
        where: str,
        number: int,
        issues: list[Issue],
        inside: tuple[str, ...],
        room: list[int],
    ) -> Iterator[str]:
        # In a list or a quotation every line of the snippet stands where its first one does.
        prefix = before if _INDENT.fullmatch(before) else ""
        for place, line in enumerate(text.split("\n")):
            if place:
                yield "\n" + prefix if line else "\n"
            yield from self._line(locale, line, where, number, issues, inside, room)

    def _unknown(self, locale: str, sign: str, name: str, where: str, number: int) -> Issue:
        what, file = ("variable", f"{locale}/{VARIABLES}") if sign == "=" else ("snippet", f"{locale}/{SNIPPETS}/{name}.md")
        known = {mark[1:] for tag in (locale, self.source) for mark in self.texts.get(tag, {}) if mark[0] == sign}
        advice = did_you_mean(name, known, f"Add it to {file}.")
        return Issue(where, number, f"{what}-unknown", f"There is no {what} `{name[:60]}`.", Level.ERROR, advice)


class _TooLongError(Exception):
    """Ends the filling in of one article; never leaves this module."""


def uses_in(text: str) -> tuple[str, ...]:
    """The marks (`=name`, `+name`) that a text uses, each once."""
    if "{=" not in text and "{+" not in text:
        return ()
    return tuple(dict.fromkeys(found["sign"] + found["name"] for found in _MARK.finditer(text) if not found["escape"]))


def read_shared(settings: Settings) -> tuple[Shared, list[Issue]]:
    """The shared texts of all locales, and what is wrong with their files."""
    issues: list[Issue] = []
    texts: dict[str, dict[str, str]] = {}
    for locale in settings.locales:
        folder = settings.content_dir / locale.tag
        found = {f"={name}": text for name, text in _variables(settings, folder / VARIABLES, locale.tag, issues)}
        base = folder / SNIPPETS
        for file in sorted(base.rglob("*.md")) if base.is_dir() else ():
            name = file.relative_to(base).as_posix()
            text = _read(file, issue_path(settings, f"{locale.tag}/{SNIPPETS}/{name}"), issues)
            if text is not None:
                found[f"+{name.removesuffix('.md')}"] = text.strip("\n")
        if found:
            texts[locale.tag] = found
    return Shared(settings.source_locale, texts), issues


def _variables(settings: Settings, file: Path, tag: str, issues: list[Issue]) -> Iterator[tuple[str, str]]:
    where = issue_path(settings, f"{tag}/{VARIABLES}")
    text = _read(file, where, issues) if file.is_file() else None
    if text is None:
        return
    table, problems = parse(text, where)
    # Front matter starts on the second line of its file, this on the first.
    issues += [Issue(i.path, max(i.line - 1, 0), i.code, i.message, i.level, i.suggestion) for i in problems]
    for name, entry in table.entries.items() if table else ():
        if isinstance(entry.value, Scalar):
            yield name, " ".join(entry.value.text.split())
        else:
            issues.append(Issue(where, entry.line - 1, "variable", f"{name} is not a text.", suggestion="Write: name: text."))


def _read(file: Path, where: str, issues: list[Issue]) -> str | None:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_LENGTH + 1)
        if len(raw) > MAX_LENGTH:
            issues.append(Issue(where, 0, "file-size", f"The file is larger than {MAX_LENGTH:,} bytes.", suggestion="Split it."))
            return None
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        issues.append(Issue(where, 0, "file-read", f"The file cannot be read: {error}."))
        return None
