"""Every file that a build looks at: which there are, and whether any has changed.

Receives settings; returns stamps (time of change in nanoseconds, size in bytes) by path, and one key for all that is not
content: kbgen's own code, the libraries that make HTML, the settings, the theme and the catalogues.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

import click

from kbgen.config import Settings
from kbgen.resources import locales_dir, package_dir, theme_dir
from kbgen.site.incremental.state import Stamp

# What a requirement begins with: the name of the library (PEP 508).
_NAME = re.compile(r"[\w.-]+")
# The folder that libraries are installed into, which changes when one is replaced.
INSTALLED = str(Path(click.__file__).parents[1])
LEFT_OUT = frozenset({"__pycache__", ".git", "node_modules"})


def stamps_below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """The stamp of each file below `folder`, following links, in no particular order."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir():
                # A link that leads back up would be walked for ever; what it leads to is walked under its own name.
                if entry.name not in LEFT_OUT and not entry.is_symlink():
                    yield from stamps_below(Path(entry.path))
            else:
                found = entry.stat()
                yield entry.path, (found.st_mtime_ns, found.st_size)
        except OSError:
            continue


def content_stamps(settings: Settings) -> dict[str, Stamp]:
    """The stamps of the content folder, by absolute path."""
    return dict(stamps_below(settings.content_dir))


def environment_stamps(settings: Settings) -> dict[str, Stamp]:
    """The stamps of kbgen's code, the theme, the site's own templates, the catalogues and the libraries, by absolute path."""
    folders = dict.fromkeys([package_dir(), theme_dir(), locales_dir(), settings.root / "locales"])
    if settings.custom_dir:
        folders[settings.custom_dir] = None
    found: dict[str, Stamp] = {}
    for folder in folders:
        found.update(stamps_below(folder))
    return found | {INSTALLED: (Path(INSTALLED).stat().st_mtime_ns, 0)}


@cache
def library_versions() -> list[tuple[str, str]]:
    """Every library that kbgen asks for and that is installed, with its version: any of them may show in the pages.

    Once for a process, which goes on with what it has loaded.
    """
    # It brings a reader of mail along, for nothing where nothing has changed.
    from importlib.metadata import PackageNotFoundError, requires, version

    found = []
    for requirement in sorted(requires("kbgen") or ()):
        name = _NAME.match(requirement)
        try:
            found += [(name[0], version(name[0]))] if name else []
        except PackageNotFoundError:
            # An extra that nobody asked for.
            continue
    return found


def place_of(settings: Settings) -> str:
    """Where the site goes, seen from the project's folder: what is remembered of one place says nothing of another."""
    return os.path.relpath(settings.site_dir, settings.root)


def environment_key(settings: Settings, stamps: dict[str, Stamp], *, drafts: bool) -> str:
    """One name for code, libraries, settings, theme and catalogues: it changes when any of them does."""
    digest = blake2b(digest_size=16)
    digest.update(repr(library_versions()).encode())
    digest.update(f"{settings.fingerprint} {drafts} {place_of(settings)}".encode())
    for name in sorted(stamps.keys() - {INSTALLED}):
        # The name alone: a project that was moved to another folder, or a cache to another machine, is still the same.
        digest.update(os.path.basename(name).encode() + b"\0")  # noqa: PTH119
        digest.update(blake2b(Path(name).read_bytes(), digest_size=16).digest())
    return digest.hexdigest()
