"""A translation memory in TMX 1.4 (https://www.gala-global.org/tmx-14b): every accepted text of the original with its translation.

Receives settings, the library and languages; returns the file. Sections that are stale, drafts, and texts without a counterpart are
left out: a memory is only as good as its worst pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from kbgen import __version__
from kbgen.articles.article import Library
from kbgen.config import Settings
from kbgen.translations.handoff.handout import handed
from kbgen.translations.handoff.protection import pieces
from kbgen.translations.status import TranslationState

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PAIRED = (TranslationState.CURRENT, TranslationState.STALE, TranslationState.UNRECORDED)


def memory(settings: Settings, library: Library, locales: Sequence[str]) -> bytes:
    """The file, with a unit for each text of the original and all of `locales` that have it."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for locale in locales:
        for one in handed(settings, library, locale):
            if one.status.state not in _PAIRED:
                continue
            for section in one.handoff.sections:
                for unit in section.units if section.key in one.current else ():
                    if unit.target.strip() and unit.kind not in ("code", "whole"):
                        found.setdefault(unit.id, (unit.source, {}))[1][locale] = unit.target
    root = Element("tmx", {"version": "1.4"})
    facts = {"creationtool": "kbgen", "creationtoolversion": __version__, "segtype": "block", "o-tmf": "kbgen", "adminlang": "en"}
    SubElement(root, "header", facts | {"srclang": settings.source_locale, "datatype": "x-markdown"})
    body = SubElement(root, "body")
    for name, (source, targets) in found.items():
        unit_element = SubElement(body, "tu", {"tuid": name})
        for locale, text in ((settings.source_locale, source), *targets.items()):
            _segment(SubElement(SubElement(unit_element, "tuv", {_LANG: locale}), "seg"), text)
    written: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.replace("<tu ", "\n<tu ").encode()


def _segment(element: Element, text: str) -> None:
    last: Element | None = None
    for piece in pieces(text):
        if piece.kind:
            last = SubElement(element, "ph", {"type": piece.kind})
            last.text = piece.text
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text
