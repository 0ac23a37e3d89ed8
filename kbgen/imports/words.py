"""Words of a source that no page has: the proof that an import lost no text.

Receives the body of a source as it was written, and what became of it; returns counts of words. What is counted is what a reader
of the old page saw: no addresses, no attributes but those that are shown (titles, labels, alternative texts), no programs, no
comments.
The count knows nothing of the conversion that it judges, but takes its own rough way through the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from html import unescape
from xml.etree.ElementTree import Element

_INLINE = frozenset(
    [
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
            "q",
            "s",
            "small",
            "span",
        ),
        *("strong", "u", "var", "wbr"),
    ]
)
# What hides the text between its marks: how it begins, and how it ends. Behind the last end of one none begins.
_PAIRS = tuple(
    (
        re.compile(f"(?:{opens}).*?(?:{closes})", re.DOTALL | re.MULTILINE | re.IGNORECASE),
        re.compile(closes, re.MULTILINE | re.IGNORECASE),
    )
    for opens, closes in (
        (r"^[ \t]*-{2,}8<-{2,}[ \t]*\n", r"^[ \t]*-{2,}8<-{2,}[ \t]*$"),
        ("<!--", "-->"),
        (r"\{/\*", r"\*/\}"),
        ("%%", "%%"),
        (r"\{%-?[ ]{0,9}comment[ ]{0,9}-?%\}", r"\{%-?[ ]{0,9}endcomment[ ]{0,9}-?%\}"),
        *(
            (rf"\{{\{{[<%][ ]{{0,9}}{name}[ ]{{0,9}}[>%]\}}\}}", rf"\{{\{{[<%][ ]{{0,9}}/{name}[ ]{{0,9}}[>%]\}}\}}")
            for name in ("rem", "comment")
        ),
        *((rf"<{name}\b", rf"</{name}\s{{0,9}}>") for name in ("script", "style", "svg")),
        (r"\{::comment\}", r"\{:/(?:comment)?\}"),
        ("^<head>", "</head>"),
    )
)
# Of MyST, what makes no text.
_DIRECTIVE = re.compile(r"([ \t]*)(`{3,}|:{3,})\{(?:toctree|eval-rst|contents|index|raw|auto[\w-]*|figure-md)\}")
# Each looks no further than a bound behind a mark that nothing closes.
_HIDDEN = (
    # Above a table of contents, which is made again.
    re.compile(
        r"(?:^#{1,6}[^\n]*\n(?:\{:[^\n]*\n)?|<summary>[^<]*</summary>(?:\s*\{:[^\n]*)?)\s*"
        r"(?=(?:[-*]|1\.)[ \t][^\n]*\n[ \t]*\{:\s*toc|\[\[?_?to[cs]|\{:toc)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(r"^[ \t]*:[a-z-]+:[ \t]+\S[^\n]*$", re.MULTILINE),
    re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^(?:import|export)\s[^\n]*(?:from\s+['\"][^\n]*|=[^\n]*|\{[^\n]*)$", re.MULTILINE),
    re.compile(
        r"^[ \t]*\[[^\]\n]{1,500}\]:(?:[ \t]*\S[^\n]*|[ \t]*\n[ \t]*(?:<[^<>\n]*>|\S+)[ \t]*(?:[\"'(][^\n]*)?)$", re.MULTILINE
    ),
    # MyST: what makes no text, comments, labels, names of directives and roles, and references without words of their own.
    re.compile(r"(?<=`)~[\w.]*\.(?=\w)|^---\n(?:[\w-]+:[^\n]*\n)+---$", re.MULTILINE),
    re.compile(r"^(?:% [^\n]*|[ ]{0,3}\([^()\n]+\)=|\+\+\+[^\n]*)$", re.MULTILINE),
    re.compile(r"^[ \t]*:{3,}[ \t]*\{[\w:+.-]+\}(?:(?<=grid\})[ \d]*)?", re.MULTILINE),
    re.compile(
        r"(?<![`\\\w])\{(?:(?:std:)?(?:ref|doc|any|numref|eq)\}`[^`<]*`|(?:octicon|fa[bsr]?|material-[\w]+)\}`[^`]*`|[a-z][\w:+-]*\}(?=`))"
    ),
    re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE),
    re.compile(r"(?<=^)[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\](?=[ \t])", re.MULTILINE),
    re.compile(r"^[ \t]*(?:<<<|-{2,}8<-{2,})[^\n]*$", re.MULTILINE),
    re.compile(r"\[!(?:INCLUDE|VIDEO|code|div)[^\]]{0,500}\](?:\([^)\n]{0,500}\)\])?", re.IGNORECASE),
    re.compile(r"\[!(?:UICONTROL|KBD|DNL|BADGE|PRISMTOKEN)(?=[ \t])|(?<=\])\{type=[^}\n]*\}"),
    re.compile(r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:"),
    re.compile(r"\{\{(?![<%])[^{}]*\}\}"),
    re.compile(r"!\[\[[^\]\n]{0,500}\]\]"),
    re.compile(r"(?:^|[ \t])\^[a-zA-Z0-9-]+[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]*(?:[-*]|1\.)[ \t]+TOC[ \t]*$", re.MULTILINE),
    re.compile(r"\{\s{0,9}[.#:][^}\n]{0,500}\}"),
    # Attributes behind a link or picture; what a plugin makes of a program, with its options.
    re.compile(r"(?<=\))\{[ ]*[\w-]+=[^{}\n]*\}"),
    re.compile(
        r"^(?:(?P<level>\#{1,6})[ \t]+|[ \t]*):::[ \t]+(?:[A-Za-z_]\w*(?:\.\w+)+|(?(level)[A-Za-z_]\w*|mkdocs-[\w-]+))"
        r"[ \t]*(?:\n|\Z)"
        r"(?:[ \t]+\S[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]+[\w-]+:))*",
        re.MULTILINE,
    ),
    re.compile(r"^[ \t]*\[\[?_?to(?:c|sp)_?\]?\][ \t]*$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^(?:\*\[[^\]\n]+\]:|[ \t]*:{3,}[ \t]*query-table|[ \t]*@\[code|[ \t]*(?:@|!!!)include\()[^\n]*$", re.MULTILINE),
    re.compile(r"<(i|span)\b[^<>]*\bclass=[\"'][^\"'<>]*\b(?:material-(?:icons|symbols)|fa[bsrl]?[ -])[^<>]*>[^<]*</\1>"),
    re.compile(r"^[ \t]{4,}\{(?:type|open):[^}\n]*\}[ \t]*$", re.MULTILINE),
    re.compile(r"!\[[^\]\n]{0,500}\]\([^()\s]{1,500}#(?:only-dark|gh-dark-mode-only)\)|<img\b(?=[^<>]*\bdark:block\b)[^<>]*>"),
    # Elements that MDX gives a component as a value.
    re.compile(r"(?<==)\{\s*<[^{}]*>\s*\}"),
    re.compile(r":::[ \t]*no-loc[ \t]+text="),
    # A name that a program fills in.
    re.compile(r"(?<![\w{\\/])\{[A-Za-z_$][\w.$]{0,200}(?:\(\))?\}(?!\})"),
    # The id of a heading, as Nextra and Fumadocs write it.
    re.compile(r"(?<=[^\s#])(?:[ \t]+\[(?:!?toc|#[^\s\[\]]+)\])+[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]*@tab(?::\w+)?(?=[ \t]|$)", re.MULTILINE),
    re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])"),
    re.compile(r"\|\d+(?:x\d+)?(?=\]\()|[ ]=\d*%?x?\d*%?(?=[ ]*\))"),
    re.compile(r"\[\^[^\]\n]{1,200}\]:?"),
)
# A list or table of texts that MDX gives a component as a value; of it, what stands between quotation marks.
_GIVEN = re.compile(r"^[ \t]*<[A-Z][\w.]*(?=\s)(?:[^<>\n]|\n)*?\b[\w-]+=\{\s*[\[{].*?^[ \t]*/>", re.DOTALL | re.MULTILINE)
_TEXTS = re.compile(
    r"(?<=[\s\[:(+,])(?!['\"]/\S*['\"])(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`([^`]*)`)(?=\s*[,\]}+\n])"
)
_SHOWN = re.compile(r"""\b(?:title|label|summary|caption|header|heading|alt|alt-text|text)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')""")
# A value in braces that holds elements, functions or tables; readers saw its texts where it names tabs or is a title.
_BRACED = re.compile(
    r"(?<=[\s\"'}])(?P<name>[a-zA-Z][\w-]*)=\{(?P<value>(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}){0,4000})\}"
)
_NAMES = frozenset({"items", "values", "labels", "title", "label", "summary", "caption", "header", "heading"})
_IN_VALUE = re.compile(
    r"(?<![\w\"'])[\"']?(?!label|title|name)\b\w+[\"']?\s*:\s*(?:'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?<![\w=])(?:[\"']?(?:label|title|name)[\"']?\s*:\s*)?"
    r"(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`([^`]*)`)(?=\s*[,\]}+)]|\s*\Z)"
    r"|>([^<>{}]+)(?=[<{])"
)
_MARK = re.compile(
    r"<!?/?[A-Za-z][^<>]*>|\{%(?:[^%]|%(?!\})){0,2000}%\}|\{\{[<%].{0,2000}?[%>]\}\}"
    r"|(?<!:):{3,}[ \t]*(?:image|code|column|row|zone|moniker)[^\n]*",
    re.DOTALL,
)
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|(?:[^()\n]|\n(?![ \t]*\n))*(?:\([^()\n]*\)[^()\n]*)*)\)")
_PROGRAM = re.compile(r"export\s+(?:const|let|var|function|async|default|class)\b|import\s*(?:\{[^}]*$|.*\bfrom\s+['\"])")
_DOUBLED = re.compile(r"\]\(\(([^()\s]+)\)")
# The name of a link that is defined below, which readers do not see.
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"\][ ]?\[([^\[\]\n]+)\]")
_BARE = re.compile(r"https?://[^\s<>\"]+|<mailto:[^<>]*>")
_CONTAINER = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:!!!|\?\?\?\+?|:{3,}|/{3,})[ \t]*[\w-]*(?:\{[^{}\n]*\}|(?:[ \t]+(?:inline|end))*)",
    re.MULTILINE,
)
_ALERT = re.compile(r"\[!\w+\][+-]?")
_NUMBER = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?\d+[.)][ \t]", re.MULTILINE)
_WIKI = re.compile(r"(?<!!)\[\[([^\]|\n]{1,300})(?:\\?\|([^\]\n]{1,500}))?\]\]")
# Of HTML: what nobody sees, a mark, the name of its element, what stands for a picture.
_UNSEEN = re.compile(
    r"<(!--|script\b|style\b|svg\b|noscript\b|template\b|head\b|select\b|object\b|canvas\b|math\b|form\b)", re.IGNORECASE
)
_HTML_MARK = re.compile(r"(<[!/?]?[A-Za-z][^<>]*>)")
_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_RAISED = re.compile(r"(?<=[\w)])([~^])([\w+-]{1,10})\1")
# Marks may stand between a word and what an apostrophe joins to it, so that each counts for itself.
_WORD = re.compile(r"[^\W_]+")


