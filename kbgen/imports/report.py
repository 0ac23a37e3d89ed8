"""What an import did and could not do, for people and as JSON.

Receives the counts and losses of one run; returns text lines or a mapping. Sorted, so that two reports can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kbgen.imports.export import Loss
from kbgen.imports.writing import FileOutcome

LEFT = (FileOutcome.EDITED, FileOutcome.REMOVED, FileOutcome.FOREIGN)


@dataclass(frozen=True)
class ImportReport:
    """`articles` counts them by locale; `gone` are files of an earlier run whose article is no longer in the export."""

    product: str
    articles: Mapping[str, int]
    sections: int
    pictures: int
    outcomes: Mapping[str, FileOutcome]
    losses: tuple[Loss, ...] = ()
    gone: tuple[str, ...] = ()
    drafts: int = 0
    dry: bool = field(default=False)

    def as_json(self) -> dict[str, Any]:
        """For `--report`."""
        return {
            "product": self.product,
            "articles": dict(sorted(self.articles.items())),
            "drafts": self.drafts,
            "sections": self.sections,
            "files": self.pictures,
            "outcomes": {str(outcome): count for outcome, count in sorted(Counter(self.outcomes.values()).items())},
            "left": [{"file": path, "why": str(outcome)} for path, outcome in sorted(self.outcomes.items()) if outcome in LEFT],
            "gone": list(self.gone),
            "losses": [{"file": loss.file, "what": loss.what, "why": loss.why} for loss in self.losses],
        }

    def lines(self) -> list[str]:
        """For people: what was left alone, every loss, and a summary at the end."""
        told = [f"{path}: {outcome}." for path, outcome in sorted(self.outcomes.items()) if outcome in LEFT]
        told += [f"{path}: it is no longer in the export; delete or retire it." for path in self.gone]
        told += [str(loss) for loss in self.losses]
        return told

    def summary(self) -> str:
        """One paragraph."""
        count = Counter(self.outcomes.values())
        languages = ", ".join(f"{number:,} in {tag}" for tag, number in sorted(self.articles.items()))
        changed = count[FileOutcome.NEW] + count[FileOutcome.UPDATED]
        return (
            f"Articles: {sum(self.articles.values()):,} ({languages}), of them drafts: {self.drafts:,}. "
            f"Sections: {self.sections:,}. Pictures and downloads: {self.pictures:,}. "
            f"Files {'to write' if self.dry else 'written'}: {changed:,}, "
            f"unchanged: {count[FileOutcome.UNCHANGED]:,}. Not carried: {len(self.losses):,}."
        )
