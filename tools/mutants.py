"""Changes code at random, one place at a time, and lists the changes that no test noticed.

    python tools/mutants.py kbgen/collect kbgen/pages --number 40 --seed 1
    python tools/mutants.py kbgen/search/indexing/typos.py --tests tests/search/test_typos.py

Each change is made in a copy of the checkout and run against the tests of its part (`kbgen/search/x.py`: `tests/search/`), until
the first that fails or a time limit. The same seed on the same code draws the same changes. It is no part of CI: a survivor is a
question to a person, since some changes make no difference.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
COUNTED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.FloorDiv: "*", ast.Mod: "*"}
MADE_AND_NEEDED = ("theme/assets/fonts", "node_modules")


class Mutant(NamedTuple):
    """One change: the file, where in its text, and what stands there instead."""

    path: str
    line: int
    start: int
    end: int
    instead: str

    def applied(self, text: str) -> str:
        """The file's text with the change in it."""
        raw = text.encode()
        return (raw[: self.start] + self.instead.encode() + raw[self.end :]).decode()


def mutants(path: str) -> Iterator[Mutant]:
    """Every change of a file that this program knows."""
    text = (ROOT / path).read_text("utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))

    def between(first: ast.expr, second: ast.expr, instead: str) -> Mutant:
        return Mutant(path, first.lineno, _end(first), starts[second.lineno - 1] + second.col_offset, instead)

    def _end(node: ast.expr) -> int:
        return starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def whole(node: ast.expr, instead: str) -> Mutant:
        return Mutant(path, node.lineno, starts[node.lineno - 1] + node.col_offset, _end(node), instead)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield between(node.left, node.comparators[0], f" {COMPARED[type(node.ops[0])]} ")
        elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED and not isinstance(node.left, ast.Constant | ast.JoinedStr):
            yield between(node.left, node.right, f" {COUNTED[type(node.op)]} ")
        elif isinstance(node, ast.BoolOp):
            for first, second in zip(node.values, node.values[1:], strict=False):
                yield between(first, second, " or " if isinstance(node.op, ast.And) else " and ")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield whole(node, f"bool({ast.unparse(node.operand)})")
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield whole(node, str(not node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield whole(node, str(node.value + 1))
        elif isinstance(node, ast.IfExp):
            yield whole(node.test, f"(not ({ast.unparse(node.test)}))")
        elif isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Compare | ast.Constant):
            yield whole(node.test, f"not ({ast.unparse(node.test)})")


def sound(mutant: Mutant) -> bool:
    """Whether the change is Python, and a change."""
    before = (ROOT / mutant.path).read_text("utf-8")
    try:
        return ast.dump(ast.parse(mutant.applied(before))) != ast.dump(ast.parse(before))
    except SyntaxError:
        return False


def files(places: list[str]) -> list[str]:
    """The modules at `places`, in order."""
    found = {path for place in places for path in ((ROOT / place).rglob("*.py") if (ROOT / place).is_dir() else [ROOT / place])}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def tests_of(path: str) -> str:
    """The folder of tests that mirrors a module's."""
    folder = Path("tests", *Path(path).parts[1:-1])
    while not (ROOT / folder).is_dir() or folder == Path("tests", "__pycache__"):
        folder = folder.parent
    return folder.as_posix()


def copied(folder: Path) -> Path:
    """The checkout as git knows it, with what was made and is needed."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for name in MADE_AND_NEEDED:
        if (ROOT / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def outcome(mutant: Mutant, copy: Path, tests: list[str], seconds: float) -> str:
    """`killed` by a test, `slow` where the tests did not end in time, or `survived`."""
    place = copy / mutant.path
    before = place.read_text("utf-8")
    place.write_text(mutant.applied(before), "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return "killed" if process.wait(seconds) else "survived"
    except subprocess.TimeoutExpired:
        # Its own group: servers and workers that a test began go with it.
        os.killpg(process.pid, 9)
        process.wait()
        return "slow"
    finally:
        place.write_text(before, "utf-8")


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", help="modules, or folders of them")
    parser.add_argument("--number", type=int, default=40, help="how many changes are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="*", help="instead of the tests of each module's part")
    parser.add_argument("--seconds", type=float, default=180.0, help="time limit of one run")
    options = parser.parse_args()
    every = [mutant for path in files(options.places) for mutant in mutants(path)]
    chosen = sorted(filter(sound, random.Random(options.seed).sample(every, min(options.number, len(every)))))
    print(f"{len(chosen)} of {len(every)} changes, seed {options.seed}", flush=True)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for mutant in chosen:
            began = time.monotonic()
            told = outcome(mutant, copy, options.tests or [tests_of(mutant.path)], options.seconds)
            counts[told] += 1
            line = mutant.applied((ROOT / mutant.path).read_text("utf-8")).splitlines()[mutant.line - 1].strip()
            print(f"{told:9}{time.monotonic() - began:6.1f} s  {mutant.path}:{mutant.line}: {line}", flush=True)
    noticed = counts["killed"] + counts["slow"]
    print(
        f"{noticed} of {len(chosen)} were noticed ({100 * noticed // max(1, len(chosen))} %); {counts['slow']} by taking too long."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
