"""What programs make of a page's elements — tabs, accordions, buttons, boxes — as what kbgen has for it.

Receives a tree; changes it. Panels become `<div data-kb="tab|fold|box" data-kb-title=…>`, which `from_html` writes; a head that
cannot be matched with its panel stays as text, so that no words are lost. Sources: the ARIA patterns for tabs, accordions and
disclosures, Bootstrap's `data-toggle`, and the class names of help centers' themes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.imports.convert.embeds import callout, is_part

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXABLE = ("div", "p", "aside", "section", "blockquote", "figure", "article", "details")
_TITLE_LENGTH = 150
# A page has a few; each of them is looked for in all that stands around it.
MAX_LISTS = 200
# So many tabs stand beside each other at most.
MAX_HEADS = 50
_ICONS = re.compile(r"^(?:material-(?:icons|symbols)|notranslate$|icon$|aui-icon|sr-only$|visually-hidden$|screen-reader-text$)")
# A button that does something to the page, where it stands alone; within a sentence it is what the sentence is about.
_TOOLS = re.compile(
    r"(?:copy|copied|share|print|close|menu|search|subscribe|toggle|expand all|collapse all|back to top|scroll|like|dislike|follow)"
    r"\b.{0,24}|[×✕✖☰]",
    re.IGNORECASE,
)
_TOOL_CLASS = re.compile(
    r"(?:^|[-_\s])(?:copy|clipboard|clipboardjs|share|print|close|dismiss|hamburger|vote|feedback|search)(?:$|[-_\s])"
)
_PERMALINK = re.compile(r"(?:^|\s)(?:headerlink|hash-link|anchor-?link|header-anchor|permalink)(?:$|\s)")
_TAB_HEAD = re.compile(r"(?:^|[-_\s])tabs?(?:[-_]{1,2}(?:link|item|title|label|head|header|nav|button|menu))", re.IGNORECASE)
_TAB_PANEL = re.compile(r"(?:^|[-_\s])(?:tabs?|pane|panel)(?:[-_]{1,2}(?:content|pane|panel|body))?(?:$|\s)", re.IGNORECASE)
_TRIGGER = re.compile(
    r"dropspot|dropdownhotspot"
    r"|accordion.?(?:header|title|button|head|heading|toggle|trigger|question)|faq.?(?:question|title|head)",
    re.IGNORECASE,
)
_PANEL = re.compile(r"panel|content|body|collaps|answer|details|inner|text", re.IGNORECASE)


def shape(soup: BeautifulSoup) -> None:
    """All of it, the outer before the inner."""
    for tag in soup.find_all(["i", "span"], class_=_ICONS):
        if not tag.find(["p", "div"]) and not tag.find_parent("pre"):
            tag.extract()
    for link in soup.find_all("a"):
        # The sign beside a heading that leads to the heading itself.
        sign = re.fullmatch(r"[¶#§🔗⚓\uf0c1\u200b\s]*", text_of(link)) and not link.find("img")
        if sign and (link.find_parent(_HEADINGS) or _PERMALINK.search(names_of(link))):
            link.string = ""
    ids = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    _tabs(soup, ids)
    _accordions(soup, ids)
    _buttons(soup)
    _boxes(soup)


def text_of(tag: Tag) -> str:
    """What a reader sees of an element, on one line."""
    return " ".join(tag.get_text(" ").split())


def names_of(tag: Tag) -> str:
    """An element's classes in one text."""
    return " ".join(str(name) for name in tag.get_attribute_list("class") if name)


def _tabs(soup: BeautifulSoup, ids: dict[str, Tag]) -> None:
    lists = list(soup.find_all(True, attrs={"role": "tablist"}))
    lists += [tag for tag in soup.find_all(["ul", "div"], class_=re.compile(r"(?:^|[-_])tabs?(?:$|[-_])")) if _leads(tag)]
    for listing in soup.find_all(["ul", "div", "nav"], class_=re.compile(r"(?:^|[-_])tabs?(?:$|[-_])"))[:MAX_LISTS]:
        _tabs_by_order(listing)
    for box in soup.find_all(True, class_=re.compile(r"^(?:sd-)?tab(?:bed)?-set$"))[:MAX_LISTS]:
        _tabs_by_labels(box)
    for listing in lists[:MAX_LISTS]:
        if listing.parent is None or listing.find_parent(True, attrs={"role": "tablist"}):
            continue
        heads = list(listing.find_all(True, attrs={"role": "tab"})) or _leads(listing)
        panels = _panels(listing, heads, ids)
        if not heads or len(panels) != len(heads):
            continue
        titles = [text_of(head) or str(head.get("aria-label") or "") for head in heads]
        at: Tag = listing
        for title, panel in zip(titles, panels, strict=True):
            at.insert_after(panel.extract())
            _become(panel, "tab", title or "…")
            at = panel
        listing.extract()


