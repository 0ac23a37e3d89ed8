"""What other Markdowns write and CommonMark does not know, line by line and word by word, as a table.

Receives Markdown; returns Markdown. Sources: PyMdown Extensions (`///`, `==x==`, `++ctrl+s++`, `--8<--`), Material's icons, DocFX
(`:::image`, `[!INCLUDE]`, `[!VIDEO]`, tabs by headings), Obsidian (`[[page]]`, `![[picture]]`, `%%comment%%`), VitePress
(`::: code-group`, `<<<`, `[[toc]]`), kramdown (`{: .class}`), and formulas between dollar signs.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from kbgen.dialects import shapes
from kbgen.dialects.blanked import blanked
from kbgen.dialects.marks import Surroundings, destination, settled
from kbgen.dialects.shapes import Part, box, fold, tab

_ONE_LINE = re.compile(r"^(?P<lead>[ \t]*):{3,}[ \t]*(?P<kind>[a-zA-Z]+)[ \t]+(?P<words>\S.*?)[ \t]*:{3,}[ \t]*$", re.MULTILINE)
_DOCFX_IMAGE = re.compile(r":::[ \t]*image\b(?P<rest>[^\n]*?):::", re.IGNORECASE)
_DOCFX_IMAGE_END = re.compile(r"^[ \t]*:::[ \t]*image-end[ \t]*:::[ \t]*$", re.IGNORECASE | re.MULTILINE)
_DOCFX_OTHER = re.compile(
    r"^[ \t]*:::[ \t]*(?:row|row-end|column|column-end|zone|zone-end|moniker|moniker-end|code|query)\b[^\n]*?:::[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_DOCFX_OPEN = re.compile(
    r"^[ \t]*:::[ \t]*(?:zone|moniker|zone-end|moniker-end)(?:[ \t]+[a-z-]+=[^\n]*)?[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_VALUE = re.compile(r"""([\w-]+)=(?:"([^"\n]*)"|'([^'\n]*)')""")
