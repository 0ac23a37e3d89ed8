"""Published scripts are short, and do what they did."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kbgen.resources import theme_dir
from kbgen.site.theme.assets import collect_assets
from kbgen.site.theme.minifier import is_available, minified

needs_library = pytest.mark.skipif(not is_available(), reason="there is no wheel of tdewolff-minify for this machine")
TESTS = Path(__file__).parents[2]
ENGINE = "assets/javascripts/search/engine."


@needs_library
def test_a_script_is_shorter_and_does_what_it_did() -> None:
    source = "/** Adds. */\nexport function sum(first, second) {\n  const whole = first + second;\n  return whole;\n}\n"
    short = minified({"a.js": source})["a.js"]
    assert len(short) < len(source) / 2
    address = f"'data:text/javascript,' + encodeURIComponent({json.dumps(short)})"
    program = f"const {{ sum }} = await import({address}); console.log(sum(2, 3));"
    done = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert done.stdout == "5\n"


@needs_library
def test_a_script_that_is_not_understood_stays_and_the_others_are_short() -> None:
    broken, good = "const { = 1;", "const  one  =  1;\nconsole.log( one );\n"
    short = minified({"broken.js": broken, "good.js": good})
    assert short["broken.js"] == broken
    assert len(short["good.js"]) < len(good)


@needs_library
def test_letters_of_all_scripts_come_through() -> None:
    text = 'console.log("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", `\U0001f600 ${1}`, /[\\u0600-\\u06ff]/u);'
    short = minified({"a.js": text})["a.js"]
    assert "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627" in short
    assert "\U0001f600" in short


@needs_library
def test_a_machine_on_which_the_library_fails_publishes_the_scripts_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert minified({"a.js": "const  a = 1;"}) == {"a.js": "const  a = 1;"}


def test_a_site_can_have_its_scripts_as_they_are_written() -> None:
    written = collect_assets([theme_dir()], {}, minify=False).files
    (engine,) = [content.decode() for name, content in written.items() if name.startswith(ENGINE)]
    assert "export const Searcher = $engine.Searcher;\n" in engine


@needs_library
def test_the_scripts_pass_their_own_tests_as_they_are_published(tmp_path: Path) -> None:
    folder = theme_dir() / "assets" / "javascripts"
    for name, text in minified(
        {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.js")}
    ).items():
        target = tmp_path / "theme" / "assets" / "javascripts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    shutil.copytree(TESTS / "javascript", tmp_path / "tests" / "javascript")
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    tests = sorted(str(path) for path in (tmp_path / "tests" / "javascript").glob("*.test.mjs"))
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout


def test_no_script_has_what_the_library_gets_wrong() -> None:
    wrong = re.compile(r"\bvoid\s*\([^;]*?(?:&&|\|\||\?\?)")
    scripts = [path for path in theme_dir().rglob("*.js") if wrong.search(path.read_text("utf-8"))]
    assert scripts == []


@needs_library
def test_a_script_of_the_sites_own_is_published_as_it_is_written(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "javascripts" / "copy.js"
    own.parent.mkdir(parents=True)
    own.write_text("export const  what = (a, b) =>   void (a && b());\n", "utf-8")
    files = collect_assets([tmp_path, theme_dir()], {}).files
    (copy,) = [content for name, content in files.items() if name.startswith("assets/javascripts/copy.")]
    assert copy == own.read_bytes()
    (search,) = [content for name, content in files.items() if name.startswith(ENGINE)]
    assert search.count(b"\n") < 20


@needs_library
def test_the_setting_decides(small, kbgen):
    sizes = []
    for options in ("", "      minify_scripts: false\n"):
        config = small({"en/a.md": "# A\n"}, options=options)
        kbgen("build", "-f", config)
        (engine,) = (config.parent / "site").glob(f"{ENGINE}*.js")
        sizes.append(engine.stat().st_size)
    assert sizes[0] < 0.7 * sizes[1]
