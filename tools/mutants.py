"""Changes code at random, one place at a time, and lists the changes that no test noticed.

    python tools/mutants.py kbgen/collect kbgen/pages --number 40 --seed 1
    python tools/mutants.py kbgen/search/indexing/typos.py --tests tests/search/test_typos.py
    python -m pytest -n 2 --cov --cov-context=test --cov-report= --durations=100 tests/report > times.txt
    python tools/mutants.py kbgen/report --measured .coverage --times times.txt > told.txt
    python tools/mutants.py kbgen/report --again told.txt --first tests/report/judge/test_new.py

Each change is made in a copy of the checkout and run against the tests of its part (`kbgen/search/x.py`: `tests/search/`), until
the first that fails or a time limit. With `--measured`, only against those that ran the changed line: a tenth of the time; with
`--times`, the slow ones last. Changes that took too long are not counted as noticed, nor those that only a test noticed which fails
without the change too. The same seed on the same code draws the same changes, in random order, so that the beginning of a long run
is a fair sample too; `--share 1/2` and `2/2` are two runs that together try all. `--again` tries once more what an earlier run did
not see noticed. It is no part of CI: a survivor is a question to a person, since some changes make no difference.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import entry_points
from itertools import accumulate, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
COUNTED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.FloorDiv: "*", ast.Mod: "*"}
# What these say of a cache, a class or two lists of one length shows only beside another mistake: it is not changed, nor is
# `if TYPE_CHECKING`.
IDLE = ("maxsize", "frozen", "slots", "strict")
# Of the tests that ran a line: more of them seldom notice what these do not. A function with parameters is one. Slow ones are tried
# last, and together no longer than the budget allows.
MOST_TESTS = 40
QUICK_SECONDS, FILE_SECONDS = 1.0, 5.0
BUDGET_SECONDS = 30.0
# A test fails that takes so many seconds, and so many times what it takes without a change.
LIMIT_SECONDS, LIMIT = 30.0, 10
WARM = (
    "babel", "bs4", "click", "hypothesis", "jinja2", "mkdocs.config.base", "orjson", "psycopg", "pygal", "rich.console",
    "starlette.testclient", "whoosh.index", "yaml",
)  # fmt: skip
# Copied, since a build takes no file of the theme from behind a link; the other is large and only read.
MADE_AND_NEEDED = ("theme/assets/fonts", "theme/previews")
LINKED = "node_modules"
FAILED = "failed.txt"
# To start a database server takes longer than most tests; what they say of it they say of a file too.
LEFT_OUT = "not postgres"
# No build runs these: the sites that tests share are built once for all runs. `tests/sites.py` reads where.
BUILD_NOTHING = ("kbgen/collect/", "kbgen/report/")
SHARED = "shared"
# In place of a line: what a module does when it is loaded no test runs, but those that use the module rely on it.
ANYWHERE = 0


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

    tree = ast.parse(text)
    idle = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg in IDLE}
    idle |= {id(node) for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"}
    for node in ast.walk(tree):
        if id(node) in idle:
            continue
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


Ran = Mapping[tuple[str, int], list[str]]
Times = Mapping[str, float]

# `tests/part/test_rule.py::test_rule[first-1] (call)`: the last of two where a process was begun in one test and used in another.
_TEST = re.compile(r"tests/[\w/]+\.py::\w+(?:::\w+)*")
_TIME = re.compile(r"^([\d.]+)s (?:call|setup|teardown) +(tests/[\w/]+\.py::\w+(?:::\w+)*)", re.MULTILINE)
_TOLD = re.compile(r"^(?:survived|slow) +[\d.]+ s  ([\w/]+\.py):(\d+): (.*)$", re.MULTILINE)


def ran(measured: Iterable[str]) -> Ran:
    """The functions of tests that ran each line, those first that ran the fewest lines; and `ANYWHERE` those that ran any of a
    module, those first that ran the most of it. `measured` are coverage's files, made with contexts."""
    from coverage import CoverageData

    found: dict[tuple[str, int], set[str]] = {}
    width: Counter[str] = Counter()
    within: dict[str, Counter[str]] = {}
    for name in measured:
        data = CoverageData(name)
        data.read()
        for path in data.measured_files():
            part = path[path.rindex("/kbgen/") + 1 :]
            for line, contexts in data.contexts_by_lineno(path).items():
                tests = {named[-1] for context in contexts if (named := _TEST.findall(context))}
                found.setdefault((part, line), set()).update(tests)
                within.setdefault(part, Counter()).update(tests)
                width.update(tests)
    by_line = {place: sorted(tests, key=lambda test: (width[test], test)) for place, tests in found.items()}
    return by_line | {(part, ANYWHERE): sorted(some, key=lambda test: (-some[test], test)) for part, some in within.items()}


