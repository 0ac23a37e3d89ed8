"""The files of a published index: their names, and those of them that say which the others are.

Receives contents; gives names. What is published below `search/<locale>/`:

- `index.json`, the only name that stays: which globals file is in force. Pages know nothing else of the index.
- `globals-….json`: how many articles, names of the other files, kinds and sections, the tables of the language.
- `words-….txt`: the forms that articles and synonyms have, in parts by first letter, for prefixes and typos.
- `terms-….txt`: shards by hash of the stem, each line a term with its postings, its synonyms worked in.
- `cards-….json`: titles and addresses, 16 articles a file. `text-….json`: one article's text, for its excerpt;
  `whole-….json`: all of it, where that is more (see `passages`).

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
from kbgen.search.indexing.encoding import name_for, runs

FORMAT = 2
POINTER = "index.json"
# Of a numbered file, only its own older versions need telling apart: 25 bits, for each costs 3 bytes of the globals.
NAME = 5
UNNUMBERED = 8  # 40 bits
EMPTY = "-" * NAME  # for the name of a file that would be empty
CARDS = 16


@dataclass(frozen=True)
class Names:
    """The hashes of all files of an index by their places, and each article's kind, section and text."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    cards: tuple[str, ...]
    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def files(self) -> Iterator[str]:
        """The files that the globals name."""
        for stem, names, suffix in (("words", self.words, "txt"), ("terms", self.terms, "txt"), ("cards", self.cards, "json")):
            yield from (numbered(stem, place, name, suffix) for place, name in enumerate(names) if name != EMPTY)
        yield from chain.from_iterable(map(text_files, dict.fromkeys(self.texts)))


def numbered(stem: str, place: int, name: str, suffix: str) -> str:
    """The file at one place among others of its sort."""
    return f"{stem}-{place}-{name}.{suffix}"


def numbered_name(content: str) -> str:
    """The hash that a numbered file with this content has in its name."""
    return name_for(content, NAME) if content else EMPTY


def text_name(content: str) -> str:
    """The hash that a file which is not numbered has in its name."""
    return name_for(content, UNNUMBERED)


def globals_file(version: str) -> str:
    """The file that names all others."""
    return f"globals-{version}.json"


def heads(names: Names, locale: str, titles: Mapping[str, str]) -> dict[str, str]:
    """The globals and the pointer to them, by file. `titles` gives titles of sections by their path."""
    kinds, sections = sorted(set(names.kinds)), sorted(set(names.sections))
    content = {
        "format": FORMAT,
        "locale": locale,
        "articles": len(names.texts),
        "words": "".join(names.words),
        "terms": "".join(names.terms),
        "cards": "".join(names.cards),
        "kinds": kinds,
        "kindOf": runs(map(kinds.index, names.kinds)),
        "sections": [[path, titles.get(path, path)] for path in sections],
        "sectionOf": runs(map(sections.index, names.sections)),
        "rules": browser_rules(locale),
        "layouts": {"keys": KEYS, **LAYOUTS},
    }
    written = as_json(content)
    version = text_name(written)
    return {globals_file(version): written, POINTER: as_json({"format": FORMAT, "version": version})}


def card(document: AnalysedDocument, text: str, locale: str) -> list[str]:
    """What a list of results shows of one article; `text` names its text."""
    # Names that follow from the path, as nearly all do, are not said: half of a card.
    article = document.path.removesuffix(".md")
    told = [document.article, document.url]
    return [document.title, document.path, text, *([] if told == [article, f"{locale}/{article}/"] else told)]


def as_json(value: Any) -> str:
    """JSON as short as it can be, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
