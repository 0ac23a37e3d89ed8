"""Comments by their marks: what the desk decided about them, as `content/comments.yml` keeps it.

    done: [0a1b2c3d4e5f60718293a4b5]
    planned: [b5a493827160f5e4d3c2b1a0]

A mark is a hash of a comment's words and article: the file says what became of it, and nothing of the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import yaml

from kbgen.errors import AuthorError

COMMENTS_FILE = "comments.yml"
# What needs nobody any more.
CLOSED = frozenset({"done", "wont-do"})


def comment_mark(article: str, locale: str, words: str) -> str:
    """The hash by which a comment is known."""
    return hashlib.blake2b(f"{article}\0{locale}\0{words}".encode(), digest_size=12).hexdigest()


def closed_comments(path: Path) -> frozenset[str]:
    """The marks of comments that somebody is done with; none where there is no file. Raises `AuthorError` for another file."""
    if not path.is_file():
        return frozenset()
    try:
        document = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError):
        document = None
    if not isinstance(document, Mapping) or not all(isinstance(marks, list) for marks in document.values()):
        raise AuthorError(f"{path} is not what kbgen comments writes. Write it again: kbgen comments -o {path}")
    return frozenset(str(mark) for status, marks in document.items() if status in CLOSED for mark in marks)
