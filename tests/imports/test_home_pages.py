"""What the front matter of another program's home page shows is on the page: name, lines, links and what there is."""

from __future__ import annotations

import pytest

VITEPRESS = """---
layout: home
hero:
  name: Rigging
  text: Sails for everyone
  tagline: Up in a minute
  image: {src: /logo.svg, alt: Logo}
  actions:
    - {theme: brand, text: Set sail, link: /guide/start}
    - {theme: alt, text: Elsewhere, link: "https://example.org/"}
features:
  - icon: ⛵
    title: Light
    details: No *more* than a bag.
    link: /guide/start
  - title: Strong
    details: Holds.
    linkText: See how
    link: /guide/start
---

## More {#more}

See [below](#More).
"""
STARLIGHT = """---
title: Rigging
description: All of it.
template: splash
hero:
  title: Welcome aboard
  tagline: Up in a minute
  actions:
    - text: Set sail
      link: /guide/start/
      icon: right-arrow
---
Words.
"""
VUEPRESS = """---
home: true
heroText: Rigging
tagline: Up in a minute
actionText: Set sail
actionLink: /guide/start
features:
- title: Light
  details: No more than a bag.
footer: Since 1900
---
"""
SHOWN = {
    "vitepress": (
        VITEPRESS,
        [
            "Rigging",
            "Sails for everyone",
            "Up in a minute",
            "Set sail",
            "Light",
            "No more than a bag.",
            "Strong",
            "See how",
            "below",
        ],
    ),
    "starlight": (STARLIGHT, ["Rigging", "Welcome aboard", "Up in a minute", "Set sail", "Words."]),
    "vuepress": (VUEPRESS, ["Rigging", "Up in a minute", "Set sail", "Light", "No more than a bag.", "Since 1900"]),
}


@pytest.mark.parametrize("program", SHOWN)
def test_an_imported_home_page_has_what_its_front_matter_showed(program, export, bring, read, library, site):
    home, words = SHOWN[program]
    (site.content_dir / "en" / "index.md").unlink(missing_ok=True)
    report = bring("markdown", export({"index.md": home, "guide/start.md": "# Start\n", "guide/more.md": "# More\n"}))
    library()
    text = read("en/index.md")
    assert [word for word in words if word not in text.replace("*", "")] == []
    assert "(guide/start.md)" in text
    assert not [loss for loss in report.losses if loss.what.startswith("`")]


@pytest.mark.parametrize("program", SHOWN)
def test_a_lenient_home_page_has_what_its_front_matter_showed(program, small, kbgen, page):
    home, words = SHOWN[program]
    config = small({"index.md": home, "guide/start.md": "# Start\n"})
    said = kbgen("build", "-f", config).said
    assert "[link]" not in said
    assert "[anchor]" not in said
    shown = page(config.parent / "site", "en/").main
    assert [word for word in words if word not in shown.text] == []
    assert shown.find("a", string="Set sail")["href"] in ("guide/start/", "./guide/start/")


def test_a_page_that_is_no_home_page_stays_as_it_is(export, bring, read):
    bring("markdown", export({"a.md": "---\ntitle: A\ntagline: t\nfeatures: [x]\n---\nText.\n"}))
    assert read("en/a.md").endswith("---\n\nText.\n")
