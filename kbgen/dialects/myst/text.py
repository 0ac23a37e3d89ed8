"""MyST, the Markdown of Sphinx and Jupyter Book: directives, roles, labels and comments.

Receives a text and its surroundings; returns Markdown. A directive is a fence of grave accents or colons with `{name}`, its options
stand first in it, and directives may stand in one another; a role is a code span with `{name}` before it. Sources: the
documentation of MyST-Parser ("Roles and directives", "Cross-references"), of Sphinx and of sphinx-design. What no table knows
leaves its content, and is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kbgen.dialects.marks import Surroundings
from kbgen.dialects.myst.directives import DROPPED, SHAPES, Directive
from kbgen.dialects.myst.labels import LABEL, place_of
from kbgen.dialects.myst.roles import role
from kbgen.dialects.shapes import bold, indented

SIGN = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{[a-z][\w:+.-]*\}|(?<![`\\\w])\{[a-z][\w:+-]*\}`|^[ ]{0,3}\([^()\n]+\)=[ \t]*$",
    re.MULTILINE,
)
_OPEN = re.compile(r"^(?P<lead>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[a-z][\w:+.-]*)\}[ \t]*(?P<argument>.*?)[ \t]*$")
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_OPTION = re.compile(r"^[ ]{0,4}:([\w-]+):[ \t]*(.*)$")
_YAML = re.compile(r"^([\w-]+):[ \t]*(.*)$")
# Or a code span, which holds none.
_ROLE = re.compile(
    r"(?<![`\\\w])\{(?P<name>[a-zA-Z][\w:+.-]*)\}(?P<mark>`+)(?P<words>(?:[^`]|(?!(?P=mark)(?!`))`)+?)(?P=mark)(?!`)"
    r"|(?<![`\\])(?P<span>`+)(?!`)(?:[^`]|(?!(?P=span)(?!`))`+)+?(?<!`)(?P=span)(?!`)"
)
_QUOTED = re.compile(r"\A([\"'])([^\"']*)\1\Z")
_FIELD = re.compile(r"^:(?:orphan|nosearch|tocdepth|date|author|status):[^\n]*$", re.IGNORECASE)
_DEEPEST = 20


class _Block(NamedTuple):
    """A directive's lines, and the number of the line behind it."""

    options: Mapping[str, str]
    body: str
    behind: int


def converted(text: str, around: Surroundings, depth: int = 0) -> str:
    """The whole text."""
    if depth > _DEEPEST or (not depth and (("{" not in text and ")=" not in text) or SIGN.search(text) is None)):
        return text
    lines = text.split("\n")
    out: list[str] = []
    chunk: list[str] = []
    labels: list[str] = []
    place, code = 0, ""

    def close() -> None:
        if chunk:
            out.append(_with_roles("\n".join(chunk), around))
            chunk.clear()

    while place < len(lines):
        line = lines[place]
        place += 1
        fence = _FENCE.match(line)
        if code:
            out.append(line)
            code = "" if fence and fence[1].startswith(code) and line.strip() == fence[1] else code
            continue
        if label := LABEL.match(line):
            labels.append(place_of(label[1]))
            continue
        if line.startswith("% ") or re.match(r"\+\+\+(?:\s|$)", line) or (place < 5 and _FIELD.match(line)):
            continue
        if labels and line.strip():
            close()
            line = _labelled(line, labels, out)
            labels = []
        opened = _OPEN.match(line)
        block = _block(lines, place, opened) if opened else None
        if opened and block:
            close()
            place = block.behind
            directive = Directive(
                opened["name"],
                _with_roles(opened["argument"], around),
                block.options,
                block.body,
                lambda inner: converted(inner, around, depth + 1),
                around,
            )
            shaped = _shaped(directive)
            out += ["", indented(shaped, opened["lead"].expandtabs(4)), ""] if shaped else []
        elif fence:
            close()
            code = fence[1]
            out.append(line)
        else:
            chunk.append(line)
    close()
    _labelled("", labels, out)
    return "\n".join(out)


def _with_roles(text: str, around: Surroundings) -> str:
    return _ROLE.sub(lambda found: role(found["name"], found["words"], around) if found["name"] else found[0], text)


def _labelled(line: str, labels: list[str], out: list[str]) -> str:
    """`line` with the anchors that stand before it: of a heading the last is its own, of a title they are places below it, and
    others are places above."""
    if line.startswith("# "):
        return "\n\n".join([line, *(f'<span id="{label}"></span>' for label in labels)])
    own = line.startswith("#") and "{#" not in line and bool(labels)
    for label in labels[:-1] if own else labels:
        out += [f'<span id="{label}"></span>', ""]
    return f"{line.rstrip().rstrip('#').rstrip() if own else line} {{#{labels[-1]}}}" if own else line


def _block(lines: list[str], place: int, opened: re.Match[str]) -> _Block | None:
    fence, lead, code = opened["fence"], len(opened["lead"]), ""
    for end in range(place, len(lines)):
        bare = lines[end].strip()
        if code:
            code = "" if bare.startswith(code) and not bare.strip(code[0]) else code
        elif bare.startswith(fence) and not bare.strip(fence[0]) and lines[end].index(bare) < lead + 4:
            # One that stands deeper closes what stands in a list (CommonMark, "Fenced code blocks").
            body = [line[lead:] if not line[:lead].strip() else line.lstrip() for line in lines[place:end]]
            options, rest = _options(body)
            return _Block(options, "\n".join(rest).strip("\n"), end + 1)
        elif fence[0] == ":" and (inner := _FENCE.match(lines[end])):
            code = inner[1]
    return None


def _options(body: list[str]) -> tuple[dict[str, str], list[str]]:
    """The options of a directive and the lines behind them: `:name: value`, or lines of YAML between dashes."""
    found: dict[str, str] = {}
    pattern, at = _OPTION, 0
    if body and body[0].strip() == "---" and "---" in [line.strip() for line in body[1:]]:
        pattern, at = _YAML, 1
    while at < len(body):
        option = pattern.match(body[at])
        if option is None:
            if pattern is _YAML and body[at].strip() != "---":
                at += 1
                continue
            at += pattern is _YAML
            break
        found[option[1].lower()] = _QUOTED.sub(r"\2", option[2].strip())
        at += 1
    return found, body[at:]


def _shaped(directive: Directive) -> str:
    if directive.name in DROPPED or directive.name.startswith("auto"):
        return ""
    shape: Callable[[Directive], str] | None = SHAPES.get(directive.name.rpartition(":")[2])
    if shape is not None:
        shaped, name = shape(directive).strip("\n"), place_of(directive.options.get("name", ""))
        return f'<span id="{name}"></span>\n\n{shaped}' if name and shaped else shaped
    directive.around.lose(f"{{{directive.name}}}", "kbgen has no such directive; what stood inside it is kept.")
    return "\n\n".join(part for part in (bold(directive.argument), directive.content) if part)
