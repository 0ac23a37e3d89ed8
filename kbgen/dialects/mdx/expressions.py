"""What stands in braces in MDX: literals become their text, names that the page defines their value, programs nothing.

Receives a text whose components are gone, with its code blanked beside it, and what the page exports; returns the text, and each
expression that was left out. Names of attributes (`{#id}`), escaped braces and names that the page does not define stay as they
are: in an address such as `/users/{id}` they were meant to be read. Source: MDX, "Expressions". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kbgen.dialects.mdx.literals import literal

# How long before its value a tag may begin.
NEAR = 500
_BRACE = re.compile("[{}]")
_TEXT = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\$]|\\.|\$(?!\{))*)`)\s*""", re.DOTALL)
_NAME = re.compile(r"\s*([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*")
_ATTRIBUTES = re.compile(r"\s*:?\s*[.#][\w-]|\s*[\w-]+=[\"'\w]|[:%+~-]|=")
_OF_TAG = re.compile(r"<[a-z][\w-]*(?=\s)(?:[^<>]|=>)*?\s(?P<name>[\w:-]+)=\Z")
_LITERAL = re.compile(r"""(["'`])([^"'`{}<>\n]+)\1""")
_ADDRESSES = frozenset({"src", "href", "alt", "title", "id", "poster", "srcSet"})
# What every page of a generator has.
_GIVEN = frozenset({"props", "frontMatter", "frontmatter", "metadata", "page", "toc", "siteConfig", "siteMetadata"})
VALUE = re.compile(
    r"""^export[ \t]+(?:const|let|var)[ \t]+(\w+)[ \t]*=[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|`([^`\n$]*)`)[ \t]*;?[ \t]*$""",
    re.MULTILINE,
)
_DEFINED = re.compile(
    r"^(?:export[ \t]+(?:default[ \t]+)?(?:const|let|var|function|class)[ \t]+(\w+)|import\b([^'\"\n]*))", re.MULTILINE
)
_IMPORT = re.compile(
    r"""^import\s+(?:(?P<whole>\w+)|\{(?P<names>[^{}]*)\})\s+from\s+['"](?P<path>[^'"\n]+\.(?:mdx?|[jt]sx?|json))['"]""",
    re.MULTILINE,
)
_PAIR = re.compile(r"""^[ ]{1,4}"([\w-]+)"\s*:\s*"([^"\\\n]*)\"""", re.MULTILINE)
_PICTURE = re.compile(
    r"""^import[ \t]+(\w+)[ \t]+from[ \t]+['"]([^'"\n]+\.(?:png|jpe?g|gif|webp|svg|avif|mp4|webm|pdf))['"]""",
    re.MULTILINE | re.IGNORECASE,
)
# A heading may carry its id as a comment.
_HEADING = r"^(#{1,6}[ \t][^\n]*?[^ \t\n])"
# Nextra and Fumadocs write it in square brackets, and beside it whether the list of headings has the heading.
_LISTED = r"(?:[ \t]+\[!?toc\])"
HEADING_IDS = (
    re.compile(_HEADING + r"[ \t]*\{/\*[ \t]*#([\w-]+)[ \t]*\*/\}[ \t]*$", re.MULTILINE),
    re.compile(rf"{_HEADING}{_LISTED}*[ \t]+\[#([^\s\[\]{{}}]+)\]{_LISTED}*[ \t]*$", re.MULTILINE),
    re.compile(rf"{_HEADING}{_LISTED}+()[ \t]*$", re.MULTILINE),
)
# The language by which code within a line is coloured.
COLOURED = re.compile(r"(?<!`)(`[^`\n]*[^`\n{])\{:\.?[A-Za-z][\w.+-]*\}`(?!`)")


