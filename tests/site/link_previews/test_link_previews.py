"""Pictures for shared links: drawn at the first build, kept by what they show, in the letters of each language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kbgen.config import load
from kbgen.pages.sharing.preview import HEIGHT, WIDTH, LinkPreview, PreviewLook
from kbgen.resources import theme_dir
from kbgen.site.build import build
from kbgen.site.link_previews.draw import draw
from kbgen.site.link_previews.look import FONT, _font
from kbgen.site.result import BuildOptions, BuildResult

LOCALES = "{en: English, ar: العربية, fa: فارسی, ja: 日本語}"
FILES: dict[str, str | bytes] = {
    "en/index.md": "# How can we help?\n",
    "en/start/index.md": "# Getting started\n",
    "en/start/set-up.md": "# Set the device up\n\nText.\n",
    "ar/start/set-up.md": "# إعداد الجهاز\n\nنص.\n",
    "fa/start/set-up.md": "# راه‌اندازی دستگاه\n\nمتن.\n",
    "ja/start/set-up.md": "# 設定\n\n本文。\n",
}


@pytest.fixture
def site(small) -> Path:
    """A site in four languages that asks for pictures; returns its mkdocs.yml."""
    return small(FILES, options="      link_previews: true\n", locales=LOCALES)


def make(config: Path, *, clean: bool = False) -> BuildResult:
    return build(load(config), BuildOptions(jobs=1, clean=clean))


def meta(page, config: Path, url: str) -> dict[str, str]:
    tags = page(config.parent / "site", url).find_all("meta")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tags}


def picture(config: Path, address: str) -> Path:
    return config.parent / "site" / address.removeprefix("https://small.example.org/")


def test_every_page_of_text_names_a_picture_that_is_there(site, page):
    make(site)
    seen = set()
    for url in ("en/", "en/start/", "en/start/set-up/", "ar/start/set-up/", "fa/start/set-up/"):
        said = meta(page, site, url)
        assert (said["og:image:width"], said["og:image:height"]) == (str(WIDTH), str(HEIGHT))
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image:alt"] == said["og:title"]
        seen.add(said["og:image"])
        with Image.open(picture(site, said["og:image"])) as found:
            assert found.size == (WIDTH, HEIGHT)
            assert found.format == "PNG"
    assert len(seen) == 5
    assert "og:image" not in meta(page, site, "en/search/")


def test_letters_that_no_font_has_mean_no_picture_and_a_note(site, page):
    result = make(site)
    assert "og:image" not in meta(page, site, "ja/start/set-up/")
    assert meta(page, site, "ja/start/set-up/")["twitter:card"] == "summary"
    assert [note for note in result.notes if "in ja" in note]


def test_a_page_that_is_not_translated_shows_the_original_s_picture(small, page):
    files = {name: text for name, text in FILES.items() if not name.startswith("fa/")}
    config = small(files, options="      link_previews: true\n", locales=LOCALES)
    make(config)
    assert meta(page, config, "fa/start/set-up/")["og:image"] == meta(page, config, "en/start/set-up/")["og:image"]


def test_a_picture_is_drawn_once_and_goes_with_its_title(site, page, files_of):
    make(site)
    cache = site.parent / ".kbgen" / "cache" / "previews"
    before = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    old = meta(page, site, "en/start/set-up/")["og:image"]
    make(site, clean=True)
    assert {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} == before
    article = site.parent / "content" / "en" / "start" / "set-up.md"
    article.write_text("# Set up the whole device\n\nText.\n")
    make(site)
    new = meta(page, site, "en/start/set-up/")["og:image"]
    assert new != old
    assert picture(site, new).is_file()
    assert not picture(site, old).exists()
    assert len(list(cache.iterdir())) == len(before)
    grown = files_of(site.parent / "site")
    make(site, clean=True)
    assert files_of(site.parent / "site") == grown


def test_an_edit_of_the_text_alone_keeps_every_picture(site, files_of):
    make(site)
    pictures = {name for name in files_of(site.parent / "site") if name.startswith("assets/previews/")}
    article = site.parent / "content" / "en" / "start" / "set-up.md"
    for sentence in ("One.", "Two.", "Three."):
        article.write_text(article.read_text() + f"\n{sentence}\n")
        make(site)
        files = files_of(site.parent / "site")
        assert {name for name in files if name.startswith("assets/previews/")} == pictures
        assert all(files[name].startswith(b"\x89PNG") for name in pictures)


def test_the_site_s_own_colour_is_the_picture_s(small, page):
    own = ":root { --kb-accent-strong: #5c2170; }\n@media (prefers-color-scheme: dark) { :root { --kb-accent-strong: #fff } }\n"
    more = "extra_css: [assets/own.css]"
    config = small(FILES | {"assets/own.css": own}, options="      link_previews: true\n", locales=LOCALES, more=more)
    make(config)
    with Image.open(picture(config, meta(page, config, "en/start/set-up/")["og:image"])) as found:
        assert found.convert("RGB").getpixel((WIDTH // 2, 5)) == (0x5C, 0x21, 0x70)
    (config.parent / "content" / "assets" / "own.css").write_text(own.replace("5c2170", "702121"))
    make(config)
    with Image.open(picture(config, meta(page, config, "en/start/set-up/")["og:image"])) as found:
        assert found.convert("RGB").getpixel((WIDTH // 2, 5)) == (0x70, 0x21, 0x21)


def test_mkdocs_build_makes_the_same_pictures(site, kbgen, files_of):
    make(site)
    ours = files_of(site.parent / "site")
    kbgen("build", "-f", site, "-d", site.parent / "theirs", module="mkdocs", cwd=site.parent)
    theirs = files_of(site.parent / "theirs")
    names = {name for name in ours if name.startswith("assets/previews/")}
    assert len(names) > 5
    assert {name: theirs.get(name) for name in names} == {name: ours[name] for name in names}
    assert theirs["fa/start/set-up/index.html"] == ours["fa/start/set-up/index.html"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("yes please", "neither true nor"),
        ("{fonts: [none.ttf]}", "none.ttf"),
        ("{fonts: [mkdocs.yml]}", "mkdocs.yml"),
        ("{font: a}", "neither"),
    ],
)
def test_a_wrong_setting_is_named(small, setting, said, kbgen):
    config = small(FILES, options=f"      link_previews: {setting}\n", locales=LOCALES)
    run = kbgen("build", "-f", config, expect=1)
    assert "link_previews" in run.said
    assert said in run.said


def test_a_site_without_an_address_is_told_that_pictures_need_one(site):
    site.write_text(site.read_text().replace("site_url: https://small.example.org/\n", ""))
    result = make(site)
    assert ["site_url" in issue.suggestion for issue in result.issues if "link_previews" in issue.message] == [True]
    assert not (site.parent / "site" / "assets" / "previews").exists()


@pytest.fixture(scope="module")
def look() -> PreviewLook:
    return PreviewLook("#000000", "#ffffff", (_font(theme_dir() / FONT),))


def ink(content: bytes, tmp_path: Path) -> Image.Image:
    """The points of a picture's title, white on black."""
    file = tmp_path / "picture.png"
    file.write_bytes(content)
    with Image.open(file) as found:
        return found.convert("L").crop((30, 170, WIDTH - 30, 480))


