"""What stands around an article on its page and is none of it: ways through the site, share bars, questions to the reader, bylines.

Receives the element that holds the article; takes out what is around the text and returns the words of each part, so that
nothing goes unsaid. A part is known by its role, by the words of its class or id, or by what it says; it is never large, and never
holds the article's heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import Tag

from kbgen.imports.convert.embeds import callout

# Navigation and programs are nobody's text.
SILENT = ("nav", "script", "style", "noscript", "template", "dialog")
_BLOCKS = (
    "div",
    "section",
    "ul",
    "ol",
    "p",
    "span",
    "small",
    "aside",
    "footer",
    "header",
    "form",
    "table",
    "dl",
    "figure",
    "address",
)
_FILE = re.compile(
    r"/article_attachments/|/attachments?/"
    r"|\.(?:pdf|zip|docx?|xlsx?|pptx?|csv|txt|exe|dmg|msi)(?:[?#]|$)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
# Enough in any class.
_CERTAIN_WORDS = (
    "breadcrumb breadcrumbs cookie cookies cookiebanner cookieconsent gdpr sharethis addtoany sharedaddy disqus jp"
    " relatedposts pagination newsletter skiplink addthis"
)
_CERTAIN = frozenset(_CERTAIN_WORDS.split())
# Together with words that say nothing by themselves.
_AROUND_WORDS = (
    "share sharing social feedback helpful vote votes voting rating ratings related recommended comments respond search"
    " sidebar toc meta metadata author authors byline updated modified print contributors pager prev next login signup"
    " subscribe advertisement ads promo attachments skip edit crumb crumbs consent banner reactions breadcrumbs readtime"
)
_AROUND = frozenset(_AROUND_WORDS.split())
_NEUTRAL_WORDS = (
    "article articles post posts entry page pages hc kb doc docs help topic topics box bar block section list links link"
    " buttons button widget container wrapper content area panel form nav navigation top bottom info icons items item js c m"
    " u l o the this was is on in your last date by of and more question site main text row inner group body footer header"
    " header2 intercom theme tsd md table t dt published created time read useful count counts score up down icon collapsible"
    " mobile theme"
)
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
_PHRASES = frozenset(
    {
        "on this page",
        "table of contents",
        "in this article",
        "back to top",
        "skip to content",
        "edit this page",
        "theme doc version badge",
    }
)
_MOST = 0.4
_BYLINE = re.compile(
    r"(?:last\s+)?(?:updated|modified|edited|published|posted|written|reviewed|created|zuletzt|mis à jour|actualizado"
    r"|آخر تحديث|آخرین|به‌روز)"
    r"(?=\W).{0,140}",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[\d٠-٩۰-۹]|\bago\b|\byesterday\b|\btoday\b|\bby\b|منذ|پیش")
_ASKS = re.compile(
    r"(?:was|did|is|has|were)\s(?:this|that|these)\s(?:\w+\s){0,3}(?:helpful|useful|help(?:ed)?|answer|solve)\b.{0,160}"
    r"|did (?:this|we) (?:answer|help).{0,120}|\d+ out of \d+ found this helpful.{0,80}|have more questions\?.{0,60}"
    r"|share (?:this|on|via)\b.{0,80}|هل كان(?:ت)? هذ.{0,100}|آیا این.{0,40}مفید.{0,60}|war dieser artikel hilfreich.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
_LISTS = re.compile(
    r"(?:related|recommended|popular|similar|recently viewed|promoted)(?: (?:articles|topics|content|pages|posts|guides|links))?:?"
    r"|(?:on this page|table of contents|in this article|contents):?|مقالات ذات صلة|مقاله‌های مرتبط|محتويات|فهرست",
    re.IGNORECASE,
)


def clear(main: Tag) -> list[str]:
    """Take out what is around the text; the words of what was taken and might have been text."""
    told: list[str] = []
    for tag in main.find_all(SILENT):
        tag.extract()
    for tag in main.find_all("form"):
        # A form that wraps the whole page is not one that asks something.
        tag.unwrap() if tag.find(["p", "h1", "h2"]) else tag.extract()
    most = _MOST * max(200, len(main.get_text(strip=True)))
    for tag in main.find_all(_BLOCKS):
        if tag.parent is None or _gone(tag, main) or tag.find("h1") or len(tag.get_text(strip=True)) > most:
            continue
        if _is_around(tag):
            told += _taken(tag)
    for tag in main.find_all(["aside", "footer", "header"]):
        if not _gone(tag, main) and not callout(tag):
            if tag.name == "footer" or _mostly_links(tag):
                told += _taken(tag)
            else:
                tag.name = "div"
    told += _lists_of_links(main)
    return told


def bylines(main: Tag) -> list[str]:
    """Take out lines that say when and by whom the article was written, at its start and its end; their words."""
    told: list[str] = []
    whole = max(200, len(main.get_text(strip=True)))
    named = main.find_all(["p", "div", "span", "small", "time", "em", "li", "ul"])
    blocks = [tag for tag in named if 0 < len(tag.get_text(strip=True)) < 200]
    for tag in [*blocks[:12], *blocks[-12:]]:
        if tag.parent is None or _gone(tag, main) or tag.find_parent(["pre", "table"]):
            continue
        words = " ".join(tag.get_text(" ").split())
        said = (_BYLINE.fullmatch(words) and _WHEN.search(words)) or (tag.name in ("p", "div") and _ASKS.fullmatch(words))
        if said and len(words) < whole * _MOST and _is_first_or_last(tag, main):
            told += _taken(tag)
    return told


def _gone(tag: Tag, main: Tag) -> bool:
    return tag is not main and not any(above is main for above in tag.parents)


def _taken(tag: Tag) -> list[str]:
    words = " ".join(tag.get_text(" ").split())
    tag.extract()
    return [words] if words else []


def _is_around(tag: Tag) -> bool:
    if tag.get("role") in ("navigation", "search", "contentinfo", "banner", "complementary", "dialog"):
        return not callout(tag)
    names = [str(name) for name in tag.get_attribute_list("class") if name]
    names += [str(tag["id"])] if tag.has_attr("id") else []
    for words in _each(names):
        if " ".join(words) in _PHRASES or (words and set(words) & _CERTAIN):
            return True
        known = all(word in _AROUND or word in _NEUTRAL or word.isdigit() for word in words)
        if known and any(word in _AROUND for word in words):
            return _does_something(tag)
    return False


def _does_something(tag: Tag) -> bool:
    """Whether a part leads away, asks or dates: plain text stays, whatever its class is called."""
    words = " ".join(tag.get_text(" ").split())
    files = [link for link in tag.find_all("a", href=True) if _FILE.search(str(link["href"]))]
    if files and len(files) == len(tag.find_all("a")):
        # What readers may take along belongs to the article.
        return False
    if len(words) <= 40 or tag.find(["a", "button", "input", "select", "svg", "time"]):
        return True
    return bool(_ASKS.match(words) or _BYLINE.match(words))


def _each(names: Iterable[str]) -> Iterator[list[str]]:
    for name in names:
        yield [word.casefold() for word in _SPLIT.split(name) if word]


def _mostly_links(tag: Tag) -> bool:
    words = len(tag.get_text(strip=True))
    return sum(len(link.get_text(strip=True)) for link in tag.find_all("a")) * 2 > words


def _is_first_or_last(tag: Tag, main: Tag) -> bool:
    """Whether little text stands before it, or after it."""
    before = after = 0
    for node in tag.find_all_previous(string=True, limit=40):
        if not any(above is main for above in node.parents):
            break
        before += len(node.strip()) if node.find_parent(["h1", "header"]) is None else 0
    if before < 200:
        return True
    for node in tag.find_all_next(string=True, limit=60):
        if any(above is tag for above in node.parents):
            continue
        if not any(above is main for above in node.parents):
            break
        after += len(node.strip())
    return after < 200


def _is_last(tag: Tag, main: Tag) -> bool:
    """Whether no words follow a tag in the article."""
    for node in tag.find_all_next(string=True, limit=60):
        if not any(above is main for above in node.parents):
            return True
        if node.strip() and not any(above is tag for above in node.parents):
            return False
    return True


def _lists_of_links(main: Tag) -> list[str]:
    """A heading such as "Related articles" or "On this page" with nothing but links below it."""
    told: list[str] = []
    for heading in main.find_all(["h2", "h3", "h4", "h5", "p", "div", "strong"]):
        if heading.parent is None or _gone(heading, main) or len(heading.get_text(strip=True)) > 60:
            continue
        words = " ".join(heading.get_text(" ").split())
        following = heading.find_next_sibling()
        if words and _LISTS.fullmatch(words) and following is None and heading.name.startswith("h") and _is_last(heading, main):
            heading.extract()
            continue
        if words and _LISTS.fullmatch(words) and following is not None and following.name in ("ul", "ol", "div", "nav"):
            links = len("".join(link.get_text(strip=True) for link in following.find_all("a")))
            if links and links >= 0.9 * len("".join(following.get_text().split())) * 0.9:
                told += [f"{words}: {part}" for part in _taken(following)]
                heading.extract()
    return told
