"""Where a link written in an article leads, within the content folder or out of the site.

Receives the target as it stands in the Markdown and the article it stands in; returns a `Link`. Pure, and each link
takes a handful of look-ups whatever the size of the site. Nothing resolves to a place outside the content folder.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from kbgen.articles.article import Library
from kbgen.articles.git.moves import moved_sections
from kbgen.articles.names import fold, name_fault
from kbgen.articles.source import INDEX
from kbgen.articles.translations import preference
from kbgen.dialects.anchors import unnumbered

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# A scheme that no reader's device knows is a dead link; those that run programs are not among these either.
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "xmpp", "webcal", "ftp", "ftps"})
ID_SCHEME = "kb"
# How other programs write that an address begins at the top (Docusaurus, Nuxt, Zola), and the folders whose files lie there.
_FROM_TOP = re.compile(r"^(?:pathname:///?|@site/(?:docs/)?|~/|@/)")
_FILE_OF_SCHEME = re.compile(r"[?&]file=([^&]+)")
_TOPS = ("public", "static", ".vuepress/public", ".vitepress/public", "docs/public")


class LinkKind(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    SECTION = "section"
    FILE = "file"
    EXTERNAL = "external"
    ANCHOR = "anchor"
    BROKEN = "broken"


class Link(NamedTuple):
    """Where a link leads.

    For an article or section, `locale` is the locale of the page and `path` the file's or folder's path within it,
    whether it is written in that language or shown untranslated. For a file, `path` is relative to the content folder.
    For an external link, `path` is the whole address. `anchor` comes without `#`. `problem` and `suggestion` say what is
    wrong with a broken one.
    """

    kind: LinkKind
    path: str = ""
    locale: str = ""
    anchor: str = ""
    problem: str = ""
    suggestion: str = ""
    # What a link without words of its own says, where the place is called otherwise than its page.
    words: str = ""


class LinkIndex(NamedTuple):
    """What links can lead to, by path; made once for a library by `index_of`."""

    locales: tuple[str, ...]
    source: str
    articles: frozenset[str]
    sections: frozenset[str]
    files: frozenset[str]
    ids: Mapping[str, str]
    names: Mapping[str, str]
    folders: Mapping[str, str]
    moved: Mapping[str, str]
    moved_sections: Mapping[str, str]
    loose: bool = False
    # Of a lenient site: files by their bare names, where a name is one file's alone.
    file_names: Mapping[str, str] = {}
    # Of the same: articles and folders by their paths in small letters, without ending and without the numbers of their places.
    bare: Mapping[str, str] = {}
    # Of the same: pages in the folder beside which their file lies, with the folder that holds the file.
    beside: Mapping[str, str] = {}
    # Of the same: names by which texts of another program call pages, and `#name` for places in them: file, anchor, words.
    named: Mapping[str, tuple[str, str, str]] = {}
    # Of the same: the ends of the paths in `bare`, from a folder's border on, where an end is one path's alone.
    tails: Mapping[str, str] = {}


def index_of(library: Library, locales: Sequence[str], source: str, *, loose: bool = False) -> LinkIndex:
    """Everything in `library` that a link can lead to. An article counts for all locales as soon as one has it. With `loose`, links
    without an ending lead where other programs lead them: `set-up`, `../set-up/`, the bare name of a page as wikis have it."""
    articles = {path: article.id for tag in locales for path, article in library.articles.get(tag, {}).items()}
    names: dict[str, str] = {}
    for path in sorted(articles):
        names.setdefault(fold(path.rpartition("/")[2]), path)
    moved = {old: path for path, former in library.moves.items() if path in articles for old in former.was}
    for place, file in library.renamed.items():
        moved.setdefault(file.removeprefix("../"), place.partition("/")[2])
    pages = [*articles, *(f"{path}/{INDEX}" for tag in locales for path in library.sections.get(tag, {}))]
    bare = _bare(pages) if loose else {}
    return LinkIndex(
        locales=tuple(locales),
        source=source,
        articles=frozenset(articles),
        sections=frozenset(path for tag in locales for path in library.sections.get(tag, {})),
        files=frozenset(library.files),
        ids={article: path for path, article in articles.items()},
        names=names,
        # Pictures stay where they are when the pages of a folder get another address.
        folders={
            place.split("/")[1]: top
            for place, file in library.renamed.items()
            if (top := file.removeprefix("../").partition("/")[0]) != place.split("/")[1] and not top.endswith(".md")
        },
        moved=moved,
        moved_sections=moved_sections(moved.items()),
        loose=loose,
        file_names=_alone(library.files) if loose else {},
        beside={
            place.partition("/")[2]: posixpath.dirname(file.removeprefix("../"))
            for place, file in library.renamed.items()
            if posixpath.splitext(file.removeprefix("../"))[0] == posixpath.dirname(place.partition("/")[2])
        },
        bare=bare,
        tails=_tails(bare),
        named=_named(library, locales) if loose else {},
    )


def _named(library: Library, locales: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for tag in locales:
        entries = [(path, article.labels) for path, article in library.articles.get(tag, {}).items()]
        entries += [(f"{path}/{INDEX}".lstrip("/"), section.labels) for path, section in library.sections.get(tag, {}).items()]
        for path, labels in entries:
            for label in labels:
                name, anchor, words = label.split("\t")
                found.setdefault(name, (path, anchor, words))
    return found


def _bare(paths: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        found.setdefault(unnumbered(fold(path.removesuffix(".md").removesuffix("/index"))), path)
    return found


def _tails(bare: Mapping[str, str]) -> dict[str, str]:
    # Of several the one that lies highest: translations lie deeper than their source.
    found: dict[str, tuple[int, str]] = {}
    for path, file in sorted(bare.items(), key=lambda each: each[0].count("/")):
        parts = path.split("/")
        for at in range(1, len(parts)):
            tail = "/".join(parts[at:])
            depth, other = found.setdefault(tail, (len(parts), file))
            if depth == len(parts) and other != file:
                found[tail] = (depth, "")
    return {tail: file for tail, (_, file) in found.items() if file}


def _alone(files: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in files:
        name = fold(file.rpartition("/")[2])
        found[name] = "" if name in found else file
    return found


def resolve(index: LinkIndex, locale: str, path: str, target: str) -> Link:
    """Where `target`, written in the file at `path`, leads on a page of `locale`.

    Give the locale of the page, not that of the text: an article shown untranslated links to the pages of the locale
    in which it is shown.
    """
    target = target.strip()
    if index.loose:
        target = _FROM_TOP.sub("/", target.replace("\\", "/") if "\\" in target and not _SCHEME.match(target) else target)
    if not target:
        return _broken("The link leads nowhere: its target is empty.")
    scheme = _SCHEME.match(target)
    # In an address elsewhere a backslash may stand; it is encoded.
    if _UNSAFE.search(target.replace("\\", "") if scheme else target):
        return _broken("The link holds a backslash or a control character.", "Write / between folders.")
    if target.startswith("//"):
        return Link(LinkKind.EXTERNAL, target)
    if scheme:
        return _with_scheme(index, locale, path, target, scheme[1].lower())
    address, _, anchor = target.partition("#")
    anchor = _decoded(anchor) or ""
    address = address.partition("?")[0]
    if not address:
        if index.loose and (label := index.named.get(f"#{anchor.lower()}")):
            return _at_label(label, locale, path)
        return Link(LinkKind.ANCHOR, locale=locale, path=path, anchor=anchor)
    decoded = _decoded(address)
    place = _placed(index, locale, path, decoded) if decoded is not None else None
    if place is None:
        return _broken(
            f"The link {_shortened(target)} leads out of the content folder or is not readable.", "Link to a file in it."
        )
    found = _found(index, locale, path, place, anchor)
    if found is None and (address.startswith("/") or index.loose):
        found = _at_address(index, place, anchor)
    if found is None and index.loose:
        found = _as_others_write(index, locale, path, decoded or "", anchor)
        if found is None and (label := _label(index, decoded or "")):
            found = _at_label(label if label[1] else (label[0], anchor, ""), locale, path)
    return found or _not_found(index, locale, path, place, target)


def _label(index: LinkIndex, name: str) -> tuple[str, str, str] | None:
    name = name.strip("/").lower()
    return index.named.get(name) or index.named.get(f"#{name}") or index.named.get(name.partition("/")[2])


def _at_label(label: tuple[str, str, str], locale: str, path: str) -> Link:
    file, anchor, words = label
    if file == path and anchor:
        return Link(LinkKind.ANCHOR, path, locale, anchor, words=words)
    return _page(file, locale, anchor)._replace(words=words)


def _with_scheme(index: LinkIndex, locale: str, path: str, target: str, scheme: str) -> Link:
    if scheme in SCHEMES:
        return Link(LinkKind.EXTERNAL, target)
    if scheme != ID_SCHEME:
        within = _decoded(path_of_own_scheme(target)) if index.loose else None
        if within and (label := index.named.get(within.lower())):
            return _at_label((label[0], label[1] or _decoded(target.partition("#")[2]) or "", label[2]), locale, path)
        file = index.bare.get(unnumbered(fold(within.removesuffix("/index")))) if within else None
        if file is not None:
            return _page(file, locale, _decoded(target.partition("#")[2]) or "")
        return _broken(f"The link {_shortened(target)} uses {scheme}:, which leads nowhere.", "Use https: or a path to an article.")
    name, _, anchor = target[len(ID_SCHEME) + 1 :].partition("#")
    article = index.ids.get(_decoded(name) or "")
    if article is None:
        return _broken(
            f"No article has the id `{name[:80]}`.", "Look it up in the article's front matter, or use its path without .md."
        )
    return Link(LinkKind.ARTICLE, article, locale, _decoded(anchor) or "")


def path_of_own_scheme(target: str) -> str:
    """The path of a page, without ending, in a link that another program understands by itself: `app://guides/set-up`, and
    `obsidian://open?vault=Home&file=guides%2Fset-up`."""
    address = target.partition("#")[0].partition(":")[2]
    named = _FILE_OF_SCHEME.search(address)
    return re.sub(r"\.(?:md|html)$", "", (named[1].replace("%2F", "/") if named else address.partition("?")[0]).strip("/"))


def _decoded(text: str) -> str | None:
    """Percent-encoding undone once, or None where that gives something no path may hold."""
    if "%" not in text:
        return text
    try:
        decoded = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return None
    # `%2f` is not a folder's border to every server, so it must not be one here.
    unsafe = _UNSAFE.search(decoded) or decoded.count("/") != text.count("/")
    return None if unsafe else decoded


def _placed(index: LinkIndex, locale: str, path: str, address: str) -> str | None:
    """The address relative to the content folder, or None if it leaves it."""
    if address.startswith("/"):
        base, address = "", address.lstrip("/")
        # `/guides/set-up.md` means the reader's language as `/en/guides/set-up.md` means English.
        top = address.partition("/")[0]
        if top not in index.locales and address not in index.files:
            base = locale
    else:
        base = f"{locale}/{index.beside[path]}" if path in index.beside else posixpath.dirname(f"{locale}/{path}")
    parts: list[str] = [part for part in base.split("/") if part]
    for part in address.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part in ("", "."):
            continue
        elif name_fault(part):
            return None
        else:
            parts.append(part)
    return "/".join(parts)


def _found(index: LinkIndex, locale: str, path: str, place: str, anchor: str) -> Link | None:
    if place in index.files:
        return Link(LinkKind.FILE, place, anchor=anchor)
    tag, _, within = place.partition("/")
    if tag not in index.locales:
        return None
    # A link to where an article was leads to where it is now, as the old address does.
    now = within if within in index.articles else index.moved.get(within)
    if now is not None:
        return _page(now, tag, anchor)
    section = within.removesuffix(INDEX).rstrip("/") if within.endswith("/" + INDEX) or within == INDEX else within
    section = section if section in index.sections else index.moved_sections.get(section, section)
    own = f"{section}/{posixpath.basename(section)}.md"
    if anchor and own in index.beside and own in index.articles:
        # The heading is one of the page that had the folder's address.
        return _page(own, tag, anchor)
    if section in index.sections:
        return Link(LinkKind.SECTION, section, tag, anchor)
    top, slash, rest = within.partition("/")
    if top in index.folders:
        return _found(index, locale, path, f"{tag}/{index.folders[top]}{slash}{rest}", anchor)
    if within in index.files:
        # Of a folder that is one language as a whole.
        return Link(LinkKind.FILE, within, anchor=anchor)
    # A picture that all languages share stands in one locale's folder only.
    for other in preference(tag, index.locales, index.source):
        if f"{other}/{within}" in index.files:
            return Link(LinkKind.FILE, f"{other}/{within}", anchor=anchor)
    return None


def _at_address(index: LinkIndex, place: str, anchor: str) -> Link | None:
    """The article at an address of the site, which is what other programs' writers link to: `/guides/set-up/`."""
    tag, _, within = place.partition("/")
    file = f"{within.removesuffix('.html')}.md"
    now = file if file in index.articles else index.moved.get(file)
    return _page(now, tag, anchor) if now is not None and tag in index.locales else None