_INCLUDE = re.compile(r"\[!INCLUDE[ \t]*(?:\[[^\]\n]*\])?[ \t]*\(([^)\n]+)\)\]", re.IGNORECASE)
_INCLUDE_OF_CODE = re.compile(r"\[!code(?:-\w+)?[ \t]*\[[^\]\n]*\]\(([^)\n]+)\)\]", re.IGNORECASE)
_VIDEO = re.compile(r"(?:>[ \t]*)?\[!VIDEO[ \t]+([^\]\s]+)\]", re.IGNORECASE)
# A quotation whose signs were forgotten, which DocFX takes for one.
_BARE_ALERT = re.compile(
    r"^[ ]{0,3}\[!(?P<kind>NOTE|TIP|WARNING|IMPORTANT|CAUTION)\][ ]*\n(?P<words>[^\n>]*\S[^\n]*)$", re.MULTILINE
)
_DIV = re.compile(r"^[ \t]*>[ \t]*\[!div[^\]\n]*\][ \t]*\n", re.IGNORECASE | re.MULTILINE)
_TAB_HEAD = re.compile(r"^#{1,6}[ \t]+\[([^\]\n]+)\]\(#tab/[^)\n]*\)[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:\*[ ]*){3,}$|^[ ]{0,3}(?:-[ ]*){3,}$", re.MULTILINE)
_XREF = re.compile(r"<xref:([^>\s?]+)[^>\n]*>")
_GROUP = re.compile(
    r"^(?P<lead>[ \t]*)(?P<colons>:{3,})[ \t]*code-group[^\n]*\n(?P<body>.*?)^[ \t]*(?P=colons)[ \t]*$", re.DOTALL | re.MULTILINE
)
_PYMDOWN = re.compile(
    r"^(?P<lead>[ \t]*)(?P<mark>/{3,})[ \t]*(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<title>[^\n]*))?[ \t]*\n"
    r"(?P<body>.*?)^(?P=lead)(?P=mark)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_OPTIONS = re.compile(r"\A(?:[ \t]{4}[\w-]+:[^\n]*\n)+\n?")
_SNIPPET = re.compile(r"^(?P<lead>[ \t]*)-{2,}8<-{2,}[ \t]+[\"'](?P<name>[^\"'\n]+)[\"'][ \t]*$", re.MULTILINE)
_VITE_CODE = re.compile(r"^(?P<lead>[ \t]*)<<<[ \t]*(?P<name>\S+)[^\n]*$", re.MULTILINE)
_VITE_INCLUDE = re.compile(r"<!--[ \t]*@include:[ \t]*([^\s>{]+)[^>\n]*-->")
_EMBED = re.compile(r"!\[\[(?P<to>[^\]|#\n]+)(?:#(?P<anchor>[^\]|\n]+))?(?:\|(?P<words>[^\]\n]*))?\]\]")
_WIKI = re.compile(r"(?<!!)\[\[(?P<to>[^\]|#\n]*)(?:#(?P<anchor>[^\]|\n]+))?(?:\\?\|(?P<words>[^\]\n]+))?\]\]")
_TOC = re.compile(r"^[ \t]*(?:\[\[?_?toc_?\]?\]|\{:toc\}|\* TOC\n\{:toc\}|1\. TOC\n\{:toc\})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TOC_OF_KRAMDOWN = re.compile(r"^[ \t]*(?:[-*]|\d\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{:(?![:/])(?P<rest>[^}\n]*)\}")
# Callouts of Just the Docs: a class before a paragraph or a quotation, whose first line may be a title.
_CALLOUT = re.compile(
    r"^(?P<lead>[ ]{0,3})\{:[ ]*\.(?P<kind>note|tip|info|warning|important|highlight|new|danger)(?P<title>-title)?[ ]*\}[ ]*\n"
    r"(?P<body>(?:[ ]{0,3}>[^\n]*(?:\n|\Z))+|(?:(?![ ]*(?:\{:|`{3}|[#>]))[^\n]*\S[^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm")
_KEYS = re.compile(r"(?<![+\w])\+\+(?P<keys>(?:\"[^\"\n]+\"|[\w-]+)(?:\+(?:\"[^\"\n]+\"|[\w-]+))*)\+\+(?![+\w])")
_KEY_NAMES = {
    "ctrl": "Ctrl",
    "cmd": "Cmd",
    "alt": "Alt",
    "shift": "Shift",
    "enter": "Enter",
    "esc": "Esc",
    "tab": "Tab",
    "del": "Del",
}

# In running text: (expression, what is written instead).
WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r":(?:material|octicons|fontawesome|simple|custom)-[a-z0-9-]+:(?:\{[^}\n]*\})?[ ]?"), ""),
    (re.compile(r"(?<![=\w])==(?=\S)([^=\n]+)(?<=\S)==(?![=\w])"), r"<mark>\1</mark>"),
    (re.compile(r"\{==(?=\S)([^\n]+?)==\}"), r"<mark>\1</mark>"),
    (re.compile(r"\{\+\+(?=\S)([^\n]+?)\+\+\}"), r"<ins>\1</ins>"),
    (re.compile(r"\{--(?=\S)([^\n]+?)--\}"), r"<del>\1</del>"),
    (re.compile(r"\{~~([^\n]+?)~>([^\n]*?)~~\}"), r"<del>\1</del><ins>\2</ins>"),
    (re.compile(r"\{>>([^\n]+?)<<\}"), r"(\1)"),
    (re.compile(r"(?<!\^)\^\^(?=\S)([^\^\n]+)(?<=\S)\^\^"), r"<ins>\1</ins>"),
    (re.compile(r"\[!(?:UICONTROL|KBD|DNL|BADGE|PRISMTOKEN)[ \t]+([^\]\n]+)\](?:\{[^}\n]*\})?"), r"\1"),
    (re.compile(r"\{::(?:comment|options)[^}\n]*\}(?:.*?\{:/(?:comment)?\})?"), ""),
    (re.compile(r"\{::?/?(?:nomarkdown)?\}"), ""),
    (re.compile(r"%%[^%]*(?:%(?!%)[^%]*)*%%"), ""),
    (re.compile(r"(?m)[ \t]+\^[a-zA-Z0-9-]+$"), ""),
    (re.compile(r"\{/\*(?:[^*]|\*(?!/))*\*/\}"), ""),
    (re.compile(r"""\{\s*(["'])([ \t]*)\1\s*\}"""), r"\2"),
    (re.compile(r"\{\{(?:<|%)/\*[ \t]*(.*?)[ \t]*\*/(?:>|%)\}\}"), r"`{{< \1 >}}`"),
    (re.compile(r"(?<![\\$\w])\$\$(?=\S)([^$\n]+)(?<=\S)\$\$"), r"`\1`"),
    (re.compile(r"(?<![\\$\w])\$(?=[^\s$\d])([^$\n`]*[\\^_=][^$\n`]*)(?<=\S)\$(?![\w$])"), r"`\1`"),
    (re.compile(r"\\\((.+?)\\\)"), r"`\1`"),
)  # fmt: skip
_MATH = re.compile(r"^(?P<lead>[ \t]*)\$\$[ \t]*\n(?P<body>.*?)^[ \t]*\$\$[ \t]*$", re.DOTALL | re.MULTILINE)
_MATH_BRACKETS = re.compile(r"^(?P<lead>[ \t]*)\\\[[ \t]*\n?(?P<body>.*?)\\\][ \t]*$", re.DOTALL | re.MULTILINE)
Replace = Callable[[re.Match[str]], str]


