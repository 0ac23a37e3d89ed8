"""The salts beside a SQLite database: `<database>.salts`, readable by its owner only, never part of a backup.

Promises that the file is whole at any moment: it is written anew, flushed, and put in place of the old one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kbgen.errors import OperatorError
from kbgen.store.records import Salt
from kbgen.store.store import MOST_SALTS


class SaltFile:
    """A `SaltKeeper` in one small JSON file."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".salts")

    def all(self) -> list[Salt]:
        """Every salt still kept, oldest first. Raises `OperatorError` where the file was tampered with."""
        try:
            entries = json.loads(self.path.read_text("utf-8"))
            salts = [Salt(int(e["period"]), int(e["made_at"]), bytes.fromhex(e["secret"])) for e in entries]
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError) as error:
            raise OperatorError(
                f"{self.path} is damaged ({type(error).__name__}). Delete it: votes of the last two days can then not be changed "
                "any more, nothing else is lost."
            ) from None
        return sorted(salts, key=lambda salt: salt.period)

    def add(self, salt: Salt) -> Salt:
        """Keep `salt`. One process writes here, so nobody else can have been first."""
        self._write([*self.all(), salt])
        return salt

    def drop_before(self, made_at: int, after: int | None = None) -> int | None:
        """Forget salts made before `made_at`, after `after` or beyond the newest three, never the newest; returns the oldest period
        left."""
        salts = self.all()
        last = after if after is not None else max((salt.made_at for salt in salts), default=0)
        kept = [salt for salt in salts[-MOST_SALTS:] if made_at <= salt.made_at <= last or salt is salts[-1]]
        if len(kept) < len(salts):
            self._write(kept)
        return kept[0].period if kept else None

    def _write(self, salts: list[Salt]) -> None:
        entries = [{"period": s.period, "made_at": s.made_at, "secret": s.secret.hex()} for s in salts]
        fresh = self.path.with_name(self.path.name + ".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(entries, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
