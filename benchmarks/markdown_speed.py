"""What converting articles and building their sites costs, beside another checkout in the same runs.

    python -m benchmarks.markdown_speed ../before --repeat 5 --out benchmarks/results/markdown_speed.md

Receives another checkout of kbgen, such as a worktree of an older commit. Both do the same by turns: convert every article of
`support-articles` (from `KBGEN_DATA`) with all passes in one process, several times over; build that site from
nothing; build 3 × 1,000 generated articles from nothing. Prints minimum and median of each and this checkout's share of the
other's, by the clock and by the time of the processors, which a busy machine changes less.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.build_speed import LOCALES, Generator, available
from benchmarks.corpus import DATA
from benchmarks.markdown_pages import ROOT, write_real_site
from benchmarks.sites import write_site

CONVERSION = Path(__file__).with_name("markdown_conversion.py")
# What issue and design ask of this checkout beside that of 22 November 2026, by row.
BARS = {"conversion of support-articles": 0.35, "full build of support-articles": 0.80}


class Cost(NamedTuple):
    """What one turn took, in seconds: by the clock, and of all processors together, which a busy machine changes less."""

    clock: float
    processors: float


# By what was done and by checkout.
Times = dict[str, dict[str, list[Cost]]]


def conversion(code: Path, site: Path) -> tuple[Cost, Cost]:
    """All articles of `site` with the checkout at `code`, in a process of its own: the first time, and the best of later ones."""
    environment = os.environ | {"PYTHONPATH": str(code), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, str(CONVERSION), str(site / "mkdocs.yml")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{code}: the conversion failed.\n{done.stderr[-4000:]}")
    first, *later = (Cost(*map(float, line.split())) for line in done.stdout.splitlines())
    return first, Cost(min(each.clock for each in later), min(each.processors for each in later))


def full_build(name: str, code: Path, site: Path) -> Cost:
    """A build from nothing."""
    generator = Generator(name, site, (("python", "-m", "kbgen", "build", "-q"),), "site", code)
    generator.clean()
    before = os.times()
    clock = generator.build()
    after = os.times()
    return Cost(clock, sum(after[2:4]) - sum(before[2:4]))


def measure(other: Path, repeat: int, articles: int, root: Path) -> Times:
    """Costs by row and checkout; both take turns, and who is first changes with each turn."""
    codes = {"other": other, "this": ROOT}
    real = DATA / "support-articles"
    sites = {"support-articles": real.is_dir(), f"3 × {articles:,} generated articles": articles > 0}
    for name in sites:
        for who in codes if sites[name] else ():
            folder = root / who / name[:3]
            write_real_site(folder, real) if name == "support-articles" else write_site(folder, articles=articles, locales=LOCALES)
    if not real.is_dir():
        print(f"There are no real articles in {real}, so only generated ones are measured.")
    times: Times = {}

    def note(row: str, who: str, cost: Cost) -> None:
        times.setdefault(row, {each: [] for each in codes})[who].append(cost)
        print(f"{row}: {who}: {cost.clock:.2f} s, of processors {cost.processors:.2f} s", flush=True)

    for number in range(repeat):
        for name in (each for each, there in sites.items() if there):
            for who in sorted(codes, reverse=number % 2 == 1):
                if name == "support-articles":
                    first, later = conversion(codes[who], root / who / name[:3])
                    note(f"conversion of {name}", who, later)
                    note(f"conversion of {name}, the first time in a process", who, first)
                note(f"full build of {name}", who, full_build(who, codes[who], root / who / name[:3]))
    return times


def report(times: Times, other: str, repeat: int) -> str:
    """The results as Markdown."""
    lines = [
        "# Conversion and builds beside another checkout",
        "",
        f"{date.today().isoformat()}, {platform.system()} on {available()} shared cores, Python {platform.python_version()}; "
        f"{repeat} turns, the other checkout is {other}.",
        "",
        "| what | other, s: min, median | this, s: min, median | share of minima | share of medians | bar |",
        "|---|---|---|---:|---:|---:|",
    ]
    for row, by in times.items():
        for kind in Cost._fields:
            seconds = {who: [getattr(each, kind) for each in costs] for who, costs in by.items()}
            low, middle = ({who: of(values) for who, values in seconds.items()} for of in (min, statistics.median))
            cells = [f"{low[who]:.2f}, {middle[who]:.2f}" for who in ("other", "this")]
            shares = [f"{each['this'] / each['other']:.2f} ×" for each in (low, middle)]
            bar = f"{BARS[row]:.2f} ×" if row in BARS else ""
            lines.append(f"| {row}, by {kind} | {' | '.join([*cells, *shares])} | {bar} |")
    return "\n".join(lines) + "\n"


def commit_of(code: Path) -> str:
    """The short name of a checkout's commit, else its folder's."""
    command = ["git", "-C", str(code), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or code.name


def main() -> None:
    """Measure and print; `--out` writes the table to a file as well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, help="a checkout to compare with")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--articles", type=int, default=1000, help="generated articles a locale; 0 for none")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    other = arguments.other.resolve()
    if not (other / "kbgen" / "__main__.py").is_file():
        raise SystemExit(f"{other} is no checkout of kbgen.")
    with tempfile.TemporaryDirectory(prefix="kbgen-markdown-") as folder:
        times = measure(other, arguments.repeat, arguments.articles, Path(folder))
    table = report(times, commit_of(other), arguments.repeat)
    print(table)
    if arguments.out:
        arguments.out.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
