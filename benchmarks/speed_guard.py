"""Whether builds have become slower, told by a peer in the same run and not by the clock.

    python -m benchmarks.speed_guard            fails if a ratio is above the recorded one by more than its margin
    python -m benchmarks.speed_guard --record   writes today's ratios down

Builds 3 × 100 generated articles with kbgen and with MkDocs and Material, in turn, and compares seconds of kbgen with those of
MkDocs: a full build, nothing changed, one article edited. A busy machine slows both down, so the ratio says what seconds cannot.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.build_speed import LOCALES, Generator, edits
from benchmarks.peers.mkdocs_i18n import write_without_languages
from benchmarks.sites import write_site

RECORD = Path(__file__).parent / "results" / "speed_guard.json"
ARTICLES, REPEATS = 100, 3
# Two full builds differ by a fifth on a quiet machine, by two fifths on a busy one; what takes half a second differs more.
MARGINS = {"full build": 1.6, "nothing changed": 2.0, "one article edited": 2.0}


def ratios() -> dict[str, float]:
    """Seconds of kbgen for each of MkDocs, by what was built; medians."""
    with tempfile.TemporaryDirectory(prefix="kbgen-guard-") as folder:
        root = Path(folder)
        write_site(root, articles=ARTICLES, locales=LOCALES)
        write_without_languages(root / "content", root / "mkdocs", LOCALES)
        ours = Generator("kbgen", root, (("kbgen", "build", "-q"),), "site")
        theirs = Generator("MkDocs + Material", root / "mkdocs", (("mkdocs", "build", "-q"),), "site")
        changes = dict(edits(root))
        found: dict[str, list[float]] = {}
        for number in range(REPEATS):
            ours.clean()
            full = ours.build()
            peer = theirs.build()
            found.setdefault("full build", []).append(full / peer)
            for row in list(MARGINS)[1:]:
                ours.build()
                time.sleep(2.1)  # so that file stamps are older than the clock's resolution
                ours.build()
                changes[row](number)
                found.setdefault(row, []).append(ours.build() / peer)
    return {row: round(statistics.median(values), 3) for row, values in found.items()}


def main() -> None:
    """Measure, print, and compare or record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the ratios down instead of comparing them")
    arguments = parser.parse_args()
    found = ratios()
    if arguments.record:
        RECORD.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    known = json.loads(RECORD.read_text("utf-8"))
    slower = [row for row, ratio in found.items() if ratio > known[row] * MARGINS[row]]
    for row, ratio in found.items():
        print(f"{row:20} {ratio:.3f} × MkDocs + Material, recorded {known[row]:.3f}, limit {known[row] * MARGINS[row]:.3f}")
    if slower:
        sys.exit(f"Slower than recorded: {', '.join(slower)}. Find out why, or record it with --record and say why.")


if __name__ == "__main__":
    main()
