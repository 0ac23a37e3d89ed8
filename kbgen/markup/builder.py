"""The parser's events become a tree.

Receives what `pyromark.events` gives, one event after the other. `raw.py` takes the HTML among them, `assembly.py` shapes notes and
tabs, `footnotes.py` gathers notes, `code.py` makes blocks of code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from kbgen.markup import assembly, attributes, code, footnotes
from kbgen.markup.autolinks import addresses, may_hold_addresses, may_hold_any
from kbgen.markup.prepare.blocks import CLOSE, OPEN, Mark
from kbgen.markup.prepare.repairs import is_repaired, restore
from kbgen.markup.prepare.signs import signs_in
from kbgen.markup.raw import RawHtml
from kbgen.markup.stack import Stack
from kbgen.markup.tree import SOURCES, add_text

_SIMPLE = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
    "TableRow": "tr",
}
_INLINE = frozenset({"em", "strong", "del", "a"})
_TAKE_ATTRIBUTES = frozenset({"a", "img", "code", "em", "strong", "del"})
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# A line end right behind their start tag is none of their text (HTML Standard, 13.2.6.4.7).
_DROP_FIRST = frozenset({"pre", "textarea", "listing"})
# A page has its own list of contents.
_CONTENTS = re.compile(r"\[\[?_?TOC_?\]\]?|\$\{toc\}|\{:toc\}", re.IGNORECASE)


class Builder:
    """Grows the tree of one text. `found` are the marks of notes that were met, `code` the bytes of the source that are code,
    `places` the byte at which the event of an element begins, and the lines of HTML between that and the element."""

    def __init__(self, source: str, marks: Sequence[Mark], *, raw: bool, colours: bool) -> None:
        self.root = Element("div")
        self.found: set[int] = set()
        self.places: dict[Element, tuple[int, int]] = {}
        self.links: list[Element] = []
        self.images: list[Element] = []
        self.headings: list[Element] = []
        self.tables: list[Element] = []
        self.sources: list[Element] = []
        self.code: list[Mapping[str, int]] = []
        self.notes = footnotes.Notes()
        self._marks = marks
        self._colours = colours
        self._stack = Stack(self.root)
        self._raw = RawHtml(self._stack, source, keep=raw, text=self._text, noted=self._note_raw)
        self._tabs = assembly.Tabs()
        self._range: Mapping[str, int] = {}
        # What is read as words alone, a picture (so many elements deep), code or HTML, and what it becomes at its end.
        self._words: list[str] | None = None
        self._make: Callable[[Builder, str], None] = Builder._end_picture
        self._code_words, self._depth = "", 0
        self._alignments: Sequence[str] = ()
        self._header, self._in_link = False, 0
        # What is worth looking for.
        signs = signs_in(source)
        self._braces = "{" in signs
        self._tags = "<" in signs
        # Where somebody writes how a note is written, `\\[!NOTE]`, none is one but GitHub's own.
        self._callouts = "[!" in signs and "\\[!" not in source
        self._contents = ("[" in signs or "{" in signs) and ("TOC" in source or "toc" in source)
        self._repaired = is_repaired(source)
        self._bare = may_hold_any(source)
        self._careful = self._braces or self._repaired or self._bare or self._tags

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Grow the tree by all events, each with its range of the source's bytes."""
        # Three of four events are of the kinds that are dealt with here: a call for each takes as long as all else in it.
        stack, entries, careful = self._stack, self._stack.entries, self._careful
        for event, self._range in events:
            if event.__class__ is str:
                _OTHERS[event](self, "")
                continue
            # The quickest way to take apart what holds one thing.
            name, value = event.popitem()
            if name == "Text":
                if self._words is not None:
                    self._words.append(value)
                elif careful:
                    self._text(value)
                else:
                    add_text(stack.top, value)
            elif name == "End":
                if self._words is not None:
                    self._end_words(self._words)
                    continue
                if entries[-1][1]:
                    stack.close_all_raw()
                element, _ = entries.pop()
                stack.top = entries[-1][0]
                tag = element.tag
                if tag not in _INLINE:
                    element.tail = "\n"
                    if (end := _ENDS.get(tag)) is not None:
                        end(self, element)
                elif tag == "a":
                    self._in_link -= 1
            elif name != "Start":
                _OTHERS[name](self, value)
            elif self._words is not None:
                # In a picture, only words count.
                self._depth += 1
            elif value.__class__ is not str:
                kind, data = value.popitem()
                _STARTS[kind](self, data)
            elif (simple := _SIMPLE.get(value)) is not None:
                stack.begin(simple)
            else:
                _STARTS[value](self, None)
        del self._raw  # It calls back: in a circle the tree would stay until Python looks for circles.

    # -- what begins ----------------------------------------------------------------------------------------------------------

    def _start_heading(self, data: Mapping[str, Any]) -> None:
        heading = Element(data["level"].lower())
        self.places[heading] = self._range["start"], 0
        self._stack.open(heading)

    def _start_quote(self, kind: str | None) -> None:
        quote = Element("blockquote")
        quote.text = "\n"
        self._stack.open(quote)
        if kind is not None:
            assembly.name_note(quote, kind.lower())

    def _start_list(self, first: int | None) -> None:
        element = Element("ul" if first is None else "ol")
        element.text = "\n"
        if first is not None and first != 1:
            element.set("start", str(first))
        self._part()
        self._stack.open(element)

    def _part(self) -> None:
        """Keep the words of a tight item and what stands below them apart."""
        if self._stack.top.tag in ("li", "dd", "td"):
            add_text(self._stack.top, "\n")

    def _start_code(self, kind: str | Mapping[str, str]) -> None:
        self.code.append(self._range)
        self._words, self._make = [], Builder._end_code
        self._code_words = "" if isinstance(kind, str) else restore(kind["Fenced"])

    def _start_html(self, _: None) -> None:
        self._words, self._make = [], Builder._end_html
        self._html_range = self._range

    def _start_footnote(self, label: str) -> None:
        self._stack.enter(self.notes.define(label))

    def _start_table(self, alignments: Sequence[str]) -> None:
        self._alignments = alignments
        table = Element("table")
        table.text = "\n"
        self._note(table, self.tables)
        self._part()
        self._stack.open(table)

    def _start_table_head(self, _: None) -> None:
        self._header = True
        self._stack.open(Element("thead"))
        self._stack.open(Element("tr"))

    def _start_cell(self, _: None) -> None:
        column = len(self._stack.top)
        cell = Element("th" if self._header else "td")
        if column < len(self._alignments) and (aligned := self._alignments[column]) != "None":
            cell.set("style", f"text-align: {aligned.lower()};")
        self._stack.open(cell)

    def _start_link(self, data: Mapping[str, Any]) -> None:
        address = restore(data["dest_url"])
        link = Element("a", {"href": f"mailto:{address}" if data["link_type"] == "Email" else address})
        if data["title"]:
            link.set("title", data["title"])
        self._note(link, self.links)
        self._in_link += 1
        self._stack.open(link)

    def _start_picture(self, data: Mapping[str, Any]) -> None:
        picture = SubElement(self._stack.top, "img", {"alt": "", "src": restore(data["dest_url"])})
        if data["title"]:
            picture.set("title", data["title"])
        self._note(picture, self.images)
        self._words, self._make = [], Builder._end_picture

    def _note(self, element: Element, among: list[Element]) -> None:
        self.places[element] = self._range["start"], 0
        among.append(element)

    def _note_raw(self, element: Element, line: int, marked: str) -> None:
        if marked.startswith(OPEN):
            self.found.add(int(marked[1:-1]))
        self.places[element] = self._range["start"], line
        tag = element.tag
        if tag == "a":
            self.links.append(element)
        elif tag == "img":
            self.images.append(element)
        elif tag == "table":
            self.tables.append(element)
        elif tag in SOURCES:
            self.sources.append(element)
        elif tag in _HEADINGS:
            self.headings.append(element)

    # -- what ends ------------------------------------------------------------------------------------------------------------

    def _end_words(self, words: Sequence[str]) -> None:
        if self._depth:
            self._depth -= 1
        else:
            self._words = None
            self._make(self, restore("".join(words)))

    def _end_picture(self, words: str) -> None:
        self._stack.top[-1].set("alt", words)

    def _end_code(self, text: str) -> None:
        self._part()
        block = code.block(text, self._code_words, colours=self._colours)
        block.tail = "\n"
        self._stack.top.append(block)

    def _end_html(self, html: str) -> None:
        self._range = self._html_range
        self._raw.read(html)

    def _end_paragraph(self, paragraph: Element) -> None:
        if self._braces:
            attributes.take(paragraph, attributes.ON_LAST_LINE)
        if self._contents and not len(paragraph) and _CONTENTS.fullmatch((paragraph.text or "").strip()):
            self._stack.top.remove(paragraph)
        if self._tags:
            self._raw.end_paragraph()

    def _end_item(self, item: Element) -> None:
        if self._braces:
            attributes.take(item, attributes.AT_END)

    def _end_quote(self, quote: Element) -> None:
        if self._callouts:
            assembly.name_callout(quote)

    def _end_row(self, _: Element) -> None:
        if self._header:
            self._header = False
            self._stack.close().tail = "\n"
            self._stack.open(Element("tbody"))

    def _end_table_body(self, body: Element) -> None:
        # The parser has no word for it; a table may do without.
        if not len(body):
            self._stack.top.remove(body)
        self._stack.close().tail = "\n"

    def _end_heading(self, heading: Element) -> None:
        text = heading.text or ""
        if text.startswith(OPEN):
            number, quote = text[1 : text.index(CLOSE)], self._stack.top
            if quote.tag in ("div", "details", "blockquote") and number.isdecimal() and quote[-1] is heading:
                self._begin_note(int(number), heading)
                return
        if self._braces:
            attributes.take(heading, attributes.AT_END)
        self.headings.append(heading)

    def _begin_note(self, number: int, heading: Element) -> None:
        """Make a note, fold, tab or box of the quote that `heading` stands at the head of."""
        self.found.add(number)
        quote = self._stack.close()
        quote.remove(heading)
        if quote.tag != "blockquote" or len(quote):
            # Behind another one, without a blank line between.
            quote.tail = "\n"
            quote = SubElement(self._stack.top, "blockquote")
        assembly.shape(self._stack.top, quote, self._marks[number], heading, self._tabs)
        self._stack.enter(quote)

    # -- what has no end ------------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        top = self._stack.top
        if self._repaired:
            text = restore(text)
        if text[:1] == "\n" and top.tag in _DROP_FIRST and not len(top) and not top.text:
            text = text[1:]
        if self._braces and text[:1] == "{" and len(top) and top[-1].tail is None and top[-1].tag in _TAKE_ATTRIBUTES:
            found = attributes.BEHIND.match(text)
            if found:
                attributes.give(top[-1], found[1])
                text = text[found.end() :]
        if self._bare and not self._in_link and may_hold_addresses(text) and top.tag not in ("a", "script", "style"):
            self._text_with_addresses(text)
        else:
            add_text(top, text)

    def _text_with_addresses(self, text: str) -> None:
        top, done = self._stack.top, 0
        for address in addresses(text):
            add_text(top, text[done : address.start])
            link = SubElement(top, "a", {"href": address.url})
            link.text = text[address.start : address.end]
            self._note(link, self.links)
            done = address.end
        if done < len(text):
            add_text(top, text[done:])

    def _code_span(self, text: str) -> None:
        self.code.append(self._range)
        if self._words is not None:
            self._words.append(text)
        else:
            SubElement(self._stack.top, "code").text = restore(text)

    def _soft_break(self, _: str) -> None:
        if self._words is not None:
            self._words.append("\n")
        elif self._stack.top.tag not in _DROP_FIRST or len(self._stack.top) or self._stack.top.text:
            add_text(self._stack.top, "\n")

    def _hard_break(self, _: str) -> None:
        if self._words is not None:
            self._words.append("\n")
        else:
            SubElement(self._stack.top, "br").tail = "\n"

    def _rule(self, _: str) -> None:
        SubElement(self._stack.top, "hr").tail = "\n"

    def _footnote_mark(self, label: str) -> None:
        if self._words is None:
            self.notes.refer(self._stack.top, label)

    def _task(self, done: bool) -> None:
        entries = self._stack.entries
        at = -2 if entries[-1][0].tag == "p" else -1
        entries[at][0].set("class", "task-list-item")
        entries[at - 1][0].set("class", "task-list")
        box = SubElement(self._stack.top, "input", {"type": "checkbox", "disabled": ""})
        if done:
            box.set("checked", "")
        box.tail = " "

    def _html_line(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def _inline_html(self, text: str) -> None:
        # Comments, declarations and the like are no part of a page.
        if self._words is None and text[1] not in "!?":
            self._raw.read(restore(text))


_STARTS: Mapping[str, Callable[[Builder, Any], None]] = {
    "Heading": Builder._start_heading,
    "BlockQuote": Builder._start_quote,
    "CodeBlock": Builder._start_code,
    "HtmlBlock": Builder._start_html,
    "List": Builder._start_list,
    "FootnoteDefinition": Builder._start_footnote,
    "Table": Builder._start_table,
    "TableHead": Builder._start_table_head,
    "TableCell": Builder._start_cell,
    "Link": Builder._start_link,
    "Image": Builder._start_picture,
}
_ENDS: Mapping[str, Callable[[Builder, Element], None]] = {
    "p": Builder._end_paragraph,
    "tr": Builder._end_row,
    "tbody": Builder._end_table_body,
    "blockquote": Builder._end_quote,
    **dict.fromkeys(_HEADINGS, Builder._end_heading),
    **dict.fromkeys(("li", "td", "th", "dt", "dd"), Builder._end_item),
}
_OTHERS: Mapping[str, Callable[[Builder, Any], None]] = {
    "Code": Builder._code_span,
    "SoftBreak": Builder._soft_break,
    "HardBreak": Builder._hard_break,
    "Rule": Builder._rule,
    "Html": Builder._html_line,
    "InlineHtml": Builder._inline_html,
    "FootnoteReference": Builder._footnote_mark,
    "TaskListMarker": Builder._task,
}
