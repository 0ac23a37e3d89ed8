"""What `journeys.yml` may say, and every mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.issues import Level
from kbgen.site.outputs.journeys import JOURNEYS_FILE, Journey, load_journeys

WHOLE = """first-week:
  for: {plan: [pro, team]}
  steps:
    - day: 3
      video: https://films.example/1
      subject: {en: Second}
      text: {en: "One.\\n\\nTwo\\nlines.\\n\\n \\n"}
    - day: 0
      article: start/set-up#first
      picture: lamp.png
      alt: {en: A lamp}
      subject: {en: First, fa: نخست}
      text: {en: Welcome., fr: Bonjour.}
"""
STEP = "day: 0, article: a, subject: {en: S}, text: {en: T}"


def load(folder: Path, text: str, *languages: str) -> tuple[tuple[Journey, ...], list[tuple[Level, str]]]:
    (folder / JOURNEYS_FILE).write_text(text, "utf-8")
    journeys, issues = load_journeys(folder, ["a", "start/set-up"], languages or ("en",))
    return journeys, [(issue.level, issue.message) for issue in issues]


def test_steps_are_in_the_order_of_their_days_with_what_they_say(tmp_path: Path) -> None:
    (tmp_path / "lamp.png").touch()
    (journey,), issues = load(tmp_path, WHOLE)
    assert issues == []
    assert (journey.name, journey.wanted) == ("first-week", {"plan": ("pro", "team")})
    first, second = journey.steps
    assert (first.campaign, second.campaign) == ("first-week/0", "first-week/3")
    assert second.paragraphs("en") == ["One.", "Two lines."]
    # Those with a subject and a text.
    assert first.languages == ["en"]
    assert load_journeys(tmp_path / "nowhere", [], []) == ((), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a-b: {{steps: [{{{STEP}}}]}}", []),
        (f"{'a' * 40}: {{steps: [{{{STEP}}}]}}", []),
        (f"{'a' * 41}: {{steps: [{{{STEP}}}]}}", [f"{'a' * 41} is no name of a journey."]),
        (f"First: {{steps: [{{{STEP}}}]}}", ["First is no name of a journey."]),
        (f"x: {{steps: [{{{STEP}, video: 'https://v.example/1'}}]}}", ["x, day 0: a letter leads to an article or to a video."]),
        ("x: {steps: [{day: 0, subject: {en: S}, text: {en: T}}]}", ["x, day 0: a letter leads to an article or to a video."]),
        ("x: {steps: [{day: 0, article: 'b#c', subject: {en: S}, text: {en: T}}]}", ["x, day 0: there is no article b#c."]),
        (f"x: {{steps: [{{{STEP}}}, {{{STEP}}}]}}", ["x, day 0 is there twice."] * 2),
        (f"x: {{steps: [{{{STEP}, picture: no.png, alt: {{en: A}}}}]}}", ["x, day 0: there is no picture no.png."]),
    ],
)
def test_every_mistake_is_an_error_that_names_its_letter(tmp_path: Path, text: str, said: list[str]) -> None:
    assert load(tmp_path, text)[1] == [(Level.ERROR, each) for each in said]


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ("", []),
        (", picture: lamp.png", ["alt"]),
        (", picture: lamp.png, alt: {en: A, fa: B}", []),
        (", picture: lamp.png, alt: {en: A}", []),
    ],
)
def test_what_a_language_lacks_is_a_warning(tmp_path: Path, more: str, lacking: list[str]) -> None:
    (tmp_path / "lamp.png").touch()
    step = f"x: {{steps: [{{{STEP}{more}}}]}}"
    assert load(tmp_path, step)[1] == [(Level.WARNING, f"x, day 0: {word} is missing in en.") for word in lacking]
    wanted = "subject and text" if not more or "fa:" in more else "subject and text and alt"
    assert (Level.WARNING, f"x, day 0: {wanted} is missing in fa.") in load(tmp_path, step, "en", "fa")[1]


@pytest.mark.parametrize("day", [-1, 3651, "soon"])
def test_days_have_bounds_and_every_letter_its_texts(tmp_path: Path, day: object) -> None:
    (level, said), *_ = load(tmp_path, f"x: {{steps: [{{day: {day}, article: a, subject: {{en: S}}, text: {{en: T}}}}]}}")[1]
    assert level is Level.ERROR
    assert str(day) in said
    assert load(tmp_path, "x: {steps: [{day: 3650, article: a, subject: {en: S}, text: {en: T}}]}")[1] == []
    assert load(tmp_path, "x: {steps: []}")[1]
    assert load(tmp_path, "x: {steps: [{day: 1, article: a}]}")[1]
