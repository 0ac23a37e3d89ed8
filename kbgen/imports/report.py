"""What an import did and could not do, for people and as JSON.

Receives the counts and losses of one run; returns text lines or a mapping. Sorted, so that two reports can be compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kbgen.imports.export import Loss
from kbgen.imports.writing import FileOutcome

# Of one kind so many are shown one by one.
FEW = 3
# A list that is no longer than this is shown whole, and a longer one takes no more lines: with the build that follows it all stays
# within a dozen.
SHORT = 6
KINDS = (
    ("what the build would refuse", re.compile(r"build: ")),
    ("words", re.compile(r"\d+ of \d+ words|text|the end of|title|the text in|section|included")),
    ("files", re.compile(r"file|folder|some letters")),
    ("pictures", re.compile(r"picture|a picture")),
    ("links", re.compile(r"link|old address")),
    ("components", re.compile(r"<|\{%|\{\{")),
    ("front matter", re.compile(r"`")),
    ("parts around the text", re.compile(r"around the text")),
)
_KEY = re.compile(r"`([^`]+)`")
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
    words: int = 0
    lost: int = 0

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
            "words": {"of": self.words, "lost": self.lost},
            "kinds": {kind: len(losses) for kind, losses in self.kinds().items()},
            "losses": [{"file": loss.file, "what": loss.what, "why": loss.why} for loss in self.losses],
        }

    def lines(self, *, every: bool = False) -> list[str]:
        """For people: what was left alone, and what could not be carried, by kind with its number and an example: lost text first,
        then pictures, links and looks. With `every`, each of them."""
        told = [f"{path}: {outcome}." for path, outcome in sorted(self.outcomes.items()) if outcome in LEFT]
        told += [f"{path}: it is no longer in the export; delete or retire it." for path in self.gone]
        if every or len(self.losses) <= SHORT:
            return [*told, *(str(loss) for loss in self.losses)]
        kinds = self.kinds()
        few = FEW if sum(len(losses) if len(losses) <= FEW else 1 for losses in kinds.values()) <= SHORT else 1
        rest = list(kinds.items())[SHORT - 1 :] if few == 1 and len(kinds) > SHORT else []
        for kind, losses in list(kinds.items())[: len(kinds) - len(rest)]:
            if len(losses) <= few:
                told += [str(loss) for loss in losses]
            elif kind == "front matter":
                keys = dict.fromkeys(found[1] for loss in losses if (found := _KEY.match(loss.what)))
                told.append(f"{len(losses):,} × front matter that means nothing here: {', '.join(list(keys)[:30])}.")
            else:
                files = len({loss.file for loss in losses})
                told.append(f"{len(losses):,} × {kind} in {files:,} files, such as {losses[0]}")
        if rest:
            names = ", ".join(f"{kind} ({len(losses):,})" for kind, losses in rest)
            told.append(f"{sum(len(losses) for _, losses in rest):,} of other kinds: {names}.")
        told.append("Every one of them is listed with -v, and with --report as JSON.")
        return told

    def kinds(self) -> dict[str, list[Loss]]:
        """The losses by kind, the worst kind first."""
        found: dict[str, list[Loss]] = {}
        for loss in self.losses:
            found.setdefault(_kind(loss), []).append(loss)
        order = {name: place for place, (name, _) in enumerate(KINDS)}
        return dict(sorted(found.items(), key=lambda kind: (order.get(kind[0], len(order)), -len(kind[1]))))

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
            + (f" Words on the pages: {self.words - self.lost:,} of {self.words:,}." if self.words else "")
        )


def _kind(loss: Loss) -> str:
    return next((name for name, pattern in KINDS if pattern.match(loss.what)), "others")
