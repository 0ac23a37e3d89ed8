"""What other Markdowns write on lines of its own and CommonMark does not know, as a table.

Receives Markdown; returns Markdown. Sources: PyMdown Extensions (`///`, `--8<--`), DocFX (`:::image`, `[!INCLUDE]`, `[!VIDEO]`,
tabs by headings), VitePress and VuePress (`::: code-group`, `@tab`, `<<<`, `[[toc]]`), Azure DevOps (`::: mermaid`, `[[_TOSP_]]`),
mdBook (`{{#include}}` in code, `admonish`), MyST, mkdocstrings (`::: name`), Just the Docs, and formulas between dollar signs.
"""

from __future__ import annotations

import posixpath
import re
from textwrap import dedent

from kbgen.dialects import excerpts, shapes
from kbgen.dialects.blanked import blanked
from kbgen.dialects.marks import Surroundings
from kbgen.dialects.myst import text as myst
from kbgen.dialects.outside import Replace, replaced
from kbgen.dialects.shapes import Part, box, fold
from kbgen.dialects.tabs import code_group, tab

_ONE_LINE = re.compile(r"^(?P<lead>[ \t]*):{3,}[ \t]*(?P<kind>[a-zA-Z]+)[ \t]+(?P<words>\S.*?)[ \t]*:{3,}[ \t]*$", re.MULTILINE)
_DOCFX_IMAGE = re.compile(r":::[ \t]*image\b(?P<rest>[^\n]*?):::", re.IGNORECASE)
_DOCFX_IMAGE_END = re.compile(r"^[ \t]*:::[ \t]*image-end[ \t]*:::[ \t]*$", re.IGNORECASE | re.MULTILINE)
_DOCFX_OTHER = re.compile(
    r"^[ \t]*:::[ \t]*(?:row|row-end|column|column-end|zone|zone-end|moniker|moniker-end|query)\b[^\n]*?:::[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# What stands in a column is indented for its looks.
_DOCFX_COLUMN = re.compile(
    r"^[ \t]*:::[ \t]*column\b[^\n]*:::[ \t]*\n(?P<body>(?:(?![ \t]*:::[ \t]*column)[^\n]*\n)*?)"
    r"[ \t]*:::[ \t]*column-end[ \t]*:::[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# What VitePress shows as it is written.
_AS_IS = re.compile(r"^(?P<colons>:{3,})[ \t]*v-pre[ \t]*\n(?P<body>.*?)^(?P=colons)[ \t]*$", re.DOTALL | re.MULTILINE)
_DOCFX_CODE = re.compile(r"^(?P<lead>[ \t]*):::[ \t]*code\b(?P<rest>[^\n]*?):::[ \t]*$", re.IGNORECASE | re.MULTILINE)
_DOCFX_WORDS = re.compile(r":::[ \t]*no-loc\b[^\n]*?\btext=\"([^\"\n]*)\"[^\n]*?:::", re.IGNORECASE)
# A container whose end stands behind its last words, and ones that hold a diagram, or what only a program fills.
_END_BEHIND = re.compile(r"^(?P<words>[ \t]*(?!:{3})\S[^\n]*?)[ \t]+(?P<colons>:{3,})[ \t]*$", re.MULTILINE)
_DIAGRAM = re.compile(
    r"^(?P<lead>[ \t]*)(?P<colons>:{3,})[ \t]*(?P<kind>mermaid|plantuml)[ \t]*\n(?P<body>.*?)^[ \t]*(?P=colons)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_QUERY = re.compile(r"^[ \t]*:{3,}[ \t]*query-table\b[^\n]*\n(?:[ \t]*:{3,}[ \t]*$)?", re.MULTILINE)
_DOCFX_OPEN = re.compile(
    r"^[ \t]*:::[ \t]*(?:zone|moniker|zone-end|moniker-end)(?:[ \t]+[a-z-]+=[^\n]*)?[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_VALUE = re.compile(r"""(?<![\w-])([\w-]+)=(?:"([^"\n]*)"|'([^'\n]*)')""")
_INCLUDE = re.compile(
    r"(?:^(?P<lead>[ \t]+)(?=[^\n]*\)\][ \t]*$))?\[!INCLUDE[ \t]*(?:\[[^\[\]\n]*\])?[ \t]*\((?P<name>[^)\n]+)\)\]",
    re.IGNORECASE | re.MULTILINE,
)
_INCLUDE_OF_CODE = re.compile(r"\[!code(?:-\w+)?[ \t]*\[[^\[\]\n]*\]\(([^)\n]+)\)\]", re.IGNORECASE)
_VIDEO = re.compile(r"(?:>[ \t]*)?\[!VIDEO[ \t]+([^\]\s]+)\]", re.IGNORECASE)
# A quotation whose signs were forgotten, which DocFX takes for one.
_BARE_ALERT = re.compile(
    r"^[ ]{0,3}\[!(?P<kind>NOTE|TIP|WARNING|IMPORTANT|CAUTION)\][ ]*\n(?P<words>[^\n>]*\S[^\n]*)$", re.MULTILINE
)
_DIV = re.compile(r"^[ \t]*>[ \t]*\[!div[^\]\n]*\][ \t]*\n", re.IGNORECASE | re.MULTILINE)
_TAB_HEAD = re.compile(r"^#{1,6}[ \t]+\[([^\]\n]+)\]\(#tab/[^)\n]*\)[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:\*[ ]*){3,}$|^[ ]{0,3}(?:-[ ]*){3,}$", re.MULTILINE)
_GROUP = re.compile(
    r"^(?P<lead>[ \t]*)(?P<colons>:{3,})[ \t]*code-group[^\n]*\n(?P<body>.*?)^[ \t]*(?P=colons)[ \t]*$", re.DOTALL | re.MULTILINE
)
_FIRST_FENCE = re.compile(r"\A\s*(?:`{3,}|~{3,})[^\n]*")
_GROUP_ITEM = re.compile(
    r"^[ \t]*(?P<colons>:{3,})[ \t]*code-group-item[ \t]*(?P<title>[^\n]*?)(?::active)?[ \t]*\n"
    r"(?P<body>.*?)^[ \t]*(?P=colons)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
# Tabs of VuePress: `::: tabs`, and `@tab name` before each.
_TAB_BLOCK = re.compile(
    r"^(?P<lead>[ \t]*)(?P<colons>:{3,})[ \t]*(?:code-)?tabs?\b[^\n]*\n\s*(?P<body>(?:@tab|==[ \t]*tab)\b.*?)"
    r"^[ \t]*(?P=colons)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_TAB_START = re.compile(r"^[ \t]*(?:@tab(?::\w+)?|==[ \t]*tab)(?P<title>[^\n]*)$", re.MULTILINE)
_PYMDOWN = re.compile(
    r"^(?P<lead>[ \t]*)(?P<mark>/{3,})[ \t]*(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<title>[^\n]*))?[ \t]*\n"
    r"(?P<body>.*?)^(?P=lead)(?P=mark)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_OPTIONS = re.compile(r"\A(?:[ \t]{4,}(?:[\w-]+:[^\n]*|\{[\w-]+:[^\n]*\})\n)+\n?")
_SNIPPET = re.compile(r"^(?P<lead>[ \t]*)-{2,}8<-{2,}[ \t]+[\"'](?P<name>[^\"'\n]+)[\"'][ \t]*$", re.MULTILINE)
_SNIPPETS = re.compile(r"^(?P<lead>[ \t]*)-{2,}8<-{2,}[ \t]*\n(?P<names>(?:[^\n]*\n)+?)[ \t]*-{2,}8<-{2,}[ \t]*$", re.MULTILINE)
_VITE_CODE = re.compile(
    r"^(?P<lead>[ \t]*)(?:<<<[ \t]*(?P<name>[^\s#{<][^\s#{]*)(?:#(?P<part>[\w.-]+))?[ \t]*"
    r"(?:\{(?P<info>[^}\n]*)\})?[ \t]*(?:\[(?P<title>[^\]\n]+)\])?"
    r"|@\[code[^\]\n]*\]\((?P<other>[^)\n]+)\))[ \t]*$",
    re.MULTILINE,
)
_OTHER_INCLUDE = re.compile(r"^[ \t]*(?:@include|!!!include)\(([^)\n]+)\)(?:!!!)?[ \t]*$", re.MULTILINE)
# In a block of code: a line that stands for a file.
_CODE_LINE = re.compile(
    r"^(?P<lead>[ \t]*)(?:-{1,}8<-{1,}[ \t]+[\"'](?P<snippet>[^\"'\n]+)[\"']"
    r"|\{\{[ \t]*#(?:rustdoc_)?include[ \t]+(?P<book>[^}\s]+)[ \t]*\}\})[ \t]*$",
    re.MULTILINE,
)
# Marks that keep a template from reading code; without them the code is what readers saw.
_RAW = re.compile(
    r"(?:^[ \t]*)?\{%-?[ ]*raw[ ]*-?%\}(\n?)((?:(?!\{%-?[ ]*(?:end)?raw).)*?)\{%-?[ ]*endraw[ ]*-?%\}(\n?)",
    re.DOTALL | re.MULTILINE,
)
# Notes that are written as blocks of code (mdbook-admonish, MyST, a plugin of Obsidian).
_BOX_SIGN = re.compile(r"[`~:]{3}[ \t]*(?:admonish|ad-\w|\{[a-z])")
_BOX_FENCE = re.compile(
    r"^(?P<lead>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*"
    r"(?:admonish|ad-(?P<ad>\w+)|\{(?P<myst>admonition|note|tip|hint|important|warning|caution|attention"
    r"|danger|error|seealso)\})(?P<rest>[^\n]*)\n(?P<body>.*?)^[ \t]*(?P=fence)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_BOX_OPTIONS = re.compile(r"\A(?:[ \t]*:[\w-]+:[^\n]*\n|(?:title|collapse|icon|color):[^\n]*\n)+")
# What mkdocstrings writes from a program's own text; as a heading, its name at least can be shown.
_AUTODOC = re.compile(
    r"^(?:(?P<level>\#{1,6})[ \t]+|[ \t]*):::[ \t]+(?P<name>[A-Za-z_]\w*(?:\.\w+)+|(?(level)[A-Za-z_]\w*|mkdocs-[\w-]+))"
    r"[ \t]*(?:\n|\Z)"
    r"(?:[ \t]+\S[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]+[\w-]+:))*",
    re.MULTILINE,
)
_CLOSER = re.compile(r"^[ \t]*(?:`{3,}|~{3,}|:{3,}|/{3,})[ \t]*$", re.MULTILINE)
# Directly behind the end of HTML, where CommonMark takes it for more HTML and other Markdowns do not.
_BEHIND_HTML = re.compile(
    r"^( {0,3}</(?:div|details|section|article|aside|table|center|figure|p|ul|ol)>[ \t]*\n)"
    r"(?=[ ]{0,3}(?:`{3}|~{3}|\#{1,6}[ ]|[-*+][ ]|\d+[.)][ ]|>[ ]?\S|\||!!![ ]|:{3}))",
    re.MULTILINE | re.IGNORECASE,
)
_VITE_INCLUDE = re.compile(
    r"<!--[ \t]*@include:[ \t]*(?P<name>[^\s>{#]+)(?:#(?P<part>[\w-]+))?(?:\{(?P<lines>\d*,?\d*)\})?[^>\n]*-->"
)
# A table of contents, with a heading above it that has nothing else below.
_TOC = re.compile(
    r"(?:^\#{1,6}[ \t][^\n]*\n(?:[ \t]*\{:[^}\n]*\}[ \t]*\n)?(?:[ \t]*\n)*"
    r"(?=[^\n]*(?:\n[^\n]*\{:toc[^\n]*)?(?:\n|\Z)\s*(?:\#|-{3}|\*{3}|\Z)))?"
    r"^[ \t]*(?:\[\[?_?to(?:c|sp)_?\]?\]|(?:[-*]|\d\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*toc[^}\n]*\}|\{:toc\})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Callouts of Just the Docs: a class before a paragraph or a quotation, whose first line may be a title.
_CALLOUT = re.compile(
    r"^(?P<lead>[ ]{0,3})\{:[ ]*\.(?P<kind>note|tip|info|warning|important|highlight|new|danger)(?P<title>-title)?[ ]*\}[ ]*\n"
    r"(?P<body>(?:[ ]{0,3}>[^\n]*(?:\n|\Z))+|(?:(?![ ]*(?:\{:|`{3}|[#>]))[^\n]*\S[^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)
_MATH = re.compile(r"^(?P<lead>[ \t]*)\$\$[ \t]*\n(?P<body>.*?)^[ \t]*\$\$[ \t]*$", re.DOTALL | re.MULTILINE)
_MATH_BRACKETS = re.compile(r"^(?P<lead>[ \t]*)\\\[[ \t]*\n?(?P<body>.*?)\\\][ \t]*$", re.DOTALL | re.MULTILINE)


class Lines:
    """Puts the tables over one text; `mdx` says that indented lines are no code."""

    def __init__(self, around: Surroundings, *, mdx: bool) -> None:
        self._around, self._mdx = around, mdx

    def blocks(self, text: str) -> str:
        """Whatever takes lines of its own, and what is put in from other files."""
        text = myst.converted(text, self._around)
        text = self._code_lines(_unraw(text) if "endraw" in text else text)
        if _BOX_SIGN.search(text):
            text = self._put_closed(_BOX_FENCE, text, _box_fence, code=True)
        if "/// " in text or "///\n" in text:
            for _ in range(6):
                changed = self._put_closed(_PYMDOWN, text, self._pymdown)
                if changed == text:
                    break
                text = changed
        for signs, pattern, replace in (
            (("[!include",), _INCLUDE, lambda found: shapes.indented(self._included(found["name"]), found["lead"] or "")),
            (("@include:",), _VITE_INCLUDE, lambda found: self._included(found["name"] + _part_of(found["part"], found["lines"]))),
            (
                ("8<-",),
                _SNIPPETS,
                lambda found: "\n\n".join(self._included(name) for name in found["names"].split("\n") if name.strip()),
            ),
            (("8<-",), _SNIPPET, lambda found: self._included(found["name"])),
            (("include(",), _OTHER_INCLUDE, lambda found: self._included(found[1])),
            (("<<<", "@[code"), _VITE_CODE, self._code_file),
            (("[!code",), _INCLUDE_OF_CODE, lambda found: self._fenced(*excerpts.split(found[1], code=True))),
        ):
            small = text.lower()
            if any(sign in small for sign in signs):
                text = self._put(pattern, text, replace, whole=pattern is _VITE_INCLUDE)
        if ":::" in text:
            text = self._containers(text)
        if "[!" in text:
            small = text.lower()
            if "[!video" in small:
                text = self._put(_VIDEO, text, lambda found: f"\n\n![]({found[1]})\n\n")
            if "[!div" in small:
                text = self._put(_DIV, text, lambda found: "")
            text = self._put(_BARE_ALERT, text, lambda found: f"\n> [!{found['kind']}]\n> {found['words'].strip()}\n")
        if "](#tab/" in text:
            text = self._docfx_tabs(text)
        if "{:" in text:
            text = self._put(_CALLOUT, text, _callout)
        small = text.lower()
        if "toc" in small or "tosp" in small:
            text = self._put(_TOC, text, lambda found: "")
        if "</" in text:
            text = self._put(_BEHIND_HTML, text, lambda found: f"{found[1]}\n", whole=True)
        for sign, pattern in (("$$", _MATH), ("\\[", _MATH_BRACKETS)):
            if sign in text:
                text = self._put(pattern, text, lambda found: _lead(found, f"```math\n{found['body'].strip()}\n```"))
        return text

    def _containers(self, text: str) -> str:
        """What is written between colons."""
        small = text.lower()
        text = self._put(_AUTODOC, text, self._autodoc)
        # Deep in lists it looks like code that is marked by its indentation; with both its ends it is none.
        text = replaced(_DOCFX_IMAGE, text, self._docfx_image, indented=False)
        if "code" in small:
            text = self._put(_DOCFX_CODE, text, self._docfx_code)
        if "no-loc" in small:
            text = self._put(_DOCFX_WORDS, text, lambda found: found[1])
        if "column" in small:
            text = self._put(_DOCFX_COLUMN, text, lambda found: f"\n{dedent(found['body'])}\n")
        if "v-pre" in small:
            text = self._put_closed(_AS_IS, text, lambda found: found["body"].replace("{{", "\ue031"))
        for signs, pattern in (
            (("image-end",), _DOCFX_IMAGE_END),
            (("row", "column", "zone", "moniker", "query"), _DOCFX_OTHER),
            (("zone", "moniker"), _DOCFX_OPEN),
        ):
            if any(sign in small for sign in signs):
                text = self._put(pattern, text, lambda found: "")
        # In a text with pictures alone, these are gone now.
        if ":::" not in text:
            return text
        text = self._put(_ONE_LINE, text, lambda found: _lead(found, box(found["kind"], "", found["words"]).text))
        if "query-table" in small:
            text = self._put(_QUERY, text, lambda found: "")
        if "mermaid" in small or "plantuml" in small:
            text = self._put_closed(_DIAGRAM, text, lambda found: _lead(found, shapes.fenced(found["body"], found["kind"])))
        if "code-group" in small:
            text = self._put_closed(_GROUP, text, lambda found: _lead(found, self._group(found["body"])))
        if "tab" in small:
            text = self._put_closed(_TAB_BLOCK, text, _tab_block)
        return self._put(_END_BEHIND, text, lambda found: f"{found['words']}\n{found['colons']}")

    def _put(self, pattern: re.Pattern[str], text: str, replace: Replace, *, whole: bool = False) -> str:
        return replaced(pattern, text, replace, indented=not self._mdx, whole=whole, hidden=pattern is _VITE_INCLUDE)

    def _put_closed(self, pattern: re.Pattern[str], text: str, replace: Replace, *, code: bool = False) -> str:
        """The same for what a line of its own closes: behind the last of these none is looked for, as each would be to the end."""
        ends = [found.end() for found in _CLOSER.finditer(text)]
        if not ends:
            return text
        return replaced(pattern, text, replace, indented=not self._mdx, whole=True, code=code, until=ends[-1])

    def _pymdown(self, found: re.Match[str]) -> str:
        name, title = found["name"].lower(), (found["title"] or "").strip()
        body = _OPTIONS.sub("", found["body"]).strip("\n")
        if name in ("tab", "tab-set"):
            shaped = tab(title, body)
        elif name in ("details", "summary"):
            shaped = fold(title, body)
        elif name in ("caption", "figure-caption", "table-caption"):
            return _lead(found, f"*{body.strip()}*")
        elif name in ("define", "html", "latex", "columns", "column", "blocks"):
            return _lead(found, body)
        else:
            shaped = box(name, title, body)
        return _lead(found, shaped.text)

    def _code_lines(self, text: str) -> str:
        """`text` with the lines filled in that stand for a file in a block of code; one that is not there stays as it was typed."""
        if "8<" not in text and "{{" not in text:
            return text
        masked = blanked(text, indented=not self._mdx)

        def filled(found: re.Match[str]) -> str:
            name, part = excerpts.split(found["snippet"] or found["book"])
            code = self._around.raw(name) if not masked[found.start() : found.end()].strip() else None
            return found[0] if code is None else shapes.indented(excerpts.excerpt(code, part).strip("\n"), found["lead"])

        return _CODE_LINE.sub(filled, text)

    def _included(self, name: str) -> str:
        text = self._around.include(name.strip())
        if text is None:
            self._around.lose(f"included text {name.strip()}"[:100], "It is not in the folder.")
        return f"\n\n{text}\n\n" if text and "\n" in text.strip() else (text or "").strip()

    def _code_file(self, found: re.Match[str]) -> str:
        if found["other"]:
            return _lead(found, self._fenced(found["other"]))
        info = next((word for word in (found["info"] or "").split() if word[0].isalpha()), "")
        return _lead(found, self._fenced(found["name"], found["part"] or "", info, found["title"] or ""))

    def _fenced(self, name: str, part: str = "", language: str = "", title: str = "") -> str:
        name = name.partition("?")[0]
        code = self._around.raw(name)
        if code is None:
            self._around.lose(f"included code {name}"[:100], "It is not in the folder.")
            return ""
        language = language or posixpath.splitext(name)[1][1:]
        title = title if title and title != language else posixpath.basename(name)
        return f"\n\n````{language or 'text'} [{title}]\n{excerpts.excerpt(code, part).strip(chr(10))}\n````\n\n"

    def _autodoc(self, found: re.Match[str]) -> str:
        self._around.lose(found[0].split("\n")[0].strip()[:100], "Its text is made from a program, which is in no article.")
        return f"{found['level']} `{found['name']}`\n" if found["level"] else ""

    def _docfx_code(self, found: re.Match[str]) -> str:
        values = {name.lower(): one or other for name, one, other in _VALUE.findall(found["rest"])}
        part = values.get("id") or values.get("range", "")
        return _lead(found, self._fenced(values.get("source", ""), part, values.get("language", "")))

    def _docfx_image(self, found: re.Match[str]) -> str:
        values = {name.lower(): one or other for name, one, other in _VALUE.findall(found["rest"])}
        if not values.get("source"):
            return ""
        return shapes.picture(
            Part("image", "docfx", {**values, "alt": values.get("alt-text", "")}, (), "", None, self._around)
        ).text

    def _group(self, body: str) -> str:
        def named(found: re.Match[str]) -> str:
            return _FIRST_FENCE.sub(lambda first: f"{first[0]} [{found['title']}]", found["body"])

        body = _GROUP_ITEM.sub(named, body)
        return code_group(Part("code-group", "colons", {}, (), "", body, self._around)).text

    def _docfx_tabs(self, text: str) -> str:
        masked = blanked(text, indented=not self._mdx)
        heads = list(_TAB_HEAD.finditer(masked))
        pieces, done = [], 0
        for head, following in zip(heads, [*heads[1:], *([None] if heads else [])], strict=True):
            rule = _RULE.search(masked, head.end())
            limits = [following.start() if following else len(text), rule.start() if rule else len(text)]
            end = min(limits)
            title = text[head.start() : head.end()].partition("[")[2].partition("]")[0]
            pieces += [text[done : head.start()], tab(title, text[head.end() : end].strip("\n")).text, "\n\n"]
            done = rule.end() if rule and rule.start() == end else end
        return "".join([*pieces, text[done:]])


def _part_of(part: str | None, lines: str | None) -> str:
    """Which part of a file VitePress includes, as `excerpts` has it: a region or heading by name, or lines."""
    return f"#{part}" if part else f":{lines.replace(',', ':')}" if lines and lines != "," else ""


def _lead(found: re.Match[str], text: str) -> str:
    lead = found["lead"].replace("\t", "    ")
    return "\n" + "\n".join(lead + line if line.strip() else "" for line in text.split("\n")) + "\n"


def _unraw(text: str) -> str:
    masked = blanked(text, indented=False)

    def bare(found: re.Match[str]) -> str:
        # Outside of code the table of components knows it.
        if masked[found.start(0) : found.start(2)].strip() or "{" not in found[2]:
            return found[0]
        return found[2] + ("" if found[1] and found[2].endswith("\n") else found[3])

    return _RAW.sub(bare, text)


def _tab_block(found: re.Match[str]) -> str:
    heads = list(_TAB_START.finditer(blanked(found["body"], indented=False)))
    ends = [*(head.start() for head in heads[1:]), len(found["body"])]
    tabs = [
        tab(found["body"][head.start("title") : head.end("title")].strip(" \t\"'"), found["body"][head.end() : end]).text
        for head, end in zip(heads, ends, strict=True)
    ]
    return _lead(found, "\n\n".join(tabs))


def _box_fence(found: re.Match[str]) -> str:
    rest, body = found["rest"].strip(), found["body"]
    named = re.search(r"title=[\"']([^\"'\n]*)", rest)
    words = rest.partition(" ")[0] if found["ad"] is None and found["myst"] is None else ""
    title = named[1] if named else rest if found["myst"] else ""
    if options := _BOX_OPTIONS.match(body):
        said = re.search(r"^title:[ \t]*(.*)$", options[0], re.MULTILINE)
        title, body = title or (said[1].strip() if said else ""), body[options.end() :]
    kind = found["ad"] or found["myst"] or (words if words.isalpha() else "note")
    lead = found["lead"]
    body = "\n".join(line.removeprefix(lead) for line in body.split("\n"))
    return _lead(found, box(kind, title, body.strip("\n")).text)


def _callout(found: re.Match[str]) -> str:
    lines = [re.sub(r"^[ ]{0,3}>[ ]?", "", line) for line in found["body"].strip("\n").split("\n")]
    title = lines.pop(0).strip() if found["title"] else ""
    return _lead(found, box(found["kind"], title, "\n".join(lines)).text) + "\n"
