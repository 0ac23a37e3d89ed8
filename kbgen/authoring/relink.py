"""Links as they have to be after a move: in articles, in what articles share, and in the writers' own lists of articles.

Receives the library as it is before the move and a mapping of files that move, by their place in the content folder
(`en/guides/set-up.md`); returns the texts that change, by file. Reads files, writes none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from kbgen.articles import banner
from kbgen.articles.article import Article, Library, Section
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.links import Link, LinkIndex, LinkKind, index_of, resolve
from kbgen.articles.shared import SNIPPETS, Shared, uses_in
from kbgen.articles.source import INDEX
from kbgen.config import Settings
from kbgen.pages.copies import with_addresses
from kbgen.search.asked import ASKED_FILE
from kbgen.search.relevance import TESTS_FILE

_ADDRESS = re.compile(r"[^?#]*")
# `article: billing/pay.md` in search-tests.yml, and the keys of asked.yml.
_NAMED = {
    TESTS_FILE: re.compile(
        r"""(?P<before>\barticle:[ \t]*["']?)(?P<path>[^"',}\n]+\.md)(?=["']?[ \t]*(?:[,}#]|$))""", re.MULTILINE
    ),
    ASKED_FILE: re.compile(r"""^(?P<before>["']?)(?P<path>[^"'\n]+\.md)(?=["']?[ \t]*:)""", re.MULTILINE),
}

Place = tuple[str, str]


def rewritten_texts(settings: Settings, library: Library, files: set[str], moved: Mapping[str, str]) -> dict[str, str]:
    """Every text of the content folder that a move of `moved` changes; `files` are its articles and sections."""
    index = index_of(library, [locale.tag for locale in settings.locales], settings.source_locale)
    found: dict[str, str] = {}

    def look(name: str, change: Callable[[str], str]) -> None:
        try:
            written = (settings.content_dir / name).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return
        text = written.removeprefix("\ufeff").replace("\r\n", "\n")
        changed = change(text)
        if changed != text:
            # A byte order mark and the line ends of another system stay as they were.
            ends = changed.replace("\n", "\r\n") if "\r\n" in written else changed
            found[name] = ("\ufeff" if written.startswith("\ufeff") else "") + ends

    for name in sorted(files):
        tag, _, path = name.partition("/")
        here = posixpath.dirname(moved.get(name, name))
        look(name, lambda text: _in_body(text, lambda link: _reference(index, tag, path, here, link, name in moved, moved)))  # noqa: B023
    for locale in settings.locales:
        tag = locale.tag
        # A banner's links start from its language's folder.
        look(
            f"{tag}/{banner.FILE}",
            lambda text: _in_body(text, lambda link: _reference(index, tag, banner.FILE, tag, link, False, moved)),  # noqa: B023
        )
    readers = _readers(library)
    for (tag, mark), places in _snippets(settings, readers):
        look(
            f"{tag}/{SNIPPETS}/{mark[1:]}.md",
            lambda text: with_addresses(text, lambda link: _shared_reference(index, tag, places, link, moved)),  # noqa: B023
        )
    paths = {before.partition("/")[2]: after.partition("/")[2] for before, after in moved.items()}
    for name, pattern in _NAMED.items():
        look(name, lambda text: pattern.sub(lambda hit: hit["before"] + paths.get(hit["path"], hit["path"]), text))  # noqa: B023
    return found


def _in_body(text: str, reference: Callable[[str], str]) -> str:
    parts, _ = front_matter.split(text, "")
    if parts is None:
        return text
    start = len(text) - len(parts.body)
    return text[:start] + with_addresses(parts.body, reference)


def _snippets(settings: Settings, readers: Mapping[tuple[str, str], list[Place]]) -> Iterator[tuple[tuple[str, str], list[Place]]]:
    """Every snippet of every locale, with the articles that show it."""
    for locale in settings.locales:
        folder = settings.content_dir / locale.tag / SNIPPETS
        for file in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            key = (locale.tag, "+" + file.relative_to(folder).as_posix().removesuffix(".md"))
            yield key, readers.get(key, [])


