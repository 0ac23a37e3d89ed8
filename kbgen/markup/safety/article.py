"""What of an article could run a program, load a foreign page, send a form or take over the page around it.

Receives the tree that is going to be written as HTML, right after an article was read, wherever an element or attribute came
from; returns a finding for each danger. Judged is what readers get, never a second reading of the source. `allow_raw_html` is
the word of a site that trusts its authors: then nobody asks here.

Attributes that are not on the list and no danger are taken off the element without a word: browsers do nothing with them, so
nothing is missing on the page, and nobody has to mend a text that was written for another generator (`v-if`, `markdown`). What a
later browser or a site's own script would do with them has not been judged. Elements that HTML does not know (`<Tabs>`) become
`<span>` for the same reasons: a browser shows what is in them either way. Of `style` those declarations stay that look after the
element itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kbgen.markup.safety import addresses, styles
from kbgen.markup.safety.allowed import ATTRIBUTES, DRAWN, ELEMENTS, INERT, ISLANDS, KNOWN, NAMED, OURS
from kbgen.markup.safety.drawing import fault_of_address

__all__ = ["ADVICE", "KNOWN", "Finding", "judge"]

ADVICE = "Show it in a fenced code block, or set allow_raw_html if it is meant."
_ADVICE = {
    "iframe": f"A video is written as a picture: ![Title](https://www.youtube.com/watch?v=…). {ADVICE}",
    "style": f"Rules of the whole site belong into a file that extra_css names. {ADVICE}",
    "script": f"Programs of the whole site belong into a file that extra_javascript names. {ADVICE}",
}
_RUNS = "A link runs a program instead of leading to a page."
# Where the address in an attribute leads: followed by the reader, or loaded with the page.
_QUOTING = ("blockquote", "q", "ins", "del")
_LINKS = frozenset([("a", "href"), ("area", "href"), ("img", "longdesc"), *((name, "cite") for name in _QUOTING)])
_FILMS = (("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"))
# A picture can be a film, and then has what films have: see `media`.
_LOADS = frozenset([("img", "src"), ("img", "poster"), ("img", "captions"), ("source", "src"), ("image", "href"), *_FILMS])
_LISTS = frozenset([("img", "srcset"), ("source", "srcset")])
_ADDRESSES = _LINKS | _LOADS | _LISTS
# On whatever element: they are looked at before they are dropped.
_HREF = ("href", "src")
# They act without a program: tell another host of a click, send a form elsewhere, show a page within the page.
_ACTS = frozenset(("ping", "formaction", "srcdoc"))
_FOREIGN = re.compile(r"url\s*\((?!\s*['\"]?#)|\\", re.IGNORECASE)
_FIELDS = ("checkbox", "radio")


class Finding(NamedTuple):
    """One danger: the element, what is wrong with it, and what to do."""

    element: Element
    message: str
    advice: str = ADVICE


def judge(root: Element) -> list[Finding]:
    """Every danger below `root`, in the order of the text. Takes off attributes that nobody has judged.

    An element whose tag is no text is our own, made and escaped by ourselves, and is left alone with all that is in it.
    """
    findings: list[Finding] = []
    # What a drawing, a formula or an element of our own holds was judged with it.
    done: set[Element] = set()
    for element in root.iter():
        tag = element.tag
        if tag in ELEMENTS:
            # Most elements have no attributes, and asking for `attrib` would make an empty one for each.
            if element.keys() and element not in done:
                _judge_attributes(element, tag, findings)
        elif element not in done:
            name = _name(element)
            if name in ISLANDS:
                _judge_island(element, name, findings)
            elif name:
                if name not in KNOWN:
                    element.tag = name = "span"
                elif name not in ELEMENTS:
                    advice = _ADVICE.get(name, ADVICE)
                    findings.append(Finding(element, f"The article holds the HTML tag `<{name}>`.", advice))
                _judge_attributes(element, name, findings)
                continue
            done.update(element.iter())
    return findings


def _name(element: Element) -> str:
    tag: object = element.tag
    return tag.lower() if isinstance(tag, str) else ""


def _judge_island(root: Element, kind: str, findings: list[Finding]) -> None:
    """The same of a drawing or a formula: HTML inside one would be read in another way than it was written."""
    for element in root.iter():
        name = _name(element)
        if element is not root and name not in ISLANDS[kind]:
            findings.append(Finding(element, f"The article holds `<{name[:40]}>` inside `<{kind}>`."))
        elif name in ("title", "desc") and len(element):
            # What is in them is HTML again.
            findings.append(Finding(element, f"The `<{name}>` of a drawing holds more than text."))
        _judge_attributes(element, name, findings, drawn=True)


def _judge_attributes(element: Element, name: str, findings: list[Finding], *, drawn: bool = False) -> None:
    attributes = element.attrib
    for written in list(attributes):
        if written in ATTRIBUTES:
            continue
        attribute, value = written.lower(), attributes[written] or ""
        if message := fault(name, written, value):
            findings.append(Finding(element, message))
        elif attribute == "style":
            _restyle(element, written, value)
        elif not (_is_drawn(name, attribute, value) if drawn else _stays(name, attribute, ATTRIBUTES)):
            del attributes[written]
    if name == "input" and attributes.get("type", "").lower() not in _FIELDS:
        findings.append(Finding(element, "The article holds a field to write into, `<input>`."))


def fault(name: str, written: str, value: str) -> str:
    """What is wrong with one attribute of the element `name`, whatever the list says of it; empty where nothing is."""
    attribute = written.lower()
    if ":" in attribute or "}" in attribute:
        # `xlink:href`, and `{namespace}href` as XML readers write it, may be `href`.
        attribute = attribute.rpartition("}")[2].rpartition(":")[2]
    place = (name, attribute)
    if place in _ADDRESSES or attribute in _HREF:
        return _fault_of_address(place, value) if ":" in value or "&" in value else ""
    if attribute.startswith("on"):
        return f"The article holds the attribute `{attribute[:40]}`, which runs a program."
    if attribute in _ACTS:
        return f"The article holds the attribute `{attribute}`, which loads or sends something by itself."
    if attribute == "style":
        wrong = styles.fault(value)
        return f"The attribute `style` {wrong}." if wrong else ""
    return ""


def _fault_of_address(place: tuple[str, str], value: str) -> str:
    if place == ("img", "src") and addresses.DRAWN.match(addresses.seen(value)):
        wrong = fault_of_address(value)
        return f"The drawing in the address of a picture {wrong}." if wrong else ""
    if place in _LISTS:
        return _RUNS if addresses.any_runs(value) else ""
    return _RUNS if (addresses.runs_when_loaded(value) if place in _LOADS else addresses.runs(value)) else ""


def _stays(name: str, attribute: str, inert: frozenset[str]) -> bool:
    if attribute in inert or (name, attribute) in _ADDRESSES:
        return True
    if attribute == "name":
        return name in NAMED
    return INERT.match(attribute) is not None and OURS.match(attribute) is None


def _is_drawn(name: str, attribute: str, value: str) -> bool:
    """Whether an attribute of a drawing stays: shapes refer to parts of the drawing, `href="#shape"` and `fill="url(#colours)"`."""
    if attribute in ("href", "xlink:href"):
        return (name, "href") in _ADDRESSES or value.strip().startswith("#")
    return _stays(name, attribute, DRAWN) and not _FOREIGN.search(value)


def _restyle(element: Element, written: str, value: str) -> None:
    if style := styles.kept(value):
        element.set(written, style)
    else:
        del element.attrib[written]