def exported(text: str, masked: str) -> tuple[Mapping[str, str], frozenset[str]]:
    """The texts that a page gives names, and all names that it defines or imports."""

    def outside(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (found for found in pattern.finditer(text) if not masked[found.start()].isspace())

    values = {found[1]: found[2] or found[3] or found[4] or "" for found in outside(VALUE)}
    pictures = {found[1]: found[2] for found in outside(_PICTURE)}
    names = {word for found in outside(_DEFINED) for word in re.findall(r"\w+", found[1] or found[2] or "")}
    return values | pictures, frozenset(names - {"from", "as"})


def imported(text: str, masked: str, raw: Callable[[str], str | None]) -> dict[str, str]:
    """The texts that a page takes in from other files by name: what these export, and the values of a file of JSON."""
    found: dict[str, str] = {}
    for line in _IMPORT.finditer(text):
        if masked[line.start()].isspace():
            continue
        other = raw(line["path"])
        if other is None:
            continue
        given = {each[1]: each[2] or each[3] or each[4] or "" for each in VALUE.finditer(other)}
        for name, _, called in (part.strip().partition(" as ") for part in (line["names"] or "").split(",")):
            if name.strip() in given:
                found[called.strip() or name.strip()] = given[name.strip()]
        if line["whole"] and line["path"].endswith(".json"):
            found |= {f"{line['whole']}.{name}": value for name, value in _PAIR.findall(other)}
    return found


def evaluated(text: str, masked: str, values: Mapping[str, str], names: frozenset[str], lose: Callable[[str], None]) -> str:
    """`text` with its expressions replaced."""
    pieces, done, at = list[str](), 0, 0
    ends = brace_ends(masked)
    while (start := masked.find("{", at)) >= 0:
        at = start + 1
        before = masked[:start].rstrip("\n")[-1:] if start else ""
        if (start and masked[start - 1] in "\\{$") or before == "{":
            continue
        end = ends.get(start, -1)
        of_tag = end > 0 and start and masked[start - 1] == "="
        if of_tag and (attribute := _OF_TAG.search(masked, max(0, start - NEAR), start)):
            # The value of an attribute of HTML: a text in it, as `require('./a.png').default` has one, or none.
            literal = _LITERAL.search(text, start, end)
            value = literal[2] if literal else values.get(text[start + 1 : end - 1].strip(), "")
            kept = f'{attribute["name"]}="{value}"' if value and attribute["name"] in _ADDRESSES else ""
            before = text[done : attribute.start("name")]
            pieces += [before if kept else before.removesuffix(" "), kept]
            done = at = end
            continue
        inner = text[start + 1 : end - 1] if end > 0 else ""
        found = _value(inner, values, names) if end > 0 else None
        if found is None:
            continue
        if not found and inner.strip():
            lose(f"{{{' '.join(inner.split())[:60]}}}")
        pieces += [text[done:start], found]
        done = at = end
    return "".join([*pieces, text[done:]])


def _value(inner: str, values: Mapping[str, str], names: frozenset[str]) -> str | None:
    """The text of an expression, empty where nobody knows it; None where it is none."""
    if not inner.strip() or _ATTRIBUTES.match(inner):
        return None
    if found := _TEXT.fullmatch(inner):
        return re.sub(r"\\(.)", r"\1", found[1] or found[2] or found[3] or "").replace("{", "\\{")
    if inner.lstrip()[:1] in ("'", '"', "`") and isinstance(joined := literal(inner), str):
        return joined.replace("{", "\\{")
    if found := _NAME.fullmatch(inner):
        root = found[1].partition(".")[0]
        return values.get(found[1], "" if root in names | _GIVEN else None)
    # Numbers, calls, and what makes elements; words alone were meant to be read.
    return "" if re.search(r"=>|[(?]|&&|\|\||^\s*\d+\s*[-+*/]\s*\d+\s*$|^\s*<", inner) else None


def brace_ends(masked: str) -> dict[int, int]:
    """Behind which brace each brace ends, of those that do; one pass, however many are never closed."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for found in _BRACE.finditer(masked):
        if found[0] == "{":
            waiting.append(found.start())
        elif waiting:
            ends[waiting.pop()] = found.end()
    return ends
