"""Texts that nobody writes on purpose: signs without end, depth without sense, bytes that are no text.

Gives them by name. Those that can grow have about as many bytes as is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.markdown_pages import FRONT

MIB = 1024 * 1024
# Articles may have 1 MiB, front matter included.
SIZE = MIB - 4096
SIGNS = (
    "[ ] ![ [] []( [a]( ( < > & * _ ** *a_ _a* ` ``a` ~ ~~a~ | \\ # ! { {#a} <!-- <![CDATA[ <? </ &# &#x1; [^ [^a] [a][ << \" ' : "
    "= - @ a@b. www. http:// https://a.b/( {{ $ ^ *[ ``` ~~~ a**b ![](a)"
)
LINES = """\
!!! note
??? note
=== "a"
:::
::: tip
:::image
>
-
1.
| |
|-|
```
[a]: b
[^a]: b
*[A]: b
: a
<div>
</div>
<br>
# a
---
===
--8<-- 'a'
> [!NOTE]
- [ ]
<!-- a
{.a}
<div markdown>
<details markdown=1>
a | b
![a](b.png)
$$
[TOC]"""
# What is opened and never closed; ¶ stands for a line end.
OPENERS = (
    "```¶ ~~~¶ :::¶ !!!¶ <!--¶ <div¶ <script>¶ <style>¶ <pre>¶ <textarea>¶ <![CDATA[¶ <?php¶ $$¶ [a]( ![a]( [^a]:¶ ` ** "
    "<details>¶<summary> {# <svg>¶ <title>¶ <select>¶ <iframe>¶ <object>¶"
)
LINE_ENDS = {"CR": "\r", "CRLF": "\r\n", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029", "VT": "\v", "FF": "\f"}


def cases(size: int = SIZE) -> dict[str, bytes]:
    """All texts by name; those that grow have about `size` bytes."""
    texts = dict(_repeated(size)) | dict(_deep(size)) | dict(_many(size)) | dict(_open(size)) | dict(_line_ends())
    return {name: text.encode()[:size] for name, text in texts.items()} | dict(_bytes())


def _fill(part: str, size: int) -> str:
    return part * (size // len(part.encode()))


def _repeated(size: int) -> Iterator[tuple[str, str]]:
    for sign in [*SIGNS.split(), "\t", " ", "\\\n", "  \n", "<a ", "<a b='", "a_b "]:
        yield f"{sign!r} again and again", _fill(sign, size)
    for line in [*LINES.splitlines(), "    a", "a\n: b"]:
        yield f"lines of {line.strip()!r}", _fill(line + "\n", size)


def _deep(size: int) -> Iterator[tuple[str, str]]:
    yield "quotes in quotes, 10,000 deep", "> " * min(10_000, size // 2) + "a\n"
    yield "quotes in quotes by steps", "".join("> " * depth + "a\n" for depth in range(min(700, int(size**0.5))))
    yield "lists in lists on one line, 10,000 deep", "- " * min(10_000, size // 2) + "a\n"
    yield "numbered lists in lists on one line", "1. " * min(10_000, size // 3) + "a\n"
    yield "lists in lists by steps", "".join("  " * depth + "- a\n" for depth in range(min(1000, int(size**0.5))))
    yield "lists and quotes by turns", "- > " * min(5_000, size // 4) + "a\n"
    yield "quotes and numbers by turns", "> 1. " * min(5_000, size // 5) + "a\n"
    yield "400 notes in notes", "".join("    " * depth + "!!! note\n" for depth in range(400)) + "    " * 400 + "a\n"
    yield "400 folds in folds", "".join("    " * depth + "??? note\n" for depth in range(400)) + "    " * 400 + "a\n"
    yield "400 tabs in tabs", "".join("    " * depth + '=== "a"\n' for depth in range(400)) + "    " * 400 + "a\n"
    yield (
        "notes in lists in notes",
        "".join("    " * depth + ("!!! note\n" if depth % 2 else "- a\n\n") for depth in range(200)) + "\n",
    )
    yield (
        "boxes in boxes",
        "".join(f"{':' * (503 - depth)} tip\n" for depth in range(500))
        + "a\n"
        + "".join(f"{':' * (4 + depth)}\n" for depth in range(500)),
    )
    yield "boxes of three colons in one another", "::: tip\n" * 2000 + "a\n" + ":::\n" * 2000
    yield "alerts in alerts", "".join("> " * depth + "[!NOTE]\n" for depth in range(1, 300))
    for tag in ("div", "span", "details", "table", "p", "b", "a", "ul><li", "blockquote", "section", "svg", "select", "button"):
        yield f"<{tag}> in itself, 5,000 deep", f"<{tag}>" * 5_000 + "a\n"
    yield "<div> in itself on lines, 5,000 deep", "<div>\n\n" * 5_000 + "a\n"
    yield "<div markdown> in itself", '<div markdown="1">\n\n' * 1_000 + "a\n"
    yield "closed <div> in itself", "<div>" * 5_000 + "a" + "</div>" * 5_000 + "\n"
    yield "stress in stress", "*a **b " * min(5_000, size // 7) + "c" + "** a*" * min(5_000, size // 7) + "\n"
    yield "strikes in strikes", "~~a ~b " * min(5_000, size // 7) + "c" + "~ d~~" * min(5_000, size // 7) + "\n"
    yield "links in links", "[" * min(10_000, size // 6) + "a" + "](b)" * min(10_000, size // 6) + "\n"
    yield "pictures in pictures", "![" * min(10_000, size // 6) + "a" + "](b)" * min(10_000, size // 6) + "\n"
    yield "brackets in an address", "[a](" + "(" * min(10_000, size // 2) + ")" * min(10_000, size // 2) + ")\n"
    yield "headings in quotes in lists", "- > # a\n" * (size // 8)
    yield "definitions in definitions", "".join("  " * depth + "a\n" + "  " * depth + ": b\n\n" for depth in range(300))
    yield (
        "footnotes in footnotes",
        "a[^0]\n\n" + "".join("    " * depth + f"[^{depth}]: a[^{depth + 1}]\n\n" for depth in range(200)),
    )


def _many(size: int) -> Iterator[tuple[str, str]]:
    count = min(5_000, size // 32)
    yield "5,000 definitions", "Term\n: def\n" * 5_000
    yield "5,000 definitions with blank lines", "Term\n\n: def\n\n" * 5_000
    yield (
        "footnotes by the thousand",
        "".join(f"a[^{n}]\n" for n in range(count)) + "\n" + "".join(f"[^{n}]: b\n" for n in range(count)),
    )
    yield "a footnote used by the thousand", "a[^1]\n" * count + "\n[^1]: b\n"
    yield "footnotes in a circle", "a[^1]\n\n" + "".join(f"[^{n}]: b[^{(n + 1) % count}]\n" for n in range(count))
    yield "a footnote that names itself", "a[^1]\n\n[^1]: b[^1] [^1]\n"
    yield (
        "abbreviations by the thousand",
        "".join(f"*[AB{n}]: word {n}\n" for n in range(count)) + "\n" + " ".join(f"AB{n}" for n in range(count)),
    )
    yield "an abbreviation used by the thousand", "*[AB]: word\n\n" + _fill("AB ", size // 2)
    yield (
        "definitions of links by the thousand",
        "".join(f"[a{n}]: https://a.example/{n}\n" for n in range(count)) + "\n" + "".join(f"[a{n}] " for n in range(count)),
    )
    yield "a definition in a circle", "[a]: [b]\n[b]: [a]\n\n[a] [b]\n"
    yield "a definition that fills the text when used", "[a]: " + "b" * (size // 200) + "\n\n" + "[a] " * (size // 8)
    yield "headings by the thousand", "".join(f"## a {n}\n" for n in range(size // 16))
    yield "headings of one name", "## a\n" * (size // 5)
    yield "headings of one id", "## a {#b}\n" * (size // 10)
    yield "attribute lists", "a {#b .c d=e}\n\n" * (size // 15)
    yield "one long attribute list", "## a {" + ".b " * (size // 4) + "}\n"
    yield "an attribute list without an end", "## a {" + 'b="' * (size // 4) + "\n"
    yield "a table of many columns", "|" + "a|" * (size // 8) + "\n|" + "-|" * (size // 8) + "\n|" + "b|" * (size // 8) + "\n"
    yield "short rows of a wide table", "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|b|\n" * min(1000, size // 4)
    yield (
        "many short rows of a very wide table",
        "|" + "a|" * (size // 12) + "\n|" + "-|" * (size // 12) + "\n" + "|b|\n" * (size // 12),
    )
    yield "a table of many rows", "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6)
    yield "many tables", "|a|\n|-|\n|b|\n\n" * (size // 13)
    yield "one long word", "a" * size
    yield "one long line of words", _fill("word ", size)
    yield "one long line of links", _fill("[a](https://a.example) ", size)
    yield "addresses", _fill("https://a.example/b?c=d ", size)
    yield "one long address", "https://a.example/" + "a" * (size - 100)
    yield "one long address of brackets", "https://a.example/" + "()" * (size // 3)
    yield "one long mail address", "a." * (size // 3) + "a@b.example"
    yield "dots behind an at sign", "a@" + "b." * (size // 3)
    yield "marks behind an address", "https://a.example/" + "?!.,:" * (size // 6)
    yield "references behind an address", "https://a.example/" + "&amp;" * (size // 6)
    yield "code spans of every length", "".join("`" * length + "a " for length in range(1, min(1400, int(size**0.5))))
    yield "fences of every length", "".join("`" * length + "\n" for length in range(3, min(1400, int(size**0.5))))
    yield "code of a language in one line", "```python\n" + "x = (" * (size // 5) + "\n```\n"
    yield (
        "code of many languages",
        "".join(f"```{name}\na\n```\n" for name in ("python", "js", "html", "nope", "c++", "c#", "!", "{", '"')) * 200,
    )
    yield "lines of code to lift out", '```python hl_lines="1-999999999"\na\n```\n'
    yield "line numbers beyond count", '```python linenums="999999999999999999999"\na\n```\n'
    yield "task lists", "- [ ] a\n- [x] b\n" * (size // 16)
    yield "loose and tight lists", "- a\n\n- b\n- c\n" * (size // 13)
    yield "letters that join", "a" + "\u0301" * (size // 2)
    yield "letters that turn directions", "\u202e\u2066a\u2069\u202c" * (size // 13)
    yield "Arabic and Latin by turns", _fill("كلمة word 1.2 ", size)
    yield "emoji", _fill("👩‍👩‍👧‍👦 ", size)


def _open(size: int) -> Iterator[tuple[str, str]]:
    for opener in [each.replace("¶", "\n") for each in OPENERS.split()] + ['<a href="', "[a]: <", "| a |\n|---|\n"]:
        yield f"{opener.strip()!r} without an end", opener + "a *b* [c](d)\n\n## e\n\n" + _fill("text\n", min(size // 2, 4096))
        yield f"{opener.strip()!r} at the very end", "a\n\n" + opener.rstrip("\n")


def _line_ends() -> Iterator[tuple[str, str]]:
    text = "# a\n\n- b\n  - c\n\n!!! note\n    d\n\n| e |\n|---|\n| f |\n\n```\ng\n```\n\nh\\\ni  \nj\n"
    for name, end in LINE_ENDS.items():
        yield f"line ends: {name}", text.replace("\n", end)
    yield "line ends: all of them", "a" + "".join(f"{end}- a{end}{end}## b{end}" for end in LINE_ENDS.values()) * 100
    yield "NUL", "a\0b **\0** `\0` [\0](\0) <\0>\n"
    yield (
        "control characters",
        "".join(f"a{chr(code)}b\n" for code in range(1, 32)) + "".join(f"a{chr(code)}b\n" for code in range(127, 160)),
    )
    yield (
        "our own marks",
        "\x02 \x03 \x020\x03 \x02wzxhzdk:0\x03 > ###### \x020\x03a\x03\n\n!!! note\n    \x020\x03\n\n\x02klzzwxh:0000\x03\n",
    )
    yield "noncharacters", "\ufffe\uffff\U0001ffff\ufdd0 \ue000 \U000e0001 \ufeff a\n"
    yield "nothing", ""
    yield "nothing but spaces", " \n\t\n   \n"


def _bytes() -> Iterator[tuple[str, bytes]]:
    yield "invalid UTF-8", b"a\n\nb \xff\xfe c \xc3( \xe2\x82 \xf0\x9f\n"
    yield "surrogates in UTF-8", b"a \xed\xa0\x80 b\n"
    yield "overlong UTF-8", b"a \xc0\xaf b \xe0\x80\xaf\n"
    yield "a second mark of byte order", b"\xef\xbb\xbfa\n"
    yield "Latin-1", "Café für Žluťoučký".encode("cp1250") + b"\n"
    yield "nothing but bytes", bytes(range(256)) * 16


def whole_files() -> dict[str, bytes]:
    """Files whose front matter is a part of the case."""
    text = FRONT + "# a\n\ntext\n"
    return {
        "UTF-16 with its mark": text.encode("utf-16"),
        "UTF-16 without it": text.encode("utf-16-le"),
        "UTF-32": text.encode("utf-32"),
        "CR everywhere": text.replace("\n", "\r").encode(),
        "CRLF everywhere": text.replace("\n", "\r\n").encode(),
        "LS everywhere": text.replace("\n", "\u2028").encode(),
        "a mark of byte order": b"\xef\xbb\xbf" + text.encode(),
        "more than 1 MiB": (FRONT + "a\n" * MIB).encode(),
        "an empty file": b"",
        "front matter without an end": b"---\ntitle: a\n\ntext\n",
        "NUL first": b"\0" + text.encode(),
    }
