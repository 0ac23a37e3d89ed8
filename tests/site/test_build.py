"""`kbgen build` on a small site that uses everything: which pages there are, and what each says about itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

LOCALES = ("en", "ar", "fa")
SITE = "https://help.example.org/lantern/"
ARTICLES = (
    "start/set-up",
    "start/invite-people",
    "start/devices/phone",
    "start/devices/tablet",
    "billing/invoices",
    "billing/card-declined",
    "stories/school",
    "stories/offline-sync",
)
SECTIONS = ("start", "start/devices", "billing", "stories")
SPECIAL = ("tags", "search", "glossary", "contact")
MAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def addresses(site: Path) -> list[str]:
    """The addresses of all pages, relative to the root."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def head(tree, name: str) -> str | None:
    found = tree.find("meta", attrs={"name": name}) or tree.find("meta", attrs={"property": name})
    return found["content"] if found else None


def alternates(tree) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in tree.find_all("link", rel="alternate", hreflang=True)}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_every_page_at_the_same_place(lantern, locale):
    have = set(addresses(lantern))
    wanted = {f"{locale}/", f"{locale}/404.html", *(f"{locale}/{path}/" for path in (*ARTICLES, *SECTIONS, *SPECIAL))}
    assert wanted <= have
    rest = {address for address in have if address.startswith(f"{locale}/")} - wanted
    assert rest
    assert all(address.startswith(f"{locale}/tags/") for address in rest)


def test_the_tags_of_a_locale_are_its_own_words(lantern):
    assert (lantern / "fa" / "tags" / "گام‌های-نخست" / "index.html").exists()
    assert (lantern / "en" / "tags" / "first-steps" / "index.html").exists()
    assert not (lantern / "fa" / "tags" / "first-steps").exists()
    # Nor has a locale the topics of articles that it shows in another language.
    assert not (lantern / "fa" / "tags" / "sharing").exists()


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(lantern, page):
    wrong = []
    for address in addresses(lantern):
        tree = page(lantern, address)
        for element in tree.find_all(True):
            for name in ("href", "src", "poster", "action"):
                target = element.get(name)
                if (
                    target is None
                    or target.startswith(("mailto:", "data:"))
                    or ("hreflang" in element.attrs and element.name == "link")
                ):
                    continue
                full = urlsplit(urljoin(SITE + address, target))
                if not full.geturl().startswith(SITE):
                    continue
                path = unquote(full.geturl().partition("#")[0].partition("?")[0].removeprefix(SITE))
                if path.startswith("_kb/"):
                    continue  # the collector answers there
                file = lantern / path / "index.html" if not path or path.endswith("/") else lantern / path
                if not file.is_file():
                    wrong.append(f"{address}: {target}")
                elif full.fragment and file.suffix == ".html":
                    goal = tree if path == address else page(lantern, path)
                    if not goal.find(id=unquote(full.fragment)):
                        wrong.append(f"{address}: {target}: no such element")
    assert wrong == []


def test_a_page_says_its_language_and_direction(lantern, page):
    for locale, direction in zip(LOCALES, ("ltr", "rtl", "rtl"), strict=True):
        for address in (f"{locale}/", f"{locale}/start/set-up/", f"{locale}/tags/", f"{locale}/404.html"):
            assert (page(lantern, address).html["lang"], page(lantern, address).html["dir"]) == (locale, direction)


def test_a_translated_article_is_its_own_original_and_names_its_translations(lantern, page):
    tree = page(lantern, "fa/start/set-up/")
    assert tree.find("link", rel="canonical")["href"] == SITE + "fa/start/set-up/"
    every = {locale: f"{SITE}{locale}/start/set-up/" for locale in LOCALES}
    assert alternates(tree) == {**every, "x-default": every["en"]}
    assert head(tree, "description") == "Lantern 4.2 را روی رایانه نصب کنید و در ده دقیقه نخستین یادداشت را بنویسید."
    assert tree.title.string == "Lantern را راه بیندازید – راهنمای Lantern"
    assert {name: head(tree, f"og:{name}") for name in ("title", "type", "url", "site_name", "locale", "description")} == {
        "title": "Lantern را راه بیندازید",
        "type": "article",
        "url": SITE + "fa/start/set-up/",
        "site_name": "راهنمای Lantern",
        "locale": head(tree, "og:locale"),
        "description": head(tree, "description"),
    }
    assert head(tree, "og:locale").startswith("fa")
    others = [tag["content"][:2] for tag in tree.find_all("meta", property="og:locale:alternate")]
    assert sorted(others) == sorted(locale for locale in LOCALES if locale != "fa")
    assert head(tree, "twitter:card") == "summary"


