"""An export may come as an archive, and no archive can do harm."""

from __future__ import annotations

import zipfile

import pytest

from kbgen.errors import OperatorError

from .conftest import lost


def pack(path, files, flags=None):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_names_that_lead_out_of_the_archive_are_left_out_and_named(tmp_path, bring, library):
    evil = {"../out.html": "x", "/etc/out.html": "x", "C:\\out.html": "x", "a/../../out.html": "x", "a.html": "<h1>A</h1><p>x</p>"}
    report = bring("html", pack(tmp_path / "e.zip", evil))
    assert list(library().articles["en"]) == ["a.md"]
    assert len([why for _, what in lost(report) if (why := what) == "file"]) == 4
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 100])
def test_a_broken_archive_is_refused_with_what_to_do(tmp_path, bring, content):
    (tmp_path / "e.zip").write_bytes(content)
    with pytest.raises(OperatorError, match="is an archive that cannot be read"):
        bring("html", tmp_path / "e.zip")


def test_a_damaged_member_is_refused(tmp_path, bring):
    path = pack(tmp_path / "e.zip", {"a.html": "<h1>A</h1>" + "x" * 500})
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(bytes(raw))
    with pytest.raises(OperatorError, match="is an archive that cannot be read"):
        bring("html", path)


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path, bring, monkeypatch):
    monkeypatch.setattr("kbgen.imports.archive.MAX_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", "x" * 100_000)
    with pytest.raises(OperatorError, match="would fill more than"):
        bring("html", tmp_path / "e.zip")


def test_names_that_the_archive_does_not_call_utf_8_are_read_as_it_all_the_same(tmp_path, bring, library):
    path = tmp_path / "e.zip"
    name = "چراغ.html".encode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * len(name), "<h1>A</h1><p>x</p>")
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    bring("html", path)
    assert list(library().articles["en"]) == ["چراغ.md"]
