"""How long a report over many events takes, and how much memory: 250,000 and 1,000,000 events, each in its own process.

    python benchmarks/report_speed.py [--site DIR] [--write]

The events are simulated readers of kbgen's own help center (`kbgen simulate`), with 10,000 distinct garbage searches of one
source put in. With --write the figures go to benchmarks/results/report_speed.md. Bars: 1,000,000 events in 20 s and 500 MB.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SIZES = (250_000, 1_000_000)
BAR_SECONDS, BAR_MB = 20, 500
UNTIL = 1_795_219_200_000  # 21 November 2026
DAYS = 180
CHILD = """
import resource, sys, time
from kbgen.cli import main
began = time.perf_counter()
main(["report", "--database", sys.argv[1], "--site", sys.argv[2], "--out", sys.argv[3], "--since", "30d", "--until", "2026-11-21"])
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def fill(database: Path, site_dir: Path, size: int) -> int:
    """Simulate until there are `size` events; returns how many searches are distinct."""
    from kbgen.config import load
    from kbgen.report.simulate import rows
    from kbgen.report.study import known_site
    from kbgen.store.store import open_store

    store = open_store(str(database))
    with store.snapshot() as snapshot:
        site = known_site(snapshot, load(Path("mkdocs.yml")), site_dir.absolute())
    total = store.load(
        "events",
        (
            (UNTIL - 86_400_000 + i, "search", "en", None, None, f"zq{i:x} xv{i * 7919:x}", None, 0, None, None, 42, 0, 1)
            for i in range(10_000)
        ),
    )
    words = set()
    for events, votes in rows(site, DAYS, 7, UNTIL, visits_a_day=size // DAYS // 2):
        words |= {row[5] for row in events}
        total += store.load("events", events[: size - total]) + store.load("votes", votes)
        if total >= size:
            break
    store.close()
    return len(words)


def main() -> int:
    """Measure and tell; exit code 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = ["| events | distinct searches | seconds | of them processor | MB |", "|---|---|---|---|---|"]
    seconds = memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            database = Path(folder) / f"{size}.db"
            distinct = fill(database, options.site, size)
            command = [sys.executable, "-c", CHILD, str(database), str(options.site), folder]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            waited, seconds, memory = (float(one) for one in said[-3:])
            lines.append(f"| {size:,} | {distinct:,} | {waited:.1f} | {seconds:.1f} | {memory:.0f} |")
            print(lines[-1], flush=True)
            database.unlink()
    passed = seconds <= BAR_SECONDS and memory <= BAR_MB
    text = (
        "# A report over many events\n\n"
        f"{date.today().isoformat()}, 2 shared cores, Python {platform.python_version()}, SQLite; "
        "`python benchmarks/report_speed.py`.\n"
        "Time and peak memory of `kbgen report` from start to files written (a page in each of three languages and the\n"
        "JSON), over half a year of simulated readers and 10,000 distinct garbage searches of one source. The cores were busy\n"
        f"with other work (load {os.getloadavg()[1]:.0f}); the processor's time is what an idle machine takes.\n\n"
        + "\n".join(lines)
        + f"\n\nBars for 1,000,000 events: {BAR_SECONDS} s (of the processor) and {BAR_MB} MB: {'met' if passed else 'missed'}.\n"
    )
    if options.write:
        Path(__file__).parent.joinpath("results", "report_speed.md").write_text(text, "utf-8")
    return 0 if passed else 1


if __name__ == "__main__":
    began = time.perf_counter()
    code = main()
    print(f"{time.perf_counter() - began:.0f} s in all")
    sys.exit(code)
