"""Which of the site's languages an export's language is.

Receives what a product calls a language (`en-us`, `pt_BR`, `zh-tw`) and the site's tags; returns one of those tags or
nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def match(foreign: str, tags: Iterable[str], named: Mapping[str, str] | None = None) -> str:
    """The tag for `foreign`: as the person named it, the same, or the only one of the same language."""
    known = list(tags)
    wanted = foreign.strip().replace("_", "-").lower()
    if not wanted:
        return ""
    for name, tag in (named or {}).items():
        if name.replace("_", "-").lower() == wanted:
            return tag
    for tag in known:
        if tag.lower() == wanted:
            return tag
    language = wanted.partition("-")[0]
    same = [tag for tag in known if tag.lower().partition("-")[0] == language]
    if len(language) not in (2, 3):
        return ""
    # `pt` of the site takes `pt-br`; where it has pt-BR and pt-PT, nobody can tell which `pt` is.
    return language if language in same else same[0] if len(same) == 1 else ""