def source_words(body: str) -> Counter[str]:
    """The words that a reader of the source's page saw."""
    text = body.replace("\r\n", "\n")
    defined = {name.casefold() for name in _DEFINED.findall(text)}
    text = _NAMED.sub(lambda found: "] " if found[1].casefold() in defined else found[0], text)
    text = _without_programs(text) if "export " in text or "import " in text else text
    for pattern, closes in _PAIRS:
        text = _put(pattern, " ", text, max((found.end() for found in closes.finditer(text)), default=0))
    text = _without_directives(text) if "{" in text else text
    for pattern in _HIDDEN:
        text = pattern.sub(" ", text)
    text = _put(_GIVEN, _given_texts, text, text.rfind("/>") + 2 if "/>" in text else 0)
    text = _BRACED.sub(_named_texts, text) if "={" in text else text
    text = _RAISED.sub(r" \2 ", _TARGET.sub(_behind, _DOUBLED.sub(r"](\1)", text)))
    text = _BARE.sub(" ", text)
    text = _MARK.sub(lambda found: " ".join(one or other for one, other in _SHOWN.findall(found[0])) + " ", text)
    text = _NUMBER.sub(" ", _CONTAINER.sub(" ", _ALERT.sub(" ", text)))
    text = _WIKI.sub(lambda found: f" {found[2] or found[1].rpartition('/')[2].partition('#')[0]} ", text)
    return Counter(_WORD.findall(_joined(unescape(text)).lower()))


