"""The check looks into Markdown with half the work of a build, and finds the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import DATA
from kbgen import config
from kbgen.articles.article import Article
from kbgen.pages.body import Body
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.mkdocs import config as mkdocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.render import Renderer
from kbgen.site.result import BuildResult
from tests.check.conftest import Site, article

ROOT = Path(__file__).parents[2]


def bodies(folder: Path, *, facts_only: bool) -> dict[str, Body]:
    settings = config.load(folder / "mkdocs.yml")
    loaded = mkdocs.load(settings)
    content = read_content(settings, {}, BuildState())
    plan: SitePlan = plan_site(settings, content.library, loaded, BuildResult())
    renderer = Renderer(plan, loaded, Events(loaded), facts_only=facts_only)

    def body(entry: Article) -> Body:
        return renderer.body(entry, plan.views[entry.locale].article(entry))

    return {f"{tag}/{path}": body(entry) for tag, shelf in content.library.articles.items() for path, entry in shelf.items()}


def facts(body: Body) -> object:
    return body.headings, body.references, body.pointers, set(body.anchors), body.issues


def assert_same(folder: Path) -> None:
    whole, examined = bodies(folder, facts_only=False), bodies(folder, facts_only=True)
    assert len(whole) > 0
    assert {body.html for body in examined.values()} == {""}
    assert {path: facts(body) for path, body in whole.items()} == {path: facts(body) for path, body in examined.items()}


def test_the_same_is_found_in_this_help_center() -> None:
    assert_same(ROOT)


def test_the_same_is_found_in_the_scenario_that_uses_everything(scenario) -> None:
    assert_same(scenario("lantern"))


@pytest.mark.needs("articles")
def test_the_same_is_found_in_real_articles(tmp_path: Path) -> None:
    tmp_path.joinpath("mkdocs.yml").write_text(
        f"site_name: x\ndocs_dir: {DATA / 'help-articles'}\ntheme: {{name: material}}\nplugins:\n  - kbgen:\n"
        "      locales: {en: English, ar: العربية, fa: فارسی}\n      front_matter: lenient\n      allow_raw_html: true\n"
    )
    assert_same(tmp_path)


@pytest.mark.parametrize("reader", ["commonmark", "python"])
def test_the_same_is_found_in_marks_of_every_sort(site: Site, reader: str) -> None:
    body = r"""
Intro with a [reference][there], [there] and ![a picture][pic] and <https://example.org>, **bold _both_**, `[no](link.md)`.

## A `code` & *marked* heading

\[escaped](no.md) [nested ![image](a.png)](b.md "title") [^note] *[HTML]: text

| a [x](c.md) | `|` [y](d.md) |
|---|---|
| ![z](e.png) | <b>[w](f.md)</b> |

    [indented](no.md)

```md
[fenced](no.md)
```

- item [one](g.md)

    continued [two](h.md)

!!! note "[title](no.md)"
    Inside [three](i.md#a-code-marked-heading)

<div markdown="1">[four](j.md)</div>

## Twice
## Twice
### With id {#own-id}

[^note]: A footnote with [five](k.md).
[there]: l.md#x "Title"
[pic]: m.png
"""
    files = {
        "en/a/x.md": article("X", body),
        "en/a/y.md": article("Y", "[a](x.md#twice_1) ~~[b](x.md#own-id)~~ www.example.org &amp; x  \ny"),
    }
    folder = site(files)
    config_file = folder / "mkdocs.yml"
    config_file.write_text(config_file.read_text("utf-8") + f"      markdown: {reader}\n", "utf-8")
    assert_same(folder)
