"""What programs read of the scenario that uses everything is, word by word, what was looked at when it was written.

Where a change is meant, `KBGEN_LOOKED_AT=1 python -m pytest -n 0 tests/site/outputs/test_lantern_files.py` writes `lantern.txt`
anew; look at its difference before it is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kbgen import __version__

KEPT = Path(__file__).with_name("lantern.txt")
READ_BY_PROGRAMS = {".json", ".xml", ".txt", ".conf", ".md", ""}
# Names of contents, which change with theme and interface too.
_HASH = re.compile(r"\b(?=[a-z]*\d)[0-9a-f]{8,}\b")


def told(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix in READ_BY_PROGRAMS and not name.startswith(("assets/", "search/")):
            yield f"\n=== {name}\n{_HASH.sub('#', path.read_text('utf-8').replace(__version__, 'VERSION'))}"


def test_what_programs_read_is_what_was_looked_at(lantern: Path) -> None:
    found = "".join(told(lantern))
    if "KBGEN_LOOKED_AT" in os.environ:
        KEPT.write_text(found, "utf-8")
    assert found.split("\n") == KEPT.read_text("utf-8").split("\n")
