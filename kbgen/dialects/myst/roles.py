"""What each role of MyST becomes in running text. Source: Sphinx, "Roles"; sphinx-design, "Badges" and "Icons"."""

from __future__ import annotations

import re

from kbgen.dialects.marks import Surroundings, destination, settled
from kbgen.dialects.myst.labels import words_in

_TARGETED = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>\s*", re.DOTALL)
_PLACES = frozenset({"ref", "any", "numref", "eq", "std:ref", "doc", "std:doc", "download", "external"})
_LABELS = frozenset({"ref", "numref", "std:ref"})
_WORDS = frozenset({"term", "abbr", "index", "dfn", "guilabel", "menuselection", "strong", "emphasis", "title", "sc", "u", "span"})
_NOTHING = ("octicon", "fa", "fas", "far", "fab", "material-", "cite", "footcite")


def role(name: str, words: str, around: Surroundings) -> str:
    """The Markdown of one role."""
    found = _TARGETED.fullmatch(words)
    shown, target = (" ".join(found["words"].split()), found["target"]) if found else ("", words.strip())
    if name in _PLACES:
        # A label may be called as a page is; only some roles mean it.
        label = "#" if around.later and name in _LABELS else ""
        return place(shown, label + target.lstrip("!~"), around)
    if name.startswith(_NOTHING):
        return ""
    plain = shown or " ".join(words.split()).lstrip("!")
    if name == "kbd":
        return f"<kbd>{plain}</kbd>"
    if name in ("sup", "sub"):
        return f"<{name}>{plain}</{name}>"
    if name in ("guilabel", "menuselection"):
        return f"**{plain.replace('-->', '→').replace('&', '')}**"
    if name.startswith("bdg") or name in _WORDS:
        return plain
    # What is left names something in a program.
    code = plain.rpartition(".")[2] if plain.startswith("~") else plain
    return f"`{code}`" if "`" not in code else code


def place(words: str, target: str, around: Surroundings) -> str:
    """A link to a page or a label, by its own words or by what it leads to is called."""
    lead = around.link(target)
    if not words and lead and around.later:
        return f"[]({settled(destination(lead))})"
    called = words or around.called(target) or words_in(target)
    return f"[{called}]({settled(destination(lead))})" if lead else called
