"""What other Markdowns write in running text and CommonMark does not know, as a table.

Receives Markdown; returns Markdown. Sources: PyMdown Extensions (`==x==`, `++ctrl+s++`, `^^x^^`), Material's icons, CriticMarkup,
DocFX (`[!UICONTROL]`, `<xref:>`), Obsidian (`[[page]]`, `![[picture]]`, `%%comment%%`, `![x|100]`), kramdown (`{: .class}`), Pandoc
(`^[note]`, `H~2~O`), and formulas between dollar signs.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from kbgen.dialects.emoji import EMOJI, drawn
from kbgen.dialects.marks import Surroundings, destination, settled
from kbgen.dialects.outside import Replace, replaced

_XREF = re.compile(
    r"<xref:(?P<uid>[^<>\s?]+)(?:\?(?:[^<>\n]*?&)?text=(?P<text>[^<>&\n]+)|[?\s])?[^<>\n]*>"
    r"|<xref\s+href=[\"'](?P<href>[^\"'<>?\n]+)[^<>\n]*>(?P<words>[^<\n]*)</xref>"
)
# A page by its uid, which is one where somebody has it.
_UID = re.compile(r"@(?<![\w@/.`-]@)(?:\"(?P<quoted>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|(?P<uid>[A-Za-z_][\w-]*(?:[.*+][\w-]+)*))")
# In a table the sign between target and words is escaped.
_EMBED = re.compile(r"!\[\[(?P<to>[^\[\]|#\n]+?)(?:#(?P<anchor>[^\[\]|\n]+?))?(?:\\?\|(?P<words>[^\[\]\n]*))?\]\]")
_WIKI = re.compile(r"(?<!!)\[\[(?P<to>[^\[\]|#\n]*?)(?:#(?P<anchor>[^\[\]|\n]+?))?(?:\\?\|(?P<words>[^\[\]\n]+))?\]\]")
_ATTRIBUTES = re.compile(r"(?:(?<=\S)\n)?(?:(?<![ \t])[ \t]+)?\{:(?![:/])(?P<rest>[^{}\n]*)\}")
# Names of a program's parts, which a plugin of MkDocs makes links of; a link by name that is defined is one.
_NAMED = re.compile(r"(?<![!\]\\])\[(?P<words>[^\[\]\n]+)\]\[(?P<to>[A-Za-z_]\w*(?:\.\w+)+)\](?![\[(:])")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm")
# One picture for each of two looks.
_LIGHT = re.compile(r"#(?:only-light|gh-light-mode-only)|\bdark:hidden\b")
_DARK = re.compile(
    r"!\[[^\[\]\n]*\]\([^()\s]+#(?:only-dark|gh-dark-mode-only)[^()\n]*\)(?:\{[^}\n]*\})?"
    r"|<img\b[^<>]*(?:\bdark:block\b|#(?:only-dark|gh-dark-mode-only))[^<>]*>"
)
_KEYS = re.compile(r"(?<![+\w{])\+\+(?P<keys>(?:\"[^\"\n]+\"|[\w-]+)(?:\+(?:\"[^\"\n]+\"|[\w-]+))*)\+\+(?![+\w])")
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

# In running text: (a sign that has to be there, expression, what is written instead). Looking for a sign takes a hundredth of the
# time that an expression takes, and few texts have many of them. None looks through the rest of a text from each of its signs.
WORDS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    # One bracket too many: the words behind it are no part of the address.
    (
        "]((",
        re.compile(r"\]\(\(((?:[a-zA-Z][\w+.-]*:|\.{0,2}/|(?=[\w./-]+\.(?:mdx?|html?)[#)]))[^()\s]*)\)(?:\)|(?!\)))"),
        r"](\1)",
    ),
    # Bold words with a space inside their signs at the beginning of a line, as programs that translate leave them.
    (
        "** ",
        re.compile(
            r"(?m)^([ \t>]*(?:(?:[-*+]|\d+[.)]|\#{1,6})[ \t]+)?)\*\*[ ]+(?=[^*\n]*[^\W\d_])([^*\s][^*\n]*)(?<![ ])[ ]*\*\*(?!\*)"
        ),
        r"\1**\2**",
    ),
    # Icons that a font makes of their names.
    (
        "class",
        re.compile(
            r"<(i|span)\b[^<>]*\bclass(?:Name)?=[\"'][^\"'<>]*\b(?:material-(?:icons|symbols)|fa[bsrl]?[ -])[^<>]*>"
            r"[\w:\s-]*</\1>[ ]?"
        ),
        "",
    ),
    # An id before the block that it names, and words with a class (attributes of blocks and of words in MyST and Pandoc).
    ("{", re.compile(r"(?m)(?:(?<=\n\n)|\A)[ ]{0,3}\{[ ]*#([\w:.-]+)[^{}\n]*\}[ \t]*\n(?=[ \t]*\S)"), '<span id="\\1"></span>\n\n'),
    ("]{", re.compile(r"(?<![\]!\\\w])\[([^\[\]\n]+)\]\{[ ]*[.#][\w-][^{}\n]*\}"), r"\1"),
    # What Obsidian says of a callout's looks.
    ("|", re.compile(r"(?m)^([ \t]*>[> \t]*\[![\w-]+)\|[^\]\n]*\]"), r"\1]"),
    # The size of a picture.
    ("|", re.compile(r"(!\[[^\[\]\n]*?)\\?\|\d+(?:x\d+)?(?=\]\()"), r"\1"),
    (" =", re.compile(r"(!\[[^\[\]\n]*\]\((?:<[^<>\n]*>|[^()\s]+))[ ]+=\d*%?x?\d*%?(?=[ ]*[\"')])"), r"\1"),
    (":", re.compile(r":(?:material|octicons|fontawesome|simple|custom)-[a-z0-9-]+:(?:\{[^}\n]*\})?[ ]?"), ""),
    ("==", re.compile(r"(?<![=\w])==(?=\S)([^=\n]+)(?<=\S)==(?![=\w])"), r"<mark>\1</mark>"),
    ("{==", re.compile(r"\{==(?=\S)((?:(?!\{==)[^\n])+?)==\}"), r"<mark>\1</mark>"),
    ("{++", re.compile(r"\{\+\+(?=\S)((?:(?!\{\+\+)[^\n])+?)\+\+\}"), r"<ins>\1</ins>"),
    ("{--", re.compile(r"\{--(?=\S)((?:(?!\{--)[^\n])+?)--\}"), r"<del>\1</del>"),
    ("{~~", re.compile(r"\{~~((?:(?!\{~~|~>)[^\n])+)~>((?:(?!\{~~|~~\})[^\n])*)~~\}"), r"<del>\1</del><ins>\2</ins>"),
    ("{>>", re.compile(r"\{>>((?:(?!\{>>)[^\n])+?)<<\}"), r"(\1)"),
    ("^^", re.compile(r"(?<!\^)\^\^(?=\S)([^\^\n]+)(?<=\S)\^\^"), r"<ins>\1</ins>"),
    ("[!", re.compile(r"\[!(?:UICONTROL|KBD|DNL|BADGE|PRISMTOKEN)[ \t]+([^\]\n]+)\](?:\{[^}\n]*\})?"), r"\1"),
    ("{::", re.compile(r"\{::(?:comment|options)[^{}\n]*\}(?:[^{\n]*\{:/(?:comment)?\})?"), ""),
    ("{:", re.compile(r"\{::?/?(?:nomarkdown)?\}"), ""),
    # Behind a number it is no comment: 50%% of them.
    ("%%", re.compile(r"(?<![\w%])%%(?!%)[^%]*(?:%(?!%)[^%]*)*%%(?!%)"), ""),
    ("^", re.compile(r"(?m)(?<=[^\s|`])[ \t]+\^([a-zA-Z0-9-]+)[ \t]*$"), r' <span id="\1"></span>'),
    # One alone names the block above it.
    ("^", re.compile(r"(?m)(?<=\n)[ ]{0,3}\^([a-zA-Z0-9-]+)[ \t]*$(?=\n|\Z)"), r'<span id="\1"></span>'),
    # A note in its place; letters below and above.
    ("^[", re.compile(r"[ ]?(?<!\\)\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\](?!\()"), r" (\1)"),
    # Few of them: names of packages and files have parts between these signs too.
    (
        "~",
        re.compile(
            r"(?<=[\w)])(?<!~)(?<!~\w)(?<!~\w{2})(?<!~\w{3})(?<!~\w{4})~([\d+-]{1,4}|[^\W\d_]{1,4})~(?!~|-|[/.]\w|\w*~)"
        ),
        r"<sub>\1</sub>",
    ),
    ("^", re.compile(r"(?<=[\w)])(?<!\^)\^([\d+-]{1,4}|[^\W\d_]{1,4})\^(?!\^)"), r"<sup>\1</sup>"),
    ("{/*", re.compile(r"\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*))*\*/\}"), ""),
    ("{", re.compile(r"""\{\s*(["'])([ \t]*)\1\s*\}"""), r"\2"),
    ("{{", re.compile(r"\{\{(?:<|%)/\*[ \t]*(.*?)[ \t]*\*/(?:>|%)\}\}"), r"`{{< \1 >}}`"),
    ("$$", re.compile(r"(?<![\\$\w])\$\$(?=\S)([^$\n]+)(?<=\S)\$\$"), r"`\1`"),
    ("$", re.compile(r"\$(?<![\\$\w]\$)(?=[^\s$\d])([^$\n`]*[\\^_=()+*/<>{|][^$\n`]*|[A-Za-z])(?<=[^\s\\])\$(?![\w$])"), r"`\1`"),
    ("\\(", re.compile(r"\\\(((?:[^\\\n]|\\(?![()]))+)\\\)"), r"`\1`"),
)  # fmt: skip


