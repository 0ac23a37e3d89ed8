"""What a key of front matter is. The keys themselves: `keys.py`, and those of one kind `kbgen/articles/kinds.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kbgen.articles.article import Kind


class KeyType(StrEnum):
    """What a value looks like; the text is the one that the manual shows."""

    TEXT = "text"
    PARAGRAPHS = "text of one or more paragraphs"
    LIST = "list of texts"
    TABLE = "labels, each with a text"
    DATE = "date as YYYY-MM-DD"
    NUMBER = "whole number"
    SWITCH = "true or false"
    KIND = "one of the kinds"
    STATUS = "one of the statuses"
    ID = "id"
    TEAM = "id of a team"
    ADDRESSES = "list of paths or addresses"


class Key(NamedTuple):
    """One key: `kinds` are those that know it, none meaning all; `required` holds in strict mode."""

    name: str
    type: KeyType
    description: str
    required: bool = False
    kinds: tuple[Kind, ...] = ()
