"""Pictures, videos and tables as an article's page shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

Convert = Callable[..., BeautifulSoup]


@pytest.mark.parametrize("address", ["https://youtu.be/dQw4w9WgXcQ?t=90", "https://www.youtube.com/shorts/dQw4w9WgXcQ"])
def test_a_film_on_a_host_waits_for_the_reader(convert: Convert, address: str) -> None:
    tree = convert(f"![Tour]({address})", "en")
    video = tree.select_one("a.kb-video--hosted")
    assert video is not None
    assert (video["href"], tree.img, tree.iframe) == (address, None, None)


def test_a_channel_becomes_a_link_and_asks_its_host_for_nothing(convert: Convert) -> None:
    tree = convert("![Our films](https://www.youtube.com/@lamps)", "en")
    assert tree.img is None
    assert (tree.a["href"], tree.a.text) == ("https://www.youtube.com/@lamps", "Our films")


@pytest.mark.parametrize("source", ["film.MP4", "https://example.org/film.webm?token=1", "film.ogv#t=10"])
def test_a_file_of_video_is_played_whatever_follows_its_name(convert: Convert, source: str) -> None:
    video = convert(f"![Tour]({source})", "en").video
    assert video is not None
    assert video.source["src"] == source


def table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    return "\n".join([f"| {rows[0]} |", "|" + "---|" * width, *(f"| {row} |" for row in rows[1:])])


@pytest.mark.parametrize(
    ("text", "stacked"),
    [
        (table("Option | Value", "`source_locale` | The language that articles are written in first"), True),
        (table("Plan | Price", "Team | 12"), False),
        (table("Key | Meaning", "`id` | A name"), False),
        (table("Command | Meaning", "`kbgen build` | A build"), False),
        (table("Command | Meaning", "`kbgen import zendesk DIR` | Articles of an export"), True),
        (table("Option | Value | Since", "`source_locale` | The language | 1.0"), True),
        (table("Option | Value | Since", "`id` | The language | 1.0"), False),
        (table("Option | A | B | C | D", "`source_locale` | 1 | 2 | 3 | 4"), False),
        (
            table(
                "می‌نویسند | پیدا می‌کنند | چرا",
                "گذروازه | گذرواژه | یک اشتباه در واژه‌های کوتاه و دو تا در واژه‌های بلند بخشیده می‌شود",
            ),
            True,
        ),
        (
            table(
                "Channel | Strong at | Weak at | Expected",
                "Mail | Details | Speed | An answer within a day, with all that was asked",
            ),
            True,
        ),
        (
            table("Method | Arabic | Persian | English", "Pagefind 1.5.2, every word of the query must match | .04 | .05 | .09"),
            False,
        ),
        (table("Plan | Meaning", "Team | A price for everybody who works in the same team and asks"), False),
    ],
)
def test_few_columns_stand_below_each_other_on_a_phone_where_names_are_long(convert: Convert, text: str, stacked: bool) -> None:
    box = convert(text, "fa").select_one(".kb-table")
    assert box is not None
    assert ("kb-table--stacked" in box["class"]) == stacked


def test_cells_below_each_other_say_what_they_are(convert: Convert) -> None:
    tree = convert(table("Option | *Value* | Since", "`source_locale` | The language |"), "en")
    assert [cell.get("data-head") for cell in tree.select("td")] == [None, "Value", "Since"]
    assert not convert(table("Option | Value", "`source_locale` | The language"), "en").select("[data-head]")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (table("Method | Arabic | Persian", "Pagefind, every word | .04 | .05"), True),
        (table("Setting | Date | Number", "`fa` | 30 November 2026 | 1,234.5"), True),
        (table("Plan | Price", "Team | 12"), False),
        (table("Plan | Price | Meaning", "Team | 12 | Everybody who works in the same team"), False),
    ],
)
def test_figures_take_no_room_for_words_on_a_phone(convert: Convert, text: str, figures: bool) -> None:
    box = convert(text, "en").select_one(".kb-table")
    assert box is not None
    assert ("kb-table--figures" in box["class"]) == figures
