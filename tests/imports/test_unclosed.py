"""Signs of other Markdowns again and again that nothing closes: what counts words and reads orders takes time by their length.

The time limit of each test is what fails where an expression looks to the end of the text from each sign: that takes hours.
"""

from __future__ import annotations

import pytest

from kbgen.imports.export import Losses
from kbgen.imports.folder import open_folder
from kbgen.imports.products.order import read_order
from kbgen.imports.products.page_facts import site_names, without_site
from kbgen.imports.words import source_words

LENGTH = 100_000
SIGNS = [
    "[", "[[", "![[", "[[a|", "[^", "[a](", "](<", "{", "{%", "{{<", "{::comment}", "{{< comment >}}", "{/*", "<!--", "<script>",
    "<svg ",
    "<head>\n", "<img dark:block ", "<Aa b={[ \n", "<mailto:", ":", ":::", ":::note{", "```{toctree}\n", ":::{index}\n",
    "[!INCLUDE](",
    "\n", " \n", "%%a", "import ", "export const a = {\n",
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_words_behind_what_nothing_closes_are_counted(sign):
    counted = source_words("First words.\n\n" + sign * (LENGTH // len(sign)))
    assert counted["first"] == counted["words"] == 1


def test_what_is_closed_after_all_is_still_hidden():
    hidden = "<!-- a --> {/* b */} %% c %% {% comment %}d{% endcomment %} <svg>e</svg> {::comment}f{:/comment}\n"
    assert source_words(f"{hidden}```{{toctree}}\ng\n```\n<head>\nh\n</head>\nSeen <!-- again") == {"seen": 1, "again": 1}


@pytest.mark.parametrize("sign", ["a", "a.", "[", "[[", "[a](", "\n", "{", "a: {", "[!INCLUDE]("])
@pytest.mark.parametrize("name", ["_meta.ts", "SUMMARY.md"])
def test_an_order_of_nothing_but_signs_gives_none(export, name, sign):
    folder = open_folder(export({name: sign * (LENGTH // len(sign))}), Losses())
    assert read_order(folder, "").hidden == set()


def test_titles_of_spaces_take_no_time():
    spaces = " " * LENGTH
    assert without_site(f"A{spaces}| B", frozenset()) == "A"
    assert site_names([f"A{spaces}| B", f"C{spaces}| B"]) == {"B"}
