"""Modules that pages start with are linked into one file, each with a scope of its own."""

from __future__ import annotations

import re
import subprocess

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


def test_no_script_asks_more_of_a_regular_expression_than_safari_16_0_knows():
    behind = [path.name for path in theme_dir().rglob("*.js") if re.search(r"\(\?<[=!]", path.read_text("utf-8"))]
    assert behind == []
