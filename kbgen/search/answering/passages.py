"""The text of one article, as the index publishes it: what excerpts are cut from, and the whole where that is more.

Receives a `Document`, or the text as it is kept; gives files. Most results need an excerpt only: 1 KB to 2 KB compressed. The
whole is fetched where words have to stand together as in the query (see `nearness`); where it is little more, it is the only file,
for to fetch, and to write, a second one costs more.
"""

from __future__ import annotations

from typing import NamedTuple

import orjson

from kbgen.search.document import Document
from kbgen.search.indexing.encoding import name_for, restored, shortened

# An excerpt needs the place that answers, not the whole.
PASSAGE_CHARACTERS = 400
FRAGMENT_CHARACTERS = 6000
# So much has to be spared by a second file: three quarters of a kilobyte compressed.
SPARED_BYTES = 2200
# A book of a hundred pages; beyond it nobody looks for a sentence.
WHOLE_CHARACTERS = 200_000
# At the end of the name of a text of which there is more.
MORE = "+"
_NAME = 8  # 40 bits


class Texts(NamedTuple):
    """The name that a card has of an article's text, and the contents of its files by name."""

    name: str
    files: dict[str, str]


def write_passages(document: Document) -> str:
    """The text of `document`: JSON of (anchor, heading, text), a description first."""
    left = WHOLE_CHARACTERS
    passages = []
    opening = [("", "", document.description)] if document.description else []
    for anchor, heading, text in [*opening, *((p.anchor, p.heading, p.text) for p in document.passages)]:
        shown = " ".join(text.split())[: max(0, left)]
        left -= len(shown)
        passages.append([anchor, heading, shown])
    return orjson.dumps(passages).decode()


def published_texts(written: str) -> Texts:
    """The files of a text that `write_passages` wrote."""
    left = FRAGMENT_CHARACTERS
    passages = []
    for anchor, heading, text in orjson.loads(written):
        shown = text if left > 0 else ""
        if len(shown) > PASSAGE_CHARACTERS:
            shown = shown[:PASSAGE_CHARACTERS].rpartition(" ")[0] + " …"
        left -= len(shown)
        passages.append([anchor, heading, shown])
    whole, excerpts = shortened(written), shortened(orjson.dumps(passages).decode())
    name = name_for(whole, _NAME)
    if len(whole.encode()) - len(excerpts.encode()) < SPARED_BYTES:
        return Texts(name, {text_file(name): whole})
    name += MORE
    return Texts(name, {text_file(name): excerpts, whole_file(name): whole})


def read_passages(published: str) -> list[tuple[str, str, str]]:
    """Anchor, heading and text of each passage of a text as a file has it."""
    return [(anchor, heading, text) for anchor, heading, text in orjson.loads(restored(published))]


def text_files(name: str) -> list[str]:
    """The files of the text that a card calls `name`."""
    return [text_file(name), whole_file(name)] if name.endswith(MORE) else [text_file(name)]


def text_file(name: str) -> str:
    """The file that excerpts are cut from."""
    return f"text-{name.removesuffix(MORE)}.json"


def whole_file(name: str) -> str:
    """The file with all of a text: another one where an excerpt is shorter."""
    return f"whole-{name.removesuffix(MORE)}.json" if name.endswith(MORE) else text_file(name)
