"""Every form of a video's address is played in place, and nothing of a host is taken for a picture."""

from __future__ import annotations

import pytest

from kbgen.dialects.video_hosts import hosted, page_of_film

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
APARAT = "https://www.aparat.com/video/video/embed/videohash/abc12/vt/frame"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://youtube.com/watch?v=dQw4w9WgXcQ&feature=share", YOUTUBE),
        ("//m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ", YOUTUBE),
        ("https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=x", YOUTUBE),
        ("HTTPS://WWW.YouTube.com/watch/?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abcdef", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/v/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=90", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=soon", YOUTUBE),
        ("https://www.youtube.com/playlist?list=PL1", "https://www.youtube-nocookie.com/embed/videoseries?list=PL1&autoplay=1"),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://www.vimeo.com/76979871#t=30s", f"{VIMEO}#t=30s"),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
        ("https://vimeo.com/groups/shortfilms/videos/76979871", VIMEO),
        ("https://player.vimeo.com/video/76979871", VIMEO),
        ("https://vimeo.com/76979871/0b1c2d3e4f", "https://player.vimeo.com/video/76979871?h=0b1c2d3e4f&autoplay=1&dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=0b1c2d3e4f", "https://player.vimeo.com/video/76979871?h=0b1c2d3e4f&autoplay=1&dnt=1"),
        ("https://www.aparat.com/v/abc12", APARAT),
        ("https://aparat.com/v/abc12/", APARAT),
        ("https://www.aparat.com/v/abc12?playlist=7", APARAT),
        ("https://www.aparat.com/video/video/embed/videohash/abc12/vt/frame", APARAT),
    ],
)  # fmt: skip
def test_every_form_of_a_films_address_leads_to_its_player(address: str, player: str) -> None:
    found = hosted(address)
    assert found is not None
    assert found.player == player


def test_the_page_of_a_film_keeps_its_moment_and_the_word_of_one_that_is_not_listed() -> None:
    pages = {
        "//www.youtube.com/embed/dQw4w9WgXcQ?start=90": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
        "https://youtu.be/dQw4w9WgXcQ": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/embed/videoseries?list=PL1": "https://www.youtube.com/playlist?list=PL1",
        "https://player.vimeo.com/video/76979871?h=0b1c2d3e4f#t=9s": "https://vimeo.com/76979871/0b1c2d3e4f#t=9s",
        "https://www.aparat.com/video/video/embed/videohash/abc12/vt/frame": "https://www.aparat.com/v/abc12",
        "https://www.youtube.com/@kbgen": "",
        "https://example.org/embed/dQw4w9WgXcQ": "",
    }
    assert {address: page_of_film(address) for address in pages} == pages
    # The page of a film shows that film.
    for address, page in pages.items():
        found = hosted(address)
        assert not page or hosted(page) == found


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/@kbgen",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=%3Cscript%3E",
        "https://youtu.be/",
        "https://vimeo.com/about",
        "https://www.aparat.com/kbgen",
        "https://www.aparat.com/v/%22onload",
    ],
)
def test_a_page_of_a_host_that_names_no_film_has_no_player(address: str) -> None:
    found = hosted(address)
    assert found is not None
    assert found.player == ""


@pytest.mark.parametrize(
    "address",
    ["film.mp4", "../youtube.com/watch?v=dQw4w9WgXcQ", "https://example.org/watch?v=dQw4w9WgXcQ", "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
     "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", "data:image/png;base64,AAAA", "javascript:alert(1)", "http://[", ""],
)  # fmt: skip
def test_other_addresses_are_no_videos(address: str) -> None:
    assert hosted(address) is None