def test_arabic_letters_join_and_begin_at_the_right(look, tmp_path):
    joined = LinkPreview("مستخدم", "", "", "ar", "rtl")
    apart = replace(joined, title="\u200c".join("مستخدم"))
    together, alone = ink(draw(joined, look), tmp_path).getbbox(), ink(draw(apart, look), tmp_path).getbbox()
    # Joined letters are narrower than the same letters alone; both end at the same margin.
    assert together[2] - together[0] < 0.85 * (alone[2] - alone[0])
    assert abs(together[2] - alone[2]) < 12
    assert together[0] > WIDTH // 2


def test_a_long_title_becomes_smaller_and_then_is_cut_but_never_leaves_the_picture(look, tmp_path):
    for count in (4, 12, 60):
        preview = LinkPreview(" ".join(["Internationalisation"] * count), "", "Help", "en", "ltr")
        with Image.open(_saved(draw(preview, look), tmp_path)) as found:
            # The margins stay empty.
            assert found.convert("L").crop((WIDTH - 60, 0, WIDTH, HEIGHT)).getbbox() is None
            assert found.convert("L").crop((30, 0, WIDTH, 60)).getbbox() is None
            assert found.convert("L").crop((30, HEIGHT - 60, WIDTH, HEIGHT)).getbbox() is None


