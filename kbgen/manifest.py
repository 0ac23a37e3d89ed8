"""The manifest of a built site: what the build tells the collector and reports, in one file at the root of the site. A large site
has further files of articles, which that one names.

The build writes it, the collector follows it, reports read it; none of them knows more of the others than this. A key that may be
missing can be added at any time; whatever else changes needs a new `VERSION`, which the readers refuse until they know it.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any, NotRequired, TypedDict

# What stands for the screens of an application that no pattern of the writers fits.
OTHER_SCREENS = "**"
# How the name of a letter of a journey begins where screens are named.
MAIL = "mail:"

# Its name is also the mark by which a folder is known as a site that kbgen made and may replace.
FILE = "kbgen-manifest.json"
VERSION = 1
# Of a manifest in parts, which a reader that knows of none would take for the whole.
IN_PARTS = 2
VERSIONS = (VERSION, IN_PARTS)
# Articles in one file, about 2 MB.
MOST = 5000


class ManifestLocale(TypedDict):
    """A locale of the site, and how it writes."""

    tag: str
    name: str
    direction: str
    url: str
    calendar: str
    digits: str


class ManifestArticle(TypedDict):
    """An article as one locale shows it; `language` is that of its text, `updated` a day as in ISO 8601 or nothing."""

    id: str
    locale: str
    path: str
    url: str
    title: str
    kind: str
    owner: str
    updated: str
    language: str


class ManifestSection(TypedDict):
    """A section with text of its own, as one locale shows it: search finds it, and programs may read it."""

    id: str
    locale: str
    path: str
    url: str
    title: str
    language: str


class ManifestPart(TypedDict):
    """A file beside the manifest that holds further `articles`, and the digest of what it holds."""

    file: str
    digest: str


class Manifest(TypedDict):
    """The whole file. `articles` are the first of them where there are `parts`."""

    version: int
    site_name: str
    site_url: str
    source_locale: str
    locales: list[ManifestLocale]
    screens: NotRequired[dict[str, int]]
    """Patterns of an application's screens, and how many articles are offered there in the source locale."""
    campaigns: NotRequired[list[str]]
    """The letters of `journeys.yml`, by the names that their links carry."""
    sections: NotRequired[list[ManifestSection]]
    """Those that have text of their own. Votes and views are of articles alone."""
    articles: list[ManifestArticle]
    parts: NotRequired[list[ManifestPart]]


def digest(content: bytes) -> str:
    """By which a part is known to be of the same build as the manifest that names it."""
    return blake2b(content, digest_size=12).hexdigest()


def load(path: Path) -> dict[str, Any]:
    """The manifest at `path` with the articles of all its parts; of a version that this kbgen does not know, as it is.

    Raises `OSError`, `ValueError`, `KeyError` or `TypeError` where it cannot be read, also while another build takes its place.
    """
    document: dict[str, Any] = json.loads(path.read_bytes())
    for part in document["parts"] if document["version"] == IN_PARTS else ():
        content = path.with_name(part["file"]).read_bytes()
        if digest(content) != part["digest"]:
            raise ValueError(f"{part['file']} is of another build")
        document["articles"] += json.loads(content)["articles"]
    return document
