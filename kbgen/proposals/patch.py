"""A proposal as a file that `git apply` and `git am` take.

Receives a proposal, who proposes it and when; returns bytes. The form is that of `git format-patch`: the head of a mail, then what
`git diff` writes (https://git-scm.com/docs/diff-format).
"""

from __future__ import annotations

import difflib
import hashlib
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime

from kbgen.errors import OperatorError
from kbgen.mail.address import Address
from kbgen.proposals.proposal import FileChange, Proposal

NOBODY = Address("kbgen", "kbgen@localhost")
_NO_END = b"\\ No newline at end of file\n"


def patch(proposal: Proposal, at: int, author: Address = NOBODY) -> bytes:
    """The patch; `at` is the time in milliseconds since 1970. Raises `OperatorError` for a file that is no text."""
    head = [
        f"From {'0' * 40} Mon Sep 17 00:00:00 2001",
        f"From: {Header(author.name, 'utf-8').encode() if not author.name.isascii() else author.name} <{author.mailbox}>",
        f"Date: {format_datetime(datetime.fromtimestamp(at // 1000, UTC))}",
        f"Subject: [PATCH] {_subject(proposal.title)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        # A line of dashes ends the message of the commit, and `diff --git` begins the patch.
        *(line if not line.startswith(("---", "diff -", "Index: ")) else f" {line}" for line in proposal.description.splitlines()),
        "---",
        "",
    ]
    return (
        ("\n".join(head) + "\n").encode()
        + b"".join(map(_of_file, sorted(proposal.changes, key=lambda one: one.path)))
        + b"-- \nkbgen\n"
    )


def _subject(title: str) -> str:
    return title if title.isascii() else Header(title, "utf-8", maxlinelen=70, header_name="Subject").encode()


def _of_file(change: FileChange) -> bytes:
    before, after = change.before or b"", change.after or b""
    if b"\0" in before or b"\0" in after:
        raise OperatorError(f"{change.path} is no text: a patch carries text only. Set up a forge in forge.yml.")
    old, new = _quoted("a/", change.path), _quoted("b/", change.path)
    lines = [b"diff --git " + old + b" " + new + b"\n"]
    if change.before is None:
        lines.append(b"new file mode 100644\n")
    if change.after is None:
        lines.append(b"deleted file mode 100644\n")
    mode = b" 100644" if change.before is not None and change.after is not None else b""
    lines.append(b"index %s..%s%s\n" % (_blob(change.before), _blob(change.after), mode))
    if before == after:
        return b"".join(lines)
    lines.append(b"--- " + (old if change.before is not None else b"/dev/null") + b"\n")
    lines.append(b"+++ " + (new if change.after is not None else b"/dev/null") + b"\n")
    return b"".join(lines) + b"".join(_hunks(before, after))


def _hunks(before: bytes, after: bytes) -> list[bytes]:
    # One character a byte, so that any bytes are lines; only \n ends a line for git.
    old, new = (_lines(text) for text in (before, after))
    made: list[bytes] = []
    for line in difflib.unified_diff(old, new, n=3):
        if line.startswith(("---", "+++")) and not made:
            continue
        raw = line.encode("latin-1")
        made.append(raw if raw.endswith(b"\n") else raw + b"\n" + _NO_END)
    return made


def _lines(text: bytes) -> list[str]:
    return [line.decode("latin-1") for line in text.splitlines(keepends=True)] if b"\r" not in text else _split(text)


def _split(text: bytes) -> list[str]:
    parts = text.decode("latin-1").split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _blob(content: bytes | None) -> bytes:
    """The first figures of the name under which git keeps a file."""
    if content is None:
        return b"0000000"
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()[:7].encode()


def _quoted(side: str, path: str) -> bytes:
    """A path as git writes it: in quotation marks, bytes as octal figures, where it has others than plain letters."""
    raw = f"{side}{path}".encode()
    if all(32 < byte < 127 and byte not in b'"\\' for byte in raw):
        return raw
    return b'"' + b"".join(b"\\%03o" % byte if byte < 32 or byte > 126 or byte in b'"\\' else bytes([byte]) for byte in raw) + b'"'
