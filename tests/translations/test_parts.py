"""An original is cut into parts, and each part's digest changes with its words only."""

from __future__ import annotations

import pytest

from kbgen.translations.parts import FRONT, OPENING, parts_of
from tests.translations.conftest import EN


def changed(text: str) -> list[str]:
    before, after = parts_of(EN), parts_of(text)
    return sorted(
        key
        for key in before.keys() | after.keys()
        if key not in before or key not in after or before[key].digest != after[key].digest
    )


def test_the_parts_are_front_matter_opening_and_headings() -> None:
    assert list(parts_of(EN)) == [FRONT, OPENING, "find", "pay"]
    assert parts_of(EN)["find"].heading == "Find one"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("Under Account.", "Under Settings.", ["find"]),
        ("Find one {#find}", "Find yours {#find}", ["find"]),
        ("title: Invoices", "title: Your invoices", [FRONT]),
        ("Read on.", "Read this.", [OPENING]),
        ("{#pay}", "{#pay-it}", ["pay", "pay-it"]),
        ("updated: 2026-11-01", "updated: 2026-12-01", []),
        ("goal: You have one.", "goal: You have one.\nreview_by: 2027-01-01\nowner: docs\ntags: [a]\nkeywords: [b]", []),
        ("Under Account.", "Under\n  Account.  \n", []),
        ("\n", "\r\n", []),
    ],
)
def test_a_part_changes_with_its_words_and_nothing_else(old: str, new: str, parts: list[str]) -> None:
    assert changed(EN.replace(old, new)) == parts


def test_headings_with_the_same_words_are_told_apart() -> None:
    assert list(parts_of("## Twice\n\na\n\n## Twice\n\nb\n")) == [FRONT, "twice", "twice_1"]


def test_a_heading_in_another_script_has_its_own_address() -> None:
    assert list(parts_of("## یافتن آن\n\na\n")) == [FRONT, "یافتن-آن"]


@pytest.mark.parametrize("text", ["", "---\n", "---\ntitle: [\n---\n", "# Title only\n", "text\n", "## \n", "```\n## no\n```\n"])
def test_any_text_has_parts(text: str) -> None:
    assert parts_of(text)
