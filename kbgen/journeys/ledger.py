"""Who was written to: the one file by which no letter is sent twice, whatever is killed when.

A line is made before a letter is handed to the mail server and is marked after it. What is still open when a run was killed may
have been sent or not, and is not sent again unless somebody says so. Addresses are not kept, only what they come to with the
ledger's own secret; whoever wants no letters is remembered in the same way.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from pathlib import Path

from kbgen.errors import OperatorError

SENT, OPEN, REFUSED = "sent", "open", "refused"
_TABLES = """
CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS letters (
    customer BLOB NOT NULL,
    journey TEXT NOT NULL,
    day INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'open', 'refused')),
    at INTEGER NOT NULL,
    PRIMARY KEY (customer, journey, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stopped (customer BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


class Ledger:
    """The file at `path`, made where it is missing. Several runs may use it at once. A context manager."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Every statement is a transaction of its own; a letter's line is on disk before the letter goes.
            self._file = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._file.execute("PRAGMA synchronous = FULL")
            self._file.executescript(_TABLES)
            self._file.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),))
            self._key = bytes(self._file.execute("SELECT key FROM secret").fetchone()[0])
        except (OSError, sqlite3.Error) as error:
            raise OperatorError(f"{path} cannot be used to note who was written to: {error}.") from None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def customer(self, mailbox: str) -> bytes:
        """What stands for an address."""
        return hmac.digest(self._key, mailbox.lower().encode(), hashlib.sha256)[:16]

    def states(self, mailbox: str) -> dict[tuple[str, int], str]:
        """The letters of a customer by journey and day."""
        rows = self._file.execute("SELECT journey, day, state FROM letters WHERE customer = ?", (self.customer(mailbox),))
        return {(journey, day): state for journey, day, state in rows}

    def begin(self, mailbox: str, journey: str, day: int, at: int, *, again: bool = False) -> bool:
        """Note that a letter is about to be sent; false where that is noted already. `again` takes one that was left open."""
        found = self._file.execute(
            "INSERT INTO letters VALUES (?, ?, ?, 'open', ?) ON CONFLICT DO "
            + ("UPDATE SET at = excluded.at WHERE state = 'open'" if again else "NOTHING"),
            (self.customer(mailbox), journey, day, at),
        )
        return found.rowcount == 1

    def end(self, mailbox: str, journey: str, day: int, state: str) -> None:
        """Note what became of it."""
        self._file.execute(
            "UPDATE letters SET state = ? WHERE customer = ? AND journey = ? AND day = ?",
            (state, self.customer(mailbox), journey, day),
        )

    def undo(self, mailbox: str, journey: str, day: int) -> None:
        """Take back that a letter was about to be sent: the server took nothing, and it may be tried again."""
        self._file.execute(
            "DELETE FROM letters WHERE customer = ? AND journey = ? AND day = ? AND state = 'open'",
            (self.customer(mailbox), journey, day),
        )

    def stop(self, mailbox: str, at: int) -> bool:
        """Note that a customer wants no letters; false where that was known."""
        return self._file.execute("INSERT OR IGNORE INTO stopped VALUES (?, ?)", (self.customer(mailbox), at)).rowcount == 1

    def wants_none(self, mailbox: str) -> bool:
        """Whether a customer wants no letters."""
        return self._file.execute("SELECT 1 FROM stopped WHERE customer = ?", (self.customer(mailbox),)).fetchone() is not None
