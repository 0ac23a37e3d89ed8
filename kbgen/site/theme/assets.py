"""Styles, scripts and fonts of the theme, published under names that carry a hash of their content.

A browser or CDN may keep such a file for ever. References between the files (`import "./x.js"`, `url(x.woff2)`) are
rewritten to the hashed names, innermost first, so that a change reaches every file that leads to it. A style sheet that
another one imports (`@import "./kb/page.css";`) becomes part of it: many small files to read, one to ask for. Scripts that every
page starts with are linked likewise (`scripts.py`), and all of the theme's own are minified (`minifier.py`).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.pages.interface import Interface
from kbgen.resources import theme_dir
from kbgen.site.theme.minifier import minified
from kbgen.site.theme.scripts import ENTRIES, NotUnderstood, linked
from kbgen.site.theme.strings import string_files

REFERENCES = {
    ".js": re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)(["'])(\.{1,2}/[^"']+)\2"""),
    ".css": re.compile(r"""(url\(\s*)(["']?)((?!data:|https?:|/|#)[^"')]+)\2"""),
}
PART = re.compile(r"""^@import (["'])(\.{1,2}/[^"']+\.css)\1;\n?""", re.MULTILINE)
OWN = ("assets/javascripts/", "assets/stylesheets/")
# Comments that begin a line, in our own scripts and styles: a quarter of their bytes, and JSDoc's imports are none.
COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
SOURCE_MAP = re.compile(rb"\n?/[*/]# sourceMappingURL=[^\n]*")


@dataclass(frozen=True)
class Assets:
    """`names` leads from a file's name in the theme (`assets/stylesheets/kb.css`) to its published name. `read` gives the files,
    from the published name to the content: most builds need none."""

    names: Mapping[str, str]
    read: Callable[[], Mapping[str, bytes]]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """All files, by published name."""
        return self.read()

    @cached_property
    def published(self) -> frozenset[str]:
        """The names of all files, without reading one."""
        return frozenset(self.names.values())

    def __getitem__(self, name: str) -> str:
        return self.names[f"assets/{name}"]


@lru_cache(maxsize=256)
def without_comments(text: str) -> str:
    """A script or style without the comments that begin a line; those inside a line stay, for they may be part of a text."""
    return COMMENTS.sub("", text)


def site_assets(folders: Sequence[Path], interfaces: Mapping[str, Interface], known: Mapping[str, str], *, minify: bool) -> Assets:
    """The assets of the theme `folders` and the texts of its scripts; `known` are their names, if the last build had the same."""
    collect = partial(collect_assets, folders, string_files(interfaces), minify=minify)
    return Assets(known, lambda: collect().files) if known else collect()


def collect_assets(folders: Sequence[Path], borrowed: Mapping[str, bytes], *, minify: bool = True) -> Assets:
    """Read all assets of the theme folders, the first folder winning, and `borrowed` files of other packages; scripts as short as
    they can be where `minify`.

    Raises `AuthorError` where a script or style refers to a file that is not there or to itself.
    """
    sources = {**borrowed, **_read(folders)}
    linked = with_linked_scripts(sources)
    return hashed({**linked, **_minified(linked)} if minify else linked)


