"""What the collector tells teams and chats by itself, as `notify.yml` has it: it looks at its times and hands over what is due.

Receives the collector's store, the settings and the clock; runs until it is cancelled. Looking is work for a process of its own,
mail and messages are waited for in a thread: votes wait for neither. The file is read each time: a change needs no restart.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from kbgen.collect.clock import Clock
from kbgen.collect.trust import Trust
from kbgen.config import Settings
from kbgen.errors import KbgenError
from kbgen.notices.deliver import Courier
from kbgen.notices.look import Looked, look
from kbgen.notices.outbox import Outbox
from kbgen.notices.run import tell
from kbgen.notices.settings import NotifySettings, load_notify
from kbgen.store.store import Store

PAUSE_SECONDS = 60.0

log = logging.getLogger("kbgen.collect.notify")


async def keep_telling(store: Store, settings: Settings, folder: Path, clock: Clock, trust: Trust, zone: str) -> None:
    """Look and tell, again and again. A fault is logged, and what was to be told waits in the outbox."""
    stopped = threading.Event()
    looked_at: float | None = None
    said: list[str] = []
    try:
        while True:
            wanted, issues = load_notify(settings)
            problems = [str(issue) for issue in issues]
            if problems != said:
                said = problems
                for problem in problems:
                    log.error("notify.yml not used", extra={"fields": {"problem": problem}})
            if wanted and trust.believes():
                looks = looked_at is None or clock.monotonic() - looked_at >= wanted.minutes * 60
                looked_at = clock.monotonic() if looks else looked_at
                await _round(store, settings, folder, wanted, clock, zone, stopped, looks=looks)
            await asyncio.sleep(PAUSE_SECONDS)
    finally:
        # A thread cannot be cancelled: it ends behind the entry that it has in hand.
        stopped.set()


async def _round(
    store: Store,
    settings: Settings,
    folder: Path,
    wanted: NotifySettings,
    clock: Clock,
    zone: str,
    stopped: threading.Event,
    *,
    looks: bool,
) -> None:
    now = clock.now_ms()
    try:
        looked = Looked()
        if looks:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                loop = asyncio.get_running_loop()
                looked = await loop.run_in_executor(pool, look, store.address, folder, settings, wanted, now, zone)
        outbox = Outbox(store)
        courier = Courier(outbox, settings.root, wanted, os.environ, clock.now_ms, stopped.is_set)
        told = await asyncio.to_thread(tell, outbox, looked, courier, now)
    except (KbgenError, OSError, BrokenProcessPool) as error:
        log.warning("nobody told, will try again", extra={"fields": {"problem": type(error).__name__}})
        return
    done = told.delivered
    if told.put or done.sent or done.later or done.refused:
        log.info("told", extra={"fields": {"new": told.put, "sent": done.sent, "later": done.later, "refused": done.refused}})
    for problem in done.problems:
        # What a place answered, in brackets, may quote what readers wrote.
        log.warning("not delivered", extra={"fields": {"problem": problem.partition(" (")[0]}})
