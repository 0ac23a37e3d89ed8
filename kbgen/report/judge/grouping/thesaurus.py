"""Words that customers of any trade use for one thing, as far as kbgen ships them: luggage, baggage, suitcase.

Receives a locale; returns groups of words. A report that counts who asked the same may take more for the same than search, which
must not show a wrong article (`kbgen.search.synonyms`). A language without a file has what its catalogue lists.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).parent / "thesaurus"


@cache
def thesaurus(locale: str) -> tuple[str, ...]:
    """The groups for the language of `locale`, each as one text of words parted by commas; none where none are shipped."""
    shipped = _SHIPPED / f"{locale.partition('-')[0]}.yml"
    if not shipped.is_file():
        return ()
    # Every line is `name: words`, so that YAML, which takes some milliseconds for so many, need not be asked; a test does.
    lines = shipped.read_text("utf-8").splitlines()
    return tuple(line.partition(":")[2] for line in lines if line and not line.startswith("#"))
