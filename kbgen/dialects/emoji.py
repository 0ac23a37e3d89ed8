"""Pictures of feelings and things by their names, `:tada:`, as GitHub and most generators of sites draw them.

Receives a name between colons; returns the character, or the name as it was typed where there is no such picture: a time of the
day and an icon of some set are none.
"""

from __future__ import annotations

import re
from functools import cache

EMOJI = re.compile(r":(?<![\w:]:)[a-z0-9_+-]+:(?![\w:])")


@cache
def _characters() -> dict[str, str]:
    # Half a megabyte, which only texts that have one of them need.
    from pymdownx import gemoji_db

    found = {name: values["unicode"] for name, values in gemoji_db.emoji.items() if values.get("unicode")}
    found |= {name: found[other] for name, other in gemoji_db.aliases.items() if other in found}
    return {name: "".join(chr(int(part, 16)) for part in codes.split("-")) for name, codes in found.items()}


def drawn(name: str) -> str:
    """The character of `:name:`."""
    return _characters().get(name, name)
