"""What a language tag says by itself: its script, its parents, and the data that CLDR has for it.

Receives a BCP 47 tag (`fa`, `pt-BR`, `zh-Hant`); returns its lineage, script and Babel locale. Any tag gets an answer: a
language that CLDR does not describe is written in the direction of its script, with English forms of numbers and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import babel
from babel import localedata
from babel.core import get_global

# Scripts written from right to left that have modern users; a test compares the result with every locale of Babel.
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


@cache
def lineage(tag: str) -> tuple[str, ...]:
    """The tag and what it falls back to: `pt-BR`, `pt`. Never another script: `zh-TW` has `zh-Hant` after it, not `zh`."""
    parents = get_global("parent_exceptions")
    found = [tag]
    while True:
        name = found[-1].replace("-", "_")
        parent = str(parents.get(name, name.rpartition("_")[0])).replace("_", "-")
        if parent and script(parent) != script(tag):
            # CLDR sends zh-Hant, sr-Latn and their like straight to the root.
            parent = f"{parent.partition('-')[0]}-{script(tag)}"
        if not parent or parent in found:
            return tuple(found)
        found.append(parent)


@cache
def relatives(tag: str) -> tuple[str, ...]:
    """The tags whose texts readers of `tag` can read, the nearest first: `zh` has `zh-Hans` after it, `pt-PT` has `pt` and `pt-BR`.

    Never another script; a region that is likely for the language stands for all of its regions.
    """
    language, own = tag.partition("-")[0], lineage(tag)
    further = (f"{language}-{script(tag)}", language, f"{language}-{territory(language)}")
    return tuple(dict.fromkeys((*own, *(name for name in further if script(name) == script(tag) and not name.endswith("-")))))


# Where these languages are written in another way than in the rest of the world.
_HOME = {"en": "US", "es": "ES", "pt": "BR"}
_ONE = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "prs": "fa"}  # asked for under several tags


def nearest(wanted: Iterable[str], known: Sequence[str]) -> str:
    """The tag among `known` that is nearest to what a reader wants, most wanted first; empty where none is in any of the languages.

    Twin of `theme/assets/javascripts/choose.js`, which says why: the same script first, then the same region.
    """
    wished = [_spelled(tag) for tag in wanted]
    for same_script in (True, False):
        for asked in wished:
            language = asked.partition("-")[0]
            near = [
                tag
                for tag in known
                if _spelled(tag).partition("-")[0] == language and (not same_script or script(tag) == script(asked))
            ]
            if near:
                return max(near, key=lambda tag: _nearness(tag, asked, language))
    return ""


def _nearness(tag: str, asked: str, language: str) -> int:
    if tag.lower() == asked.lower():
        return 4
    if territory(tag) == territory(asked):
        return 3
    home = _HOME.get(language)
    if home and (territory(tag) == home) == (territory(asked) == home):
        return 2
    return int(territory(tag) == territory(language))


def _spelled(tag: str) -> str:
    """`ZH-hant_tw` as `zh-Hant-TW`, with one tag for each language."""
    language, *rest = tag.replace("_", "-").split("-")
    language = _ONE.get(language.lower(), language.lower())
    return "-".join([language, *(part.title() if len(part) == 4 and part.isalpha() else part.upper() for part in rest)])


@cache
def data(tag: str) -> babel.Locale:
    """Babel's locale for the tag, for its nearest parent, or English."""
    for name in (*lineage(tag), "en"):
        try:
            return babel.Locale.parse(name, sep="-")
        except (babel.UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel always has English")


@cache
def script(tag: str) -> str:
    """The ISO 15924 code of the script that the tag is written in, named by the tag or likely for its language."""
    return _full(tag)[1]


@cache
def territory(tag: str) -> str:
    """The country or region that the tag names, or that is likely for its language; empty where none is."""
    return _full(tag)[2]


@cache
def direction(tag: str) -> str:
    """`ltr` or `rtl`."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")


@cache
def is_language(name: str) -> bool:
    """Whether a folder's or file's name is that of a language which CLDR knows, in whatever way programs write it: `pt_br`."""
    found = _TAG.fullmatch(name)
    return found is not None and localedata.exists(found[1].lower())


def _full(tag: str) -> tuple[str, str, str]:
    # Unicode TS 35, "Likely Subtags": the most specific entry wins, subtags of the tag itself win over it.
    language, *rest = tag.split("-")
    own_script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    own_territory = next((part for part in rest if part.isupper() or (len(part) == 3 and part.isdigit())), "")
    likely = get_global("likely_subtags")
    for parts in ((language, own_script, own_territory), (language, own_territory), (language, own_script), (language,)):
        if "" not in parts and (name := likely.get("_".join(parts))):
            _, likely_script, likely_territory = str(name).split("_")[:3]
            return language, own_script or likely_script, own_territory or likely_territory
    return language, own_script or "Latn", own_territory
