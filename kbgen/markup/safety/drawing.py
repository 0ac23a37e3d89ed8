"""What of an XML file, most often a drawing (SVG), could run a program when a browser opens it by itself.

Receives the bytes of a file, or a drawing in a `data:` address; returns what is wrong as the end of a sentence ("holds a
`<script>`"), empty where nothing is. The parser is expat, with namespaces: it reads entities, default attributes of a document
type and every spelling of a name as browsers do. Entities that hold markup or others are refused, so none can multiply.
"""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from typing import NoReturn
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

from kbgen.markup.safety import addresses
from kbgen.markup.safety.allowed import ELEMENTS

_SVG, _XHTML, _XSLT = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/XSL/Transform"
# Programs, ways to call them (SVG Tiny), and parts of HTML that SVG 2 takes in.
_ACTIVE = frozenset(("script", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas"))
_HREF = frozenset(("href", "src", "from", "to", "by", "values", "action", "formaction", "data", "base", "srcdoc"))
_PICTURES = frozenset(("image", "feimage", "img"))
_ANIMATIONS = frozenset(("animate", "set", "animatecolor"))
# Signs below 0x80 mean the same in all of them, so that no reading makes markup of text.
_ENCODING = re.compile(r"utf-?8|us-ascii|ascii|utf-?16(?:le|be)?|iso-?8859-\d+|latin-?1|windows-125\d|koi8-[ru]", re.IGNORECASE)
# Of an address: see `addresses.seen`, which would drop the spaces of a drawing too.
_DROPPED = re.compile(r"\A[\x00-\x20]+|[\t\n\r]+")


class _Fault(Exception):
    """Ends the reading of one file; never leaves this module."""


def fault_of(raw: bytes) -> str:
    """What is wrong with the XML file `raw`."""
    if b"<" not in raw:
        # Text, or nothing at all; the sign has the same byte in all encodings that browsers read.
        return ""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _element
    parser.ProcessingInstructionHandler = _instruction
    parser.EntityDeclHandler = _entity
    parser.XmlDeclHandler = _declaration
    try:
        parser.Parse(raw, True)
    except _Fault as fault:
        return str(fault)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # Browsers run what stands before the mistake.
        return f"is not readable as XML ({error})"
    return ""


def fault_of_address(address: str) -> str:
    """The same of the drawing in a `data:` address."""
    text = _DROPPED.sub("", address)
    match = addresses.DRAWN.match(text)
    raw = unquote_to_bytes(text[match.end() :] if match else text)
    if match and ";base64" in match[1].lower():
        with suppress(binascii.Error, ValueError):
            raw = base64.b64decode(raw + b"==", validate=False)
    return fault_of(raw)


def _wrong(what: str) -> NoReturn:
    raise _Fault(what)


def _element(name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(" ")
    known = local.lower()
    if space == _XSLT or (space == _XHTML and known not in ELEMENTS) or (space == _SVG and known in _ACTIVE):
        _wrong(f"holds `<{local[:40]}>`")
    for written, value in attributes.items():
        attribute = written.rpartition(" ")[2].lower()
        if attribute.startswith("on"):
            _wrong(f"holds the attribute `{attribute[:40]}`, which runs a program")
        if known in _ANIMATIONS and attribute == "attributename" and _sets_action(value):
            _wrong(f"changes `{value.strip()[:40]}` while it is shown")
        if attribute in _HREF and _runs(known, value):
            _wrong("holds a link that runs a program")


def _sets_action(name: str) -> bool:
    local = name.strip().lower().rpartition(":")[2]
    return local.startswith("on") or local in _HREF


def _runs(element: str, value: str) -> bool:
    if element in _PICTURES and addresses.seen(value).lower().startswith("data:image/"):
        # Shown as a picture, where nothing in it runs.
        return False
    return any(map(addresses.runs, value.split(";"))) or addresses.runs(value)


def _instruction(target: str, _: str) -> None:
    if target.lower() == "xml-stylesheet":
        _wrong("names a style sheet, which can be a program")


def _entity(name: str, _parameter: bool, value: str | None, *_: object) -> None:
    if value is None or "<" in value or "&" in value or "%" in value:
        _wrong(f"defines the entity `{name[:40]}`, which can hold anything")


def _declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and not _ENCODING.fullmatch(encoding):
        _wrong(f"is written in {encoding[:40]}, not in UTF-8")