class Words:
    """Puts the table over one text; `mdx` says that indented lines are no code."""

    def __init__(self, around: Surroundings, *, mdx: bool) -> None:
        self._around, self._mdx = around, mdx

    def _put(self, pattern: re.Pattern[str], text: str, replace: Replace) -> str:
        return replaced(pattern, text, replace, indented=not self._mdx)

    def converted(self, text: str) -> str:
        """The whole text."""
        if ("light" in text or "dark:" in text) and _LIGHT.search(text):
            text = self._put(_DARK, text, lambda found: "")
        defined = {name.casefold() for name in _DEFINED.findall(text)} if "][" in text else frozenset[str]()
        shapes: tuple[tuple[str, re.Pattern[str], Replace], ...] = (
            ("![[", _EMBED, self._embed),
            ("[[", _WIKI, self._wiki),
            ("][", _NAMED, lambda found: found[0] if found["to"].casefold() in defined else found["words"]),
            ("++", _KEYS, _keys),
            ("<xref", _XREF, self._xref),
            ("@", _UID, self._uid),
            ("{:", _ATTRIBUTES, _kramdown),
        )
        for sign, pattern, replace in shapes:
            text = self._put(pattern, text, replace) if sign in text else text
        for sign, pattern, words in WORDS:
            if sign in text:
                text = self._put(pattern, text, lambda found, words=words: found.expand(words))  # type: ignore[misc]
        return self._put(EMOJI, text, lambda found: drawn(found[0]))

    def _xref(self, found: re.Match[str]) -> str:
        uid, words = (
            unquote(found["uid"] or found["href"]),
            unquote((found["text"] or found["words"] or "").replace("+", " ")).strip(),
        )
        target = f"xref:{uid}"
        if self._around.later:
            return f"[{words}]({settled(destination(target))})"
        if not (called := self._around.called(target)):
            return words or f"`{uid.partition('`')[0]}`"
        return f"[{words or called}]({settled(destination(self._around.link(target)))})"

    def _uid(self, found: re.Match[str]) -> str:
        target = f"xref:{found['quoted'] or found['single'] or found['uid']}"
        called = self._around.called(target)
        return f"[{called}]({settled(destination(self._around.link(target)))})" if called else found[0]

    def _embed(self, found: re.Match[str]) -> str:
        name, words = found["to"].strip(), (found["words"] or "").strip().removeprefix("alt=")
        if name.lower().endswith(_PICTURES):
            target = self._around.picture(name)
            alt = "" if re.fullmatch(r"[\dx]*", words) else words
            alt = alt or posixpath.splitext(posixpath.basename(name))[0]
            return f"![{alt}]({settled(destination(target))})" if target and not target.startswith("http") else alt
        return self._wiki(found)

    def _wiki(self, found: re.Match[str]) -> str:
        name, anchor = found["to"].strip(), (found["anchor"] or "").strip()
        if name.lower().endswith(_PICTURES) and not anchor:
            return self._embed(found)
        other = (found["words"] or "").strip()
        if other and not anchor and not self._around.called(_reference(name)) and self._around.called(_reference(other)):
            # GitHub writes the words before the page.
            page, _, anchor = other.partition("#")
            found = _swapped(page, anchor, name)
            name = page
        if name.lower() in ("toc", "_toc_"):
            return ""
        words = (found["words"] or "").strip() or name.rpartition("/")[2].removesuffix(".md") or anchor
        anchor = re.sub(r"[^\w\- ]", "", anchor.lower()).replace(" ", "-")
        reference = f"{name}#{anchor}" if anchor else name
        target = self._around.link(_reference(reference)) if reference else ""
        return f"[{words}]({settled(destination(target))})" if target else words


def _reference(name: str) -> str:
    return name.replace(" ", "%20")


def _swapped(page: str, anchor: str, words: str) -> re.Match[str]:
    """The same mark with its parts in the usual order."""
    found = _WIKI.match(f"[[{page}{f'#{anchor}' if anchor else ''}|{words}]]")
    assert found is not None
    return found


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
