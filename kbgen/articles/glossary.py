"""The glossary of a locale: `_glossary.yml` in its folder, terms and what they mean.

Receives settings; returns the terms by locale, in the order of the file, and the issues found.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.articles.front_matter.parse import Scalar, parse
from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.issues import Issue

FILE = "_glossary.yml"
Terms = tuple[tuple[str, str], ...]


def read_glossaries(settings: Settings) -> tuple[Mapping[str, Terms], list[Issue]]:
    """The terms of every locale that has a glossary."""
    found: dict[str, Terms] = {}
    issues: list[Issue] = []
    for locale in settings.locales:
        path = settings.content_dir / locale.tag / FILE
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            issues.append(Issue(issue_path(settings, f"{locale.tag}/{FILE}"), 0, "glossary", f"The file cannot be read: {error}."))
            continue
        where = issue_path(settings, f"{locale.tag}/{FILE}")
        table, problems = parse(text, where)
        issues += problems
        terms = []
        for name, entry in table.entries.items() if table else ():
            if isinstance(entry.value, Scalar) and entry.value.text.strip():
                terms.append((name, entry.value.text.strip()))
            else:
                issues.append(
                    Issue(where, entry.line - 1, "glossary", f"{name} has no meaning.", suggestion="Write: term: what it means.")
                )
        found[locale.tag] = tuple(terms)
    return found, issues
