"""Searches that ask the same fall together, others stay apart, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.grouping import LANGUAGES, judge, labelled

LEAST = 0.85


@pytest.mark.parametrize("locale", LANGUAGES)
def test_labelled_searches_group_well_without_an_index(locale: str) -> None:
    figures = judge(locale, None)
    assert figures.searches >= 150
    assert figures.f1 >= LEAST - 0.05, figures
    assert figures.mixed == 0, figures


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_labelled_sets_name_each_search_once(locale: str) -> None:
    searches = [text for texts in labelled(locale).values() for text in texts]
    assert len(searches) == len(set(searches)) >= 150
    path = Path(__file__).parents[2] / "labelled" / f"{locale}.yml"
    assert yaml.safe_load(path.read_text("utf-8")).keys() == labelled("en").keys()
