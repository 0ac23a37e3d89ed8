"""A folder that GitBook keeps in Git arrives with blocks, order, groups and old addresses; what nobody saw there stays hidden."""

from __future__ import annotations

import pytest

from kbgen.articles.article import Status

from .conftest import EXPORTS, lost


def test_a_space_keeps_its_blocks_order_groups_and_old_addresses(bring, library):
    report = bring("gitbook", EXPORTS / "gitbook")
    found = library()
    start = found.articles["en"]["getting-started/quickstart.md"]
    assert (start.title, start.description, start.order) == ("Quick start", "From the box to the light.", 2)
    assert "/old/start" in start.redirect_from
    for piece in (
        "::: danger\n**Careful**\n\nHot.\n:::",
        '=== "Windows"\n\n    Press **Win**.\n\n    **a.py**\n\n    ```python\n    print(1)\n    ```\n',
        '1. **Step 2 <span id="step-2"></span>**\n\n   Plug it in.\n',
        "![The film's caption](https://www.youtube.com/watch?v=abcdefghijk)",
        "[Publish it](publish.md)",
        "[The manual's caption](manual-1.pdf)",
        "::: details[More things]\nHidden text.\n\n* a\n* b\n:::",
        "![The lamp](pic-2.png)",
        "A caption here",
        "- [**Publish**](publish.md)\n\n  Show it to the world\n\n  ![Publish](pic-2.png)",
        "Legal words.",
        "Left words\n\nRight words",
        "## Version 2\n\nNews here.",
        "[Start now](https://example.com)",
    ):
        assert piece in start.body
    assert not any(word in start.body for word in ("{%", "bolt", "Only for some", "<table", "<figure"))
    assert found.sections["en"]["getting-started"].title == "Getting Started & more"
    assert found.sections["en"]["basics"].redirect_from == ("/basics/", "/faq")
    assert "[quick](getting-started/quickstart.md#step-2)" in found.sections["en"][""].body
    assert "::: warning\n   in list\n   :::" in found.articles["en"]["basics/blocks.md"].body
    assert report.lost == 0
    assert ("docs/getting-started/quickstart.md", "a part for some visitors only") in lost(report)


def test_pages_that_are_hidden_or_in_no_summary_become_drafts(bring, library):
    bring("gitbook", EXPORTS / "gitbook")
    pages = library().articles["en"]
    assert {path for path, page in pages.items() if page.status is Status.DRAFT} == {"basics/hidden.md", "basics/lost.md"}


@pytest.mark.parametrize("name", [".gitbook.yaml", "docs/SUMMARY.md"])
def test_a_broken_configuration_costs_no_page(bring, export, library, name):
    files = {"docs/SUMMARY.md": "* [A](a.md)\n", "docs/a.md": "# A\n\nText.\n", ".gitbook.yaml": "root: ./docs/\n"}
    bring("gitbook", export(files | {name: b"\xff\xfe: [ {"}))
    assert any(path.endswith("a.md") for path in library().articles["en"])
