"""Where a reference in the export's text leads: to something imported, to a file of the export, or out.

Receives the `Export`; finds keys and files with a few look-ups each. Nothing outside the export's folder is ever found.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from kbgen.articles.links import SCHEMES, path_of_own_scheme
from kbgen.dialects.anchors import NUMBER_PREFIX, unnumbered
from kbgen.dialects.myst.labels import labels_in
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Markup, Text
from kbgen.imports.folder import Folder
from kbgen.imports.web import parts_of

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ENDINGS = ("", ".md", ".mdx", ".html", ".htm", "/index.md", "/index.mdx", "/index.html", "/README.md")
_GENERATOR_ROOT = re.compile(r"^(?:pathname:///?|@site/|~/|@/)")


@dataclass(frozen=True)
class Lead:
    """Where a reference leads: a `key` of the export, a `file` of it, or an `address` outside. Else `problem` says why not."""

    key: str = ""
    file: str = ""
    address: str = ""
    fragment: str = ""
    problem: str = ""


class Addresses:
    """Everything that a reference can lead to; made once for an import."""

    def __init__(self, export: Export, folder: Folder) -> None:
        self.export, self.folder = export, folder
        entries: list[ForeignArticle | ForeignSection] = [*export.articles, *export.sections]
        self.known = {entry.key for entry in entries}
        self.by_address: dict[str, str] = {}
        self.by_stem: dict[str, set[str]] = {}
        self.whole: dict[str, str] = {}
        self.titles = {(entry.key, text.locale): text.title for entry in entries for text in entry.texts}
        # Places that a whole book can name (MyST): the key of the page, the anchor, the words of the heading.
        self.labels: dict[str, tuple[str, str, str]] = {}
        # The same of names for whole pages.
        self.names: dict[str, tuple[str, str, str]] = {}
        for entry in entries:
            for text in entry.texts:
                for name, anchor, words in labels_in(text.body) if text.markup is not Markup.HTML else ():
                    self.labels.setdefault(name, (entry.key, anchor, words))
                for name in text.names:
                    self.names.setdefault(name, (entry.key, "", text.title))
        for entry in entries:
            for text in entry.texts:
                for address in text.addresses:
                    self.by_address.setdefault(_bare(parts_of(address)[1]), entry.key)

    def follow(self, reference: str, text: Text) -> Lead:
        """Where `reference`, written in `text`, leads."""
        if self.labels and (label := self.labels.get(reference.strip().lstrip("#").lower())):
            return Lead(key=label[0], fragment=label[1])
        reference = _GENERATOR_ROOT.sub("/", reference.strip())
        reference = reference if _SCHEME.match(reference) else reference.replace("\\", "/")
        if not reference or any(ord(sign) < 32 for sign in reference):
            return Lead(problem="It leads nowhere.")
        scheme = _SCHEME.match(reference)
        if scheme and scheme[1].lower() not in ("http", "https"):
            return Lead(address=reference) if scheme[1].lower() in SCHEMES else self._by_own_scheme(reference, scheme[1])
        host, path, fragment = parts_of(reference)
        # Files are often kept by another host than the pages; the export names theirs.
        if unquote(path) in self.export.attachments and (file := self.file(reference, text)):
            return Lead(file=file)
        if host and not self._own(host):
            return Lead(address=reference if scheme else f"https:{reference}")
        if not path and not host:
            return Lead(key="#", fragment=fragment)
        key = self._by_pattern(path) or (self._by_file(path, text) if not host else "") or self._by_address(path, text)
        if not key and not host:
            key = self._by_name(path, text)
        if key:
            return Lead(key=key, fragment=fragment)
        if not host and (named := self._named(reference)):
            return Lead(key=named[0], fragment=named[1])
        file = self.file(reference, text)
        if file:
            return Lead(file=file)
        if host:
            return Lead(address=reference if scheme else f"https:{reference}", problem="It leads to the old help center.")
        home = self._home(text)
        if home and path.startswith("/"):
            return Lead(address=f"https://{home}{reference}", problem="It leads to the old help center.")
        return Lead(problem="It leads to nothing that is in the export.")

    def _by_own_scheme(self, reference: str, scheme: str) -> Lead:
        """The page whose whole path stands behind a scheme that only the old program knew."""
        if scheme == "xref" and (named := self._named(reference)):
            return Lead(key=named[0], fragment=named[1])
        self._by_stem()
        within = unnumbered(_folded(unquote(path_of_own_scheme(reference))))
        key = self.whole.get(within) or next((key for key in (f"article/{within}", f"section/{within}") if key in self.known), "")
        return Lead(key=key, fragment=reference.partition("#")[2]) if key else Lead(problem=f"{scheme}: leads nowhere.")

    def called(self, reference: str, text: Text, locale: str) -> str:
        """The title of the page, or the words of the heading, to which `reference` leads."""
        label = self.labels.get(reference.strip().lstrip("#").lower()) or (
            self._named(reference) if reference.startswith("xref:") else None
        )
        if label and label[2]:
            return label[2]
        if reference.startswith("xref:") and not label:
            return ""
        key = self.follow(reference, text).key
        return self.titles.get((key, text.locale)) or self.titles.get((key, locale), "")

    def _named(self, reference: str) -> tuple[str, str, str] | None:
        """The page that calls itself by a name, wherever it lies: its key, the place that the reference adds, its title."""
        name, _, fragment = unquote(reference.removeprefix("xref:")).partition("#")
        name = name.partition("?")[0].strip("/").lower()
        # An address may have that of the whole site before it.
        found = self.names.get(name) or self.names.get(name.partition("/")[2]) if name else None
        return (found[0], fragment, found[2]) if found else None

    def file(self, reference: str, text: Text) -> str:
        """The file of the export that a picture's or download's address means, or nothing."""
        host, path, _ = parts_of(_GENERATOR_ROOT.sub("/", reference.strip()))
        path = unquote(path)
        if not path.strip("/"):
            return ""
        for candidate in self._candidates(host, path, text):
            if candidate in self.folder.known:
                return candidate
        for name in self.export.attachments.get(path, ()):
            for found in self.folder.by_name.get(posixpath.basename(name).casefold(), ()):
                if "/" not in name or f"/{found}".casefold().endswith(f"/{name}".casefold()):
                    return found
        # Browsers and download tools put all pictures of a page into one folder; a name that stands there once is the one.
        same = self.folder.by_name.get(posixpath.basename(path).casefold(), ())
        return same[0] if len(same) == 1 else ""

    def _candidates(self, host: str, path: str, text: Text) -> list[str]:
        plain = path.lstrip("/")
        found = []
        if not host:
            starts = [text.folder] if not path.startswith("/") else []
            found = [place for start in (*starts, *self.export.roots) if (place := self.folder.inside(start, f"./{plain}"))]
            # A translation shows the pictures of the original under the same relative path.
            for folder in self.export.languages:
                if folder and found and found[0].startswith(f"{folder}/"):
                    rest = found[0][len(folder) + 1 :]
                    found += [f"{other}/{rest}" if other else rest for other in self.export.languages if other != folder]
        else:
            found = [place for start in (host, "") if (place := self.folder.inside(start, f"./{plain}"))]
        return found

    def _own(self, host: str) -> bool:
        return host in self.export.hosts or any(host == end or host.endswith(end) for end in self.export.families)

    def _home(self, text: Text) -> str:
        own = next((host for address in text.addresses if (host := parts_of(address)[0])), "")
        return own or (next(iter(sorted(self.export.hosts)), ""))

    def _by_pattern(self, path: str) -> str:
        for pattern in self.export.patterns:
            if match := pattern.search(path):
                key = f"{match.lastgroup}/{match[match.lastgroup or 0]}"
                if key in self.known:
                    return key
        return ""

    def _by_file(self, path: str, text: Text) -> str:
        starts = self.export.roots if path.startswith("/") else (text.folder,)
        for start in starts:
            place = self.folder.inside(start, f"./{path.lstrip('/')}")
            for ending in _ENDINGS if place is not None else ():
                key = self.export.paths.get(f"{place}{ending}")
                if key:
                    return key
            if place is not None and (key := self._in_other_language(place)):
                return key
        return ""

    def _in_other_language(self, place: str) -> str:
        """A link to a page that this language does not have leads to the page all the same, in another."""
        for folder in self.export.languages:
            if not folder or place.startswith(f"{folder}/"):
                stem = posixpath.splitext(place[len(folder) + 1 :] if folder else place)[0]
                if self.export.number_prefixes:
                    stem = "/".join(NUMBER_PREFIX.sub("", part) for part in stem.split("/"))
                return next((key for key in (f"article/{stem}", f"section/{stem}") if key in self.known), "")
        return ""

    def _by_name(self, path: str, text: Text) -> str:
        """A page that is called so, if one is alone in it: wikis, Obsidian and Hugo name pages without their folders, and a folder
        that is published at `/docs/` has that before its paths."""
        name = _folded(unquote(path)).removesuffix("/index")
        found = self._by_stem().get(name, set())
        if len(found) == 1:
            return next(iter(found))
        beside = self.folder.inside(text.folder, f"./{unquote(path)}") if not path.startswith("/") else None
        if beside and (near := self.whole.get(unnumbered(_folded(self._below(beside))))):
            return near
        parts = unnumbered(name).split("/")
        return next((there for at in range(len(parts)) if (there := self.whole.get("/".join(parts[at:])))), "")

    def _by_stem(self) -> dict[str, set[str]]:
        """The pages by their names and paths; filled when it is asked for first, since many folders need none."""
        if not self.by_stem:
            for file, key in self.export.paths.items():
                stem = unquote(posixpath.splitext(file)[0]).removesuffix("/index").removesuffix("/_index").removesuffix("/README")
                for name in (_folded(stem), _folded(posixpath.basename(stem))):
                    self.by_stem.setdefault(name, set()).add(key)
                self.whole.setdefault(unnumbered(_folded(self._below(stem))), key)
        return self.by_stem

    def _below(self, file: str) -> str:
        """A path without the folder that is the root of its language."""
        roots = sorted(self.export.roots, key=len, reverse=True)
        return next((file[len(root) :].lstrip("/") for root in roots if root and file.startswith(f"{root}/")), file)

    def _by_address(self, path: str, text: Text) -> str:
        if not path.startswith("/"):
            own = next((parts_of(address)[1] for address in text.addresses), "")
            if not own.startswith("/"):
                return ""
            path = posixpath.normpath(posixpath.join(own if own.endswith("/") else posixpath.dirname(own), path))
        return self.by_address.get(_bare(path), "")


def _bare(path: str) -> str:
    return unquote(path).removesuffix("/index.html").removesuffix(".html").rstrip("/") or "/"


def _folded(name: str) -> str:
    name = re.sub(r"^(?:\.{0,2}/)+|\.(?:mdx?|markdown|html?)$", "", name.strip().rstrip("/"))
    return re.sub(r"[\s_-]+", "-", name).casefold()
