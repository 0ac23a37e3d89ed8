"""What an assistant reports of an article, stored as an event of its own kind, with the limits that readers' browsers have.

Receives an open store and the site; puts together the collector's own parts, so that words are masked, networks numbered and
floods refused as they are there. Returns once it is on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbgen.collect.entries import event_record
from kbgen.collect.http.app import collector
from kbgen.collect.parse import checked
from kbgen.collect.schema import event_shape
from kbgen.collect.settings import CollectorSettings
from kbgen.manifest import FILE
from kbgen.store.store import Store

KIND = "problem"


class Problems:
    """Takes problems for one site."""

    def __init__(self, store: Store, site: Path, rules: CollectorSettings | None = None) -> None:
        self._parts = collector(store, site / FILE, rules)
        self.guard = self._parts.guard

    async def take(self, report: Mapping[str, Any], address: str, agent: str) -> None:
        """Store a problem that came from `address`. Raises `ClientError` where that is too much or for no article."""
        await self._parts.start()
        shape = event_shape(KIND)
        assert shape is not None
        fields = checked(shape, {"article": report["article"], "locale": report["locale"], "query": report["problem"]}, "")
        self.guard.spend(address, 1)
        reader = self._parts.voters.reader(address, agent)
        event = event_record(shape, fields, self._parts.watcher.known, reader, self._parts.clock.now_ms(), suspect=False)
        await self._parts.writer.store([event])
        self._parts.metrics.events.add(KIND)

    async def close(self) -> None:
        """Store what was taken."""
        if self._parts.tasks:
            await self._parts.stop()
