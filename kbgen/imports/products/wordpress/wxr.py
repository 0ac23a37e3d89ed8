"""Reads WordPress' export file (WXR): the items of an RSS feed with WordPress' own elements, one after another.

Receives bytes; returns items. The XML is read by expat as a stream, with no document type: an entity that a file declares itself is
refused, nothing is fetched, and a file that breaks off gives what stood before the break. Source: WordPress'
`wp-admin/includes/export.php`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from xml.parsers import expat

from kbgen.imports.export import Losses
from kbgen.imports.folder import Folder
from kbgen.imports.products.records import day_of

_BLOCK = 1024 * 1024
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Letters by the names that HTML has for them and XML has not.
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
# Namespaces differ with the version of the format; their prefixes never did.
_LISTED = frozenset({"item", "wp:author", "wp:category", "wp:term", "wp:tag"})


@dataclass(frozen=True)
class Category:
    """A category or tag of an item: the taxonomy, its short name and its title."""

    domain: str
    name: str
    title: str


@dataclass
class Item:
    """One element of the file that stands for something: `kind` is its name, `values` its simple children."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    categories: list[Category] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        """The first of `names` that says anything."""
        return next((value for name in names if (value := self.values.get(name, "").strip())), "")

    def day(self, *names: str) -> date | None:
        """The first of `names` that is a day."""
        return next((day for name in names if (day := day_of(self.values.get(name, "").strip()))), None)

    def number(self, name: str) -> int:
        """A whole number, 0 where there is none."""
        value = self.text(name)
        return int(value) if re.fullmatch(r"\d{1,8}", value) else 0


class _Refused(Exception):
    """The file declares entities of its own."""


class _Reader:
    """Gathers items from expat's events."""

    def __init__(self) -> None:
        self.done: list[Item] = []
        self.channel = Item("channel")
        self._open: list[str] = []
        self._item: Item | None = None
        self._text: list[str] = []
        self._category: dict[str, str] = {}
        self._meta: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.EntityDeclHandler = self._declared
        self.sent = 0
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, text: str) -> None:
        """Read on."""
        self.sent += len(text.encode("utf-8", "replace"))
        self.parser.Parse(text, False)

    @property
    def unfinished(self) -> bool:
        """Whether an item is open."""
        return self._item is not None

    def _declared(self, *what: object) -> None:
        raise _Refused

    def _start(self, name: str, values: dict[str, str]) -> None:
        self._open.append(name)
        self._text.clear()
        if name in _LISTED and self._item is None:
            self._item = Item(name)
        elif name == "category":
            self._category = values
        elif name in ("wp:postmeta", "wp:termmeta"):
            self._meta = {}

    def _end(self, name: str) -> None:
        text = "".join(self._text)
        self._text.clear()
        if self._open:
            self._open.pop()
        item = self._item
        if item is None:
            if self._open and self._open[-1] == "channel":
                self.channel.values.setdefault(name, text)
            return
        if name == item.kind and name not in self._open:
            self.done.append(item)
            self._item = None
        elif name == "category":
            item.categories.append(Category(self._category.get("domain", ""), self._category.get("nicename", ""), text.strip()))
        elif name in ("wp:meta_key", "wp:meta_value"):
            self._meta[name] = text
        elif name in ("wp:postmeta", "wp:termmeta"):
            item.meta.setdefault(self._meta.get("wp:meta_key", "").strip(), self._meta.get("wp:meta_value", ""))
        elif self._open and self._open[-1] == item.kind:
            item.values.setdefault(name, text)


def read_items(folder: Folder, path: str, losses: Losses) -> Iterator[Item]:
    """Every item of one file, the channel last. What cannot be read costs its item, not the rest of the file."""
    reader = _Reader()
    channel = reader.channel
    try:
        for text in _texts(folder, path):
            rest = text
            while rest:
                rest = _fed(reader, rest, path, losses)
                yield from reader.done
                reader.done.clear()
                if rest:
                    reader = _Reader()
                    reader.feed("<rss><channel>")
    except _Refused:
        losses.add(
            path, "the end of the file", "It declares entities of its own, which WordPress never does; nothing after is read."
        )
    except OSError as error:
        losses.add(path, "file", f"It cannot be read: {error.strerror}.")
    yield from reader.done
    if reader.unfinished:
        losses.add(path, "the end of the file", "The file breaks off in the middle of an item; export it again.")
    yield channel


def _fed(reader: _Reader, text: str, path: str, losses: Losses) -> str:
    """Read on; returns what to go on with after a fault: the next item."""
    try:
        reader.feed(text)
    except expat.ExpatError as error:
        losses.add(path, f"the text in line {error.lineno}", f"It is not readable as XML ({expat.ErrorString(error.code)}).")
        raw = text.encode("utf-8", "replace")
        rest = raw[max(0, reader.parser.ErrorByteIndex - (reader.sent - len(raw))) :].decode("utf-8", "replace")
        _, begin, after = rest.partition("<item>")
        return begin + after if begin else " "
    return ""


def _texts(folder: Folder, path: str) -> Iterator[str]:
    """A file's text, piece by piece, without the letters that XML forbids: they come from texts that were pasted from elsewhere."""
    with (folder.root / path).open("rb") as file:
        head = file.read(400)
        named = re.search(rb"""^[^<]*<\?xml[^>]*encoding=["']([\w.-]+)""", head)
        encoding = named[1].decode("ascii") if named else "utf-8"
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        try:
            decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)("replace")
        except LookupError:
            decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        file.seek(0)
        kept, first = "", True
        while block := file.read(_BLOCK):
            text = kept + decoder.decode(block)
            # A name of a letter may be cut in two.
            cut = text.rfind("&", len(text) - 40)
            text, kept = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
            yield _readable(text.lstrip() if first else text)
            first = False
        yield _readable(kept + decoder.decode(b"", True))


def _readable(text: str) -> str:
    text = _CONTROLS.sub("", text)
    return _NAMED.sub(lambda found: unescape(found[0]), text) if "&" in text else text