def _tabs_by_order(listing: Tag) -> None:
    """Tabs whose heads lead nowhere: as many panels stand behind the list of them, in the same order."""
    heads = [tag for tag in listing.find_all(["a", "li", "button", "span", "div"]) if _TAB_HEAD.search(names_of(tag))]
    known = {id(head) for head in heads}
    heads = [head for head in heads if not any(id(above) in known for above in head.parents)]
    if not 1 < len(heads) <= MAX_HEADS or any(head.get("role") == "tab" or _target(head) for head in heads):
        return
    panels = [tag for tag in listing.find_next_siblings() if _TAB_PANEL.search(names_of(tag))]
    if len(panels) == len(heads) and all(text_of(head) for head in heads):
        for head, panel in zip(heads, panels, strict=True):
            _become(panel, "tab", text_of(head))
        listing.extract()


def _tabs_by_labels(box: Tag) -> None:
    """Tabs of Sphinx Design and of PyMdown's classic style: a label before each panel."""
    for label in box.find_all("label", recursive=False):
        panel = label.find_next_sibling(["div", "section"])
        if panel is not None and text_of(label):
            _become(panel, "tab", text_of(label))
            label.extract()


def _leads(listing: Tag) -> list[Tag]:
    """Links of a list that all lead to places on the page."""
    links = list(listing.find_all("a", href=True))
    return links if len(links) > 1 and all(_target(link) for link in links) else []


def _panels(listing: Tag, heads: list[Tag], ids: dict[str, Tag]) -> list[Tag]:
    found = [panel for head in heads if (panel := ids.get(_target(head))) is not None and panel is not head]
    if len(found) != len(heads):
        labels = {str(head.get("id") or "") for head in heads} - {""}
        near: Tag | None = listing.parent
        for _ in range(3):
            if near is None or near.name in ("body", "[document]", "main", "article"):
                break
            inside = near.find_all(True, attrs={"role": "tabpanel"})
            known = {id(panel) for panel in inside}
            own = [panel for panel in inside if not any(id(above) in known for above in panel.parents)]
            if own and (not labels or len(own) == len(heads)):
                found = own
                break
            near = near.parent
    apart = len({id(panel) for panel in found}) == len(found)
    return found if apart and not any(panel is listing or _is_in(listing, panel) for panel in found) else []


def _is_in(inner: Tag, outer: Tag) -> bool:
    # `in` would compare what elements hold.
    return any(above is outer for above in inner.parents)


def _target(head: Tag) -> str:
    controls = str(head.get("aria-controls") or "").split()
    if controls:
        return controls[0]
    for name in ("data-bs-target", "data-target", "data-tab", "href"):
        value = str(head.get(name) or "")
        if value.startswith("#") and len(value) > 1:
            return value[1:]
    return ""


def _become(panel: Tag, what: str, title: str) -> None:
    """A box of `what`, whatever it was: an item, a cell and a definition would have a meaning of their own."""
    panel.name = "div"
    panel["data-kb"] = what
    panel["data-kb-title"] = title


def _accordions(soup: BeautifulSoup, ids: dict[str, Tag]) -> None:
    heads = list(soup.find_all(_opens))
    known = {id(head) for head in heads}
    named = soup.find_all(["div", "p", "button", "a", "span", "dt"], class_=_TRIGGER)
    heads += [tag for tag in named if id(tag) not in known]
    done: set[int] = set()
    for head in heads:
        if head.parent is None or any(id(above) in done for above in head.parents) or head.name in ("details", "summary"):
            continue
        done.add(id(head))
        title = text_of(head)
        if not title or head.has_attr("aria-haspopup") or head.find_parent(["nav", "summary"]):
            continue
        inner = head.find(_HEADINGS)
        heading = head.find_parent(_HEADINGS)
        if heading is not None or inner is not None or head.name in _HEADINGS:
            # A heading stays one: readers find it in the list of headings, and questions stay questions.
            if head.name in ("button", "a", "span"):
                head.unwrap()
            continue
        panel = _panel_of(head, ids)
        if panel is None or panel is head or _is_in(panel, head) or _is_in(head, panel) or len(title) > 300:
            head.name = "p" if head.name in ("a", "span") and _fills(head) else head.name
            continue
        place = _outermost(head, panel)
        place.insert_before(panel.extract())
        _become(panel, "fold", title)
        place.extract()


