"""Footnotes: numbered as the text refers to them, listed at its end, with a way back from each to every mark."""

from __future__ import annotations

from .conftest import page, words

TEXT = "First[^b], second[^a], first again[^B].\n\n[^a]: One.\n[^b]: Two.\n[^c]: Nobody refers to it.\n"


def test_notes_are_numbered_in_the_order_of_their_marks_and_listed_at_the_end():
    body = page(TEXT)
    assert [mark.text for mark in body.select("a.footnote-ref")] == ["1", "2", "1"]
    assert [words(note).replace("↩", "").strip() for note in body.select(".footnote > ol > li")] == ["Two.", "One."]
    assert body.find_all(True, recursive=False)[-1]["class"] == ["footnote"]
    assert "Nobody" not in body.text


def test_marks_and_notes_lead_to_each_other():
    body = page(TEXT)
    for link in body.select("a.footnote-ref, a.footnote-backref"):
        assert len(body.find_all(id=link["href"].removeprefix("#"))) == 1
    ways = [[link["href"] for link in note.select("a.footnote-backref")] for note in body.select(".footnote li")]
    marks = [mark["id"] for mark in body.select("sup[id]")]
    assert ways == [[f"#{marks[0]}", f"#{marks[2]}"], [f"#{marks[1]}"]]
    assert [link["title"] for link in body.select("a.footnote-backref")] == ["1", "1", "2"]


def test_a_note_may_have_paragraphs_lists_and_code_and_refer_to_others():
    body = page("a[^1]\n\n[^1]:\n    One[^2].\n\n    - item\n\n    ```\n    code\n    ```\n\n[^2]: Two.\n\nafter\n")
    first, second = body.select(".footnote > ol > li")
    assert [element.name for element in first.find_all(True, recursive=False)] == ["p", "ul", "div", "p"]
    assert first.find_all("p")[-1].a["class"] == ["footnote-backref"]
    assert words(second).startswith("Two.")
    assert [words(element) for element in body.find_all("p", recursive=False)] == ["a1", "after"]


def test_a_note_that_refers_to_itself_ends():
    body = page("a[^1]\n\n[^1]: Me[^1].\n")
    assert len(body.select(".footnote li")) == 1
    assert len(body.select("a.footnote-ref")) == 2


def test_of_two_notes_with_one_label_the_first_counts():
    assert words(page("a[^1]\n\n[^1]: One.\n\n[^1]: Two.\n").select_one(".footnote li")).startswith("One.")


def test_a_mark_without_a_note_is_text():
    body = page("a[^nope] b\n")
    assert words(body) == "a[^nope] b"
    assert body.select(".footnote") == []


def test_notes_stand_at_the_end_also_where_a_list_or_a_note_holds_them():
    body = page("- a[^1]\n\n    [^1]: One.\n\n!!! note\n    b[^2]\n\n    [^2]: Two.\n\nend\n")
    assert [words(note).replace("↩", "").strip() for note in body.select(".footnote > ol > li")] == ["One.", "Two."]
    assert len(body.select(".footnote")) == 1
    assert body.find_all(True, recursive=False)[-1]["class"] == ["footnote"]


def test_labels_of_any_script_are_anchors():
    body = page("متن[^یک]\n\n[^یک]: پانویس.\n")
    assert body.select_one("li")["id"] == "fn:یک"
    assert body.select_one("a.footnote-ref")["href"] == "#fn:یک"
