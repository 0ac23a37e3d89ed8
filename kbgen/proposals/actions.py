"""What a lead does about a report, as proposals: draft a gap, put one off, put questions together or apart, keep readers' words.

Receives the settings of the site and what was decided; returns a `Proposal`. Nothing is written: the working copy stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kbgen.articles.article import Kind
from kbgen.articles.names import path_fault
from kbgen.config import Settings
from kbgen.errors import AuthorError, OperatorError
from kbgen.pages.first_draft import first_draft
from kbgen.proposals.proposal import FileChange, Proposal, changed, proposal
from kbgen.report.draft import draft_of
from kbgen.report.learning import Learnt
from kbgen.report.read.wont_do import GAPS_FILE, load_wont_do
from kbgen.site.plan import load_interfaces

# A question in another language is (locale, words).
Question = tuple[str, str]


def draft_gap(
    settings: Settings,
    report: Mapping[str, Any],
    number: int,
    today: date,
    *,
    kind: str = "",
    path: str = "",
    locales: Sequence[str] = (),
    folder: str = "",
) -> Proposal:
    """The first draft of an article for gap `number` of a report (its JSON), in the languages it was asked in or in `locales`.

    `kind` and `path` take the place of those that the gap suggests. Raises `OperatorError` where the place is taken.
    """
    found = draft_of(report, number)
    kind, path = kind or found.kind, path.removesuffix(".md").strip("/") or found.path
    fault = path_fault(path + ".md")
    if fault or kind not in list(Kind):
        raise OperatorError(f"{path} cannot be an article's place: {fault}" if fault else f"{kind} is no kind of articles.")
    interfaces, changes = load_interfaces(settings), []
    for tag in locales or found.questions:
        if tag not in interfaces:
            raise OperatorError(f"{tag} is not a language of this site. It has: {', '.join(interfaces)}.")
        file = settings.content_dir / tag / f"{path}.md"
        if file.exists():
            raise OperatorError(f"{file.relative_to(settings.root)} exists already. Name another place.")
        title = found.titles.get(tag) or next(iter(found.titles.values()))
        text = first_draft(Kind(kind), title, interfaces[tag], today, found.questions.get(tag, ()), settings.teams)
        changes.append(changed(settings.root, file, text.encode(), folder))
    gap = next(gap for gap in report["gaps"] if gap["number"] == number)
    title = next(iter(found.titles.values()))
    return proposal(f"Draft: {title}", _about(gap), changes)


def _about(gap: Mapping[str, Any]) -> str:
    """Why it is worth writing, for whoever reviews it. Readers' words are code: nothing in them is markup."""
    lines = [f"{gap['left']} readers were left without help, of {gap['asked']} who asked:", ""]
    lines += [f"- {_code(asked['text'])} ({asked['locale']}, {asked['readers']})" for asked in gap["words"]]
    if gap["nearest"]:
        near = gap["nearest"][0]
        lacks = f"; it lacks {', '.join(map(_code, near['lacks']))}" if near["lacks"] else ""
        lines += ["", f"The closest article is {_code(near['article'])}{lacks}."]
    return "\n".join([*lines, "", "The draft is not published until `status: draft` is taken out."])


def _code(text: str) -> str:
    return f"`{' '.join(text.replace('`', ' ').split())}`"


def put_off(settings: Settings, question: Question, reason: str, folder: str = "") -> Proposal:
    """A gap that will not be closed, with the reason, in `gaps.yml`."""
    locale, words = question
    change = _entry(settings, {"question": words, "locale": locale, "reason": " ".join(reason.split())}, folder)
    return proposal(f"Will not be answered: {words}", f"{_code(words)} ({locale}): {reason.strip()}", [change])


def put_together(settings: Settings, question: Question, same: Sequence[Question], folder: str = "") -> Proposal:
    """Questions that ask the same as `question`, in `gaps.yml`."""
    locale, words = question
    others = [text if tag == locale else {"question": text, "locale": tag} for tag, text in same]
    change = _entry(settings, {"question": words, "locale": locale, "same_as": others}, folder)
    listed = "\n".join(f"- {_code(text)} ({tag})" for tag, text in same)
    return proposal(f"Asks the same: {words}", f"{_code(words)} ({locale}) asks the same as:\n\n{listed}", [change])


def put_apart(settings: Settings, question: Question, folder: str = "") -> Proposal:
    """A search that asks something else than those it was put to, in `gaps.yml`."""
    locale, words = question
    change = _entry(settings, {"question": words, "locale": locale, "apart": True}, folder)
    return proposal(f"Asks something else: {words}", f"{_code(words)} ({locale}) is a question of its own.", [change])


def keep_words(settings: Settings, learnt: Learnt, folder: str = "") -> Proposal:
    """Readers' own words for search, in `asked.yml`. Raises `OperatorError` where there are none, and for those of readers who
    never existed."""
    if learnt.simulated:
        raise OperatorError("These readers never existed: kbgen simulate made them up. Their words are not proposed.")
    if not learnt.added:
        raise OperatorError("Readers used no words that search does not know: there is nothing to propose.")
    doubts = "\n".join(f"- {_code(phrase)} ({tag})" for tag, phrase in learnt.doubtful)
    about = f"{learnt.added} phrases led readers to an article that helped them."
    if doubts:
        about += f" Of these no two readers came on one day:\n\n{doubts}"
    return proposal("Readers' own words for search", about, [changed(settings.root, learnt.path, learnt.text.encode(), folder)])


def edit_file(settings: Settings, name: str, text: str, title: str, description: str, folder: str = "") -> Proposal:
    """A file beside `mkdocs.yml`, such as `goals.yml`, with another text."""
    return proposal(title, description, [changed(settings.root, settings.root / name, text.encode(), folder)])


def _entry(settings: Settings, entry: Mapping[str, Any], folder: str) -> FileChange:
    """`gaps.yml` with one entry more at its end: what stands there stays as it was written, comments too."""
    path = settings.content_dir / GAPS_FILE
    locales = [locale.tag for locale in settings.locales]
    if entry["locale"] not in locales:
        raise OperatorError(f"{entry['locale']} is not a language of this site. It has: {', '.join(locales)}.")
    try:
        before = path.read_text("utf-8") if path.is_file() else ""
        known = yaml.safe_load(before) or []
        written = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=120)
        after = before + ("\n" if before and not before.endswith("\n") else "") + written
        if yaml.safe_load(after) != [*known, dict(entry)]:
            raise ValueError
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError):
        raise AuthorError(
            f"{GAPS_FILE} is written in a way that nothing can be added to. Write it as a list, an entry a line."
        ) from None
    _refuse_wrong(path, after, locales)
    return changed(settings.root, path, after.encode(), folder)


def _refuse_wrong(path: Path, text: str, locales: Sequence[str]) -> None:
    """Raise `AuthorError` where the file would not be what `kbgen check` accepts."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="kbgen-gaps-") as folder:
        copy = Path(folder) / path.name
        copy.write_text(text, "utf-8")
        _, issues = load_wont_do(copy, locales)
    if issues:
        raise AuthorError(f"{path.name} would have {len(issues)} mistake{'s' if len(issues) > 1 else ''}.", issues)
