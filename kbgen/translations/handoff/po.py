"""Gettext's PO, as Weblate, Poedit and Crowdin edit it: the original's Markdown is the message, its place the context.

Writes and reads an `Exchange`. PO knows no inline elements: what is protected stands in the text as it is written, `md-text` lets
Weblate check it, and the import refuses what was lost.
"""

from __future__ import annotations

import codecs
import re
import tempfile
from pathlib import Path

from kbgen.errors import AuthorError
from kbgen.language import po
from kbgen.translations.handoff.exchange import MOST_BYTES, Entry, Exchange, refused

BEFORE = "before:"
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"^Language:\s*([\w@-]+)", re.MULTILINE)
_SOURCE = re.compile(r"^X-Source-Language:\s*([\w@-]+)", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(exchange: Exchange) -> bytes:
    """The file."""
    head = (
        'msgid ""\nmsgstr ""\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {exchange.target_locale}\\n"\n"X-Source-Language: {exchange.source_locale}\\n"\n'
    )
    return "\n".join([head, *map(_message, exchange.entries)]).encode()


def read(data: bytes, name: str) -> Exchange:
    """The exchange in a file called `name`. Raises `AuthorError` that names the line that is wrong."""
    if len(data) > MOST_BYTES:
        raise refused(name, 0, f"It has {len(data):,} bytes; {MOST_BYTES:,} are allowed.", "Export and import article by article.")
    text = _decoded(data, name).replace("\r\n", "\n")
    if "msgid" not in text:
        raise refused(name, 1, "It holds no message.", "Name a file that kbgen translations export wrote.")
    parsed = _parsed(text, name)
    header = next((entry for entry in _headers(text)), "")
    language, source = _LANGUAGE.search(header), _SOURCE.search(header)
    before = _befores(text)
    entries = [
        Entry(entry.context, entry.message, entry.forms[0], bool(entry.forms[0]) and not entry.fuzzy, before.get(entry.context, ""))
        for entry in parsed.entries
        if not entry.plural
    ]
    return Exchange(source[1] if source else "", language[1].replace("_", "-") if language else "", entries)


def _message(entry: Entry) -> str:
    lines = [f"#. {line}" for note in entry.notes for line in note.splitlines()]
    lines += [f"#. {BEFORE} {entry.before or '-'}", f"#: {entry.id.partition('#')[0]}"]
    lines.append("#, md-text" if entry.done or not entry.target else "#, fuzzy, md-text")
    fields = (("msgctxt", entry.id), ("msgid", entry.source), ("msgstr", entry.target))
    return "\n".join([*lines, *(f"{name} {_quoted(text)}" for name, text in fields), ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    kept = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return "\n".join(['""', *kept])


def _decoded(data: bytes, name: str) -> str:
    found = _CHARSET.search(data[:4096])
    charset = found[1].decode("ascii") if found else "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    if charset.upper() == "CHARSET":
        charset = "utf-8"
    try:
        text = data.decode("utf-8-sig" if charset.lower().replace("-", "") == "utf8" else charset)
    except LookupError:
        raise refused(name, 0, f"Its header names the encoding {charset}, which nobody knows.", "Save it as UTF-8.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(name, line, f"It is not {charset}, as its header says.", "Save it as UTF-8.") from None
    if _CONTROL.search(text):
        raise refused(name, 0, "It holds control characters.", "Save it as UTF-8.")
    return text


def _parsed(text: str, name: str) -> po.PoFile:
    # `po.read` says which line is wrong; it takes a file.
    with tempfile.TemporaryDirectory(prefix="kbgen-po-") as folder:
        file = Path(folder) / "translations.po"
        file.write_text(text, "utf-8", newline="\n")
        try:
            return po.read(file)
        except AuthorError as error:
            line = error.issues[0].line if error.issues else 0
            message = error.issues[0].message if error.issues else str(error)
            raise refused(name, line, message, "Mend it with a gettext editor.") from None


def _headers(text: str) -> list[str]:
    found = re.search(r'^msgid ""\nmsgstr ""\n((?:"(?:[^"\\]|\\.)*"\n?)+)', text, re.MULTILINE)
    return ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found[1])).replace("\\n", "\n")] if found else []


def _befores(text: str) -> dict[str, str]:
    """What each message was handed out with, by its context."""
    found = {}
    for block in re.split(r"\n[ \t]*\n", text):
        mark = re.search(rf"^#\. {BEFORE}[ \t]*(\S+)", block, re.MULTILINE)
        context = re.search(r'^msgctxt ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.MULTILINE)
        if mark and context:
            name = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', context[1])).replace('\\"', '"').replace("\\\\", "\\")
            found[name] = mark[1].removeprefix("-")
    return found