class Lines:
    """Puts the tables over one text; `mdx` says that indented lines are no code."""

    def __init__(self, around: Surroundings, *, mdx: bool) -> None:
        self._around, self._mdx = around, mdx

    def blocks(self, text: str) -> str:
        """Whatever takes lines of its own, and what is put in from other files."""
        if "/// " in text or "///\n" in text:
            for _ in range(6):
                changed = self._sub(_PYMDOWN, text, self._pymdown, whole=True)
                if changed == text:
                    break
                text = changed
        for pattern, replace in (
            (_INCLUDE, lambda found: self._included(found[1])),
            (_VITE_INCLUDE, lambda found: self._included(found[1])),
            (_SNIPPET, lambda found: self._included(found["name"])),
            (_VITE_CODE, self._code_file),
            (_INCLUDE_OF_CODE, lambda found: self._fenced(found[1])),
        ):
            text = self._sub(pattern, text, replace, whole=pattern is _VITE_INCLUDE)
        if ":::" in text:
            text = self._sub(_DOCFX_IMAGE, text, self._docfx_image)
            for pattern in (_DOCFX_IMAGE_END, _DOCFX_OTHER, _DOCFX_OPEN):
                text = self._sub(pattern, text, lambda found: "")
            text = self._sub(_ONE_LINE, text, lambda found: _lead(found, box(found["kind"], "", found["words"]).text))
            text = self._sub(_GROUP, text, lambda found: _lead(found, self._group(found["body"])), whole=True)
        text = self._sub(_VIDEO, text, lambda found: f"\n\n![]({found[1]})\n\n")
        text = self._sub(_DIV, text, lambda found: "")
        text = self._sub(_BARE_ALERT, text, lambda found: f"\n> [!{found['kind']}]\n> {found['words'].strip()}\n")
        if "](#tab/" in text:
            text = self._docfx_tabs(text)
        if "{:" in text:
            text = self._sub(_CALLOUT, text, _callout)
        text = self._sub(_TOC_OF_KRAMDOWN, text, lambda found: "")
        text = self._sub(_TOC, text, lambda found: "")
        text = self._sub(_MATH, text, lambda found: _lead(found, f"```math\n{found['body'].strip()}\n```"))
        return self._sub(_MATH_BRACKETS, text, lambda found: _lead(found, f"```math\n{found['body'].strip()}\n```"))

    def words(self, text: str) -> str:
        """What stands in running text."""
        text = self._sub(_EMBED, text, self._embed)
        text = self._sub(_WIKI, text, self._wiki)
        text = self._sub(_KEYS, text, _keys)
        text = self._sub(_XREF, text, lambda found: f"`{found[1]}`")
        text = self._sub(_ATTRIBUTES, text, _kramdown)
        for pattern, replacement in WORDS:
            text = self._sub(pattern, text, lambda found, replacement=replacement: found.expand(replacement))  # type: ignore[misc]
        return text

    def _sub(self, pattern: re.Pattern[str], text: str, replace: Replace, *, whole: bool = False) -> str:
        """`pattern.sub` outside of code; with `whole` what it spans may hold code, only its beginning may not be any."""
        if pattern.search(text) is None:
            return text
        masked = blanked(text, indented=not self._mdx)
        pieces, done = [], 0
        for found in pattern.finditer(text if whole else masked):
            mark = text[found.start() : found.end()].strip()[:1]
            at = text.index(mark, found.start()) if mark else found.start()
            if whole and masked[at : at + 1] != mark and pattern is not _VITE_INCLUDE:
                continue
            original = found if whole else pattern.match(text, found.start())
            if original is None or original.end() != found.end():
                continue
            pieces += [text[done : found.start()], replace(original)]
            done = found.end()
        return "".join([*pieces, text[done:]])

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

    def _included(self, name: str) -> str:
        text = self._around.include(name.strip().partition("#")[0])
        if text is None:
            self._around.lose(f"included text {name}"[:100], "It is not in the folder.")
        return f"\n\n{text}\n\n" if text and "\n" in text.strip() else (text or "").strip()

    def _code_file(self, found: re.Match[str]) -> str:
        return _lead(found, self._fenced(re.split(r"[#{]", found["name"])[0]))

    def _fenced(self, name: str) -> str:
        name = name.partition("?")[0]
        code = self._around.raw(name)
        if code is None:
            self._around.lose(f"included code {name}"[:100], "It is not in the folder.")
            return ""
        language = posixpath.splitext(name)[1][1:]
        return f"\n\n````{language}\n{code.strip(chr(10))}\n````\n\n"

    def _docfx_image(self, found: re.Match[str]) -> str:
        values = {name.lower(): one or other for name, one, other in _VALUE.findall(found["rest"])}
        if not values.get("source"):
            return ""
        return shapes.picture(
            Part("image", "docfx", {**values, "alt": values.get("alt-text", "")}, (), "", None, self._around)
        ).text

    def _group(self, body: str) -> str:
        return shapes.code_group(Part("code-group", "colons", {}, (), "", body, self._around)).text

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

    def _embed(self, found: re.Match[str]) -> str:
        name, words = found["to"].strip(), (found["words"] or "").strip()
        if name.lower().endswith(_PICTURES):
            target = self._around.picture(name)
            alt = "" if re.fullmatch(r"[\dx]*", words) else words
            alt = alt or posixpath.splitext(posixpath.basename(name))[0]
            return f"![{alt}]({settled(destination(target))})" if target and not target.startswith("http") else alt
        return self._wiki(found)

    def _wiki(self, found: re.Match[str]) -> str:
        name, anchor = found["to"].strip(), (found["anchor"] or "").strip()
        if name.lower() in ("toc", "_toc_"):
            return ""
        words = (found["words"] or "").strip() or name.rpartition("/")[2].removesuffix(".md") or anchor
        anchor = re.sub(r"[^\w\- ]", "", anchor.lower()).replace(" ", "-")
        reference = f"{name}#{anchor}" if anchor else name
        target = self._around.link(reference.replace(" ", "%20")) if reference else ""
        return f"[{words}]({settled(destination(target))})" if target else words


def _lead(found: re.Match[str], text: str) -> str:
    lead = found["lead"].replace("\t", "    ")
    return "\n" + "\n".join(lead + line if line.strip() else "" for line in text.split("\n")) + "\n"


def _callout(found: re.Match[str]) -> str:
    lines = [re.sub(r"^[ ]{0,3}>[ ]?", "", line) for line in found["body"].strip("\n").split("\n")]
    title = lines.pop(0).strip() if found["title"] else ""
    return _lead(found, box(found["kind"], title, "\n".join(lines)).text) + "\n"


def _keys(found: re.Match[str]) -> str:
    parts = [part.strip('"') for part in re.findall(r'"[^"]+"|[\w-]+', found["keys"])]
    return "+".join(
        f"<kbd>{_KEY_NAMES.get(part, part.upper() if len(part) == 1 else part.replace('-', ' ').capitalize())}</kbd>"
        for part in parts
    )


def _kramdown(found: re.Match[str]) -> str:
    # Only an id matters: something may lead to it.
    name = re.search(r"#([\w-]+)", found["rest"])
    return f" {{#{name[1]}}}" if name else ""
