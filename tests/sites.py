"""Sites that several packages' tests read, and what they write their own with. `conftest.py` makes the fixtures known."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import needs
from tests.command import run_kbgen

SCENARIOS = Path(__file__).parent / "scenarios"


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[..., Path]:
    """A copy of one of the small real sites of `tests/scenarios`, free to be changed; returns its folder."""

    def copy(name: str, to: str = "project") -> Path:
        return copy_of(name, tmp_path / to)

    return copy


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once(name, fill)`: a folder that `fill(folder)` fills, once for all workers of a run; who comes second waits. Tests read
    what is in it, or copy it."""
    own = tmp_path_factory.getbasetemp()
    # Each worker of pytest-xdist has a folder of its own in one that all share.
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    # Several runs may share them where nothing that a build does has changed: `tools/mutants.py`.
    root = Path(os.environ.get("KBGEN_TEST_SITES", root))

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, full = root / "once" / name, root / "once" / f"{name}.full"
        folder.parent.mkdir(exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not full.exists():
                # What is there is of a worker that failed, or was ended meanwhile.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                full.touch()
        return folder

    return filled


def copy_of(name: str, project: Path) -> Path:
    """A scenario as it is in the checkout, without what a build left there."""
    return Path(shutil.copytree(SCENARIOS / name, project, ignore=shutil.ignore_patterns("site", ".kbgen")))


@pytest.fixture(scope="session")
def lantern(once: Once) -> Path:
    """The published site of the scenario that uses everything. Tests read it and leave it as it is."""

    def build(folder: Path) -> None:
        run_kbgen("build", "--strict", "-f", copy_of("lantern", folder / "project") / "mkdocs.yml")

    return once("lantern", build) / "project" / "site"


@pytest.fixture(scope="session")
def manual(once: Once) -> Path:
    """The published manual, of a copy, so that nothing is remembered of it in the checkout. Tests read it and leave it as it is."""

    def build(folder: Path) -> None:
        for name in ("content", "theme", "locales"):
            shutil.copytree(needs.ROOT / name, folder / name)
        run_kbgen("build", "-q", "-f", shutil.copy(needs.ROOT / "mkdocs.yml", folder))

    return once("manual", build) / "site"


LIST_LENGTH = 5
LIST_WORDS = {
    "en": ["apple", "bread", "candy", "dates", "eggs", "figs", "grape", "honey"],
    "fa": ["آب", "باد", "پل", "تاب", "جام", "چای", "خاک", "دود"],
}


@pytest.fixture(scope="session")
def lists(once: Once) -> Path:
    """A project whose lists are long, built: twelve articles in one folder, two of them with a place of their own; eight further
    sections; three articles in Persian."""
    return once("lists", _build_long_lists)


def _build_long_lists(root: Path) -> None:
    def write(name: str, title: str, more: str = "") -> None:
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {title}\n{more}---\n\nText of {title}.\n", "utf-8")

    for tag, words in LIST_WORDS.items():
        write(f"{tag}/index.md", "Home")
        write(f"{tag}/big/index.md", "Big" if tag == "en" else "بزرگ")
        for number, word in enumerate(words):
            write(f"{tag}/s{number}/index.md", f"{word} section")
    for number in range(12):
        word = LIST_WORDS["en"][number % 8]
        more = f"tags: [all, tag-{number}]\n" + ("order: 10\n" if number == 11 else "order: 20\n" if number == 3 else "")
        write(f"en/big/a{number}.md", f"{word.title()} {number}", more)
    for number in (0, 1, 2):
        write(f"fa/big/a{number}.md", f"{LIST_WORDS['fa'][number]} {number}", "tags: [همه]\n")
    write("en/s0/page-2.md", "A second page")
    (root / "mkdocs.yml").write_text(
        "site_name: Lists\nsite_url: https://lists.example.org/help/\ndocs_dir: content\ntheme: {name: material}\nplugins:\n"
        "  - kbgen:\n      source_locale: en\n      locales: {en: English, fa: فارسی}\n      front_matter: lenient\n"
        f"      list_length: {LIST_LENGTH}\n",
        "utf-8",
    )
    run_kbgen("build", "-q", "-f", root / "mkdocs.yml")


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """A site of one locale or more with these files (paths relative to the content folder); returns its mkdocs.yml."""

    def write(files: dict[str, str | bytes], *, options: str = "", more: str = "", locales: str = "{en: English}") -> Path:
        config = tmp_path / "small" / "mkdocs.yml"
        for name, text in files.items():
            file = config.parent / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        config.write_text(
            "site_name: Small\nsite_url: https://small.example.org/\ndocs_dir: content\ntheme: {name: material}\n"
            f"{more}\nplugins:\n  - kbgen:\n      source_locale: en\n      locales: {locales}\n"
            f"      front_matter: lenient\n{options}",
            "utf-8",
        )
        return config

    return write
