"""How a full build grows with the site: time for a page, memory of all processes, weight of a page.

    python -m benchmarks.growth --sizes 1000,10000 --out benchmarks/results/growth.md

Generates a site of three locales for each size and builds it from nothing, once for time and once for memory (looking costs time);
the smallest is built again at the end, because machines change their pace within minutes.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.build_speed import LOCALES, Generator, available, size_of
from benchmarks.sites import write_site


@dataclass(frozen=True)
class Measured:
    """One size: articles a locale, seconds, the most bytes of memory of all processes, bytes of an average article's page, bytes of
    the site."""

    articles: int
    seconds: float
    memory: int
    page: float
    site: int

    @property
    def per_page(self) -> float:
        """Milliseconds for each article's page."""
        return self.seconds * 1000 / (self.articles * len(LOCALES))


def measure(articles: int) -> Measured:
    """Build a site of this size."""
    with tempfile.TemporaryDirectory(prefix="kbgen-growth-") as folder:
        root = Path(folder)
        write_site(root, articles=articles, locales=LOCALES)
        generator = Generator("kbgen", root, (("kbgen", "build", "-q"),), "site")
        generator.clean()
        seconds = generator.build()
        pages = [path.stat().st_size for path in (root / "site").rglob("article-*/index.html")]
        generator.clean()
        memory = generator.memory()
        return Measured(articles, seconds, memory, sum(pages) / len(pages), size_of(root / "site"))


def main() -> None:
    """Measure and print; `--out` writes the table to a file as well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000", help="articles a locale")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    found = []
    for size in [*sizes, sizes[0]]:
        found.append(measure(size))
        print(f"{size:,}: {found[-1].seconds:.1f} s, {found[-1].memory / 1e6:.0f} MB", flush=True)
    base = (found[0].per_page + found[-1].per_page) / 2
    lines = [
        "# Growth of a full build",
        "",
        f"{date.today().isoformat()}, {platform.system()} on {available()} shared cores, Python {platform.python_version()}.",
        "",
        "| articles × locales | seconds | ms a page | of the smallest (its two runs) | memory, all processes | page | site |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.articles:,} × {len(LOCALES)} | {one.seconds:.1f} | {one.per_page:.2f} | {one.per_page / base:.2f} × | "
        f"{one.memory / 1e6:.0f} MB | {one.page / 1000:.1f} KB | {one.site / 1e6:.0f} MB |"
        for one in found
    ]
    table = "\n".join(lines) + "\n"
    print(table)
    if arguments.out:
        arguments.out.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
