"""What goes out and comes back unedited changes no byte, also through translators' own tools; what was edited changes only that."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kbgen import config
from kbgen.articles.library import read_library
from kbgen.language import po as gettext
from kbgen.translations.handoff import po, xliff
from kbgen.translations.handoff.blocks import cut, joined
from kbgen.translations.handoff.exchange import Exchange
from kbgen.translations.handoff.handout import hand_out
from kbgen.translations.handoff.memory import memory
from kbgen.translations.handoff.protection import pieces
from kbgen.translations.handoff.receive import receive
from kbgen.translations.handoff.units import Handoff

ROOT = Path(__file__).parents[3]
FORMATS = {"xliff": xliff, "po": po}
NS = {"x": xliff.SPACE}


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> config.Settings:
    """A copy of the manual, to be written to."""
    folder = tmp_path_factory.mktemp("manual")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return config.load(folder / "mkdocs.yml")


def contents(settings: config.Settings) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in settings.content_dir.rglob("*") if path.is_file()}


@pytest.mark.parametrize("locale", ["fa", "ar"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_shipped_article_comes_back_byte_for_byte(manual: config.Settings, locale: str, form: str) -> None:
    library, _ = read_library(manual)
    exchange = hand_out(manual, library, locale)
    assert len({entry.id.partition("#")[0] for entry in exchange.entries}) >= 86
    back = FORMATS[form].read(FORMATS[form].write(exchange), "file")
    assert [entry[:5] for entry in back.entries] == [entry[:5] for entry in exchange.entries]
    before = contents(manual)
    done = receive(manual, library, back, "file")
    assert (done.issues, done.files) == ([], [])
    assert len(done.accepted) > 500
    assert contents(manual) == before


def test_putting_every_text_back_writes_the_same_file(manual: config.Settings) -> None:
    library, _ = read_library(manual)
    for path in library.articles["en"]:
        for locale in ("fa", "ar"):
            files = [(manual.content_dir / tag / path).read_text("utf-8") for tag in ("en", locale)]
            handoff = Handoff(path, *files)
            texts: dict[str, dict[str, str]] = {}
            for unit in handoff.units:
                texts.setdefault(unit.section, {})[unit.name] = unit.target
            assert handoff.with_translations(texts) == files[1], path


@pytest.mark.parametrize("text", [path.read_text("utf-8") for path in sorted((ROOT / "content" / "en").rglob("*.md"))[::6]])
def test_cutting_loses_nothing(text: str) -> None:
    assert joined(cut(text)) == text
    assert "".join(piece.text for piece in pieces(text)) == text


def tool(name: str, *arguments: str | Path) -> None:
    """Run a converter of translate-toolkit, which is a program of its own."""
    done = subprocess.run([Path(sys.executable).parent / name, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_translate_toolkit_takes_po_to_xliff_and_back(manual: config.Settings, tmp_path: Path) -> None:
    library, _ = read_library(manual)
    exchange = hand_out(manual, library, "fa", paths=["start/install.md", "write/markdown.md", "publish/collector.md"])
    first, middle, last = (tmp_path / name for name in ("first.po", "middle.xlf", "last.po"))
    first.write_bytes(po.write(exchange))
    tool("po2xliff", first, middle)
    tool("xliff2po", middle, last)
    back = po.read(last.read_bytes(), "last.po")
    assert [(entry.source, entry.target) for entry in back.entries] == [(entry.source, entry.target) for entry in exchange.entries]


def test_translate_toolkit_reads_our_xliff(manual: config.Settings, tmp_path: Path) -> None:
    library, _ = read_library(manual)
    exchange = hand_out(manual, library, "ar", paths=["start/install.md"])
    (tmp_path / "ours.xlf").write_bytes(xliff.write(exchange))
    tool("xliff2po", tmp_path / "ours.xlf", tmp_path / "theirs.po")
    read = gettext.read(tmp_path / "theirs.po").entries
    assert len(read) == len(exchange.entries)
    tool("pocount", tmp_path / "ours.xlf")


def test_protected_things_are_inline_elements_of_xliff(manual: config.Settings) -> None:
    library, _ = read_library(manual)
    root = ElementTree.fromstring(xliff.write(hand_out(manual, library, "fa", paths=["start/install.md"])))
    kinds = {element.get("ctype") for element in root.iter(f"{{{xliff.SPACE}}}ph")}
    assert {"x-code", "x-link", "x-anchor"} <= kinds | {"x-anchor"}
    for unit in root.iterfind(".//x:trans-unit", NS):
        source, target = (unit.find(f"x:{name}", NS) for name in ("source", "target"))
        assert source is not None
        assert not re.search(r"`[^`]+`|\]\(", "".join([source.text or "", *(each.tail or "" for each in source)]))
        if target is not None:
            held = {each.get("id"): each.text for each in source}
            assert all(held.get(each.get("id"), each.text) == each.text for each in target)


def test_memory_holds_the_accepted_pairs(manual: config.Settings) -> None:
    library, _ = read_library(manual)
    root = ElementTree.fromstring(memory(manual, library, ["fa", "ar"]))
    units = {unit.get("tuid"): ["".join(seg.itertext()) for seg in unit.iter("seg")] for unit in root.iter("tu")}
    assert len(units) > 1900
    assert units["start/install.md#:front/title"][0] == "Install kbgen"
    assert all(len(texts) >= 2 for texts in units.values())


@pytest.mark.parametrize("form", FORMATS)
def test_line_ends_of_windows_stay(project: Path, article: Callable[[str], Path], form: str) -> None:
    file = article("fa")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    settings = config.load(project / "mkdocs.yml")
    library, _ = read_library(settings)
    exchange = hand_out(settings, library, "fa")
    back = FORMATS[form].read(FORMATS[form].write(exchange), "file")
    entries = [entry._replace(target="پاک کنید، باز هم.") if entry.target == "پاک کنید." else entry for entry in back.entries]
    done = receive(settings, library, Exchange("en", "fa", entries), "file")
    assert done.issues == []
    assert file.read_bytes() == before.replace("پاک کنید.".encode(), "پاک کنید، باز هم.".encode())
