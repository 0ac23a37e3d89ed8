"""Which text of the original each translation was made from: `content/<locale>/_translations.yml`, one line an article.

    "start/install.md": {"=": "5e1f0c3a9b2d", ":front": "0b9c…", "install": "77aa…"}

`=` is the digest of the original's whole file, which spares reading it while it stays the same; the others are those of its
parts. A line is YAML and, with braces around it, JSON. Receives settings; reads and writes the file, sorted by path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.issues import Issue, Level

FILE = "_translations.yml"
HEADER = "# Kept by kbgen translations, to be committed: the original's texts that each translation was made from, by digest.\n"
WHOLE = "="


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """The original as it was: `whole` names its file, `parts` its parts by key."""

    whole: str
    parts: Mapping[str, str]


Records = Mapping[str, TranslationRecord]


def read_records(settings: Settings, locale: str) -> tuple[dict[str, TranslationRecord], list[Issue]]:
    """The records of `locale` by path, and an issue for each line that is none."""
    where = issue_path(settings, f"{locale}/{FILE}")
    try:
        text = (settings.content_dir / locale / FILE).read_text("utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Issue(where, 0, "translations-file", f"The file cannot be read: {error}.", Level.WARNING)]
    records: dict[str, TranslationRecord] = {}
    issues = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _record(line)
        if found is None:
            message = "The line is not a record of a translation."
            advice = "After a merge keep one line for each article; then kbgen translations accept writes it again."
            issues.append(Issue(where, number, "translations-file", message, Level.WARNING, advice))
        else:
            records[found[0]] = found[1]
    return records, issues


def write_records(settings: Settings, locale: str, records: Records) -> None:
    """Write the file of `locale`, whole or not at all. Raises `OperatorError` where that fails."""
    file = settings.content_dir / locale / FILE
    lines = [
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps({WHOLE: record.whole, **record.parts}, ensure_ascii=False)}\n"
        for path, record in sorted(records.items())
    ]
    draft = file.with_name(f"{FILE}.new")
    try:
        draft.write_text(HEADER + "".join(lines), "utf-8")
        draft.replace(file)
    except OSError as error:
        raise OperatorError(f"{issue_path(settings, f'{locale}/{FILE}')} cannot be written: {error.strerror}.") from None


def _record(line: str) -> tuple[str, TranslationRecord] | None:
    try:
        document = json.loads("{" + line + "}")
    except (ValueError, RecursionError):
        return None
    if len(document) != 1:
        return None
    ((path, digests),) = document.items()
    if not isinstance(digests, dict) or not all(isinstance(each, str) for each in digests.values()) or WHOLE not in digests:
        return None
    return path, TranslationRecord(digests.pop(WHOLE), digests)
