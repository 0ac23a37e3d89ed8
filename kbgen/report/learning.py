"""Readers' own words for search, as the text that `asked.yml` would be: what `kbgen learn` writes and a proposal carries.

Receives one moment of the database, the site and a period; returns the text and what is to be known of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import OperatorError
from kbgen.report.judge.learn import FEWEST_READERS, doubtful, learned
from kbgen.report.judge.study import count
from kbgen.report.read.period import Period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Tally
from kbgen.report.write.asked_file import merged, read_asked
from kbgen.search.asked import ASKED_FILE
from kbgen.search.relevance import TESTS_FILE, load_tests
from kbgen.store.store import Snapshot


@dataclass(frozen=True)
class Learnt:
    """`text` is the file at `path` with the `added` phrases; of `doubtful` ones, as (locale, phrase), no two readers came on one
    day; `simulated` readers never existed."""

    path: Path
    text: str
    added: int
    doubtful: tuple[tuple[str, str], ...]
    simulated: bool


def learn_from(
    snapshot: Snapshot, site: KnownSite, span: Period, fewest: int = FEWEST_READERS, tally: Tally | None = None
) -> Learnt:
    """`tally` is what was counted of the days already. Raises `OperatorError` where the content folder is not known, `AuthorError`
    where the file cannot be added to."""
    if site.content_dir is None:
        raise OperatorError("The words go into the content folder. Run this where mkdocs.yml is, or name it with -f.")
    tally = tally or count(snapshot, site, span)
    tests, _ = load_tests(site.content_dir / TESTS_FILE)
    phrases = learned(tally, site, tests, fewest)
    path = site.content_dir / ASKED_FILE
    simulated = tally.left_out.simulated or bool(next(iter(snapshot.read("origin", now=2**62)))[0])
    text, added = merged(read_asked(path), phrases, str(path))
    return Learnt(path, text, added, tuple(doubtful(tally, phrases)) if added else (), simulated)
