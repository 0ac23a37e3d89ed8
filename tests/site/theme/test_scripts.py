"""Modules that pages start with are linked into one file, each with a scope of its own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kbgen.resources import theme_dir
from kbgen.site.theme.assets import collect_assets, with_linked_scripts
from kbgen.site.theme.scripts import ENTRIES, NotUnderstood, linked

MODULES = {
    "a/main.js": 'import { name as other, Thing } from "./deep/b.js";\nimport "./c.js";\nconst name = "main";\n'
    "export const said = `${name} ${other()} ${new Thing().name} ${globalThis.ran}`;\n",
    "a/deep/b.js": 'import { name as whole } from "../c.js";\nexport function name() {\n  return whole;\n}\nexport class Thing {\n'
    '  name = "thing";\n}\nexport const later = () => import("./far.js?again");\n',
    "a/c.js": 'globalThis.ran = (globalThis.ran ?? 0) + 1;\nconst name = "c";\nexport { name };\n',
}


@pytest.mark.needs("node")
def test_names_do_not_meet_and_each_module_runs_once(tmp_path):
    text, parts = linked(MODULES, "a/main.js")
    assert parts == {*MODULES}
    (tmp_path / "main.mjs").write_text(text)
    script = 'import("./main.mjs").then(({ said }) => console.log(said))'
    found = subprocess.run(["node", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "main c thing 1"


def test_what_is_loaded_later_is_found_from_the_linked_file():
    text, _ = linked(MODULES, "a/main.js")
    assert 'import("./deep/far.js?again")' in text


@pytest.mark.parametrize(
    "source",
    [
        'import * as all from "./c.js";\n',
        'import whole from "./c.js";\n',
        "export default 1;\n",
        'export * from "./c.js";\n',
        "const here = import.meta.url;\n",
        'import { a } from "./main.js";\n',
    ],
)
def test_a_module_that_is_written_otherwise_is_left_alone(source):
    with pytest.raises(NotUnderstood):
        linked({**MODULES, "a/main.js": source}, "a/main.js")
    sources = {
        "assets/javascripts/kb.js": b'import { f } from "./f.js";\nf();\n',
        "assets/javascripts/f.js": b"export default 1;\n",
    }
    assert with_linked_scripts(sources) == sources


def test_the_shipped_scripts_are_whole_in_one_file_each():
    files = collect_assets([theme_dir()], {}).files
    published = [name for name in files if name.startswith("assets/javascripts/")]
    for entry in ENTRIES:
        (name,) = [each for each in published if each.startswith(entry.removesuffix("js"))]
        assert not re.search(r"^import\b", files[name].decode(), re.MULTILINE)
    # What only pages start with is in that file alone; what the panel in applications takes too has a file of its own.
    assert not [name for name in published if name.startswith("assets/javascripts/menus.")]
    assert [name for name in published if name.startswith("assets/javascripts/search/searcher.")]


def test_the_same_sources_give_the_same_names():
    assert collect_assets([theme_dir()], {}).names == collect_assets([theme_dir()], {}).names


ROOT = Path(__file__).parents[3]
SCRIPTS = "theme/assets/javascripts"
# The rows of the manual's table of browsers: what pages need, and what the panel in applications needs.
MANUAL = "content/{}/publish/host.md"
HELD = [(0, SCRIPTS), (0, "kbgen/site"), (1, f"{SCRIPTS}/in_app")]


def said(locale: str) -> list[dict[str, str]]:
    """The browsers of each row that names any, with the version from which on it holds."""
    section = (ROOT / MANUAL.format(locale)).read_text("utf-8").split("{#browsers}")[1].split("\n## ")[0]
    rows = (re.findall(r"(Safari|Firefox|Chrome) ([\d.]+)", line.split("|")[1]) for line in section.splitlines() if "|" in line)
    return [{name.lower(): version for name, version in row} for row in rows if row]


def test_every_language_of_the_manual_names_the_same_browsers():
    assert len(said("en")) == 2
    assert all(row.keys() == {"safari", "firefox", "chrome"} for row in said("en"))
    assert said("en") == said("ar") == said("fa")


def support(folder: str, floor: dict[str, str]) -> tuple[int, str]:
    words = [f"{name}={version}" for name, version in floor.items()]
    command = ["node", "tools/browser-support.mjs", folder, *words]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


@pytest.mark.needs("node", "browser-support")
@pytest.mark.parametrize(("row", "folder"), HELD)
def test_scripts_ask_no_more_than_the_browsers_know_that_the_manual_names(row: int, folder: str):
    code, told = support(folder, said("en")[row])
    assert (code, told.count("\n")) == (0, 1), told


@pytest.mark.needs("node", "browser-support")
def test_what_an_older_browser_lacks_is_named():
    code, told = support(f"{SCRIPTS}/search", {"safari": "15.0", "firefox": "85", "chrome": "84"})
    assert code == 1
    for lacking in ("private method needs firefox 90", ".at needs safari 15.4, firefox 90, chrome 92", "??= needs chrome 85"):
        assert lacking in told