def _saved(content: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "saved.png"
    file.write_bytes(content)
    return file


def test_the_same_words_give_the_same_bytes_and_the_same_name(look):
    preview = LinkPreview("نصب kbgen 2.1", "شروع", "راهنما", "fa", "rtl")
    assert draw(preview, look) == draw(preview, look)
    assert preview.file(look) == preview.file(look)
    others = [replace(preview, title="نصب"), replace(preview, direction="ltr"), replace(preview, site_name="کمک")]
    assert (
        len({preview.file(look), *(other.file(look) for other in others), preview.file(replace(look, background="#111111"))}) == 5
    )


def stretches(found: Image.Image, across: bool) -> list[tuple[int, int]]:
    """The rows (or, `across`, the columns) between the bar and the edge in which something is written, as (first, last)."""
    box = (40, 0, WIDTH - 40, HEIGHT)
    points = found.convert("RGB").crop(box)
    empty = points.getpixel((0, 0))
    size = points.width if across else points.height
    full = [
        points.crop((at, 0, at + 1, points.height) if across else (0, at, points.width, at + 1)).getcolors(9)
        != [(points.height if across else points.width, empty)]
        for at in range(size)
    ]
    begun = [at for at in range(size) if full[at] and not (at and full[at - 1])]
    ended = [at for at in range(size) if full[at] and not (at + 1 < size and full[at + 1])]
    return [(first + (40 if across else 0), last + (40 if across else 0)) for first, last in zip(begun, ended, strict=True)]


@pytest.mark.parametrize(
    ("title", "direction", "rows", "columns"),
    [
        # One line is large and in the middle between section and site; the section and the site are small, at the margins.
        ("HHHH", "ltr", [(95, 120), (286, 345), (521, 546)], (87, 314)),
        ("HHHH", "rtl", [(95, 120), (286, 345), (521, 546)], (884, 1112)),
        # Three lines of 62 points, four of them, four of 54 points; what is longer is cut.
        (" ".join(["HHHHHHHHHH"] * 5), "ltr", [(95, 120), (212, 255), (294, 337), (376, 419), (521, 546)], (87, 970)),
        (" ".join(["HHHHHHHHHH"] * 8), "ltr", [(95, 120), (176, 219), (258, 301), (340, 383), (422, 465), (521, 546)], (87, 970)),
        (" ".join(["HHHHHHHHHH"] * 9), "ltr", [(95, 120), (191, 228), (262, 299), (333, 370), (404, 441), (521, 546)], (87, 1101)),
        (" ".join(["HHHHHHHHHH"] * 40), "ltr", [(95, 120), (191, 228), (262, 299), (333, 370), (404, 441), (521, 546)], (87, 1101)),
        # One word that is wider than the picture breaks anywhere.
        ("H" * 90, "ltr", [(95, 120), (176, 219), (258, 301), (340, 383), (422, 465), (521, 546)], (87, 1086)),
    ],
)
def test_words_stand_where_the_design_has_them(title, direction, rows, columns, tmp_path):
    look = PreviewLook("#204060", "#ffeedd", (_font(theme_dir() / FONT),))
    with Image.open(_saved(draw(LinkPreview(title, "HHH", "HH", "en", direction), look), tmp_path)) as opened:
        found = opened.convert("RGB")
    seen = stretches(found, across=False)
    # Versions of the library that draws letters differ by a point.
    assert len(seen) == len(rows)
    assert all(abs(a - c) <= 1 and abs(b - d) <= 1 for (a, b), (c, d) in zip(seen, rows, strict=True)), seen
    across = stretches(found, across=True)
    assert (abs(across[0][0] - columns[0]) <= 2, abs(across[-1][1] - columns[1]) <= 2) == (True, True), (across[0], across[-1])
    # The bar stands where a line begins, in a shade between the two colours; sixteen shades there are at most.
    bar, other = (0, WIDTH - 1) if direction == "ltr" else (WIDTH - 1, 0)
    inward = 1 if direction == "ltr" else -1
    assert {found.getpixel((bar + inward * at, y)) for at in range(14) for y in (0, HEIGHT - 1)} == {(210, 203, 196)}
    assert {found.getpixel((bar + inward * 14, 9)), found.getpixel((other, 9))} == {(0x20, 0x40, 0x60)}
    colours = [colour for _, colour in found.getcolors(99)]
    assert (0xFF, 0xEE, 0xDD) in colours
    assert len(colours) <= 16


def test_a_long_section_and_a_long_name_are_cut_and_none_is_left_out(tmp_path):
    look = PreviewLook("#000000", "#ffffff", (_font(theme_dir() / FONT),))
    with Image.open(_saved(draw(LinkPreview("H", "H" * 90, "", "en", "ltr"), look), tmp_path)) as opened:
        long = stretches(opened, across=True)
        assert len(stretches(opened, across=False)) == 2
    assert long[-1][1] <= WIDTH - 84
    with Image.open(_saved(draw(LinkPreview("H", "", "H" * 90, "en", "ltr"), look), tmp_path)) as opened:
        assert stretches(opened, across=True) == long
        assert len(stretches(opened, across=False)) == 2
