"""Sections that nobody described: every folder with articles gets a page, whether it has an `index.md` or not.

Receives what was read of one locale; returns its sections, complete up to the root. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbgen.articles.article import Section
from kbgen.config import Settings


def title_from_name(name: str) -> str:
    """`mobile-phones` as `Mobile Phones`; words that are spelled with more than letters (`s_location`) stay as they are."""
    words = name.rpartition("/")[2].replace("-", " ").split()
    return " ".join(word if "_" in word else word[0].upper() + word[1:] for word in words) or name


def default_title(settings: Settings, locale: str, path: str) -> str:
    """What a section is called if nothing names it: the site's name for the root, else the folder's."""
    if path:
        return title_from_name(path)
    return settings.locale(locale).site_name or settings.site_name


def complete(settings: Settings, locale: str, described: Mapping[str, Section], articles: Iterable[str]) -> dict[str, Section]:
    """The sections of `locale` by path: those described, one for each folder on the way to them and to `articles`, and the root.

    A section that is not described has an empty `digest`, so that a description in another language can take its place.
    """
    sections = dict(described)
    for path in [*described, *articles]:
        folder = path.rpartition("/")[0]
        while folder and folder not in sections:
            sections[folder] = Section(folder, locale, default_title(settings, locale, folder))
            folder = folder.rpartition("/")[0]
    sections.setdefault("", Section("", locale, default_title(settings, locale, "")))
    return {path: sections[path] for path in sorted(sections)}