def _readers(library: Library) -> dict[tuple[str, str], list[Place]]:
    """The places of articles and sections that show each snippet, by its locale and mark."""
    readers: dict[tuple[str, str], list[Place]] = {}
    entries: list[Article | Section] = [each for shelf in library.articles.values() for each in shelf.values()]
    entries += [each for shelf in library.sections.values() for each in shelf.values()]
    for entry in entries:
        path = entry.path if isinstance(entry, Article) else posixpath.join(entry.path, INDEX)
        for key in _shown(library.shared, entry.locale, entry.uses):
            readers.setdefault(key, []).append((entry.locale, path))
    return readers


def _shown(shared: Shared, locale: str, uses: tuple[str, ...]) -> set[tuple[str, str]]:
    """The snippets that a text of `locale` with these marks shows, those in other snippets too."""
    waiting, shown = list(uses), set[tuple[str, str]]()
    while waiting:
        mark = waiting.pop()
        owner = next((tag for tag in (locale, shared.source) if mark in shared.texts.get(tag, {})), None)
        if mark.startswith("+") and owner is not None and (owner, mark) not in shown:
            shown.add((owner, mark))
            waiting += uses_in(shared.texts[owner][mark])
    return shown


def _shared_reference(index: LinkIndex, tag: str, places: list[Place], reference: str, moved: Mapping[str, str]) -> str:
    """`reference` as it has to be written in a snippet; empty where it stays as it is."""
    if reference.startswith("/"):
        return _reference(index, tag, INDEX, tag, reference, False, moved)
    names = [(locale, path, f"{locale}/{path}") for locale, path in places]
    wanted = {
        _reference(index, locale, path, posixpath.dirname(moved.get(name, name)), reference, name in moved, moved)
        for locale, path, name in names
    }
    if len(wanted) < 2:
        return next(iter(wanted), "")
    # The articles stand at different distances now: an address from the top of the language is right for all of them.
    goals = {_goal(resolve(index, locale, path, reference)).partition("/")[2] for locale, path, _ in names}
    if len(goals) > 1 or goals == {""}:
        return ""
    from_top = "/" + goals.pop().removesuffix(INDEX) + reference[len(_written(reference)) :]
    return _reference(index, tag, INDEX, tag, from_top, False, moved) or from_top


def _reference(
    index: LinkIndex, tag: str, path: str, here: str, reference: str, source_moved: bool, moved: Mapping[str, str]
) -> str:
    """`reference` as it has to be written in the folder `here`; empty where it stays as it is."""
    written = _written(reference)
    link = resolve(index, tag, path, reference)
    place = _goal(link)
    if not place or not written or written.startswith("kb:"):
        return ""
    goal = moved.get(place, place)
    if link.kind is LinkKind.SECTION and goal == place:
        # A section without a page of its own moves with what is in it.
        goal = next((_above(to, at, place) for at, to in moved.items() if at.startswith(posixpath.dirname(place) + "/")), place)
    if goal == place and (not source_moved or written.startswith("/")):
        return ""
    rest = reference[len(written) :]
    if link.kind is LinkKind.SECTION and not written.endswith(INDEX):
        goal = posixpath.dirname(goal)
        rest = ("/" if written.endswith("/") else "") + rest
    if written.startswith("/"):
        own = goal if written.lstrip("/").partition("/")[0] == link.locale else goal.partition("/")[2]
        return f"/{quote(own)}{rest}"
    return quote(posixpath.relpath(goal, here)) + rest


def _written(reference: str) -> str:
    address = _ADDRESS.match(reference)
    return address[0] if address else ""


def _goal(link: Link) -> str:
    match link.kind:
        case LinkKind.ARTICLE:
            return f"{link.locale}/{link.path}"
        case LinkKind.SECTION:
            return f"{link.locale}/{link.path}/{INDEX}" if link.path else f"{link.locale}/{INDEX}"
        case LinkKind.FILE:
            return link.path
        case _:
            return ""


def _above(to: str, at: str, place: str) -> str:
    rest = at.removeprefix(posixpath.dirname(place))
    return f"{to.removesuffix(rest)}/{INDEX}" if to.endswith(rest) else place
