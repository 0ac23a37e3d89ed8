"""What kbgen makes of texts that nobody writes on purpose: each is an article of its own site, built in a process of its own.

    python -m benchmarks.markdown_bad_input --out benchmarks/results/markdown_bad_input.md

Each text has up to `--size` bytes. A build must end within its limits of time and memory, without a traceback, with a page or with
one issue that names the file. Prints what came of each, with seconds and the most memory; exit code 1 if one did worse.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.markdown_bad_texts import MIB, SIZE, cases, whole_files
from benchmarks.markdown_pages import ERROR, FRONT, ROOT, settings

SECONDS, MEMORY = 120, 4096 * MIB
_LEFT_OUT = re.compile(r"text\.md: warning: .* It is left out\.")


@dataclass(frozen=True)
class Outcome:
    """What came of one text: `said` are its errors, `wrong` says what must not be, empty where all is well."""

    name: str
    seconds: float
    memory: int
    said: tuple[str, ...]
    wrong: str


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(name: str, raw: bytes, folder: Path, code: Path = ROOT, seconds: float = SECONDS) -> Outcome:
    """Build one file in the new `folder`."""
    content = folder / "content" / "en"
    content.mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(settings("en", raw=True), "utf-8")
    content.joinpath("index.md").write_text("---\ntitle: Texts\n---\n", "utf-8")
    content.joinpath("text.md").write_bytes(raw)
    environment = os.environ | {"PYTHONPATH": str(code), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "kbgen", "build", "-j", "1", "-f", str(folder / "mkdocs.yml")]
    said = folder / "said"
    began = time.perf_counter()
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, cwd="/", preexec_fn=partial(_limit, MEMORY)
        )
        # `wait4` tells the memory of this process alone, which a sum over all children would not.
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            if time.perf_counter() - began > seconds:
                process.kill()
                os.wait4(process.pid, 0)
                return Outcome(name, seconds, 0, (), f"not ended after {seconds:g} s")
            time.sleep(0.02)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    words = said.read_text("utf-8", "replace")
    errors = tuple(f"{line or 0}: {message}" for _, line, message in ERROR.findall(words))
    return Outcome(
        name, time.perf_counter() - began, used.ru_maxrss * 1024, errors, judge(process.returncode, words, errors, folder)
    )


def judge(code: int, words: str, errors: tuple[str, ...], folder: Path) -> str:
    """What is wrong with how a build ended; empty if nothing is."""
    if "Traceback" in words:
        return "a traceback: " + words.strip().splitlines()[-1][:200]
    if code not in (0, 1):
        return f"exit code {code}: {words[-200:]}"
    page = (folder / "site" / "en" / "text" / "index.html").is_file()
    if code == 0:
        # These sites are lenient: what cannot be published is left out, which a warning says.
        return "" if page or _LEFT_OUT.search(words) else "no page and no error"
    return "" if len(errors) == 1 else f"{len(errors)} errors: {words[-300:]}"


def report(outcomes: list[Outcome], size: int) -> str:
    """The results as Markdown: what went wrong, the slowest and the largest, and what became an issue."""
    wrong = [each for each in outcomes if each.wrong]
    lines = [
        f"# Texts that nobody writes: {len(outcomes)} of up to {size:,} bytes",
        "",
        f"{date.today().isoformat()}; each is built alone, within {SECONDS} s and {MEMORY // MIB:,} MiB.",
        "",
    ]
    lines += [f"{len(wrong)} ended otherwise than with a page or one issue.", ""]
    lines += [f"- {each.name}: {each.wrong}" for each in wrong]
    lines += ["", "| slowest | s | MB |", "|---|---:|---:|"]
    lines += [
        f"| {_cell(each.name)} | {each.seconds:.1f} | {each.memory / 1e6:.0f} |"
        for each in sorted(outcomes, key=lambda each: -each.seconds)[:15]
    ]
    lines += ["", "| most memory | s | MB |", "|---|---:|---:|"]
    lines += [
        f"| {_cell(each.name)} | {each.seconds:.1f} | {each.memory / 1e6:.0f} |"
        for each in sorted(outcomes, key=lambda each: -each.memory)[:10]
    ]
    lines += ["", "| refused | line and issue |", "|---|---|"]
    lines += [f"| {_cell(each.name)} | {_cell(each.said[0])} |" for each in outcomes if each.said and not each.wrong]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return "`" + text.replace("|", "¦").replace("`", "ˋ") + "`"


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--code", type=Path, default=ROOT, help="the checkout to try")
    parser.add_argument("--only", default="", help="only texts whose name contains this")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    files = {name: FRONT.encode() + text for name, text in cases(arguments.size).items()} | whole_files()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="kbgen-bad-") as folder:
        for number, (name, raw) in enumerate(files.items()):
            if arguments.only in name:
                outcomes.append(run(name, raw, Path(folder) / str(number), arguments.code.resolve()))
                each = outcomes[-1]
                print(
                    f"{each.seconds:6.1f} s {each.memory / 1e6:6.0f} MB  {name}{'  WRONG: ' + each.wrong if each.wrong else ''}",
                    flush=True,
                )
    table = report(outcomes, arguments.size)
    print(table)
    if arguments.out:
        arguments.out.write_text(table, "utf-8")
    sys.exit(any(each.wrong for each in outcomes))


if __name__ == "__main__":
    main()
