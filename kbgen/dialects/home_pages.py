"""What the front matter of a home page shows: a name, a line below it, links and a list of what there is.

Receives the values of the front matter, as texts, lists and tables; returns Markdown to stand above the page's body. Sources: the
home pages of VitePress (`layout: home`), VuePress (`home: true`) and Starlight (`hero:`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kbgen.dialects.marks import destination
from kbgen.dialects.shapes import item

KEYS = frozenset({"hero", "features", "actions", "heroText", "tagline", "footer", "heroImage", "home", "actionText", "actionLink"})
_TITLED = re.compile(r"\s*#[ \t]+\S")


def opening(values: Mapping[str, Any], body: str) -> str:
    """The Markdown, empty where the page is no such one."""
    hero = values.get("hero")
    hero = hero if isinstance(hero, Mapping) else {}
    home = bool(hero) or values.get("layout") == "home" or str(values.get("home")).lower() == "true"
    if not home:
        return ""
    pieces = []
    name = _line(hero.get("name")) or _line(hero.get("title")) or _line(values.get("heroText"))
    if name and not _TITLED.match(body):
        # Where the page has a title of its own, this is another line that readers saw.
        pieces.append(f"# {name}" if not _line(values.get("title")) else name if name != _line(values.get("title")) else "")
    pieces += [_line(hero.get("text")), _line(hero.get("tagline")) or _line(values.get("tagline"))]
    single = {"text": values.get("actionText"), "link": values.get("actionLink")}
    links = [_link(action) for action in _tables(hero.get("actions") or values.get("actions") or [single])]
    pieces.append("\n".join(item("-", link, None).text for link in links if link))
    pieces.append("\n".join(_features(values.get("features"))))
    pieces.append(_line(values.get("footer")))
    return "\n\n".join(piece for piece in pieces if piece)


def _features(value: Any) -> Iterator[str]:
    for feature in _tables(value):
        title, details = _line(feature.get("title")), _line(feature.get("details")) or _line(feature.get("description"))
        link = _link({"text": feature.get("linkText") or title, "link": feature.get("link")})
        head = link if link and not feature.get("linkText") else title
        below = [details, link if head != link else ""]
        if head or details:
            yield item("-", f"**{head}**" if head else details, "\n\n".join(part for part in below if part and head)).text


def _link(value: Mapping[str, Any]) -> str:
    words, target = _line(value.get("text")), _line(value.get("link"))
    return f"[{words}]({destination(target)})" if words and target else words


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
