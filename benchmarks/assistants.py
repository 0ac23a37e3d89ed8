"""What an assistant waits for: `kbgen mcp` over a site of 10,000 articles, asked by the package's own client.

    python -m benchmarks.assistants [--articles 10000] [--out benchmarks/results/assistants.md]

Generates a site of one language for each of English and Persian, builds it, starts the server five times, and asks it through
standard streams: titles as they are written, with a typo, single words, questions of six words. Start is from the process to its
first answer (`initialize`); what the package `mcp` alone costs to import stands beside it. Memory is the most that the process had.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from benchmarks.sites import WORDS, write_site
from kbgen.assistants.site import BuiltSite

STARTS = 5
QUERIES = 200


@dataclass(frozen=True)
class Measured:
    """Seconds of starts, milliseconds of searches and readings, the most bytes of memory."""

    locale: str
    articles: int
    starts: Sequence[float]
    package: Sequence[float]
    searches: Sequence[float]
    readings: Sequence[float]
    memory: int
    # Milliseconds of the processor for a search, and seconds of it for a start: they stay the same on a busy machine.
    search_work: float
    start_work: float


def queries(site: Path, locale: str) -> list[str]:
    """What readers might type, the same for the same site."""
    chance = random.Random(locale)
    titles = [entry.title for entry in BuiltSite(site).entries(locale)]
    words = WORDS[locale].words
    made = []
    for number in range(QUERIES):
        title = chance.choice(titles)
        place = chance.randrange(1, max(2, len(title) - 1))
        miswritten = title[:place] + title[place + 1 : place + 2] + title[place : place + 1] + title[place + 2 :]
        made.append([title, miswritten, chance.choice(words), " ".join(chance.choices(words, k=6))][number % 4])
    return made


def importing() -> float:
    """Seconds that the package costs by itself, garbage rarely collected as `kbgen mcp` does."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gc; gc.set_threshold(100000); import mcp.server.lowlevel"], check=True)
    return time.perf_counter() - began


async def conversation(site: Path, locale: str, asked: Sequence[str]) -> Measured:
    """One server, from its start to its end."""
    before = _children()
    began = time.perf_counter()
    command = StdioServerParameters(command=sys.executable, args=["-m", "kbgen", "mcp", "--site", str(site)], env=dict(os.environ))
    async with stdio_client(command) as streams, ClientSession(*streams) as session:
        await session.initialize()
        start = time.perf_counter() - began
        (process,) = _children() - before
        start_work, first = _work(process), dict[str, str]()
        searches, readings = [], []
        for query in asked:
            began = time.perf_counter()
            found = await session.call_tool("search", {"query": query, "locale": locale})
            searches.append((time.perf_counter() - began) * 1000)
            results = found.structured_content["results"]
            first.update({query: results[0]["article"]} if results else {})
        search_work = (_work(process) - start_work) * 1000 / max(1, len(asked))
        for article in first.values():
            began = time.perf_counter()
            await session.call_tool("read", {"article": article, "locale": locale})
            readings.append((time.perf_counter() - began) * 1000)
        status = Path(f"/proc/{process}/status").read_text("utf-8")
        memory = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    return Measured(locale, 0, [start], [], searches, readings, memory, search_work, start_work)


def _work(process: int) -> float:
    """Seconds of the processor that a process took."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children() -> set[int]:
    return {int(number) for number in Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()}


def measure(locale: str, articles: int) -> Measured:
    """Build and ask one site."""
    with tempfile.TemporaryDirectory(prefix="kbgen-assistants-") as folder:
        root = Path(folder) / "project"
        write_site(root, articles=articles, locales=(locale,))
        subprocess.run([sys.executable, "-m", "kbgen", "build", "-q"], cwd=root, check=True)
        asked = queries(root / "site", locale)
        starts = [asyncio.run(conversation(root / "site", locale, [])) for _ in range(STARTS)]
        package = [importing() for _ in range(STARTS)]
        one = asyncio.run(conversation(root / "site", locale, asked))
        work = statistics.median(each.start_work for each in starts)
        return replace(one, articles=articles, starts=[each.starts[0] for each in starts], package=package, start_work=work)


def table(found: Sequence[Measured]) -> str:
    """The results as Markdown."""
    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    heads = ("language", "articles", "start", "of it the package `mcp`", "search", "95th in 100", "processor", "reading", "memory")
    lines = [
        "# Assistants",
        "",
        f"{date.today()}, {machine}; {os.getloadavg()[0]:.1f} processes were waiting on it. Medians.",
        f"`python -m benchmarks.assistants`: {QUERIES} searches through `kbgen mcp` after its start, then readings. Every",
        "article of the site has most words of its language, which is more than search meets elsewhere.",
        "",
        f"| {' | '.join(heads)} |",
        "|---" * len(heads) + "|",
    ]
    for one in found:
        start = f"{statistics.median(one.starts):.2f} s, {one.start_work:.2f} s of the processor"
        ninety_fifth = statistics.quantiles(one.searches, n=20)[-1]
        lines.append(
            f"| {one.locale} | {one.articles:,} | {start} | {statistics.median(one.package):.2f} s "
            f"| {statistics.median(one.searches):.1f} ms | {ninety_fifth:.1f} ms | {one.search_work:.1f} ms a search "
            f"| {statistics.median(one.readings):.1f} ms | {one.memory / 1e6:.0f} MB |"
        )
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure and print; `--out` writes the table to a file as well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    text = table([measure(locale, arguments.articles) for locale in ("en", "fa")])
    print(text)
    if arguments.out:
        arguments.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