def _page(file: str, locale: str, anchor: str) -> Link:
    """The page on which a file is shown: of one that describes its folder, as README.md does, that is the folder's."""
    if file == INDEX or file.endswith("/" + INDEX):
        return Link(LinkKind.SECTION, file.removesuffix(INDEX).rstrip("/"), locale, anchor)
    return Link(LinkKind.ARTICLE, file, locale, anchor)


def _as_others_write(index: LinkIndex, locale: str, path: str, address: str, anchor: str) -> Link | None:
    """Where a lenient site's link leads that is meant from the page's own address, which ends in `/` (Hugo, Jekyll), or that is the
    name of a page anywhere (Obsidian, wikis)."""
    if address.startswith("/"):
        files = [f"{top}{address}" for top in _TOPS]
    else:
        page = posixpath.normpath(posixpath.join(path.removesuffix(".md"), address))
        if not page.startswith(".."):
            found = _found(index, locale, path, f"{locale}/{page}", anchor) or _at_address(index, f"{locale}/{page}", anchor)
            if found is not None:
                return found
        # A README beside the content folder, which a link in it shows, begins with the folder's name: `docs/logo.png`.
        files = [posixpath.normpath(address).partition("/")[2]]
    for file in files:
        if file in index.files:
            return Link(LinkKind.FILE, file, anchor=anchor)
    if "/" in address.strip("/"):
        return _below_another_top(index, locale, path, address, anchor)
    if alone := index.file_names.get(fold(address)):
        return Link(LinkKind.FILE, alone, anchor=anchor)
    name = fold(address.strip("/").removesuffix(".md"))
    for form in (name, name.replace(" ", "-"), name.replace(" ", "_")):
        if f"{form}.md" in index.names:
            return Link(LinkKind.ARTICLE, index.names[f"{form}.md"], locale, anchor)
    return _below_another_top(index, locale, path, address, anchor)


