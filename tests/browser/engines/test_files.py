"""The copy that needs no server, opened as files in Firefox and WebKit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kbgen import config
from kbgen.site.offline.copy import build_offline
from kbgen.site.result import BuildOptions
from tests.browser.engines.window import Window

HELP = Path(__file__).parents[3] / "examples" / "in_app" / "help"


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the copy, with a name as people give them."""
    project = Path(shutil.copytree(HELP, tmp_path_factory.mktemp("files") / "help"))
    target = tmp_path_factory.mktemp("stick") / "راهنما و help #1"
    build_offline(config.load(project / "mkdocs.yml"), BuildOptions(jobs=1), target)
    return target


def test_files_are_read_and_searched(window: Window, copy: Path) -> None:
    window.open((copy / "fa" / "index.html").as_uri())
    window.click("#kb-q")
    window.type("دعوت همکار")
    window.wait_for("[role=option]", "دعوت از همکار")
    window.click("[role=option]")
    window.wait("location.pathname.endsWith('index.html') && document.querySelector('h1')?.innerText.includes('دعوت از همکار')")
    window.wait("document.querySelector('.kb-theme').checkVisibility()")
    window.run("() => document.querySelector('.kb-languages summary').focus({ preventScroll: true })")
    window.press("Enter")
    window.click(".kb-languages a[lang=en]")
    window.wait("document.documentElement.lang === 'en' && document.querySelector('h1')?.innerText === 'Invite a colleague'")
