"""A text and its body as the file that kbgen reads: front matter that strict mode accepts, then Markdown.

Receives what was converted; returns the bytes of one file. Pure, and the same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kbgen.articles.front_matter.parse import MAX_BYTES
from kbgen.articles.front_matter.values import is_old_address
from kbgen.articles.prose import cut
from kbgen.dialects.marks import PRIVATE
from kbgen.imports.convert.bodies import ConvertedBody, unshared
from kbgen.imports.export import Losses
from kbgen.markup.outline import first_heading, first_paragraph, headings

MAX_TITLE = 200
MAX_ITEMS = 40
# YAML reads these as they are; everything else is quoted as JSON, which YAML reads too.
_PLAIN = re.compile(r"[^\W\d_][\w\u064b-\u0652\u0670\u200c\u200d ,.'’/()-]*(?<![ ])")
# Other readers of YAML take these for values.
_NO_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_ADDRESS_SIGNS = re.compile(r"[\s\"'`<>\\^{}|;$]")
_QUESTIONS = ("?", "؟", "？", "՞", "፧")


class OldAddresses:
    """Gives every old address to one file only, and none that a page of the site has anyway."""

    def __init__(self, pages: Iterable[str]) -> None:
        self._claimed = dict.fromkeys(["", *pages], "")
        self._given: set[tuple[str, str]] = set()

    def claim(self, body: ConvertedBody, losses: Losses) -> list[str]:
        """The addresses of one text that are still free and that a server can redirect from."""
        found: list[str] = []
        for address in body.text.addresses:
            bare = address.strip().partition("#")[0].partition("?")[0]
            bare = bare if bare.startswith(("/", "http://", "https://")) else f"/{bare}"
            bare = _ADDRESS_SIGNS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), bare)
            holder = self._claimed.setdefault(bare.rstrip("/"), body.placed.key)
            if not is_old_address(bare):
                losses.add(body.text.where, f"old address {address}", "No server could redirect from it.")
            elif holder == body.placed.key and bare not in found and len(found) < MAX_ITEMS:
                # Of two languages with one address the first keeps it.
                if (bare, holder) not in self._given:
                    found.append(bare)
                    self._given.add((bare, holder))
            elif holder and holder != body.placed.key:
                losses.add(body.text.where, f"old address {address}", f"{holder} has it too and keeps it.")
        return found


def article_file(body: ConvertedBody, owner: str, related: tuple[str, ...], addresses: OldAddresses, losses: Losses) -> bytes:
    """The file of one article."""
    text = body.text
    title = _title(body, losses)
    description = cut(_words(text.description) or first_paragraph(body.markdown) or title, 300)
    markdown, faq = _questions(body.markdown)
    values: dict[str, Any] = {
        "title": title,
        "description": description,
        "kind": "faq" if faq else "guide",
        "status": "draft" if text.draft else "",
        "tags": _items(text.tags, "labels", body, losses),
        "owner": owner,
        "updated": text.updated.isoformat() if text.updated else "",
        "related": list(related),
        "keywords": _items(text.keywords, "keywords", body, losses),
        "order": body.placed.order or "",
        "featured": "true" if body.placed.featured else "",
        "redirect_from": addresses.claim(body, losses),
        "topic" if faq else "goal": title if faq else description,
    }
    if not markdown.strip():
        losses.add(text.where, "text", "The article is empty.")
    return _file(values, markdown, body, losses)


def section_file(body: ConvertedBody, addresses: OldAddresses, losses: Losses) -> bytes:
    """The `index.md` of one section."""
    values: dict[str, Any] = {
        "title": _title(body, losses),
        "description": cut(_words(body.text.description), 300),
        "order": body.placed.order or "",
        "redirect_from": addresses.claim(body, losses),
    }
    return _file(values, body.markdown, body, losses)


def _file(values: Mapping[str, Any], markdown: str, body: ConvertedBody, losses: Losses) -> bytes:
    lines = [line for key, value in values.items() if value not in ("", [], None) for line in _lines(key, value)]
    while len("\n".join(lines).encode()) > MAX_BYTES - 100:
        # The longest lists are the last of what a reader needs.
        longest = max(lines, key=len)
        losses.add(body.text.where, longest.partition(":")[0].strip(), "The front matter would be larger than kbgen reads.")
        lines.remove(longest)
    return f"---\n{chr(10).join(lines)}\n---\n{chr(10) if markdown.strip() else ''}{markdown}".encode()


def _lines(key: str, value: Any) -> list[str]:
    if key in ("order", "updated", "featured"):
        return [f"{key}: {value}"]
    if key == "redirect_from":
        return [f"{key}:", *(f"  - {_scalar(item)}" for item in value)]
    if isinstance(value, list):
        return [f"{key}: [{', '.join(_scalar(item, listed=True) for item in value)}]"]
    return [f"{key}: {_scalar(value)}"]


def _scalar(text: str, *, listed: bool = False) -> str:
    simple = _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT and not (listed and "," in text)
    return text if simple else json.dumps(text, ensure_ascii=False)


def _words(text: str) -> str:
    """A title or description as one line of plain text: products allow HTML in some of them."""
    text = PRIVATE.sub("", text[:20_000])
    if "<" in text and ">" in text:
        from kbgen.imports.convert.parser import soup_of

        text = soup_of(text).get_text(" ")
    return unshared(" ".join(text.split()))


def _title(body: ConvertedBody, losses: Losses) -> str:
    title = _words(body.text.title)
    if not title:
        title = first_heading(body.markdown) or body.placed.path.rpartition("/")[2].replace("-", " ") or body.locale
        losses.add(body.text.where, "title", f"There is none; it is called {title[:60]}.")
    if len(title) > MAX_TITLE:
        losses.add(body.text.where, "the end of the title", f"A title may have {MAX_TITLE} letters.")
        title = cut(title, MAX_TITLE)
    return title


def _items(items: tuple[str, ...], what: str, body: ConvertedBody, losses: Losses) -> list[str]:
    found = list(dict.fromkeys(text for item in items if (text := _words(item)[:100].strip())))
    if len(found) > MAX_ITEMS:
        losses.add(body.text.where, what, f"There are {len(found)}; the first {MAX_ITEMS} are kept.")
    return found[:MAX_ITEMS]


def _questions(markdown: str) -> tuple[str, bool]:
    """The body with its questions as second-level headings, if it is clearly made of questions.

    Clearly: two headings or more of the highest level that is used, all of them ending in a question mark.
    """
    found = list(headings(markdown))
    top = min((heading.level for heading in found), default=0)
    leading = [heading for heading in found if heading.level == top]
    asks = len(leading) > 1 and all(heading.text.rstrip().endswith(_QUESTIONS) for heading in leading)
    if not asks:
        return markdown, False
    if top == 2:
        return markdown, True
    lines = markdown.split("\n")
    shift = 2 - top
    for heading in found:
        line = lines[heading.line]
        if not line.startswith("#"):
            return markdown, False
        lines[heading.line] = "#" * min(6, heading.level + shift) + line.lstrip("#")
    return "\n".join(lines), True
