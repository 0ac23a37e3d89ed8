"""What GitHub adds to CommonMark has on built pages the structure that GitHub's own parser gives it.

The texts are ours; each shows a rule of GitHub's specification of these additions, or of its documentation for writers. What is
expected comes from cmark-gfm, and for alerts, which GitHub makes elsewhere, from their documentation, by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from benchmarks.markdown_pages import Built, build_texts, is_local, place_of
from benchmarks.markdown_structure import github
from benchmarks.structure import difference, structure

TABLES = {
    "head, divider and rows": "| Plan | Seats |\n| --- | --- |\n| Small | 5 |\n| Large | 50 |\n",
    "columns to the left, the middle and the right": "| a | b | c | d |\n|:---|:--:|---:|---|\n| 1 | 2 | 3 | 4 |\n",
    "no bars at the ends": "Plan | Seats\n--- | ---\nSmall | 5\n",
    "a divider that begins with a colon": "a | b\n:-- | --:\n1 | 2\n\n| c | d |\n:-: | -:\n3 | 4\n",
    "bars at one end only": "| Plan | Seats\n| --- | ---\n| Small | 5\n\nPlan | Seats |\n--- | --- |\nSmall | 5 |\n",
    "one dash, no spaces": "|a|b|\n|-|-|\n|1|2|\n",
    "one column": "| only |\n|---|\n| this |\n",
    "cells of unequal width": "| a  |  bbbbbbb |\n|----|:---:|\n|ccccccccc|d|\n",
    "a bar as a letter": "| sign | meaning |\n|---|---|\n| \\| | or |\n| a \\| b | `x \\| y` |\n| **p \\| q** | r |\n",
    "other escapes in cells": "| a | b |\n|---|---|\n| \\\\ | \\_ |\n| `\\\\` | `\\_` |\n",
    "the next block ends it": "| a | b |\n|---|---|\n| 1 | 2 |\n> said\n\n| a |\n|---|\n| 1 |\n# Next\n\n| a |\n|---|\n- point\n",
    "an empty line ends it": "| a | b |\n|---|---|\n| 1 | 2 |\ntext, still a row\n\ntext\n",
    "as many cells in the divider as in the head": "| a | b |\n|---|\n| 1 | 2 |\n",
    "rows that are short or long": "| a | b | c |\n|---|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n| | 2 | |\n",
    "a head alone": "| a | b |\n|---|---|\n\ntext\n",
    "empty cells side by side": "| a | b | c |\n|---|---|---|\n| 1 || 3 |\n||||\n",
    "stress, code, links and pictures in cells": (
        "| a | b |\n|---|---|\n| *x* **y** | `z` |\n| [w](https://a.example/) | ![p](https://a.example/p.png) |\n"
    ),
    "blocks in cells stay text": "| a | b |\n|---|---|\n| - x | # y |\n| 1. z | > w |\n",
    "HTML in cells": "| a | b |\n|---|---|\n| one<br>two | <kbd>K</kbd> |\n",
    "a link defined elsewhere": "| a |\n|---|\n| [help] |\n\n[help]: https://a.example/help\n",
    "below a line of text": "Plans and seats:\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "below several lines of text": "one\ntwo\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "in a list": "1. Choose:\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n\n2. Go on.\n",
    "directly in a list": "- | a | b |\n  |---|---|\n  | 1 | 2 |\n- x\n",
    "in a quote": "> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
    "in a list in a quote": "> - x\n>\n>   | a |\n>   |---|\n>   | 1 |\n",
    "indented by up to three spaces": "   | a | b |\n  |---|---|\n | 1 | 2 |\n",
    "indented by four is code": "    | a | b |\n    |---|---|\n",
    "a divider alone": "|---|---|\n\ntext\n",
    "no divider": "| a | b |\n| 1 | 2 |\n",
    "colons and spaces in the divider": "| a | b | c |\n| :- | :-: | -: |\n| 1 | 2 | 3 |\n",
    "a wrong letter in the divider": "| a | b |\n|---|-x-|\n| 1 | 2 |\n",
    "spaces behind the rows": "| a | b |  \n|---|---|  \n| 1 | 2 |   \n",
    "letters of other scripts": "| خطة | مقاعد |\n|---|---:|\n| صغيرة | ٥ |\n",
    "two, one below the other": "| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n",
    "stress that crosses cells does not": "| a | b |\n|---|---|\n| *x | y* |\n| `x | y` |\n",
}
STRIKES = {
    "two signs": "The price is ~~20~~ 15.\n",
    "one sign": "The price is ~20~ 15.\n",
    "three signs are no strike": "This is ~~~not~~~ struck.\n",
    "not across paragraphs": "Here ~~it begins.\n\nAnd never ends~~ here.\n",
    "across lines": "Here ~~it begins\nand ends~~ here.\n",
    "ends of unequal length": "~one~~ ~~two~\n",
    "with stress within": "~~all **of** *it* `now`~~\n",
    "within stress": "**a ~~b~~ c** *~~d~~*\n",
    "within a word": "un~~believ~~able\n",
    "spaces inside": "a ~~ b ~~ c, ~~ d~~, ~~e ~~\n",
    "beside marks": "(~~a~~), ~~b~~. «~~c~~»\n",
    "not in code": "`~~a~~` and `` ~b~ ``\n",
    "escaped": "\\~~a\\~~ and ~\\~b~\n",
    "around a link": "~~[old](https://a.example/)~~\n",
    "in a link": "[~~old~~ new](https://a.example/)\n",
    "two in a line": "~~a~~ and ~~b~~\n",
    "in headings, lists and cells": "## ~~Old~~\n\n- ~~a~~\n\n| ~~h~~ |\n|---|\n| ~~c~~ |\n",
    "with letters of other scripts": "~~ثمن~~ و ~~قیمت~~\n",
    "a fence is no strike": "~~~\ncode\n~~~\n",
}
TASKS = {
    "open and done": "- [ ] write\n- [x] read\n- [X] print\n",
    "with other points": "* [ ] a\n* [x] b\n\n+ [ ] c\n",
    "numbered": "1. [ ] first\n2. [x] second\n",
    "nested": "- [ ] outer\n  - [x] inner\n  - [ ] inner too\n- [x] last\n",
    "nested deeper": "- [x] a\n  1. [ ] b\n     - [x] c\n",
    "among other points": "- plain\n- [ ] task\n- [link](https://a.example/)\n",
    "no space behind the box": "- [ ]a\n- [x]b\n",
    "nothing in the box": "- [] a\n- [  ] b\n- [y] c\n",
    "not outside a list": "[ ] a\n\n[x] b\n",
    "not in the second paragraph": "- a\n\n  [ ] b\n",
    "with paragraphs between": "- [ ] a\n\n- [x] b\n\n  more\n",
    "stress and links behind it": "- [x] **a** [b](https://a.example/) `c`\n",
    "the box in the middle": "- a [ ] b\n",
    "escaped": "- \\[ ] a\n",
    "a definition does not make it a link": "- [x] a\n\n[x]: https://a.example/\n",
}
ADDRESSES = {
    "www": "Visit www.a.example today.\n",
    "www with a path": "See www.a.example/help/me now\n",
    "http and https": "http://a.example and https://a.example/b?c=d#e here\n",
    "only where a word begins": "xwww.a.example, xhttp://a.example\n",
    "behind signs": "(www.a.example) *www.b.example* ~www.d.example~\n",
    "behind quotation marks": "\"https://a.example\" 'https://b.example'\n",
    "at the beginning of a line": "https://a.example\nwww.b.example\n",
    "marks at the end": "https://a.example/b. https://a.example/c, https://a.example/d! https://a.example/e?\n",
    "more marks at the end": "https://a.example/b: https://a.example/c; **https://a.example/d** https://a.example/e_ https://a.example/f~\n",
    "brackets": "(https://a.example/b) https://a.example/c(d) (https://a.example/e(f)) https://a.example/g(h)i)\n",
    "something like a sign's name at the end": "https://a.example/b?c=d&copy; https://a.example/b&x=y;z\n",
    "a bracket ends it": "https://a.example/b<c\n",
    "underscores in the domain": "https://a_b.c.example www.a_b.example www.a_b.c.example/d http://a.b_c.example\n",
    "underscores in the path": "https://a.example/b_c_d www.a.example/e_f\n",
    "no dot in the domain": "http://localhost/x http://intranet www.x\n",
    "a port": "http://localhost:8000/x https://a.example:443\n",
    "mail": "Write to help@a.example soon.\n",
    "mail with signs": "a.b-c_d+e@f-g.example\n",
    "mail with a mark behind": "help@a.example. help@a.example, (help@a.example)\n",
    "mail that ends in a dash or an underscore": "help@a.example- help@a.example_\n",
    "no mail": "help@a @b.example a@b. a b@\n",
    "mailto and xmpp": "mailto:help@a.example xmpp:help@a.example/desk xmpp:help@a.example\n",
    "not in code": "`https://a.example` and `www.a.example`\n\n    https://a.example\n",
    "not in a link": "[https://a.example](https://b.example/) and [see www.a.example](https://b.example/)\n",
    "in angle brackets": "<https://a.example> <help@a.example>\n",
    "in stress": "**https://a.example** *www.a.example* ~~https://b.example~~\n",
    "in headings, lists and quotes": "## https://a.example\n\n- www.a.example\n\n> help@a.example\n",
    "in cells": "| a | b |\n|---|---|\n| https://a.example | www.b.example |\n",
    "with letters of other scripts": "https://a.example/خانه و https://b.example/راهنما\n",
    "followed by letters of other scripts": "نشانی https://a.example است و www.b.example هم\n",
    "percent signs": "https://a.example/a%20b%2Fc\n",
    "stars in the address": "https://a.example/*b*c\n",
    "twice in a line": "https://a.example https://a.example\n",
    "in a footnote": "a[^1]\n\n[^1]: See https://a.example.\n",
    "an alternative text": "![https://a.example](https://a.example/p.png)\n",
    "with upper case": "HTTPS://A.example Http://b.example\n",
    "escaped": "https\\://a.example www\\.a.example help\\@a.example\n",
}
FOOTNOTES = {
    "a mark and its note": "Text.[^1]\n\n[^1]: A note.\n",
    "a name": "Text.[^source]\n\n[^source]: A note.\n",
    "numbered by the text, not by the notes": "One[^b] two[^a].\n\n[^a]: Of a.\n[^b]: Of b.\n",
    "the note first": "[^1]: A note.\n\nText.[^1]\n",
    "twice used": "One[^1] and two[^1].\n\n[^1]: A note.\n",
    "unused": "Text.[^1]\n\n[^1]: A note.\n[^2]: Nobody asks.\n",
    "without a note": "Text.[^nope]\n",
    "several paragraphs": "Text.[^1]\n\n[^1]: One.\n\n    Two.\n\nMore text.\n",
    "a list and code in it": "Text.[^1]\n\n[^1]: One:\n\n    - a\n    - b\n\n        code\n",
    "fenced code in it": "Text.[^1]\n\n[^1]: One:\n\n    ```\n    code\n    ```\n",
    "a quote in it": "Text.[^1]\n\n[^1]:\n    > said\n",
    "lines that go on": "Text.[^1]\n\n[^1]: One\nand more.\n",
    "stress and links in it": "Text.[^1]\n\n[^1]: *One* [two](https://a.example/) `three`.\n",
    "upper and lower case": "Text.[^Note]\n\n[^nOTE]: A note.\n",
    "a space is no name": "Text.[^a b]\n\n[^a b]: A note.\n",
    "in a list": "- a[^1]\n- b\n\n[^1]: A note.\n",
    "in a heading and a cell": "## a[^1]\n\n| b[^2] |\n|---|\n| c |\n\n[^1]: A note.\n[^2]: Another.\n",
    "in a quote": "> a[^1]\n\n[^1]: A note.\n",
    "a note within a quote": "a[^1]\n\n> [^1]: A note.\n",
    "a note in a note": "a[^1]\n\n[^1]: See[^2].\n[^2]: Here.\n",
    "defined twice": "a[^1]\n\n[^1]: First.\n[^1]: Second.\n",
    "not in code": "`a[^1]`\n\n[^1]: A note.\n",
    "escaped": "a\\[^1]\n\n[^1]: A note.\n",
    "one below the other": "a[^1]b[^2]c[^3]\n\n[^1]: One.\n[^2]: Two.\n[^3]: Three.\n",
    "signs in the name": "a[^a-b_c.d]\n\n[^a-b_c.d]: A note.\n",
    "letters of other scripts": "متن[^منبع]\n\n[^منبع]: یادداشت.\n",
    "words before and behind": "a[^1] b\n\n[^1]: A note.\n\nLast words.\n",
}


def _alert(title: str, inside: str) -> str:
    return f'<div class="admonition"><p>{title}</p>{inside}</div>'


ALERTS = {
    "note": ("> [!NOTE]\n> Read this.\n", _alert("Note", "<p>Read this.</p>")),
    "tip": ("> [!TIP]\n> Read this.\n", _alert("Tip", "<p>Read this.</p>")),
    "important": ("> [!IMPORTANT]\n> Read this.\n", _alert("Important", "<p>Read this.</p>")),
    "warning": ("> [!WARNING]\n> Read this.\n", _alert("Warning", "<p>Read this.</p>")),
    "caution": ("> [!CAUTION]\n> Read this.\n", _alert("Caution", "<p>Read this.</p>")),
    "lower case": ("> [!note]\n> Read this.\n", _alert("Note", "<p>Read this.</p>")),
    "several paragraphs": ("> [!NOTE]\n> One.\n>\n> Two.\n", _alert("Note", "<p>One.</p><p>Two.</p>")),
    "an empty line first": ("> [!NOTE]\n>\n> One.\n", _alert("Note", "<p>One.</p>")),
    "a list in it": ("> [!TIP]\n> Do:\n> - a\n> - b\n", _alert("Tip", "<p>Do:</p><ul><li>a</li><li>b</li></ul>")),
    "a list first": ("> [!TIP]\n> - a\n> - b\n", _alert("Tip", "<ul><li>a</li><li>b</li></ul>")),
    "code in it": ("> [!TIP]\n> ```\n> a\n> ```\n", _alert("Tip", "<pre><code>a\n</code></pre>")),
    "stress and links in it": (
        "> [!NOTE]\n> **a** [b](https://a.example/) `c`\n",
        _alert("Note", '<p><strong>a</strong> <a href="https://a.example/">b</a> <code>c</code></p>'),
    ),
    "spaces behind the marker": ("> [!NOTE]  \n> Read this.\n", _alert("Note", "<p>Read this.</p>")),
    "no space behind the sign": (">[!NOTE]\n>Read this.\n", _alert("Note", "<p>Read this.</p>")),
    "lines that go on": ("> [!NOTE]\n> Read\nthis.\n", _alert("Note", "<p>Read this.</p>")),
    "below text": ("Text.\n> [!NOTE]\n> Read this.\n", "<p>Text.</p>" + _alert("Note", "<p>Read this.</p>")),
    "one below the other": (
        "> [!NOTE]\n> One.\n\n> [!WARNING]\n> Two.\n",
        _alert("Note", "<p>One.</p>") + _alert("Warning", "<p>Two.</p>"),
    ),
    "a table in it": (
        "> [!NOTE]\n> | a |\n> |---|\n> | 1 |\n",
        _alert("Note", "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"),
    ),
    "in a list, as writers elsewhere may": (
        "1. One.\n\n   > [!NOTE]\n   > Read this.\n\n2. Two.\n",
        "<ol><li><p>One.</p>" + _alert("Note", "<p>Read this.</p>") + "</li><li><p>Two.</p></li></ol>",
    ),
    "the marker further down": (
        "> Text.\n> [!NOTE]\n",
        "<blockquote><p>Text. [!NOTE]</p></blockquote>",
    ),
    "without the sign of a quote": ("[!NOTE]\nText.\n", "<p>[!NOTE] Text.</p>"),
    "escaped": ("> \\[!NOTE]\n> Text.\n", "<blockquote><p>[!NOTE] Text.</p></blockquote>"),
    "in code": ("```\n> [!NOTE]\n```\n", "<pre><code>&gt; [!NOTE]\n</code></pre>"),
}
# Where cmark-gfm is not what GitHub's specification says, or shows what no reader means.
OURS = {
    "a task in a quote": (
        "> - [ ] a\n> - [x] b\n",
        "<blockquote><ul><li><input disabled> a</li><li><input checked disabled> b</li></ul></blockquote>",
    ),
    "an address behind an underscore": (
        "_www.c.example_\n",
        '<p><em><a href="http://www.c.example">www.c.example</a></em></p>',
    ),
    "no address within a link of HTML": (
        'a <a href="https://a.example">https://a.example</a> b\n',
        '<p>a <a href="https://a.example">https://a.example</a> b</p>',
    ),
    "the comma, the semicolon and the question mark of Arabic script behind an address": (
        "نشانی https://a.example/b، یا www.b.example؛ یا help@c.example؟\n",
        '<p>نشانی <a href="https://a.example/b">https://a.example/b</a>، یا <a href="http://www.b.example">www.b.example</a>؛ یا '
        '<a href="mailto:help@c.example">help@c.example</a>؟</p>',
    ),
    "the full stop of Urdu behind an address": (
        "https://a.example/b۔\n",
        '<p><a href="https://a.example/b">https://a.example/b</a>۔</p>',
    ),
    "quotation marks around an address": (
        "«https://a.example» “https://b.example”\n",
        '<p>«<a href="https://a.example">https://a.example</a>» “<a href="https://b.example">https://b.example</a>”</p>',
    ),
    "another word makes a note of that name, as in Obsidian": ("> [!HINT]\n> Text.\n", _alert("Hint", "<p>Text.</p>")),
    "words behind the marker are the title, as in Obsidian": ("> [!NOTE] Title\n> Text.\n", _alert("Title", "<p>Text.</p>")),
}
# What is still otherwise, and how. A text that has come right must leave this table.
FAULTS = {
    "addresses: something like a sign's name at the end": "the reference is decoded before its end is looked for",
    "addresses: stars in the address": "stress is found before the address",
    "addresses: escaped": "an escaped sign makes an address all the same",
    "footnotes: a space is no name": "a name may hold spaces",
}
GROUPS = {"tables": TABLES, "strikes": STRIKES, "tasks": TASKS, "addresses": ADDRESSES, "footnotes": FOOTNOTES}
FROM_GITHUB = {f"{group}: {what}": text for group, cases in GROUPS.items() for what, text in cases.items()}
BY_HAND = {f"alerts: {what}": case for what, case in ALERTS.items()} | {f"ours: {what}": case for what, case in OURS.items()}
EVERY = FROM_GITHUB | {what: text for what, (text, _) in BY_HAND.items()}
NAMES = {what: f"text-{number}" for number, what in enumerate(EVERY)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All texts as articles of one site."""
    return build_texts(tmp_path_factory.mktemp("github") / "site", {NAMES[what]: text for what, text in EVERY.items()})


def lead(reference: str) -> str | None:
    """Addresses elsewhere as they are; nothing lies on this site."""
    place = place_of(reference, "/en/")
    return None if place is None or is_local(place) else place


def check(pages: Built, what: str, html: str) -> None:
    """Compare one page's body with `html`."""
    name = f"en/{NAMES[what]}"
    assert name not in pages.errors, pages.errors[name]
    expected, found = structure(html, lead), structure(pages.bodies[name], lead)
    assert expected == found, f"{EVERY[what]}\n{difference(expected, found)}"


def marked(names: Iterable[str]) -> list[Any]:
    """The texts, those that are still wrong marked so."""
    return [
        pytest.param(what, marks=[pytest.mark.xfail(reason=FAULTS[what], strict=True)] if what in FAULTS else []) for what in names
    ]


@pytest.mark.parametrize("what", marked(FROM_GITHUB))
def test_a_text_has_the_structure_that_github_gives_it(pages: Built, what: str) -> None:
    check(pages, what, github(FROM_GITHUB[what]))


@pytest.mark.parametrize("what", marked(BY_HAND))
def test_a_text_has_the_structure_that_readers_expect(pages: Built, what: str) -> None:
    check(pages, what, BY_HAND[what][1])