def times(logs: Iterable[str]) -> Times:
    """Seconds of functions of tests with what was set up for them, from what pytest said with `--durations`."""
    found: Counter[str] = Counter()
    for log in logs:
        for seconds, test in _TIME.findall(Path(log).read_text("utf-8")):
            found[test] += float(seconds)  # type: ignore[assignment]
    return found


def tests_of_line(mutant: Mutant, by_line: Ran, first: Sequence[str], took: Times, *, again: bool) -> list[str]:
    """The tests that are most likely to notice a change: the quick file named after the module, since what a table says no test
    runs; of the functions of tests that ran the line the quick ones, those in the folder that mirrors the module's before the
    narrowest; then the files `first` of its part, known to run it or not; then slow ones."""
    tests = by_line.get((mutant.path, mutant.line)) or by_line.get((mutant.path, ANYWHERE)) or []
    stem, folder = Path(mutant.path).stem, tests_of(mutant.path)
    named = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / Path(folder)).rglob(f"test_{stem}.py"))]
    named = [file for file in named if sum(took[test] for test in took if test.startswith(f"{file}::")) < FILE_SECONDS]
    before = [file for file in first if Path(file).parts[1] == Path(mutant.path).parts[1] and file not in named]

    def rank(test: str) -> tuple[bool, bool]:
        file = Path(test.partition("::")[0])
        return stem not in file.stem and file.stem.removeprefix("test_") not in stem, file.parent.as_posix() != folder

    others = [test for test in tests if test.partition("::")[0] not in (*named, *before)]
    quick = sorted((test for test in others if took.get(test, 0) < QUICK_SECONDS), key=rank)[:MOST_TESTS]
    slow = sorted((test for test in others if took.get(test, 0) >= QUICK_SECONDS), key=lambda test: took[test])
    total = list(accumulate(took[test] for test in slow))
    # What did not notice it before is not likely to now.
    early, late = (before, quick) if again else (quick, before)
    return [*named, *early, *late, *slow[: max(1, bisect_right(total, BUDGET_SECONDS))]]