def _put(pattern: re.Pattern[str], to: str | Callable[[re.Match[str]], str], text: str, until: int) -> str:
    """`pattern.sub` as far as `until`, behind which nothing closes what it opens."""
    return pattern.sub(to, text[:until]) + text[until:] if until else text


def _given_texts(found: re.Match[str]) -> str:
    return " ".join(one or other or more for one, other, more in _TEXTS.findall(found[0]))


def _named_texts(found: re.Match[str]) -> str:
    """A value in braces as one in quotation marks, so that the tag around it ends where it does."""
    if not re.search(r"[<>\[{`]", found["value"]):
        return found[0]
    texts = " ".join(part for each in _IN_VALUE.findall(found["value"]) for part in each if part)
    shown = texts.replace('"', " ") if found["name"] in _NAMES else ""
    return f'title="{" ".join(shown.split())}"' if shown else ""


def _without_directives(text: str) -> str:
    """Without blocks of MyST that make no text, each up to the line that closes it."""
    lines, kept, at = text.split("\n"), list[str](), 0
    closing: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.strip() and not line.strip().strip("`:"):
            closing.setdefault(line.rstrip(), []).append(number)
    while at < len(lines):
        opened = _DIRECTIVE.match(lines[at]) if closing else None
        ends = closing.get(f"{opened[1]}{opened[2]}", []) if opened else []
        end = bisect_right(ends, at)
        if end < len(ends):
            at = ends[end]
        else:
            kept.append(lines[at])
        at += 1
    return "\n".join(kept)


