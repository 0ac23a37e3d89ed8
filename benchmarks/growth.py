"""How everything grows with the site: a full build, memory, an edit, the bytes of a query.

    python -m benchmarks.growth --sizes 1000,3000,10000,30000 --out benchmarks/results/growth.md
    python -m benchmarks.growth --sizes 3000 --locales en,ar,fa,de,fr,es,it,nl,pl,sv

Writes a site of each size (`growing_site.py`), builds it from nothing once for time and once for memory (looking costs time), then
again with nothing changed and with one edited article, and asks its search what readers ask, in Node, with the browser's code.
Seconds are those of the processor, of all processes: a machine that does other things too hardly changes them. Memory is the sum of
the proportional set sizes of all processes.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.build_speed import Generator, available, size_of
from benchmarks.growing_site import write_growing

ROOT = Path(__file__).parents[1]
QUERIES = 120
SETTLED = 2.1  # seconds until file stamps are older than the clock's resolution
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Measured:
    """One size. Seconds of the processor of a full build, of one with nothing changed and of one after an edit; bytes of memory, of
    files, of first and later queries as (median, p95); milliseconds from key press to results."""

    articles: int
    full: float
    nothing: float
    edit: float
    memory: int
    files: float
    first: tuple[float, float]
    later: tuple[float, float]
    warm: float


def measure(articles: int, locales: Sequence[str]) -> Measured:
    """Build a site of this size and ask its search."""
    with tempfile.TemporaryDirectory(prefix="kbgen-growth-") as folder:
        root = Path(folder) / "site"
        write_growing(root, articles, locales)
        generator = Generator("kbgen", root, (("kbgen", "build", "-q"),), "site")
        full = processor(generator.build)
        generator.clean()
        memory = generator.memory()
        time.sleep(SETTLED)
        generator.build()
        nothing = processor(generator.build)
        edited = sorted((root / "content" / locales[0]).rglob("article-*.md"))[articles // 2]
        edited.write_text(edited.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        edit = processor(generator.build)
        files = sum(1 for path in (root / "site").rglob("*") if path.is_file()) / (articles * len(locales))
        asked = queries(sorted((root / "content" / locales[0]).rglob("article-*.md")))
        moved = query_bytes(root / "site" / "search" / locales[0], asked)
        print(f"{size_of(root / 'site') / 1e6:.0f} MB of files", flush=True)
        return Measured(articles, full, nothing, edit, memory, files, *moved)


def processor(work: Callable[[], object]) -> float:
    """Seconds of the processor that `work` and the processes it waits for took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def queries(articles: Sequence[Path], count: int = QUERIES) -> list[str]:
    """What readers type: two to five words of a heading or a sentence of an article, the same ones each time."""
    choice = random.Random(5)
    found = []
    while len(found) < count:
        lines = choice.choice(articles).read_text("utf-8").splitlines()
        words = _WORD.findall(
            choice.choice([line for line in lines if line.startswith(("title", "##", "description")) or line[:1].isalpha()])
        )
        if len(words) > 2:
            start = choice.randrange(1, len(words) - 1)
            found.append(" ".join(words[start : start + choice.randint(2, 5)]))
    return found


def query_bytes(folder: Path, asked: Sequence[str]) -> tuple[tuple[float, float], tuple[float, float], float]:
    """First queries, later ones (sessions of five), and the median of milliseconds with everything there."""
    command = ["node", str(ROOT / "benchmarks" / "query_bytes.mjs"), str(folder)]
    first, later, warm = [], [], []
    for start in range(0, len(asked), 5):
        done = subprocess.run(command, input="\n".join(asked[start : start + 5]), capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        first += [each["bytes"] for each in found["first"]]
        later += [each["bytes"] for each in found["later"]]
        warm += found["warm"]
    return _spread(first), _spread(later), statistics.median(warm)


def _spread(figures: Sequence[float]) -> tuple[float, float]:
    return statistics.median(figures), sorted(figures)[int(len(figures) * 0.95)]


def main() -> None:
    """Measure and print; `--out` writes the table to a file as well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000", help="articles a locale, up to 100000")
    parser.add_argument("--locales", default="en")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    locales = arguments.locales.split(",")
    lines = [
        "# Growth",
        "",
        f"{date.today().isoformat()}, {platform.system()} on {available()} shared cores, Python {platform.python_version()}; "
        f"{len(locales)} language(s).",
        "",
        "| articles | full build, ms of processor an article | nothing changed, s | one edit, s | memory, all processes "
        "| files an article | first query, median / p95 | later query, median / p95 | key press to results, ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size in map(int, arguments.sizes.split(",")):
        one = measure(size, locales)
        lines.append(
            f"| {one.articles:,} | {one.full * 1000 / (one.articles * len(locales)):.1f} | {one.nothing:.2f} | {one.edit:.2f} "
            f"| {one.memory / 1e6:.0f} MB | {one.files:.2f} | {one.first[0] / 1000:.0f} / {one.first[1] / 1000:.0f} KB "
            f"| {one.later[0] / 1000:.0f} / {one.later[1] / 1000:.0f} KB | {one.warm:.1f} |"
        )
        print(lines[-1], flush=True)
    table = "\n".join(lines) + "\n"
    print(table)
    if arguments.out:
        arguments.out.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