def drawn(every: Sequence[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many changes that are some, at random."""
    shuffled = random.Random(seed).sample(every, len(every))
    return list(islice(filter(sound, shuffled), number))


def told_again(every: Sequence[Mutant], log: str) -> list[Mutant]:
    """The changes that an earlier run did not see noticed, where their lines still are, wherever those stand now."""
    texts = {path: (ROOT / path).read_text("utf-8") for path in {mutant.path for mutant in every}}
    found = []
    for path, line, text in _TOLD.findall(log):
        same = [mutant for mutant in every if mutant.path == path and changed_line(mutant, texts[path]) == text]
        if same:
            found.append(min(same, key=lambda mutant: abs(mutant.line - int(line))))
        else:
            print(f"gone     {path}:{line}: {text}", flush=True)
    return found


def changed_line(mutant: Mutant, text: str) -> str:
    """The line as the change leaves it."""
    return mutant.applied(text).splitlines()[mutant.line - 1].strip()


def copied(folder: Path) -> Path:
    """The checkout as git knows it, with what was made and is needed."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for name in MADE_AND_NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    if (ROOT / LINKED).exists():
        (folder / LINKED).symlink_to((ROOT / LINKED).resolve())
    (folder / SHARED).mkdir()
    return folder


class Failures:
    """Writes down which tests fail, for `outcome`; one fails too that takes much longer than it takes otherwise, as in a loop that
    the change made endless."""

    def __init__(self, path: Path, took: Times) -> None:
        self.path, self.took = path, took

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Give each its limit, in place of the suite's."""
        for item in items if self.took else ():
            seconds = max(LIMIT_SECONDS, LIMIT * self.took.get(item.nodeid.partition("[")[0], 0))
            item.add_marker(pytest.mark.timeout(seconds), append=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The test's name, one a line."""
        if report.failed:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{report.nodeid.partition('[')[0]}\n")


def failed(copy: Path) -> set[str]:
    """The functions of tests that failed in the last run."""
    return set((copy / FAILED).read_text("utf-8").splitlines())


def outcome(mutant: Mutant | None, copy: Path, tests: list[str], seconds: float, took: Times = MappingProxyType({})) -> str:
    """`killed` by a test, `slow` where the tests did not end in time, or `survived`. `None` changes nothing. The tests that failed
    are in the file `FAILED` of the copy."""
    (copy / FAILED).write_text("", "utf-8")
    if mutant is not None:
        place = copy / mutant.path
        before = place.read_text("utf-8")
        place.write_text(mutant.applied(before), "utf-8")
    child = os.fork()
    if not child:
        if mutant is not None and mutant.path.startswith(BUILD_NOTHING):
            os.environ["KBGEN_TEST_SITES"] = str(copy / SHARED)
        _test(copy, tests, ["-x"] if mutant else [], Failures(copy / FAILED, took))
    try:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                # Where no test was found none noticed anything.
                passed = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
                return "survived" if os.waitstatus_to_exitcode(status) in passed else "killed"
            time.sleep(0.05)
        # Its own group: servers and workers that a test began go with it.
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "slow"
    finally:
        # What the tests began and left behind.
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if mutant is not None:
            place.write_text(before, "utf-8")


def warm() -> None:
    """Import what every run needs and no change touches, once: a run begins as a copy of this process, in a tenth of the time."""
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    for name in WARM:
        with suppress(ImportError):
            import_module(name)


def _test(copy: Path, tests: list[str], options: list[str], failures: Failures) -> NoReturn:
    """Become the run of some tests over the copy."""
    # What this process has from the one that it is a copy of: to walk through it again and again would copy all of it.
    gc.freeze()
    os.setsid()
    os.chdir(copy)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.environ.update(PYTHONPATH=str(copy), PYTHONDONTWRITEBYTECODE="1", PYTEST_ADDOPTS="")
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("kbgen", "tests")]:
        del sys.modules[name]
    code = 1
    try:
        plain = ["-q", "-n", "0", "-p", "no:cacheprovider", "-k", LEFT_OUT]
        code = pytest.main([*plain, *options, *tests], plugins=[failures])
    finally:
        os._exit(int(code))


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", help="modules, or folders of them")
    parser.add_argument("--number", type=int, default=40, help="how many changes are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="*", help="instead of the tests of each module's part")
    parser.add_argument("--seconds", type=float, default=180.0, help="time limit of one run")
    parser.add_argument("--measured", nargs="*", help="files of coverage with contexts, in place of the tests of each part")
    parser.add_argument("--first", nargs="*", default=[], help="files of quick tests that reach far, to be tried first")
    parser.add_argument("--times", nargs="*", default=[], help="what pytest said with --durations: the slow tests come last")
    parser.add_argument("--share", default="1/1", help="of several runs beside each other, which this is")
    parser.add_argument("--again", help="what an earlier run said: only what it did not see noticed")
    options = parser.parse_args()
    by_line, took = ran(options.measured or []), times(options.times)
    every = [mutant for path in files(options.places) for mutant in mutants(path)]
    chosen = (
        told_again(every, Path(options.again).read_text("utf-8")) if options.again else drawn(every, options.number, options.seed)
    )
    turn, turns = map(int, options.share.split("/"))
    chosen = chosen[turn - 1 :: turns]
    print(f"{len(chosen)} of {len(every)} changes, seed {options.seed}", flush=True)
    counts: Counter[str] = Counter()
    warm()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        likely = [tests_of_line(each, by_line, options.first, took, again=bool(options.again)) for each in chosen]
        wanted = [options.tests or some or [tests_of(each.path)] for each, some in zip(chosen, likely, strict=True)]
        noticing: list[set[str]] = []
        for mutant, tests in zip(chosen, wanted, strict=True):
            began = time.monotonic()
            told = outcome(mutant, copy, tests, options.seconds, took)
            counts[told] += 1
            noticing.append(failed(copy) if told == "killed" else set())
            line = changed_line(mutant, (ROOT / mutant.path).read_text("utf-8"))
            print(f"{told:9}{time.monotonic() - began:6.1f} s  {mutant.path}:{mutant.line}: {line}", flush=True)
        # A test that fails without a change would pass for one that notices every change.
        outcome(None, copy, sorted(set().union(*noticing)), 20 * options.seconds)
        bad = failed(copy)
    for mutant, tests in zip(chosen, noticing, strict=True):
        if tests and tests <= bad:
            counts.update(killed=-1, unsure=1)
            print(f"unsure: {mutant.path}:{mutant.line}: {', '.join(sorted(tests))} fails without the change too")
    share = 100 * counts["killed"] / max(1, len(chosen))
    print(
        f"{counts['killed']} of {len(chosen)} were noticed ({share:.1f} %); {counts['slow']} took too long, which is not counted."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
