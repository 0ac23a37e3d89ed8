"""The files of a published index: their names, and those of them that say which the others are.

Receives contents; gives names. What is published below `search/<locale>/`:

- `index.json`, the only name that stays: which globals file is in force. Pages know nothing else of the index.
- `globals-….json`: how many articles, names of the other files, kinds and sections, the tables of the language. Where there are
  thousands of names, the globals name files that have them: `names-….txt`, 32 in each.
- `words-….txt`: the forms that articles and synonyms have, in parts by first letter, large ones in pieces, for prefixes and typos;
  `rare-….txt`: the commonest of all parts in one, for typos, and of parts that would be too large, the rarer forms (see `words`).
- `terms-….txt`: shards by hash of the stem, each line a term with its postings, its synonyms worked in; `rest-….txt`: of a term
  that thousands of articles have, those in which it weighs less (see `lines`).
- `cards-….json`: titles and addresses, 4 articles a file. `text-….json`: one article's text, for its
  excerpt; `whole-….json`: all of it, where that is more (see `passages`).
- `facets-….json`: the kind and the section of every article, for the filters of the page of results.

Names carry a hash of the content, so a file never changes and a browser's cache never mixes two releases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kbgen.language.layouts import KEYS, LAYOUTS
from kbgen.language.text import browser_rules
from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.passages import text_files
from kbgen.search.indexing.encoding import digit, name_for, runs

FORMAT = 4
POINTER = "index.json"
# Of a numbered file, only its own older versions need telling apart: 25 bits, for each costs 3 bytes of the globals.
NAME = 5
UNNUMBERED = 8  # 40 bits
EMPTY = "-" * NAME  # for the name of a file that would be empty
# Names in a file of names. A query of a large help center needs a dozen of them, each from another file.
GROUP = 32


# By the number of a part of the vocabulary, where its pieces begin and what they are called.
Pieces = tuple[tuple[int, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Names:
    """The hashes of all files of an index by their places, and each article's kind, section and text.

    `rests` are those of lines, one for each line that has one. `pieces` are, for parts of the vocabulary that are in several, where
    these begin and what they are called, `rare` the same for what parts do not hold, `commonest` is the list of the commonest
    words. `page` is how many cards a file has, `most` how many names of a sort the globals hold themselves."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    cards: tuple[str, ...]
    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    sections: tuple[str, ...]
    rests: tuple[str, ...]
    pieces: Pieces
    rare: Pieces
    commonest: str
    page: int
    most: int

    @classmethod
    def read(cls, known: Mapping[str, Any]) -> Names:
        """From JSON of its fields."""
        lists: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
        for name in ("pieces", "rare"):
            lists[name] = tuple((part, tuple((first, called) for first, called in found)) for part, found in known[name])
        return cls(**lists)

    @property
    def files(self) -> Iterator[str]:
        """All files, but for the globals and the pointer to them."""
        for stem, names, suffix in (("words", self.words, "txt"), ("terms", self.terms, "txt"), ("cards", self.cards, "json")):
            yield from (numbered(stem, place, name, suffix) for place, name in enumerate(names) if name != EMPTY)
        yield from map(rest_file, dict.fromkeys(self.rests))
        yield from map(words_file, dict.fromkeys(name for _, found in self.pieces for _, name in found))
        rare = (name for _, found in self.rare for _, name in found)
        yield from map(rare_file, dict.fromkeys([*rare, *filter(None, [self.commonest])]))
        yield from self.tables()[1]
        yield from chain.from_iterable(map(text_files, dict.fromkeys(self.texts)))

    def tables(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What the globals say of the names, and the files with those that they do not hold, and with the facets."""
        told: dict[str, Any] = {"common": self.commonest}
        for sort, known in (("pieces", self.pieces), ("rare", self.rare)):
            if known:
                told[sort] = [[part, *chain.from_iterable(found)] for part, found in known]
        files: dict[str, str] = {}
        for stem, names in (("words", self.words), ("terms", self.terms), ("cards", self.cards)):
            if len(names) <= self.most:
                told[stem] = "".join(names)
                continue
            groups = ["".join(names[start : start + GROUP]) + "\n" for start in range(0, len(names), GROUP)]
            hashes = [numbered_name(group) for group in groups]
            told[stem] = {"count": len(names), "groups": "".join(hashes)}
            files |= {names_file(stem, at, name): group for at, (name, group) in enumerate(zip(hashes, groups, strict=True))}
        kinds, sections = sorted(set(self.kinds)), sorted(set(self.sections))
        at, places = {kind: digit(place) for place, kind in enumerate(kinds)}, {path: place for place, path in enumerate(sections)}
        facets = as_json(
            {"kindOf": "".join(map(at.__getitem__, self.kinds)), "sectionOf": runs(map(places.__getitem__, self.sections))}
        )
        told["facets"] = text_name(facets)
        files[facets_file(told["facets"])] = facets
        return told | {"kinds": kinds, "page": self.page}, files


def numbered(stem: str, place: int, name: str, suffix: str) -> str:
    """The file at one place among others of its sort."""
    return f"{stem}-{place}-{name}.{suffix}"


def numbered_name(content: str) -> str:
    """The hash that a numbered file with this content has in its name."""
    return name_for(content, NAME) if content else EMPTY


def text_name(content: str) -> str:
    """The hash that a file which is not numbered has in its name."""
    return name_for(content, UNNUMBERED)


def names_file(stem: str, group: int, name: str) -> str:
    """The file with one group of the names of a sort."""
    return f"names-{stem}-{group}-{name}.txt"


def rest_file(name: str) -> str:
    """The file with the rest of a line."""
    return f"rest-{name}.txt"


def words_file(name: str) -> str:
    """The file with one of the pieces that a part of the vocabulary is in."""
    return f"words-{name}.txt"


def rare_file(name: str) -> str:
    """The file with a piece of the rarer words."""
    return f"rare-{name}.txt"


def facets_file(name: str) -> str:
    """The file with every article's kind and section."""
    return f"facets-{name}.json"


def globals_file(version: str) -> str:
    """The file that names all others."""
    return f"globals-{version}.json"


def heads(names: Names, locale: str, titles: Mapping[str, str]) -> dict[str, str]:
    """The globals, the pointer to them and what they name of tables, by file. `titles` gives titles of sections by their path."""
    told, files = names.tables()
    content = {
        "format": FORMAT,
        "locale": locale,
        "articles": len(names.texts),
        **told,
        "sections": [[path, titles.get(path, path)] for path in sorted(set(names.sections))],
        "rules": browser_rules(locale),
        "layouts": {"keys": KEYS, **LAYOUTS},
    }
    written = as_json(content)
    version = text_name(written)
    return files | {globals_file(version): written, POINTER: as_json({"format": FORMAT, "version": version})}


def card(document: AnalysedDocument, text: str, locale: str) -> list[str]:
    """What a list of results shows of one article; `text` names its text."""
    # Names that follow from the path, as nearly all do, are not said: half of a card.
    article, section = document.path.removesuffix(".md"), document.path.rpartition("/")[0]
    told = [document.section, document.article, document.url]
    usual = [section, article, f"{locale}/{article}/"]
    return [document.title, document.path, text, document.kind, *([] if told == usual else told)]


def as_json(value: Any) -> str:
    """JSON as short as it can be, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
