"""How long `kbgen check` takes on a large site: the first time, again with nothing changed, and after one edit.

    python -m benchmarks.check_speed --articles 1000

Receives the size; writes a site of three languages into a temporary folder and prints seconds of each run, with the processor
time that it took: on a machine that others use too, that is what can be compared.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.sites import path_of, write_site


def measure(folder: Path, *options: str) -> tuple[float, float, int]:
    """Seconds on the clock and of processors, and how many issues there are, for one check as a process of its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kbgen", "check", "-f", str(folder / "mkdocs.yml"), "-v", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, processor, len(done.stderr.splitlines())


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="articles in each of three languages")
    parser.add_argument("--out", type=Path, help="write the results to this file too, as Markdown")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        files = write_site(folder, chosen.articles)
        processors = len(os.sched_getaffinity(0))
        lines = [
            f"# `kbgen check` of {files:,} Markdown files",
            "",
            f"{date.today().isoformat()}, {platform.system()} on {processors} shared cores, Python {platform.python_version()}.",
            "",
            "| | seconds | of processors | issues |",
            "|---|---|---|---|",
        ]
        # What was written within the clock's resolution would be read again by the second check.
        time.sleep(2.1)
        edited = folder / "content" / "en" / path_of(0)
        for what in ("first", "nothing changed", "one edit"):
            if what == "one edit":
                edited.write_text(edited.read_text("utf-8") + "\nA new [link](nowhere.md).\n", "utf-8")
            seconds, processor, issues = measure(folder)
            lines.append(f"| {what} | {seconds:.2f} | {processor:.2f} | {issues} |")
    print("\n".join(lines))
    if chosen.out:
        chosen.out.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
