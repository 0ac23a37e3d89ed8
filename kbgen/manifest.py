"""The manifest of a built site: what the build tells the collector and reports, in one file at the root of the site.

The build writes it, the collector follows it, reports read it; none of them knows more of the others than this. A key that may be
missing can be added at any time; whatever else changes needs a new `VERSION`, which the readers refuse until they know it.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

# What stands for the screens of an application that no pattern of the writers fits.
OTHER_SCREENS = "**"
# How the name of a letter of a journey begins where screens are named.
MAIL = "mail:"

# Its name is also the mark by which a folder is known as a site that kbgen made and may replace.
FILE = "kbgen-manifest.json"
VERSION = 1


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


class Manifest(TypedDict):
    """The whole file."""

    version: int
    site_name: str
    site_url: str
    source_locale: str
    locales: list[ManifestLocale]
    screens: NotRequired[dict[str, int]]
    """Patterns of an application's screens, and how many articles are offered there in the source locale."""
    campaigns: NotRequired[list[str]]
    """The letters of `journeys.yml`, by the names that their links carry."""
    articles: list[ManifestArticle]
