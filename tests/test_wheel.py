"""The wheel, installed into an empty environment, is all that a help center needs."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# All packages are fetched and installed.
pytestmark = pytest.mark.timeout(600)


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout; nothing is fetched for it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("kbgen-*.whl")
    return built


def test_the_wheel_carries_theme_font_catalogues_and_starter(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "kbgen/py.typed",
        "kbgen/theme/base.html",
        "kbgen/theme/assets/stylesheets/kb.css",
        "kbgen/theme/assets/javascripts/kb.js",
        "kbgen/theme/assets/fonts/vazirmatn-arabic.woff2",
        "kbgen/theme/assets/fonts/OFL.txt",
        "kbgen/locales/ar/LC_MESSAGES/kbgen.po",
        "kbgen/locales/fa/LC_MESSAGES/kbgen.po",
        "kbgen/starter/mkdocs.yml",
        "kbgen/starter/gitignore",
    }
    assert wanted - names == set()
    # Every file that git keeps in the package is there, and nothing of tests or of this checkout's own content.
    kept = run("git", "ls-files", "kbgen", "theme", "locales", cwd=ROOT).split()
    packaged = {name if name.startswith("kbgen/") else f"kbgen/{name}" for name in kept if (ROOT / name).exists()}
    assert packaged - names == set()
    assert [name for name in names if name.startswith(("tests/", "content/", "benchmarks/"))] == []


def test_an_empty_environment_builds_a_new_help_center(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    commands = tmp_path / "venv" / "bin"
    run(commands / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=tmp_path)
    said = run(commands / "kbgen", "init", "my-help", cwd=tmp_path)
    assert "my-help" in said
    project = tmp_path / "my-help"
    said = run(commands / "kbgen", "build", "--strict", cwd=project)
    assert "3 languages" in said
    site = project / "site"
    for name in ("index.html", "en/index.html", "ar/index.html", "fa/start/first-article/index.html", "kbgen-manifest.json"):
        assert (site / name).exists(), name
    assert list(site.glob("assets/fonts/vazirmatn-arabic.*.woff2"))
    assert list(site.glob("assets/stylesheets/kb.*.css"))
    page = (site / "ar" / "start" / "first-article" / "index.html").read_text("utf-8")
    assert 'lang="ar" dir="rtl"' in page
    assert "هل كانت هذه المقالة مفيدة؟" in page or "في هذه الصفحة" in page
    run(commands / "kbgen", "check", cwd=project)
    run(commands / "kbgen", "new", "faq", "start/questions", cwd=project)
    assert (project / "content" / "en" / "start" / "questions.md").exists()
    assert "Traceback" not in run(commands / "mkdocs", "build", "-q", "-d", "by-mkdocs", cwd=project)
    assert (project / "by-mkdocs" / "fa" / "start" / "first-article" / "index.html").exists()
