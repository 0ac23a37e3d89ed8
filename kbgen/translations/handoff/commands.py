"""`kbgen translations export`, `import` and `memory`, thin."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from kbgen.articles.article import Library
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.translations.accept import located, translations
from kbgen.translations.handoff import po, xliff
from kbgen.translations.handoff.exchange import MOST_BYTES, Exchange, refused
from kbgen.translations.handoff.handout import hand_out
from kbgen.translations.handoff.memory import memory
from kbgen.translations.handoff.receive import receive

FORMATS: Mapping[str, tuple[Callable[[Exchange], bytes], str]] = {"xliff": (xliff.write, ".xlf"), "po": (po.write, ".po")}


def export(
    settings: Settings,
    library: Library,
    named: Sequence[str],
    locale: str,
    form: str,
    out: Path | None,
    *,
    missing: bool,
    stale: bool,
) -> None:
    """Write a file for a translator."""
    paths = [path for name in named for path in located(settings, library, name)[1]]
    exchange = hand_out(settings, library, locale, missing=missing, stale=stale, paths=paths)
    if not exchange.entries:
        click.echo("There is nothing to translate.", err=True)
        return
    writer, suffix = FORMATS[form]
    data = writer(exchange)
    if out is None:
        out = Path(f"{locale}{suffix}")
    if str(out) == "-":
        sys.stdout.buffer.write(data)
        return
    _save(out, data)
    words = sum(len(entry.source.split()) for entry in exchange.entries)
    texts, open_ = len(exchange.entries), sum(not entry.done for entry in exchange.entries)
    click.echo(f"{out}: {texts} texts with {words:,} words for {locale}; {open_} to be done.")


def import_file(settings: Settings, library: Library, file: Path, *, dry_run: bool) -> bool:
    """Take a file back; returns whether all of it could be taken."""
    try:
        with file.open("rb") as opened:
            # One byte more than is allowed: whoever reads it says how large it is.
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from None
    done = receive(settings, library, read_exchange(data, file.name), file.name, dry_run=dry_run)
    for issue in done.issues:
        click.echo(str(issue), err=True)
    for name in done.files:
        click.echo(f"{name}: {'would be ' if dry_run else ''}written")
    click.echo(f"{len(done.accepted)} sections are up to date; {len(done.issues)} remarks.")
    return not done.issues


def read_exchange(data: bytes, name: str) -> Exchange:
    """The exchange in a file, whose format its beginning tells."""
    beginning = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if beginning.startswith(b"<"):
        return xliff.read(data, name)
    if b"msgid" in data[:65536].replace(b"\x00", b""):
        return po.read(data, name)
    raise refused(name, 1, "It is neither XLIFF nor PO.", "Name a file that kbgen translations export wrote.")


def save_memory(settings: Settings, library: Library, tags: Sequence[str], out: Path) -> None:
    """Write the translation memory."""
    data = memory(settings, library, tags or translations(settings))
    _save(out, data)
    click.echo(f"{out}: {data.count(b'<tu ')} texts.")


def _save(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        raise OperatorError(f"{out} cannot be written: {error.strerror}.") from None