def _without_programs(text: str) -> str:
    """Without what MDX exports or imports over several lines, up to where the brackets of the first are closed."""
    kept, depth, fenced = list[str](), 0, False
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if depth > 0 or (not fenced and _PROGRAM.match(line)):
            depth += sum(line.count(sign) for sign in "{([") - sum(line.count(sign) for sign in "})]")
            continue
        depth = 0
        kept.append(line)
    return "\n".join(kept)


def _behind(target: re.Match[str]) -> str:
    """What stands in place of a link's target: its words and what follows them are one word for a reader where nothing parts them,
    but those of a picture are shown apart."""
    text, at, depth = target.string, target.start(), 0
    for place in range(at - 1, max(-1, at - 500), -1):
        sign = text[place]
        depth += sign == "]"
        if sign == "[":
            if not depth:
                return "] " if text[place - 1 : place] == "!" else ""
            depth -= 1
    return "] "


def html_words(body: str) -> Counter[str]:
    """The words that a reader of a page of HTML saw: its texts, and what stands for pictures."""
    pieces = _HTML_MARK.split(_seen(body))
    words: list[str] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            words.append(piece)
            continue
        name = _NAME.match(piece)
        alt = _ALT.search(piece) if name and name[1].lower() == "img" else None
        words.append(f" {alt[1] or alt[2] or ''} " if alt else "" if name and name[1].lower() in _INLINE else " ")
    return Counter(_WORD.findall(_joined(_BARE.sub(" ", unescape("".join(words)))).lower()))


def _seen(body: str) -> str:
    """HTML without what no reader sees. What is never closed is looked for once: it is text."""
    small, pieces, done = body.lower(), list[str](), 0
    unclosed: set[str] = set()
    for found in _UNSEEN.finditer(body) if len(small) == len(body) else ():
        name = found[1].lower()
        if found.start() < done or name in unclosed:
            continue
        closing = "-->" if name == "!--" else f"</{name}"
        end = small.find(closing, found.end())
        if end < 0:
            unclosed.add(name)
            continue
        pieces += [body[done : found.start()], " "]
        done = end + 3 if name == "!--" else max(end, small.find(">", end)) + 1
    return "".join([*pieces, body[done:]])


def texts_of(root: Element) -> list[str]:
    """What readers see of a tree: its text, blocks apart from one another, and what pictures say."""
    parts: list[str] = []
    for element in root.iter():
        parts += [value for name in ("alt", "title") if (value := element.get(name))]
    _gather(root, words := list[str]())
    return ["".join(words), *parts]


def _gather(element: Element, words: list[str]) -> None:
    apart = "" if isinstance(element.tag, str) and element.tag in _INLINE else " "
    words.append(apart + (element.text or ""))
    for child in element:
        _gather(child, words)
        words.append(child.tail or "")
    words.append(apart)


def page_words(parts: Iterable[str]) -> Counter[str]:
    """The words of a page's texts."""
    return Counter(_WORD.findall(_joined(" ".join(parts)).lower()))


def lost_words(source: Counter[str], page: Counter[str]) -> Counter[str]:
    """The words that the source has more often than the page."""
    return source - page


def _joined(text: str) -> str:
    # Marks inside a word part it in the source and not on the page.
    return re.sub(r"[*_~=`\\]+|\u200c|\u200d|\u00ad", "", text)
