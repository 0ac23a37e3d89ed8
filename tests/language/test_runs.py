"""What runs from left to right inside right-to-left text reads as it is written, whatever stands around it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st

from kbgen.language.runs import SPACES, runs
from tests.language.bidi import JOINED, RUNS, WORDS, assembled, cases, displayed, sentences

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("KBGEN_DATA", ROOT.parent / "shared" / "data")) / "help-articles"
TWIN = """
import { readFileSync } from "node:fs";
const { runs } = await import(process.argv[1]);
const texts = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(texts.map((text) => runs(text).map(([start, end]) => [text.slice(0, start), text.slice(start, end)]))));
"""
PARTS = [
    *"abcXYZ0123456789۰۱۲۳٤٥٦ابپتגשם\n\t\u00a0-–—−+=<>()[]{}\"'“”‘’.,:;!?…/\\|@#$%^&*~°€،؛؟٪«»\u200c\u200f\u2068٫",
    "  ", "..", "😀", "𝐀", "𐤀", "𞤀", "日本", "Wi-Fi", "https://", "www.", "km", "10", "۱۲",
]  # fmt: skip
MIXTURE = st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_the_table_of_runs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in runs(text)] == expected


def test_every_run_reads_as_written_in_every_place_of_a_sentence_and_the_sentence_keeps_its_marks() -> None:
    assert len(RUNS) > 200
    wrong = [(text, shown) for text, expected in sentences() if (shown := displayed(text)) != expected]
    assert wrong == []


def test_runs_with_a_latin_comma_or_a_slash_between_them_both_read_as_written() -> None:
    for first, second, third in WORDS.values():
        for at, run in enumerate(RUNS):
            for pattern in JOINED:
                pair = [run, RUNS[at - 11]]
                text, _ = assembled(pattern, {"A": first, "B": second, "C": third}, pair)
                assert all(each in displayed(text) for each in pair), displayed(text)


def test_without_isolation_most_of_them_would_not() -> None:
    # Otherwise the sentences above would prove nothing.
    plain = [get_display(f"نسخه {run} و", base_dir="R") for run in RUNS]
    assert sum(run in shown for run, shown in zip(RUNS, plain, strict=True)) < len(RUNS) / 2


@given(MIXTURE, st.booleans())
@example("a\n’", False)
def test_runs_of_any_text_stand_in_order_apart_and_hold_more_than_spaces(text: str, alone: bool) -> None:
    at = 0
    for start, end in runs(text, alone):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip(SPACES) != ""
        at = end


@pytest.mark.parametrize(
    "part",
    [
        *["1", "-", "12۱۲ -.", "(", "([)]", '5"ب', "://", "www./ب", "ab - ", "x.", "😀 a", "٠-"],
        *['"a ', "'a' ", "a) ", "𐤀", " ", "a=;", "«a»"],
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    # With time in proportion to its square a MiB would take hours.
    size = 1 << 20 if part in ("1", "-", "12۱۲ -.") else 1 << 18
    text = "ب " + part * (size // len(part)) + " ب"
    assert all(0 < start < end < len(text) for start, end in runs(text))


@pytest.mark.needs("node")
def test_the_browser_finds_the_same_runs() -> None:
    texts = [text for text, _ in cases()] + [text for text, _ in sentences()]
    random = Random(17)
    texts += ["".join(random.choices(PARTS, k=random.randint(1, 25))) for _ in range(20_000)]
    texts += [line for path in sorted(CORPUS.glob("[af]*/**/*.md")) for line in path.read_text("utf-8").splitlines()]
    found = twin(texts)
    wrong = []
    for text, theirs in zip(texts, found, strict=True):
        ours = [[text[:start], text[start:end]] for start, end in runs(text)]
        if ours != theirs:
            wrong.append((text, ours, theirs))
    assert wrong == []


def twin(texts: Sequence[str]) -> list[list[list[str]]]:
    """What the browser's code says of `texts`: of each run what stands before it, and the run."""
    module = ROOT / "theme" / "assets" / "javascripts" / "search" / "runs.js"
    command = ["node", "--no-warnings", "--input-type=module", "-e", TWIN, module.as_uri()]
    done = subprocess.run(command, input=json.dumps(list(texts)), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


@pytest.mark.parametrize(("brackets", "left"), [(8, 0), (9, 1), (3000, 2992)])
def test_brackets_around_brackets_are_looked_into_to_a_depth_that_no_sentence_has(brackets: int, left: int) -> None:
    text = f"ب {'(' * brackets}1 2 km{')' * brackets} ب"
    assert [text[start:end] for start, end in runs(text)] == [f"{'(' * left}1 2 km{')' * left}"]
