"""Keeps catalogues in step with the texts in code and templates: update, compile.

Receives the lists of texts and the catalogues to keep; writes `kbgen.pot`, `kbgen.po` and `kbgen.mo`, the same bytes for
the same input: no dates, no line numbers, so that two translators' changes merge. A project's own catalogues hold only what
kbgen's do not have already.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from kbgen.language.catalogue import CATEGORIES, DOMAIN, catalogue_file, folders, form_of
from kbgen.language.po import STAFF
from kbgen.language.tag import data
from kbgen.resources import locales_dir

# They would change with every run, or say nothing to a reader.
_NOISE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator|Language-Team): .*\n', re.M
)


def template_file(folder: Path) -> Path:
    """Where the texts to be translated are listed."""
    return folder / f"{DOMAIN}.pot"


def wanted(root: Path) -> Catalog:
    """Every text that a locale of the project at `root` has to have: kbgen's own, and those of the project's template."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    for folder in folders(root):
        if template_file(folder).is_file():
            for message in _read(template_file(folder)):
                if message.id:
                    catalogue.add(
                        message.id, None, message.locations, message.flags, message.auto_comments, context=message.context
                    )
    return catalogue


def update(tag: str, root: Path, readers_only: bool = False) -> Path | None:
    """Bring the project's catalogue of `tag` up to date and return its file; what is new in it has no translation yet.

    None, and no file, where the catalogue that kbgen ships has all texts already. With `readers_only` it gets what readers see, and
    what writers and leads see as far as it is translated.

    A new catalogue gets the plural forms of its language. A text that changed a little keeps its translation, marked fuzzy.
    """
    path = catalogue_file(root / "locales", tag)
    shipped = catalogue_file(locales_dir(), tag)
    catalogue = _read(path, tag) if path.is_file() else _new(tag)
    done = _read(shipped, tag) if shipped.is_file() and shipped != path.resolve() else Catalog()
    template = Catalog(project=DOMAIN, charset="utf-8")
    for message in wanted(root):
        known = catalogue.get(message.id, message.context) if message.id else None
        if readers_only and STAFF in message.auto_comments and not (known and _is_translated(known)):
            continue
        if message.id and (known or not done.get(message.id, message.context)):
            template.add(message.id, None, message.locations, message.flags, message.auto_comments, context=message.context)
    if not template and not path.is_file():
        return None
    catalogue.update(template)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    write(catalogue, path)
    return path


def _is_translated(message: Message) -> bool:
    """Whether any form of it is filled in; a text with plurals has several, which may all be empty."""
    return bool(message.string if isinstance(message.string, str) else any(message.string or ()))


def compile_catalogue(path: Path) -> Path:
    """Write the `.mo` beside the `.po` at `path`, for programs that read no other; kbgen itself needs none."""
    compiled = path.with_suffix(".mo")
    stream = io.BytesIO()
    write_mo(stream, _read(path))
    _replace(compiled, stream.getvalue())
    return compiled


def write(catalogue: Catalog, path: Path) -> None:
    """Write a `.po` or `.pot` file: what readers see first, sorted by place, and as it was in each."""
    messages = sorted((message for message in catalogue if message.id), key=_place)
    for message in messages:
        catalogue.delete(message.id, message.context)
    for message in messages:
        catalogue[message.id] = message
    stream = io.BytesIO()
    write_po(stream, catalogue, width=0, include_lineno=False, omit_header=False)
    _replace(path, _NOISE.sub(b"", stream.getvalue()))


def _place(message: Message) -> tuple[bool, list[str]]:
    return STAFF in message.auto_comments, sorted(place for place, _ in message.locations)


def separates(tag: str, rule: str) -> bool:
    """Whether a gettext plural expression tells apart all the numbers up to 1,000 that CLDR tells apart in the language."""
    return all(len(names) == 1 for names in _categories(tag, rule).values())


def plural_forms(tag: str) -> str:
    """The `Plural-Forms` header for the language: the customary one where it is right, else one made from CLDR.

    Right means that it separates all categories, in CLDR's order, and no others. Babel's table gives Hebrew no dual, Persian one
    form and Indonesian two, and it puts the fifth and sixth form of Arabic the other way round than every other gettext tool.
    """
    usual = get_plural(str(data(tag)))
    places = [
        CATEGORIES.index(min(names, key=CATEGORIES.index)) for _, names in sorted(_categories(tag, usual.plural_expr).items())
    ]
    if separates(tag, usual.plural_expr) and places == sorted(set(places)):
        return str(usual).rstrip(";")
    # `e` is the exponent of compact numbers; of a whole number written out it is 0.
    return re.sub(r"\be\b", "0", to_gettext(data(tag).plural_form)).rstrip(";")


def _categories(tag: str, rule: str) -> dict[int, set[str]]:
    categories: dict[int, set[str]] = {}
    form, category = form_of(rule), data(tag).plural_form
    for number in range(1001):
        categories.setdefault(form(number), set()).add(category(number))
    return categories


def _new(tag: str) -> Catalog:
    catalogue = Catalog(locale=tag.replace("-", "_"), project=DOMAIN, charset="utf-8", fuzzy=False)
    catalogue.mime_headers = [*catalogue.mime_headers, ("Plural-Forms", plural_forms(tag))]
    catalogue.header_comment = f"# Interface text of kbgen in {data(tag).english_name or tag}."
    return catalogue


def _read(path: Path, tag: str = "") -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=tag.replace("-", "_") or None, ignore_obsolete=True, abort_invalid=True)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