def _read(folders: Sequence[Path]) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in reversed(folders)
        for path in sorted((folder / "assets").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _minified(linked: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The theme's scripts of those that are `linked`. A site's own are published as they are: what they do is tested nowhere."""
    shipped = with_linked_scripts({name: content for name, content in _read([theme_dir()]).items() if name.endswith(".js")})
    same = [(name, content.decode()) for name, content in shipped.items() if name.startswith(OWN) and linked.get(name) == content]
    return _minified_once(tuple(same))


@lru_cache(maxsize=4)
def _minified_once(scripts: tuple[tuple[str, str], ...]) -> Mapping[str, bytes]:
    return {name: text.encode() for name, text in minified(dict(scripts)).items()}


def with_linked_scripts(sources: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same with what pages start with in one file each; modules that are needed nowhere else are left out.

    A theme's own script that imports in ways which are not understood leaves its entry as it was.
    """
    scripts = {name: content for name, content in sources.items() if name.endswith(".js")}
    others = {name: content for name, content in sources.items() if name not in scripts}
    return {**others, **_linked(tuple(scripts.items()))}


# A preview reads the same ones again and again.
@lru_cache(maxsize=4)
def _linked(scripts: tuple[tuple[str, bytes], ...]) -> Mapping[str, bytes]:
    whole, inside = dict(scripts), set[str]()
    texts = {name: without_comments(content.decode()) for name, content in scripts}
    for entry in ENTRIES:
        try:
            text, parts = linked(texts, entry)
        except (NotUnderstood, KeyError):
            continue
        whole[entry] = text.encode()
        inside |= parts - {entry}
    wanted = [name for name in whole if name not in inside]
    for name in wanted:
        references = [match.group(3) for match in REFERENCES[".js"].finditer(without_comments(whole[name].decode()))]
        wanted += [target for each in references if (target := _place(name, each)) in inside and target not in wanted]
    return {name: whole[name] for name in wanted}


def hashed(sources: Mapping[str, bytes]) -> Assets:
    """Name each file after its content, rewriting the references between them and putting imported style sheets in place."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    open_files: list[str] = []

    def publish(name: str) -> str:
        if name not in names:
            content = _rewrite(name, posixpath.dirname(name))
            stem, ending = posixpath.splitext(name)
            names[name] = f"{stem}.{hashlib.blake2b(content, digest_size=5).hexdigest()}{ending}"
            files[names[name]] = content
        return names[name]

    def _rewrite(name: str, into: str) -> bytes:
        """The content of a file with references as they have to be in a file of the folder `into`."""
        content = sources[name]
        pattern = REFERENCES.get(posixpath.splitext(name)[1])
        if pattern is None:
            return content
        if name in open_files:
            circle = " → ".join([*open_files, name])
            raise AuthorError("Assets lead back to themselves.", [Issue(f"theme/{name}", 0, "asset-circle", f"{circle}.")])
        open_files.append(name)

        def replace(match: re.Match[str]) -> str:
            relative = posixpath.relpath(publish(_target(name, match.group(3), sources)), into)
            relative = relative if relative.startswith(".") else f"./{relative}"
            # Under another address a browser asks anew for a module that did not arrive.
            query = "".join(match.group(3).partition("?")[1:]) if name.endswith(".js") else ""
            return f"{match.group(1)}{match.group(2)}{relative}{query}{match.group(2)}"

        text = SOURCE_MAP.sub(b"", content).decode()
        text = pattern.sub(replace, without_comments(text) if name.startswith(OWN) else text)
        if name.endswith(".css"):
            text = PART.sub(lambda match: _rewrite(_target(name, match.group(2), sources), into).decode(), text)
        open_files.pop()
        return text.encode()

    parts = _parts(sources)
    for name in sorted(sources):
        if name not in parts:
            publish(name)
        else:  # read all the same: parts that only lead back to each other would else be lost without a word
            _rewrite(name, posixpath.dirname(name))
    return Assets(names, partial(dict, files))


def _parts(sources: Mapping[str, bytes]) -> set[str]:
    """The style sheets that others import: nobody asks for them by name."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), match.group(2)))
        for name, content in sources.items()
        if name.endswith(".css")
        for match in PART.finditer(content.decode())
    }


def _target(name: str, reference: str, sources: Mapping[str, bytes]) -> str:
    """The file that `name` refers to. Raises `AuthorError` where there is none."""
    target = _place(name, reference)
    if target not in sources:
        problem = Issue(f"theme/{name}", 0, "asset-missing", f"{reference} is not among the theme's assets.")
        raise AuthorError("An asset is missing.", [problem])
    return target


def _place(name: str, reference: str) -> str:
    """Where `reference` leads to from the file `name`, without query and fragment."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference.partition("?")[0].partition("#")[0]))
