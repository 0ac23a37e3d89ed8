"""Files that no translator meant: told in a sentence, with nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.translations.handoff.conftest import PERSIAN

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{}</xliff>'
FILE = '<file original="a.md" source-language="en" target-language="{}"><body>{}</body></file>'
UNIT = '<trans-unit id="{}"><source>Wipe.</source><target>x</target></trans-unit>'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
) + "]>"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n"Language: {}\\n"\n\n'
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "neither XLIFF nor PO"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "neither XLIFF nor PO"),
    "html": (b"<!doctype html><p>Sign in", "not XML"),
    "half": ((HEAD + XLIFF.format("<file>"))[:-20].encode(), "not XML"),
    "other xml": (b"<tmx/>", "tmx and not XLIFF"),
    "version 2": (XLIFF.replace("1.2", "2.1", 1).format("").encode(), "XLIFF 2.1"),
    "bomb": ((HEAD + BOMB + XLIFF.format("&i;")).encode(), "document type"),
    "outside": ((HEAD + '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + XLIFF.format("")).encode(), "document type"),
    "deep": ((XLIFF.format("<group>" * 5000)).encode(), "nested too deeply"),
    "no language": (XLIFF.format("<file original='a'><body/></file>").encode(), "no language"),
    "two languages": (XLIFF.format(FILE.format("fa", "") + FILE.format("ar", "")).encode(), "no language, or several"),
    "other language": (XLIFF.format(FILE.format("de", UNIT.format("care/clean.md#water/2"))).encode(), "into de"),
    "foreign": (XLIFF.format(FILE.format("fa", UNIT.format("menu.file.open"))).encode(), "no text of an article"),
    "encoding nobody knows": (PO.format("KLINGON", "fa").encode(), "KLINGON"),
    "encoding that lies": (PO.format("UTF-8", "fa").encode() + 'msgid "é"\nmsgstr "ü"\n'.encode("latin-1"), "not UTF-8"),
    "open quotation": (PO.format("UTF-8", "fa").encode() + b'msgid "a\nmsgstr "b"\n', "not closed|not a line"),
    "no language of po": (b'msgid "a"\nmsgstr "b"\n', "no language"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence(
    project: Path, say: Callable[..., str], article: Callable[[str], Path], name: str
) -> None:
    data, told = BAD[name]
    (project / "back").write_bytes(data)
    said = say("import", "back", expect=1)
    assert any(each in said for each in told.split("|")), said
    assert "Traceback" not in said
    assert article("fa").read_text("utf-8") == PERSIAN


def test_a_huge_file_is_refused_before_it_is_read(project: Path, say: Callable[..., str]) -> None:
    with (project / "huge.xlf").open("wb") as file:
        file.write(b"<xliff>")
        file.truncate(65 * 1024 * 1024)
    assert "are allowed" in say("import", "huge.xlf", expect=1)
    assert "cannot be read" in say("import", "absent.xlf", expect=1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_po_in_another_encoding_is_read_as_its_header_says(
    project: Path, say: Callable[..., str], article: Callable[[str], Path], encoding: str
) -> None:
    say("export", "-l", "fa", "--format", "po", "-o", "fa.po")
    text = (project / "fa.po").read_text("utf-8").replace("پاک", "خشک")
    if encoding == "windows-1256":
        # It lacks a few Persian letters: a file of one section that it can write.
        head, water = text.split("\n\n")[0], next(block for block in text.split("\n\n") if 'msgid "Wipe."' in block)
        text = f"{head}\n\n{water}\n".replace("UTF-8", encoding).replace("ک", "ك").replace("ی", "ي")
    (project / "fa.po").write_bytes(text.encode(encoding))
    say("import", "fa.po")
    wanted = "خشك كنيد." if encoding == "windows-1256" else "خشک کنید."
    assert article("fa").read_text("utf-8") == PERSIAN.replace("پاک کنید.", wanted)