def test_an_untranslated_article_is_shown_in_the_source_s_language_inside_the_locale_s_frame(lantern, page):
    tree = page(lantern, "fa/start/invite-people/")
    assert (tree.html["lang"], tree.html["dir"]) == ("fa", "rtl")
    for part in (".kb-content", "header.kb-title"):
        assert (tree.select_one(part)["lang"], tree.select_one(part)["dir"]) == ("en", "ltr")
    notice = tree.select_one(".kb-notice").get_text()
    assert "فارسی" in notice
    assert "انگلیسی" in notice
    assert tree.find("link", rel="canonical")["href"] == SITE + "en/start/invite-people/"
    assert alternates(tree) == {"en": SITE + "en/start/invite-people/", "x-default": SITE + "en/start/invite-people/"}
    switcher = {link["hreflang"]: link["href"] for link in tree.select(".kb-languages a")}
    assert switcher == {locale: f"../../../{locale}/start/invite-people/" for locale in LOCALES}


def test_an_article_missing_in_one_locale_only_is_no_alternate_there(lantern, page):
    assert set(alternates(page(lantern, "en/start/devices/tablet/"))) == {"en", "fa", "x-default"}
    assert page(lantern, "ar/start/devices/tablet/").select_one(".kb-content")["lang"] == "en"


def test_a_section_named_in_the_source_only_says_its_language_wherever_it_is_named(lantern, page):
    card = page(lantern, "ar/").find("a", string="Stories and papers")
    assert (card["lang"], card["dir"]) == ("en", "ltr")
    heading = page(lantern, "ar/stories/").h1
    around = heading if heading.get("lang") else heading.find_parent(attrs={"lang": "en"})
    assert around is not None
    assert around["dir"] == "ltr"
    assert alternates(page(lantern, "ar/stories/")) == {"en": SITE + "en/stories/", "x-default": SITE + "en/stories/"}


def test_pages_for_no_search_engine_name_no_translations(lantern, page):
    for address in ("en/search/", "en/404.html"):
        tree = page(lantern, address)
        assert head(tree, "robots") == "noindex"
        assert alternates(tree) == {}


def test_a_tag_s_page_has_no_translations_to_name(lantern, page):
    assert alternates(page(lantern, "en/tags/first-steps/")) == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_404_page_works_at_any_depth(lantern, page, locale):
    tree = page(lantern, f"{locale}/404.html")
    for element in tree.find_all(["a", "link", "script", "form"]):
        target = element.get("href") or element.get("src") or element.get("action")
        if target and not target.startswith("#"):
            assert target.startswith(("/lantern/", SITE)), target


def test_the_root_offers_every_language_without_a_script(lantern, page):
    tree = page(lantern, "")
    assert {link["hreflang"]: link["href"] for link in tree.select("main a")} == {tag: f"./{tag}/" for tag in LOCALES}
    assert alternates(tree) == {**{tag: f"{SITE}{tag}/" for tag in LOCALES}, "x-default": SITE}
    assert tree.find("link", rel="canonical")["href"] == SITE


