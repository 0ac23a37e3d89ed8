"""Footnotes: their marks in the text, and the list at its end, as Python-Markdown writes both.

Notes are numbered in the order in which the text first refers to them, as on GitHub; a note that nothing refers to is not shown.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from kbgen.markup.tree import add_text


class Notes:
    """The notes of one text."""

    def __init__(self) -> None:
        self._notes: dict[str, Element] = {}
        self._marks: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def define(self, label: str) -> Element:
        """The element that takes the content of the note with this label; of two with one label the first counts."""
        note = Element("li")
        note.text = "\n"
        self._notes.setdefault(label.casefold(), note)
        return note

    def refer(self, parent: Element, label: str) -> None:
        """Put a mark that leads to a note at the end of `parent`."""
        key = label.casefold()
        times = self._marks[key] = self._marks.get(key, 0) + 1
        name = self._labels.setdefault(key, label)
        mark = SubElement(parent, "sup", {"id": _mark(name, times)})
        link = SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{name}"})
        link.text = str(self._numbers.setdefault(key, len(self._numbers) + 1))

    def write(self, root: Element) -> None:
        """Put the list of notes at the end of `root`."""
        # A note may refer to others, also to itself: all marks have been read by now.
        noted = [(key, self._notes[key]) for key in self._marks if key in self._notes]
        if not noted:
            return
        box = SubElement(root, "div", {"class": "footnote"})
        box.text = "\n"
        box.tail = "\n"
        SubElement(box, "hr").tail = "\n"
        items = SubElement(box, "ol")
        items.text = items.tail = "\n"
        for number, (key, note) in enumerate(noted, 1):
            label = self._labels[key]
            note.set("id", f"fn:{label}")
            note.tail = "\n"
            items.append(note)
            last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
            add_text(last, "\u00a0")
            for time in range(1, self._marks[key] + 1):
                back = SubElement(last, "a", {"class": "footnote-backref", "href": f"#{_mark(label, time)}", "title": str(number)})
                back.text = "↩"


def _mark(label: str, times: int) -> str:
    return f"fnref:{label}" if times == 1 else f"fnref{times}:{label}"
