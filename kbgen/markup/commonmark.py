"""The reader of CommonMark: GitHub's Markdown, and notes, folds, tabs, boxes, attributes and abbreviations on top.

Receives an article's text, gives its `Tree`. The parser is pulldown-cmark by way of `pyromark`, whose events become elements here;
`blocks.py` rewrites what CommonMark lacks before, `assembly.py` shapes notes and tabs while the tree grows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pyromark
from pyromark import Options

from kbgen.markup import abbreviations, assembly, attributes, code, footnotes
from kbgen.markup.allowed import KNOWN
from kbgen.markup.autolinks import addresses, may_hold_addresses
from kbgen.markup.blocks import CLOSE, OPEN, Rewritten, rewrite
from kbgen.markup.html import Tokens
from kbgen.markup.tree import SOURCES, VOID, Tree, add_text

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
# How often the marks of notes are read anew because some stand in code, whose places move with those that are left out.
TRIES = 6
_NAMES = {
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
_INLINE = frozenset({"em", "strong", "del", "a", "img", "code"})
_TAKES_ATTRIBUTES = frozenset({"a", "img", "code", "em", "strong", "del"})
# A line end right behind their start tag is none of their text (HTML Standard, 13.2.6.4.7).
_DROPS_FIRST = frozenset({"pre", "textarea", "listing"})


def read(text: str, *, raw: bool = False, colours: bool = True) -> Tree:
    """The tree of `text`. `raw` keeps tags that HTML does not know, as CommonMark has it; otherwise they are text unless something
    closes them. Without `colours` code is known for its words alone."""
    if OPEN in text or CLOSE in text:
        text = text.replace(OPEN, "").replace(CLOSE, "")
    left_out: set[int] = set()
    for _ in range(TRIES):
        rewritten = rewrite(text, left_out)
        builder = _Builder(rewritten, raw=raw, colours=colours)
        builder.read(pyromark.events(rewritten.text, options=OPTIONS))
        lost = [mark.line for number, mark in enumerate(rewritten.marks) if number not in builder.found]
        if not lost:
            return builder.tree(rewritten)
        left_out.update(lost)
    return _read_as_it_is(text, raw=raw, colours=colours)


def _read_as_it_is(text: str, *, raw: bool, colours: bool) -> Tree:
    builder = _Builder(Rewritten(text), raw=raw, colours=colours)
    builder.read(pyromark.events(text, options=OPTIONS))
    return builder.tree(Rewritten(text))


class _Builder:
    """Takes the parser's events one after the other and grows the tree."""

    def __init__(self, rewritten: Rewritten, *, raw: bool, colours: bool) -> None:
        self.root = Element("div")
        self.found: set[int] = set()
        self._marks = rewritten.marks
        self._source = rewritten.text
        self._raw, self._colours = raw, colours
        self._top = self.root
        # The open elements, and for each whether raw HTML opened it.
        self._stack: list[tuple[Element, bool]] = [(self.root, False)]
        self._to_close: list[str] = []
        self._links: list[Element] = []
        self._images: list[Element] = []
        self._headings: list[Element] = []
        self._tables: list[Element] = []
        self._sources: list[Element] = []
        # The event that an element begins with, and the lines of HTML between that and the element.
        self._events: dict[Element, tuple[int, int]] = {}
        self._event = 0
        self._in_link = 0
        # The words of the picture or block of code that is being read.
        self._alternative: list[str] | None = None
        self._alternative_depth = 0
        self._code: list[str] | None = None
        self._code_words = ""
        self._html: list[str] | None = None
        self._in_block = False
        self._alignments: tuple[str, ...] = ()
        self._column = 0
        self._header = False
        self._notes = footnotes.Notes()
        self._tabs = assembly.Tabs()
        self._tokens = Tokens(self)
        self._braces = "{" in self._source
        self._bare = may_hold_addresses(self._source)

    def read(self, events: Any) -> None:
        """Grow the tree by all events."""
        starts, others = self._starts(), self._others()
        for self._event, event in enumerate(events):
            if event.__class__ is str:
                others[event]("")
                continue
            ((name, value),) = event.items()
            if name == "Start":
                if self._alternative is not None:
                    # In a picture, only words count.
                    self._alternative_depth += 1
                elif value.__class__ is str:
                    if (simple := _NAMES.get(value)) is not None:
                        self._open(Element(simple))
                    else:
                        starts[value](None)
                else:
                    ((kind, data),) = value.items()
                    starts[kind](data)
            elif name == "Text":
                self.text(value)
            elif name == "End":
                self._end(value)
            else:
                others[name](value)
        self._close_down_to(1)

    def tree(self, rewritten: Rewritten) -> Tree:
        """The finished tree."""
        self._notes.write(self.root)
        if "*[" in self._source:
            abbreviations.explain(self.root)
        lines = _Lines(rewritten, self._events)
        return Tree(self.root, lines.of, self._links, self._images, self._headings, self._tables, self._sources)

    # -- elements -------------------------------------------------------------------------------------------------------------

    def _open(self, element: Element, *, raw: bool = False) -> None:
        self._top.append(element)
        self._stack.append((element, raw))
        self._top = element

    def _pop(self) -> Element:
        element, _ = self._stack.pop()
        self._top = self._stack[-1][0]
        return element

    def _close_down_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            self._pop()

    def _end(self, what: Any) -> None:
        if self._alternative is not None:
            self._alternative_depth -= 1
            if self._alternative_depth < 0:
                self._end_picture()
            return
        if self._code is not None:
            self._end_code()
            return
        if what == "HtmlBlock":
            self._end_html()
            return
        # What raw HTML opened in an element of Markdown ends with it.
        while self._stack[-1][1]:
            self._pop()
        element = self._pop()
        tag = element.tag
        if tag in _INLINE:
            if tag == "a":
                self._in_link -= 1
            return
        element.tail = "\n"
        if tag == "p":
            if self._braces:
                attributes.take(element, attributes.ON_LAST_LINE)
            if self._to_close:
                self._close_pending()
        elif tag[0] == "h" and len(tag) == 2:
            self._end_heading(element)
        elif tag == "tr" and self._header:
            self._header = False
            self._pop().tail = "\n"
            self._open(Element("tbody"))
        elif tag == "tbody":
            # The body of a table is nothing that the parser opens.
            if not len(element):
                self._top.remove(element)
            self._pop().tail = "\n"
        elif tag == "blockquote":
            assembly.name_callout(element)
        elif self._braces and tag in ("li", "td", "th", "dt", "dd"):
            attributes.take(element, attributes.AT_END)

    def _end_heading(self, heading: Element) -> None:
        text = heading.text or ""
        if text.startswith(OPEN):
            number = text[1 : text.index(CLOSE)]
            quote = self._top
            if quote.tag in ("div", "details", "blockquote") and number.isdecimal() and quote[-1] is heading:
                self._begin(int(number), heading)
                return
        if self._braces:
            attributes.take(heading, attributes.AT_END)
        self._headings.append(heading)

    def _begin(self, number: int, heading: Element) -> None:
        """Make a note, fold, tab or box of the quote that `heading` stands at the head of."""
        self.found.add(number)
        quote = self._pop()
        quote.remove(heading)
        if quote.tag != "blockquote" or len(quote):
            # Behind another one, without a blank line between.
            quote.tail = "\n"
            quote = Element("blockquote")
            self._top.append(quote)
        assembly.shape(self._top, quote, self._marks[number], heading, self._tabs)
        self._stack.append((quote, False))
        self._top = quote

    # -- what begins ----------------------------------------------------------------------------------------------------------

    def _starts(self) -> Mapping[str, Callable[[Any], None]]:
        return {
            "Heading": self._heading,
            "BlockQuote": self._quote,
            "CodeBlock": self._code_block,
            "HtmlBlock": self._html_block,
            "List": self._list,
            "FootnoteDefinition": self._footnote,
            "Table": self._table,
            "TableHead": self._table_head,
            "TableCell": self._cell,
            "Link": self._link,
            "Image": self._picture,
        }

    def _heading(self, data: Mapping[str, Any]) -> None:
        heading = Element(data["level"].lower())
        self._events[heading] = self._event, 0
        self._open(heading)

    def _quote(self, kind: str | None) -> None:
        quote = Element("blockquote")
        quote.text = "\n"
        self._open(quote)
        if kind is not None:
            assembly.name_note(quote, kind.lower())

    def _list(self, first: int | None) -> None:
        element = Element("ul" if first is None else "ol")
        element.text = "\n"
        if first is not None and first != 1:
            element.set("start", str(first))
        self._apart()
        self._open(element)

    def _apart(self) -> None:
        """Keep the words of a tight item and what stands below them apart."""
        if self._top.tag in ("li", "dd", "td"):
            add_text(self._top, "\n")

    def _code_block(self, kind: str | Mapping[str, str]) -> None:
        self._code = []
        self._code_words = "" if isinstance(kind, str) else kind["Fenced"]

    def _end_code(self) -> None:
        self._apart()
        block = code.block("".join(self._code or ()), self._code_words, colours=self._colours)
        block.tail = "\n"
        self._top.append(block)
        self._code = None

    def _footnote(self, label: str) -> None:
        note = self._notes.define(label)
        self._stack.append((note, False))
        self._top = note

    def _table(self, alignments: tuple[str, ...]) -> None:
        self._alignments = alignments
        table = Element("table")
        table.text = "\n"
        self._events[table] = self._event, 0
        self._tables.append(table)
        self._apart()
        self._open(table)

    def _table_head(self, _: None) -> None:
        self._header = True
        self._open(Element("thead"))
        self._open(Element("tr"))
        self._column = 0

    def _cell(self, _: None) -> None:
        # A row's first cell: the parser opens rows of the body by name.
        if not len(self._top):
            self._column = 0
        cell = Element("th" if self._header else "td")
        aligned = self._alignments[self._column] if self._column < len(self._alignments) else "None"
        if aligned != "None":
            cell.set("style", f"text-align: {aligned.lower()};")
        self._column += 1
        self._open(cell)

    def _link(self, data: Mapping[str, Any]) -> None:
        address = data["dest_url"]
        link = Element("a", {"href": f"mailto:{address}" if data["link_type"] == "Email" else address})
        if data["title"]:
            link.set("title", data["title"])
        self._noted(link, self._links)
        self._in_link += 1
        self._open(link)

    def _noted(self, element: Element, among: list[Element], line: int = 0) -> None:
        self._events[element] = self._event, line
        among.append(element)

    def _picture(self, data: Mapping[str, Any]) -> None:
        picture = SubElement(self._top, "img", {"alt": "", "src": data["dest_url"]})
        if data["title"]:
            picture.set("title", data["title"])
        self._noted(picture, self._images)
        self._alternative, self._alternative_depth = [], 0

    def _end_picture(self) -> None:
        self._top[-1].set("alt", "".join(self._alternative or ()))
        self._alternative = None

    # -- what has no end ------------------------------------------------------------------------------------------------------

    def _others(self) -> Mapping[str, Callable[[Any], None]]:
        return {
            "Code": self._code_span,
            "SoftBreak": self._soft_break,
            "HardBreak": self._hard_break,
            "Rule": self._rule,
            "Html": self._html_line,
            "InlineHtml": self._inline_html,
            "FootnoteReference": self._footnote_mark,
            "TaskListMarker": self._task,
        }

    def text(self, text: str) -> None:
        """Text of the article, or of raw HTML in it."""
        if self._code is not None:
            self._code.append(text)
            return
        if self._alternative is not None:
            self._alternative.append(text)
            return
        top = self._top
        if top.tag in _DROPS_FIRST and text[0] == "\n" and not len(top) and not top.text:
            text = text[1:]
            if not text:
                return
        if self._braces and text[0] == "{" and len(top) and top[-1].tail is None and top[-1].tag in _TAKES_ATTRIBUTES:
            found = attributes.BEHIND.match(text)
            if found:
                attributes.give(top[-1], found[1])
                text = text[found.end() :]
                if not text:
                    return
        if self._bare and not self._in_link and may_hold_addresses(text) and top.tag not in ("a", "script", "style"):
            self._text_with_addresses(text)
            return
        if len(top):
            last = top[-1]
            last.tail = text if last.tail is None else last.tail + text
        else:
            top.text = text if top.text is None else top.text + text

    def _text_with_addresses(self, text: str) -> None:
        done = 0
        for address in addresses(text):
            add_text(self._top, text[done : address.start])
            link = SubElement(self._top, "a", {"href": address.url})
            link.text = text[address.start : address.end]
            self._noted(link, self._links)
            done = address.end
        if done < len(text):
            add_text(self._top, text[done:])

    def _code_span(self, text: str) -> None:
        if self._alternative is not None:
            self._alternative.append(text)
        else:
            SubElement(self._top, "code").text = text

    def _soft_break(self, _: str) -> None:
        if self._alternative is not None:
            self._alternative.append("\n")
        else:
            add_text(self._top, "\n")

    def _hard_break(self, _: str) -> None:
        if self._alternative is not None:
            self._alternative.append("\n")
        else:
            SubElement(self._top, "br").tail = "\n"

    def _rule(self, _: str) -> None:
        SubElement(self._top, "hr").tail = "\n"

    def _footnote_mark(self, label: str) -> None:
        if self._alternative is None:
            self._notes.refer(self._top, label)

    def _task(self, done: bool) -> None:
        item, lists = self._top, self._stack[-2][0]
        if item.tag == "p":
            item, lists = self._stack[-2][0], self._stack[-3][0]
        item.set("class", "task-list-item")
        lists.set("class", "task-list")
        box = SubElement(self._top, "input", {"type": "checkbox", "disabled": ""})
        if done:
            box.set("checked", "")
        box.tail = " "

    # -- raw HTML -------------------------------------------------------------------------------------------------------------

    def _html_block(self, _: None) -> None:
        self._html = []
        self._html_event = self._event

    def _html_line(self, text: str) -> None:
        if self._html is not None:
            self._html.append(text)

    def _end_html(self) -> None:
        text, self._html = "".join(self._html or ()), None
        self._event = self._html_event
        self._in_block = True
        self._tokens.read(text)
        self._in_block = False

    def _inline_html(self, text: str) -> None:
        # Comments, declarations and the like are no part of a page.
        if self._alternative is None and text[1] not in "!?":
            self._tokens.read(text)

    def start(self, tag: str, given: list[tuple[str, str | None]], line: int, written: str) -> None:
        """A start tag of raw HTML."""
        if tag not in KNOWN and not self._raw:
            if not self._is_closed(tag) and not written.endswith("/>"):
                self.text(written)
            return
        element = Element(tag)
        for name, value in given:
            # The first of its name counts (HTML Standard, 13.2.5.33); `markdown` is for Python-Markdown.
            if name not in element.attrib and name != "markdown":
                element.set(name, value or "")
        self._events[element] = self._event, line
        among = {"a": self._links, "img": self._images, "table": self._tables}.get(tag)
        if among is not None:
            among.append(element)
        elif tag in SOURCES:
            self._sources.append(element)
        elif tag[0] == "h" and tag[1:] in ("1", "2", "3", "4", "5", "6"):
            self._headings.append(element)
        if tag in VOID:
            self._top.append(element)
        else:
            self._open(element, raw=True)

    def end(self, tag: str, line: int, written: str) -> None:
        """An end tag of raw HTML: it ends what raw HTML opened within the same element of Markdown, or that within which a whole
        paragraph stands."""
        depth = len(self._stack) - 1
        while self._stack[depth][1]:
            if self._stack[depth][0].tag == tag:
                self._close_down_to(depth)
                return
            depth -= 1
        if tag not in KNOWN and not self._raw and not self._opened(tag):
            self.text(written)
        elif self._top.tag == "p":
            self._to_close.append(tag)

    def _close_pending(self) -> None:
        pending, self._to_close = self._to_close, []
        for tag in pending:
            depth = len(self._stack) - 1
            while self._stack[depth][1]:
                if self._stack[depth][0].tag == tag:
                    self._close_down_to(depth)
                    break
                depth -= 1

    def _is_closed(self, tag: str) -> bool:
        return f"</{tag}>" in self._lower

    def _opened(self, tag: str) -> bool:
        return f"<{tag}>" in self._lower or f"<{tag} " in self._lower

    @property
    def _lower(self) -> str:
        return self._source.lower()


class _Lines:
    """Where elements stand in the text; the parser is asked once more, and only where somebody wants to know."""

    def __init__(self, rewritten: Rewritten, events: Mapping[Element, tuple[int, int]]) -> None:
        self._rewritten = rewritten
        self._events = events
        self._starts: list[int] | None = None

    def of(self, element: Element) -> int | None:
        """The line of the text on which `element` begins."""
        if element not in self._events:
            return None
        if self._starts is None:
            self._starts = line_starts(self._rewritten.text)
        event, below = self._events[element]
        line = self._starts[event] + below
        lines = self._rewritten.lines
        return line if lines is None else lines[min(line, len(lines) - 1)]


def line_starts(text: str) -> list[int]:
    """The line on which each event begins."""
    source = text.encode()
    found, line, done = [], 0, 0
    for _, place in pyromark.events_with_range(text, options=OPTIONS, merge_text=True):
        start = place["start"]
        # Events come in the order of the text, but for the ends of elements.
        line += source.count(b"\n", done, start) if start >= done else -source.count(b"\n", start, done)
        done = start
        found.append(line)
    return found