def _below_another_top(index: LinkIndex, locale: str, path: str, address: str, anchor: str) -> Link | None:
    """Where a link leads in a folder that was published at `/docs/` or the like, or whose names begin with the numbers of their
    places, which addresses do not have."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if not address.startswith("/") else ".."
    if not beside.startswith("..") and (file := index.bare.get(_bare_name(beside))) is not None:
        return _page(file, locale, anchor)
    # From one folder's border to the next, the longest first.
    tail = name = _bare_name(address.strip("/"))
    while (file := index.bare.get(tail)) is None and "/" in tail:
        tail = tail.partition("/")[2]
    if file is None and (address.startswith("/") or "/" in name):
        # The content may lie deeper than the folder that is published: `src/content/docs`.
        file = index.tails.get(name)
    return _page(file, locale, anchor) if file else None


def _bare_name(path: str) -> str:
    return unnumbered(fold(path.removesuffix(".md").removesuffix(".mdx").removesuffix(".html").removesuffix("/index")))


def _not_found(index: LinkIndex, locale: str, path: str, place: str, target: str) -> Link:
    within = place.partition("/")[2]
    name = fold(place.rpartition("/")[2])
    candidate = f"{within}.md" if f"{within}.md" in index.articles else index.names.get(name) or index.names.get(f"{name}.md")
    advice = ""
    if candidate:
        here = posixpath.dirname(path)
        advice = f"Did you mean {posixpath.relpath(candidate, here or '.')}?"
    return _broken(f"The link {_shortened(target)} leads to no article or file.", advice)


def _broken(problem: str, suggestion: str = "") -> Link:
    return Link(LinkKind.BROKEN, problem=problem, suggestion=suggestion)


def _shortened(target: str) -> str:
    return target if len(target) <= 100 else target[:99] + "…"