def test_each_locale_has_a_sitemap_of_its_own_pages_with_their_translations(lantern):
    index = ElementTree.fromstring((lantern / "sitemap.xml").read_bytes())
    assert [place.text for place in index.findall("s:sitemap/s:loc", MAPS)] == [f"{SITE}{tag}/sitemap.xml" for tag in LOCALES]
    for locale in LOCALES:
        tree = ElementTree.fromstring((lantern / locale / "sitemap.xml").read_bytes())
        urls = {entry.find("s:loc", MAPS).text: entry for entry in tree.findall("s:url", MAPS)}
        assert len(urls) == len(tree)
        for url in urls:
            assert (lantern / url.removeprefix(SITE) / "index.html").exists()
        assert f"{SITE}{locale}/start/set-up/" in urls
        assert (f"{SITE}{locale}/start/invite-people/" in urls) == (locale == "en")
        entry = urls[f"{SITE}{locale}/start/set-up/"]
        assert entry.find("s:lastmod", MAPS).text == "2026-11-01"
        others = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", MAPS)}
        assert {tag: f"{SITE}{tag}/start/set-up/" for tag in LOCALES}.items() <= others.items()


def test_robots_txt_leads_to_the_sitemap(lantern):
    assert (lantern / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n"


def test_the_manifest_names_locales_and_every_article_of_each(lantern):
    manifest = json.loads((lantern / "kbgen-manifest.json").read_text("utf-8"))
    assert [locale["tag"] for locale in manifest["locales"]] == list(LOCALES)
    assert [locale["direction"] for locale in manifest["locales"]] == ["ltr", "rtl", "rtl"]
    entries = {(entry["locale"], entry["id"]): entry for entry in manifest["articles"]}
    assert set(entries) == {(locale, article) for locale in LOCALES for article in ARTICLES}
    entry = entries["fa", "start/set-up"]
    assert (entry["url"], entry["path"], entry["title"], entry["kind"], entry["language"]) == (
        "fa/start/set-up/",
        "start/set-up.md",
        "Lantern را راه بیندازید",
        "guide",
        "fa",
    )
    assert entries["fa", "start/invite-people"]["language"] == "en"


@pytest.mark.parametrize(
    ("locale", "date", "reading"),
    [
        ("en", "November 1, 2026", r"\d minute"),
        ("ar", "١ نوفمبر ٢٠٢٦", r"دقيقة|دقيقتان|[٠-٩]"),
        ("fa", "۱۰ آبان ۱۴۰۵", r"[۰-۹]+ دقیقه"),
    ],
)
def test_dates_and_numbers_follow_the_locale(lantern, page, locale, date, reading):
    meta = page(lantern, f"{locale}/start/set-up/").select_one(".kb-meta")
    assert meta.time["datetime"] == "2026-11-01"
    assert meta.time.get_text() == date
    assert re.search(reading, meta.get_text())
    if locale != "en":
        assert not re.search("[0-9]", meta.get_text())


def test_an_article_shows_owner_related_neighbours_and_where_to_edit_it(lantern, page):
    tree = page(lantern, "ar/start/set-up/")
    assert "فريق الملاحظات" in tree.select_one(".kb-meta").get_text()
    assert [link["href"] for link in tree.select(".kb-related li > a")][:2] == [
        "../../../ar/start/devices/phone/",
        "../../../ar/billing/invoices/",
    ]
    assert tree.select_one(".kb-turn__next")["href"] == "../../../ar/start/invite-people/"
    assert tree.select_one(".kb-edit a")["href"] == "https://code.example.org/lantern/help/edit/main/content/ar/start/set-up.md"
    assert [crumb.get_text() for crumb in tree.select(".kb-breadcrumbs a")][-1] == "الخطوات الأولى"


def test_latin_inside_right_to_left_text_is_isolated(lantern, page):
    tree = page(lantern, "ar/start/set-up/")
    isolated = {run.get_text() for run in tree.select(".kb-prose bdi")}
    assert {"Lantern", "Linux"} <= isolated
    assert all(code.get("dir") == "ltr" or code.find_parent(attrs={"dir": "ltr"}) for code in tree.select(".kb-prose code"))
    assert page(lantern, "en/start/set-up/").select(".kb-prose bdi") == []


def test_pictures_are_lazy_sized_and_described(lantern, page):
    picture = page(lantern, "en/start/set-up/").select_one(".kb-zoom img")
    assert (picture["loading"], picture["width"], picture["height"]) == ("lazy", "960", "540")
    assert picture["alt"].startswith("The first window")
    assert picture["src"] == "../../../images/first-window.png"


def test_a_video_has_captions_in_the_article_s_language_and_loads_nothing_by_itself(lantern, page):
    tree = page(lantern, "fa/start/set-up/")
    video = tree.video
    assert video["preload"] == "none"
    assert (video.track["srclang"], video.track["kind"]) == ("fa", "captions")
    assert video.track["src"].endswith("media/tour.fa.vtt")
    hosted = tree.select_one("a.kb-video--hosted")
    assert hosted["href"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert tree.iframe is None


def test_nothing_on_any_page_is_loaded_from_another_host(lantern, page):
    foreign = []
    for address in addresses(lantern):
        tree = page(lantern, address)
        loaded = [element.get("src") for element in tree.find_all(["img", "script", "iframe", "source", "track", "video", "embed"])]
        loaded += [element.get("poster") for element in tree.find_all("video")]
        rels = ("stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "prefetch", "manifest")
        loaded += [link["href"] for link in tree.find_all("link") if set(link.get("rel", ())) & set(rels)]
        foreign += [f"{address}: {target}" for target in loaded if target and re.match(r"(https?:)?//", target)]
    for file in (lantern / "assets").rglob("*"):
        if file.suffix in (".css", ".js"):
            foreign += [
                f"{file.name}: {url}"
                for url in re.findall(r"(?:url\(|import\s*\(?|from\s*)[\"']?(https?://[^\"')]+)", file.read_text())
            ]
    assert foreign == []


def test_published_assets_carry_a_hash_of_their_content(lantern):
    loose = [
        file.name for file in (lantern / "assets").rglob("*") if file.is_file() and not re.search(r"\.[0-9a-f]{8,}\.", file.name)
    ]
    assert loose == []


def test_style_sheets_of_the_site_come_from_the_content_folder_or_the_theme(small, kbgen, page):
    more = "extra_css: [assets/own.css, assets/theirs.css]\nextra_javascript: [assets/own.js]\n"
    config = small({"en/a.md": "# A\n\nText\n", "assets/own.css": "a {}"}, more=more)
    config.write_text(config.read_text().replace("{name: material}", "{name: material, custom_dir: theme}"))
    for name in ("theirs.css", "own.js"):
        (config.parent / "theme" / "assets").mkdir(parents=True, exist_ok=True)
        (config.parent / "theme" / "assets" / name).write_text("/* ours */")
    kbgen("build", "-f", config)
    site = config.parent / "site"
    named = [tag.get("href") or tag.get("src") for tag in page(site, "en/a/").find_all(["link", "script"])]
    named = [name for name in named if name and ("/own" in name or "/theirs" in name)]
    assert len(named) == 3
    assert all((site / "en" / "a" / name).is_file() for name in named)


def test_drafts_are_not_published(small, kbgen, page):
    config = small({"en/a.md": "---\ntitle: A\n---\nSee [b](b.md).\n", "en/b.md": "---\ntitle: B\nstatus: draft\n---\nText\n"})
    kbgen("build", "-f", config)
    site = config.parent / "site"
    assert not (site / "en" / "b").exists()
    assert "en/b" not in (site / "kbgen-manifest.json").read_text()
    assert page(site, "en/a/").find("a", string="b") is None


def test_a_site_without_an_address_names_none(small, kbgen, page):
    config = small({"en/a.md": "# A\n\nText\n"})
    config.write_text(config.read_text().replace("site_url: https://small.example.org/\n", ""))
    kbgen("build", "-f", config)
    site = config.parent / "site"
    tree = page(site, "en/a/")
    assert tree.find("link", rel="canonical") is None
    assert not (site / "sitemap.xml").exists()
    assert "Sitemap" not in (site / "robots.txt").read_text()


def test_a_retired_article_is_nobodys_neighbour_and_lists_say_so(lantern, page):
    beside = page(lantern, "en/start/devices/phone/").select(".kb-side a, .kb-turn a")
    assert beside
    assert [link["href"] for link in beside if "tablet" in link["href"]] == []
    (listed,) = page(lantern, "en/start/devices/").select('.kb-list li:has(a[href*="tablet"])')
    assert listed.select_one(".kb-note").get_text() == "No longer kept up to date"
