"""Old addresses lead to where their articles are now, on every host that is asked for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kbgen.config import load
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

FILES: dict[str, str | bytes] = {
    "en/index.md": "# Help\n",
    "en/start/index.md": "---\nredirect_from: [/help/en/begin/]\n---\n# Getting started\n",
    "en/start/light.md": (
        "---\nredirect_from: [/help/old/light.html, /help/en/lamp, /kb/12%2034, 'https://Old.example.org/a%20b/',"
        " '/help/en/say%22hi%22']\n---\n# Light the lamp\n"
    ),
    "en/start/clean.md": "---\nredirect_from: [/help/en/lamp, /help/en/start/light/, /help/pic.png/]\n---\n# Clean it\n",
    "en/pic.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 16,
    "fa/start/light.md": "---\nredirect_from: [/help/fa/چراغ/]\n---\n# روشن کردن\n",
}


@pytest.fixture
def built(small) -> tuple[Path, list[tuple[str, str, str]]]:
    config = small(FILES, locales="{en: English, fa: فارسی}")
    config.write_text(config.read_text().replace("https://small.example.org/", "https://small.example.org/help/"))
    result = build(load(config), BuildOptions(jobs=1))
    told = [(issue.path, issue.code, issue.message) for issue in result.issues if issue.code.startswith("redirect")]
    return config.parent / "site", told


def test_every_host_gets_the_old_addresses_in_its_own_words(built):
    site, told = built
    assert (site / "_redirects").read_text().splitlines() == [
        "/kb/12%2034 /help/en/start/light/ 301",
        "/help/en/begin/ /help/en/start/ 301",
        "/help/en/lamp /help/en/start/clean/ 301",
        "/help/en/say%22hi%22 /help/en/start/light/ 301",
        "/help/fa/%DA%86%D8%B1%D8%A7%D8%BA/ /help/fa/start/light/ 301",
        "https://Old.example.org/a%20b/ /help/en/start/light/ 301",
        "/help/old/light.html /help/en/start/light/ 301",
        "/help/pic.png/ /help/en/start/clean/ 301",
        "/help/ /help/en/ 302! Language=en",
        "/help/ /help/fa/ 302! Language=fa",
    ]
    by_path, by_host = (site / "nginx-redirects.conf").read_text().split("map ")[1:]
    assert by_path.splitlines()[2:-1] == [
        '    "/help/en/begin" "/help/en/start/";',
        '    "/help/en/begin/" "/help/en/start/";',
        '    "/help/en/lamp" "/help/en/start/clean/";',
        '    "/help/en/say\\"hi\\"" "/help/en/start/light/";',
        '    "/help/fa/چراغ" "/help/fa/start/light/";',
        '    "/help/fa/چراغ/" "/help/fa/start/light/";',
        '    "/help/old/light.html" "/help/en/start/light/";',
        '    "/help/pic.png" "/help/en/start/clean/";',
        '    "/help/pic.png/" "/help/en/start/clean/";',
        '    "/kb/12 34" "/help/en/start/light/";',
    ]
    assert by_host.splitlines() == [
        '"$host$uri" $kbgen_redirect {',
        "    default $kbgen_path_redirect;",
        '    "old.example.org/a b/" "/help/en/start/light/";',
        "}",
    ]
    # One names a page that is there, and two want one address.
    assert [(path, code) for path, code, _ in told] == [
        ("content/en/start/clean.md", "redirect-taken"),
        ("content/en/start/light.md", "redirect-twice"),
    ]


def test_a_page_stands_at_each_old_address_of_the_site_itself(built):
    site, _ = built
    for name, goal in {
        "old/light.html": "../en/start/light/",
        "en/lamp/index.html": "../../en/start/clean/",
        "en/begin/index.html": "../../en/start/",
        "fa/چراغ/index.html": "../../fa/start/light/",
    }.items():
        soup = BeautifulSoup((site / name).read_text("utf-8"), "html.parser")
        assert goal in str(soup.find("meta", attrs={"http-equiv": "refresh"})), name
        assert soup.html["lang"] == ("fa" if name.startswith("fa") else "en")
    assert not (site / "kb").exists()
    assert "Light the lamp" in (site / "en/start/light/index.html").read_text("utf-8")
