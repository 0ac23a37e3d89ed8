"""Whether the interface of a locale is wholly translated.

Receives a tag and the project's folder; returns issues, each with the catalogue's file and line. Wanted are the texts
that `kbgen messages extract` listed, in kbgen and in the project. English needs no catalogue, but one that a project
keeps is checked like any other. The catalogues that kbgen ships pass: a test sees to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.language import po
from kbgen.language.catalogue import CATEGORIES, SOURCE_LANGUAGE, catalogue_file, folders, form_of
from kbgen.language.messages import separates, template_file
from kbgen.language.tag import lineage

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_NUMBER = {"%(num)s", "%(num)d", "{n}", "{num}", "%d"}


def missing_messages(tag: str, root: Path) -> list[Issue]:
    """What the catalogues of `tag` lack: texts, plural forms, placeholders. Empty where readers see no English by mistake."""
    root = root.resolve()
    own = catalogue_file(root / "locales", tag)
    places = [catalogue_file(folder, name) for name in reversed(lineage(tag)) for folder in folders(root)]
    present = [path for path in places if path.is_file()]
    issues: list[Issue] = []
    translated: set[tuple[str, str]] = set()
    waiting: dict[tuple[str, str], Issue] = {}
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
                waiting[key] = _unfinished(shown, entry, tag)
                continue
            translated.add(key)
            issues += _faults(shown, entry, catalogue)
    if tag.partition("-")[0] == SOURCE_LANGUAGE:
        return sorted(issues)
    if not present:
        shown = Path(os.path.relpath(own, root)).as_posix()
        message = f"There is no catalogue for {tag}, so its readers would see English buttons and labels."
        return [Issue(shown, 0, "catalogue-missing", message, suggestion="Run: kbgen messages update, then translate the file.")]
    shown = Path(os.path.relpath(own if own.is_file() else present[-1], root)).as_posix()
    for context, message in _wanted(root) - translated:
        issues.append(
            waiting.get((context, message))
            or Issue(shown, 0, "message-missing", f"“{message}” is not in the catalogue.", suggestion="Run: kbgen messages update.")
        )
    return sorted(issues)


def _wanted(root: Path) -> set[tuple[str, str]]:
    files = [template_file(folder) for folder in folders(root)]
    return {(entry.context, entry.message) for path in files if path.is_file() for entry in po.read(path).entries}


def _unfinished(path: str, entry: po.PoEntry, tag: str) -> Issue:
    if entry.fuzzy:
        message, advice = f"The translation of “{entry.message}” is marked fuzzy.", "Check it, then remove the word fuzzy."
    else:
        message, advice = f"“{entry.message}” is not translated to {tag}.", "Fill in msgstr, every form of it."
    return Issue(path, entry.line, "message-fuzzy" if entry.fuzzy else "message-missing", message, suggestion=advice)


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
