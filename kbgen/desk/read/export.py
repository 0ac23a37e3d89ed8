"""Decisions as files of the writers' folder: `comments.yml` says what became of comments by their hashes, `gaps.yml` what was
decided about questions.

Receives decisions; returns text that is the same for the same decisions.
"""

from __future__ import annotations

from typing import Any

import yaml

from kbgen.desk.read.decisions import Decisions

COMMENTS_HEAD = (
    "# What became of readers' comments, by a hash of each: its words are not here. kbgen comments writes this file;\n"
    "# kbgen check --feedback counts those that are open.\n"
)


def comments_file(decisions: Decisions) -> str:
    """`content/comments.yml`."""
    by_status: dict[str, list[str]] = {}
    for mark, one in sorted(decisions.comments.items()):
        by_status.setdefault(str(one.status), []).append(mark)
    return COMMENTS_HEAD + (yaml.safe_dump(by_status, sort_keys=True) if by_status else "{}\n")


def gap_entries(decisions: Decisions) -> list[dict[str, Any]]:
    """The entries of `gaps.yml` that decisions make, one for each question and kind of decision."""
    entries: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in sorted(decisions.gaps, key=lambda one: (one.locale, one.question, one.what, one.other_locale, one.other)):
        if one.what == "owner":
            continue
        entry = entries.setdefault((one.locale, one.question, one.what), {"question": one.question, "locale": one.locale})
        if one.what == "wont-do":
            entry["reason"] = one.said
        elif one.what == "apart":
            entry["apart"] = True
        else:
            same = one.other if one.other_locale == one.locale else {"question": one.other, "locale": one.other_locale}
            entry.setdefault("same_as", []).append(same)
    return list(entries.values())


def gaps_file(decisions: Decisions) -> str:
    """The entries as text."""
    entries = gap_entries(decisions)
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120) if entries else "[]\n"