def _opens(tag: Tag) -> bool:
    return tag.has_attr("aria-expanded") or "collapse" in (tag.get("data-toggle"), tag.get("data-bs-toggle"))


def _panel_of(head: Tag, ids: dict[str, Tag]) -> Tag | None:
    panel = ids.get(_target(head))
    if panel is not None:
        return panel
    at: Tag | None = head
    while at is not None and at.name not in ("body", "[document]", "main", "article"):
        following = at.find_next_sibling()
        if following is not None:
            panelled = _PANEL.search(names_of(following)) or following.get("role") == "region" or following.has_attr("hidden")
            return following if panelled or (at is head and following.name in ("div", "section", "dd")) else None
        at = at.parent if _fills(at) else None
    return None


def _outermost(head: Tag, panel: Tag) -> Tag:
    """The head with the wrappers that hold nothing else."""
    at = head
    while isinstance(at.parent, Tag) and at.parent.name in ("div", "header", "p", "span", "dt") and _fills(at):
        if _is_in(panel, at.parent):
            break
        at = at.parent
    return at


def _fills(tag: Tag) -> bool:
    """Whether nothing else in its parent has words."""
    return all(not beside.get_text().strip() for beside in (*tag.previous_siblings, *tag.next_siblings))


class _Alone:
    """Whether nothing but other buttons stands around a button in its block; each block is looked through once."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, tag: Tag) -> bool:
        block = tag.find_parent(["p", "li", "td", "th", "dd", "dt", "div", "section", *_HEADINGS])
        if block is None:
            return True
        if id(block) not in self._known:
            texts = block.find_all(string=True)
            self._known[id(block)] = not any(text.strip() and text.find_parent("button") is None for text in texts)
        return self._known[id(block)]


def _buttons(soup: BeautifulSoup) -> None:
    alone = _Alone()
    for button in soup.find_all("button"):
        words = text_of(button)
        tool = _TOOLS.fullmatch(words) or _TOOL_CLASS.search(names_of(button).lower())
        in_code = button.find_parent("pre") is not None
        if not words or in_code or (tool and button.find_parent(_HEADINGS) is None and alone(button)):
            button.extract()
        elif alone(button) and button.find_parent(["p", "li", "td", "th", "dd", "dt", *_HEADINGS]) is None:
            button.name = "p"
        else:
            _spaced(button)
            # Renamed, not unwrapped: taking one of thousands out of its place looks through all of them.
            button.name = "span"
            button.attrs = {}
    for field in soup.find_all("input", attrs={"type": re.compile(r"^(?:button|submit|reset)$", re.IGNORECASE)}):
        if field.get("value") and not alone(field):
            field.replace_with(NavigableString(str(field["value"])))


def _spaced(tag: Tag) -> None:
    """Room between the words of an element and those beside it, where its border kept them apart."""
    before, after = tag.previous_sibling, tag.next_sibling
    if isinstance(before, NavigableString) and before[-1:].isalnum():
        tag.insert(0, NavigableString(" "))
    if isinstance(after, NavigableString) and after[:1].isalnum():
        tag.append(NavigableString(" "))


def _boxes(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_BOXABLE):
        kind = callout(tag)
        if not kind or tag.get("data-kb") or not text_of(tag) or any(above.get("data-kb") == "box" for above in tag.parents):
            continue
        if tag.name == "details":
            continue
        tag["data-kb"] = "box"
        tag["data-kb-kind"] = kind
        title = _title_of(tag)
        if title is not None:
            tag["data-kb-title"] = text_of(title).rstrip(":： ") or text_of(title)
            title.extract()


def _title_of(box: Tag) -> Tag | None:
    """The element that names a box, if it is the first thing in it and not all of it."""
    whole = text_of(box)
    for tag in _titles(box):
        words = text_of(tag)
        if (
            words
            and len(words) <= _TITLE_LENGTH
            and whole.startswith(words)
            and len(words) < len(whole)
            and not tag.find(["a", "img", "code"])
        ):
            return tag
    return None


def _titles(box: Tag) -> Iterable[Tag]:
    for tag in box.find_all(["p", "div", "span", "strong", "header", "b", *_HEADINGS], limit=6):
        if tag.name in _HEADINGS or is_part(tag, ("title", "heading", "header", "label", "head")):
            yield tag
