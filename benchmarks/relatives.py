"""Relatives of unsafe Markdown: texts that try to run a program in a page, and harmless texts of the same shapes.

Receives a seed and a number; gives the same texts each time. A text is a payload in a shape; the unsafe ones are then disturbed:
signs that readers of Markdown and of HTML take in different ways are put in, left out and doubled.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from benchmarks.payloads import (
    ADDRESSES,
    BLOCKS,
    BRACES,
    CODE,
    CONFUSIONS,
    GADGETS,
    HANDLERS,
    LINES,
    NOISE,
    PLACES,
    PLAIN,
    PREFIXES,
    TAGS,
)


class Relative(NamedTuple):
    """One article: its text, its title, the variables and the snippet that it uses, and whether it means harm."""

    number: int
    text: str
    title: str
    variable: str
    snippet: str
    harmful: bool
    shape: str


def relatives(seed: int, count: int, *, harmful: bool) -> Iterator[Relative]:
    """`count` texts."""
    chance = random.Random(f"{seed} {harmful}")
    make = _harmful if harmful else _harmless
    for number in range(count):
        yield make(chance, number)


def _payload(chance: random.Random) -> str:
    kind = chance.choices(["tag", "handler", "place", "confusion", "gadget", "mixed"], [4, 5, 6, 5, 1, 1])[0]
    if kind == "place":
        return chance.choice(PLACES).replace("{}", chance.choice(ADDRESSES))
    if kind == "mixed":
        return f"{chance.choice(CONFUSIONS)}{chance.choice(HANDLERS)}"
    return chance.choice({"tag": TAGS, "handler": HANDLERS, "confusion": CONFUSIONS, "gadget": GADGETS}[kind])


def _harmful(chance: random.Random, number: int) -> Relative:
    shape = chance.choices(["fence", "line", "block", "link", "braces", "parts"], [6, 5, 6, 4, 2, 1])[0]
    payload, variable, snippet, title = _payload(chance), "own", "own", f"Relative {number}"
    if shape == "fence":
        text = _broken_fence(chance, payload)
    elif shape == "line":
        text = _fill(chance.choice(LINES), " ".join(payload.split("\n")))
    elif shape == "block":
        text = _prefixed(chance, _fill(chance.choice(BLOCKS), payload))
    elif shape == "link":
        text = _link(chance, chance.choice(ADDRESSES))
    elif shape == "braces":
        before = chance.choice(
            ["# A ", "## A", "[a](a.md)", "![a](a.png)", "`a`", "*a*", "a\n", "- a ", "|a|\n|-|\n|b ", "```js ", "<b>a</b>"]
        )
        text = before + chance.choice(BRACES)
    else:
        text, variable, snippet, title = _in_parts(chance, payload, title)
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 3])):
        text = _disturbed(chance, text)
    return Relative(number, text, title, variable, snippet, True, shape)


def _fill(shape: str, payload: str) -> str:
    return (
        shape.replace("{{", "\ue000").replace("}}", "\ue001").replace("{}", payload).replace("\ue000", "{").replace("\ue001", "}")
    )


def _prefixed(chance: random.Random, text: str) -> str:
    first = chance.choice(PREFIXES)
    rest = chance.choice(["", first, " " * len(first.rpartition("\n")[2]), "    "])
    return "\n".join((first if number == 0 else rest) + line for number, line in enumerate(text.split("\n")))


def _broken_fence(chance: random.Random, payload: str) -> str:
    """A fence around a payload whose lines begin in different places: which of them open, close and belong to it?"""
    sign = chance.choice("`~")
    opening, closing = chance.randint(2, 5), chance.randint(2, 5)
    indents = ["", "", " ", "  ", "   ", "    ", "\t", " \t", "> ", ">", "- ", "* ", "1. ", "  > ", "!!! a\n    ", "\u00a0", "\\"]
    before, inside, after = (chance.choice(indents) for _ in range(3))
    info = chance.choice(
        ["", "", "", "html", "py title='`'", "`", " ~~~", "{.html", "{ .html }", "js{1}", "<!--", "\\", "a b c", "\x0b"]
    )
    end = chance.choice(["", "", "", " ", "a", "`", sign, "\u2028", "\x0c", "\\"])
    lines = [f"{before}{sign * opening}{info}", *(inside + line for line in payload.split("\n")), f"{after}{sign * closing}{end}"]
    if chance.random() < 0.2:
        lines.pop()
    if chance.random() < 0.3:
        lines.insert(chance.randint(0, len(lines)), chance.choice(["", " ", "text", "> a", "- a", "# a"]))
    return "\n".join(lines)


def _link(chance: random.Random, address: str) -> str:
    shape = chance.choice(
        [
            *("[a]({})", "[a](<{}>)", "[a]( {} )", "[a]({} 'b')", "![a]({})", "![a](<{}>)", "[![a](a.png)]({})", "<{}>", "{}"),
            *("[a][r]\n\n[r]: {}", "[a][r]\n\n[r]: <{}>", "[a][r]\n\n[r]:\n  {}\n  'b'", "[a]\n\n[a]: {} (b)", "[a][]\n\n[a]: {}"),
            *("[a](\n{}\n)", "> [a]({})", "- [a]({})", "|[a]({})|\n|-|", "# [a]({})", "[a]({}){target=_blank}", "*[a]({})*"),
            *("[^1]\n\n[^1]: [a]({})", "[a](b.md){href={}}", "![film]({}.mp4)", "![f](f.mp4){poster={}}", "[[{}]]", "[a](kb:{})"),
        ]
    )
    return shape.replace("{}", address)


def _in_parts(chance: random.Random, payload: str, title: str) -> tuple[str, str, str, str]:
    """A payload that is harmless in each of its parts, and what is not Markdown at all."""
    cut = chance.randint(1, max(1, len(payload) - 1))
    kind = chance.randint(0, 3)
    if kind == 0:
        return f"a\n\n{payload[:cut]}{{= own }}", " ".join(payload[cut:].split()) or "x", "own", title
    if kind == 1:
        return f"{{+ own }}{payload[cut:]}", "own", payload[:cut], title
    if kind == 2:
        return "> {+ own }\n\n- {+ own }", "own", payload, title
    return f"a `{payload}`", "own", "own", " ".join(payload.split())


def _disturbed(chance: random.Random, text: str) -> str:
    place = chance.randint(0, len(text))
    kind = chance.randint(0, 5)
    if kind < 3:
        return text[:place] + chance.choice(NOISE) + text[place:]
    if kind == 3:
        return text[:place] + text[place + chance.randint(1, 3) :]
    if kind == 4:
        return text[:place] + text[place : place + 4] + text[place:]
    letter = text[place : place + 1]
    return (
        text[:place] + chance.choice([escape(letter), f"&#{ord(letter)};" if letter else "", letter.swapcase()]) + text[place + 1 :]
    )


def _harmless(chance: random.Random, number: int) -> Relative:
    payload = chance.choice(PLAIN)
    shape = chance.choice(["line", "block", "fence", "fence"])
    if shape == "line":
        text = chance.choice(
            ["Text {} text", "- {}", "1. a\n   - {}", "> {}", "> [!NOTE]\n> {}", "A[^1]\n\n[^1]: {}", "!!! note\n    {}"]
        )
    elif shape == "block":
        text = chance.choice(
            ["{}", '=== "A"\n\n    {}', ":::tip\n{}\n:::", "<details><summary>a</summary>\n\n{}\n\n</details>", "# A\n\n{}"]
        )
    else:
        sign, length = chance.choice("`~"), chance.randint(3, 6)
        indent = chance.choice(["", " ", "  ", "   "])
        inner = "\n".join(chance.choice(["", indent]) + line for line in chance.choice(CODE).split("\n"))
        info = chance.choice(["", "html", "js{1}", "python title=x.py", "ts twoslash"])
        text = f"{indent}{sign * length}{info}\n{inner}\n{chance.choice(['', ' ', '   '])}{sign * (length + chance.randint(0, 2))}"
        around = chance.choice(["", "", "> ", "    "])
        text = "\n".join(around + line for line in text.split("\n"))
        text = f"!!! note\n{text}" if around == "    " else text
    return Relative(number, text.replace("{}", payload), f"Harmless {number}", "own", "own", False, shape)
