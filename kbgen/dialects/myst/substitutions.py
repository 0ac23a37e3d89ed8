"""What names in double braces stand for in one text, as its front matter says.

Receives the values of the front matter, as texts, lists and tables; returns texts by name. `page.name` is any key of it (Jekyll,
MkDocs' macros); names that MyST substitutes stand below `substitutions`. Sources: Jekyll, "Variables"; MyST-Parser,
"Substitutions". Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def page_values(values: Mapping[str, Any]) -> dict[str, str]:
    """All that are texts."""
    own = {f"page.{name}": " ".join(value.split()) for name, value in values.items() if isinstance(value, str)}
    myst = values.get("myst")
    tables = [values.get("substitutions"), myst.get("substitutions") if isinstance(myst, Mapping) else None]
    given = {
        name: value.strip()
        for table in tables
        if isinstance(table, Mapping)
        for name, value in table.items()
        if isinstance(value, str)
    }
    return own | given
