"""A collector as a process of its own, and readers who write to it: what the measurements of `collector_load` share."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

CONNECTIONS = 64
ARTICLES = 500
_NUMBERS = count()


@dataclass
class Load:
    """What the clients saw."""

    answered: int = 0
    refused: int = 0
    latencies: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)


class Collector:
    """`kbgen collect` as a process of its own."""

    def __init__(self, folder: Path, database: str = "") -> None:
        site = folder / "site"
        site.mkdir(exist_ok=True)
        articles = [{"id": f"guides/a{n}", "locale": "fa", "url": f"fa/guides/a{n}/"} for n in range(ARTICLES)]
        (site / "kbgen-manifest.json").write_text(json.dumps({"version": 1, "locales": [{"tag": "fa"}], "articles": articles}))
        self.database = folder / "kb.db"
        log = folder / f"log-{next(_NUMBERS)}"
        limits = [
            "--address-rate",
            "1000000",
            "--global-rate",
            "1000000",
            "--network-day",
            "1000000000",
            "--global-day",
            "1000000000",
        ]
        options = ["--port", "0", "--private-port", "-1", *limits]
        address = database or str(self.database)
        command = [sys.executable, "-m", "kbgen", "collect", "--database", address, "--site", str(site), *options]
        with log.open("w") as file:
            self.process = subprocess.Popen(command, stderr=file)
        while True:
            lines = [line for line in log.read_text().splitlines() if '"collecting"' in line]
            if lines and "startup complete" in log.read_text():
                break
            if self.process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.02)
        self.host, self.port = json.loads(lines[0])["public"].removeprefix("http://").split(":")

    def memory(self) -> int:
        """Resident memory in bytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def processor_seconds(self) -> float:
        """Processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def request(self, path: str, body: bytes, number: int) -> bytes:
        """An HTTP request of the reader with this number."""
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nOrigin: http://{self.host}:{self.port}\r\n"
            f"User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nX-Forwarded-For: {address}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it by a signal; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


def vote(collector: Collector, number: int) -> tuple[bytes, str]:
    """The vote with this number, and the mark by which it is found again."""
    mark = f"vote{number}x"
    body = {
        "article": f"guides/a{number % ARTICLES}",
        "locale": "fa",
        "helpful": number % 4 != 0,
        "comment": mark,
        "ticket": f"{number:032x}",
    }
    return collector.request("/_kb/votes", json.dumps(body).encode(), number), mark


def events(collector: Collector, number: int) -> tuple[bytes, str]:
    """A request with twenty events."""
    kinds = [
        {"kind": "search", "query": f"question {number}", "count": number % 9, "locale": "fa"},
        {"kind": "open", "query": f"question {number}", "article": f"guides/a{number % ARTICLES}", "rank": 1, "locale": "fa"},
        {"kind": "view", "article": f"guides/a{number % ARTICLES}", "locale": "fa"},
        {"kind": "view", "article": f"guides/a{(number + 7) % ARTICLES}", "locale": "fa"},
    ]
    return collector.request("/_kb/events", json.dumps({"events": kinds * 5}).encode(), number), ""


async def run_load(
    collector: Collector,
    make: Callable[[Collector, int], tuple[bytes, str]],
    until: Callable[[Load], bool],
    first: int = 0,
    connections: int = CONNECTIONS,
) -> Load:
    """Send from all connections, each waiting for its answer, until `until` says so or the collector is gone."""
    load = Load()
    numbers = iter(range(first, 2**31))

    async def client() -> None:
        reader, writer = await asyncio.open_connection(collector.host, int(collector.port))
        try:
            while not until(load):
                request, mark = make(collector, next(numbers))
                began = time.perf_counter()
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
                await reader.readexactly(length)
                if head.startswith(b"HTTP/1.1 200"):
                    load.answered += 1
                    load.latencies.append(time.perf_counter() - began)
                    load.acknowledged.append(mark)
                else:
                    load.refused += 1
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    return load


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
