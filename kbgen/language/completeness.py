"""Whether the interface of a locale is wholly translated.

Receives a tag and the project's folder; returns issues, each with the catalogue's file and line. Wanted are the texts
that `kbgen messages extract` listed, in kbgen and in the project. English needs no catalogue, but one that a project
keeps is checked like any other. The catalogues that kbgen ships pass: a test sees to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbgen.errors import AuthorError
from kbgen.issues import Issue, Level
from kbgen.language import po
from kbgen.language.catalogue import CATEGORIES, SOURCE_LANGUAGE, catalogue_file, folders, form_of
from kbgen.language.messages import separates, template_file
from kbgen.language.tag import relatives

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_NUMBER = {"%(num)s", "%(num)d", "{n}", "{num}", "%d"}


def missing_messages(tag: str, root: Path) -> list[Issue]:
    """What the catalogues of `tag` lack: texts, plural forms, placeholders. Empty where nobody sees English by mistake.

    What is not translated is one issue for a language, with counts: what readers see comes first. Where only reports and the notes
    of first drafts are left, it is a hint.
    """
    root = root.resolve()
    own = catalogue_file(root / "locales", tag)
    places = [catalogue_file(folder, name) for name in reversed(relatives(tag)) for folder in folders(root)]
    present = [path for path in places if path.is_file()]
    issues: list[Issue] = []
    translated: set[tuple[str, str]] = set()
    waiting: dict[tuple[str, str], _Place] = {}
    for path in present:
        shown = Path(os.path.relpath(path, root)).as_posix()
        try:
            catalogue = po.read(path)
            regular = separates(tag, catalogue.rule)
        except AuthorError as error:
            issues += [Issue(shown, issue.line, issue.code, issue.message, suggestion=issue.suggestion) for issue in error.issues]
            continue
        except (ValueError, RecursionError):
            issues.append(Issue(shown, 0, "catalogue-plural-forms", f"Plural-Forms cannot be understood: {catalogue.rule}."))
            continue
        if not regular:
            message = f"Plural-Forms does not tell apart all the numbers that {tag} tells apart."
            issues.append(
                Issue(shown, 0, "catalogue-plural-forms", message, suggestion="Take the header that kbgen messages update writes.")
            )
        for entry in catalogue.entries:
            key = (entry.context, entry.message)
            if entry.fuzzy or not all(entry.forms):
                waiting[key] = _Place(shown, entry.line, entry.fuzzy)
                continue
            translated.add(key)
            issues += _faults(shown, entry, catalogue)
    if tag.partition("-")[0] == SOURCE_LANGUAGE:
        unfinished = [key for key in waiting if key not in translated]
        return sorted([*issues, *_unfinished(tag, "", waiting, unfinished, [])])
    wanted = _wanted(root)
    readers, staff = ([key for key, hidden in wanted.items() if hidden == each] for each in (False, True))
    if not present:
        shown = Path(os.path.relpath(own, root)).as_posix()
        message = f"There is no catalogue for {tag}, so its readers would see {len(readers)} English buttons and labels."
        return [Issue(shown, 0, "catalogue-missing", message, suggestion="Run: kbgen messages update, then translate the file.")]
    shown = Path(os.path.relpath(own, root)).as_posix()
    lacking = [[key for key in keys if key not in translated] for keys in (readers, staff)]
    # What a project keeps in its own catalogue and no template has is a text too.
    lacking[0] += [key for key in waiting if key not in wanted and key not in translated]
    return sorted([*issues, *_unfinished(tag, shown, waiting, *lacking)])


class _Place(NamedTuple):
    path: str
    line: int
    fuzzy: bool


def _wanted(root: Path) -> dict[tuple[str, str], bool]:
    """Every text that a locale has to have, those of the templates in their order, and whether only writers and leads see it."""
    files = [template_file(folder) for folder in folders(root)]
    return {(entry.context, entry.message): entry.staff for path in files if path.is_file() for entry in po.read(path).entries}


def _unfinished(
    tag: str,
    catalogue: str,
    waiting: Mapping[tuple[str, str], _Place],
    readers: Sequence[tuple[str, str]],
    staff: Sequence[tuple[str, str]],
) -> Iterator[Issue]:
    """One issue for what is marked fuzzy, one for what is not translated; each names the first text that readers see."""
    nowhere = _Place(catalogue, 0, False)
    for fuzzy, code, wrong, advice in (
        (True, "message-fuzzy", "marked fuzzy", "Check each, then remove the word fuzzy."),
        (False, "message-missing", f"not translated to {tag}", "Fill in msgstr, every form of it."),
    ):
        seen, unseen = ([key for key in keys if waiting.get(key, nowhere).fuzzy is fuzzy] for keys in (readers, staff))
        if not seen and not unseen:
            continue
        first = min(seen or unseen, key=lambda key: waiting.get(key, nowhere).line or 1 << 30)
        place = waiting.get(first, nowhere)
        if not place.line:
            advice = "Run: kbgen messages update, then translate the file."
        if not seen:
            message = f"{_texts(len(unseen))} of reports and of first drafts {_are(unseen)} {wrong}; readers see none of them."
            yield Issue(place.path, place.line, "message-staff", message, Level.HINT, advice)
            continue
        further = f", and {len(unseen)} of reports and first drafts" if unseen else ""
        message = f"{_texts(len(seen))} that readers see {_are(seen)} {wrong}{further}; the first is “{first[1]}”."
        yield Issue(place.path, place.line, code, message, suggestion=advice)


def _texts(number: int) -> str:
    return "1 text" if number == 1 else f"{number} texts"


def _are(texts: Sequence[object]) -> str:
    return "is" if len(texts) == 1 else "are"


def _faults(path: str, entry: po.PoEntry, catalogue: po.PoFile) -> Iterator[Issue]:
    if entry.plural and len(entry.forms) != catalogue.forms:
        message = f"“{entry.message}” has {len(entry.forms)} plural forms; this catalogue has {catalogue.forms}."
        yield Issue(path, entry.line, "message-plurals", message, suggestion="Write one msgstr for each.")
    known = {*_PLACEHOLDER.findall(entry.message), *_PLACEHOLDER.findall(entry.plural)}
    single = _forms_for_one_number(catalogue.rule) if entry.plural else set()
    for index, form in enumerate(entry.forms):
        written = set(_PLACEHOLDER.findall(form))
        # “One article” needs no number, but a form for several numbers does.
        needed = known - _NUMBER if index in single else known
        if wrong := sorted(written - known) + sorted(needed - written):
            message = f"The translation of “{entry.message}” differs in {', '.join(wrong)}."
            yield Issue(path, entry.line, "message-placeholders", message, suggestion="Use the placeholders of the source.")


def _forms_for_one_number(rule: str) -> set[int]:
    form = form_of(rule)
    forms = [form(number) for number in range(1001)]
    return {index for index in range(len(CATEGORIES)) if forms.count(index) == 1}
