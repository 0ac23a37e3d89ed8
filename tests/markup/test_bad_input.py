"""Texts that nobody writes on purpose become a page or one issue each, within bounds of memory, and never a traceback.

One site holds them all; `benchmarks/markdown_bad_input.py` builds each alone, with as many bytes as an article may have.
"""

from __future__ import annotations

import pytest

from benchmarks.markdown_bad_texts import MIB, cases, whole_files
from benchmarks.markdown_pages import FRONT, Built, build_folder, settings

SIZE = 16 * 1024
MEMORY = 4096 * MIB
FILES = {name: FRONT.encode() + text for name, text in cases(SIZE).items()} | whole_files()
NAMES = {what: f"text-{number}" for number, what in enumerate(FILES)}
# Files that are no articles at all: there is no line to name.
LEFT_OUT = "more than 1 MiB"
WHOLE = ("UTF-32", LEFT_OUT)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built in processes of their own; one that hangs, dies or shows a traceback fails every test."""
    folder = tmp_path_factory.mktemp("bad") / "site"
    content = folder / "content" / "en"
    content.mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(settings("en", raw=True), "utf-8")
    content.joinpath("index.md").write_text("---\ntitle: Texts\n---\n", "utf-8")
    for what, raw in FILES.items():
        content.joinpath(f"{NAMES[what]}.md").write_bytes(raw)
    return build_folder(folder, memory=MEMORY)


@pytest.mark.parametrize("what", FILES)
def test_a_text_becomes_a_page_or_one_issue(built: Built, what: str) -> None:
    name = f"en/{NAMES[what]}"
    if name in built.bodies:
        assert name not in built.errors
    elif what == LEFT_OUT:
        assert f"{name}.md: warning: The file is larger" in built.said
    else:
        assert len(built.errors[name]) == 1, built.errors[name]


def test_an_issue_names_a_line(built: Built) -> None:
    said = {what: built.errors.get(f"en/{name}", []) for what, name in NAMES.items() if what not in WHOLE}
    assert {what: errors for what, errors in said.items() if any(error.startswith(":") for error in errors)} == {}


def test_words_around_what_is_wrong_are_shown(built: Built) -> None:
    for what in ("'```' without an end", "'<div' without an end", "'**' without an end", "NUL", "invalid UTF-8"):
        name = f"en/{NAMES[what]}"
        assert name in built.errors or "a" in built.bodies[name]
