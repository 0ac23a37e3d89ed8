"""Days at the edges of years, leap years, and what the libraries do not cover."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.language.calendar import CalendarDay, in_calendar, month_names, written


@pytest.mark.parametrize(
    ("day", "solar"),
    [
        (date(2021, 3, 20), (1399, 12, 30)),  # 1399 is leap
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2024, 3, 19), (1402, 12, 29)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2024, 12, 31), (1403, 10, 11)),
        (date(2025, 3, 20), (1403, 12, 30)),  # 1403 is leap
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2026, 3, 20), (1404, 12, 29)),
        (date(2026, 3, 21), (1405, 1, 1)),
        (date(2030, 3, 20), (1408, 12, 30)),  # five years after the last: 1408 is leap, 1407 is not
        (date(2030, 3, 21), (1409, 1, 1)),
        (date(1979, 2, 11), (1357, 11, 22)),
    ],
)
def test_solar_hijri_years_end_at_the_equinox(day: date, solar: tuple[int, int, int]) -> None:
    assert in_calendar(day, "persian") == ("persian", *solar)


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(1924, 8, 1), (1343, 1, 1)),
        (date(2023, 7, 18), (1444, 12, 30)),
        (date(2023, 7, 19), (1445, 1, 1)),
        (date(2024, 3, 11), (1445, 9, 1)),  # Ramadan
        (date(2024, 4, 10), (1445, 10, 1)),
        (date(2026, 11, 21), (1448, 6, 11)),
        (date(2077, 11, 16), (1500, 12, 30)),
    ],
)
def test_umm_al_qura_follows_the_published_tables(day: date, lunar: tuple[int, int, int]) -> None:
    assert in_calendar(day, "umm-al-qura") == ("umm-al-qura", *lunar)


@pytest.mark.parametrize(
    ("day", "calendar"),
    [
        (date(1924, 7, 31), "umm-al-qura"),
        (date(2077, 11, 17), "umm-al-qura"),
        (date(1, 1, 1), "persian"),
        (date(9999, 12, 31), "persian"),
    ],
)
def test_a_day_that_a_calendar_does_not_reach_is_gregorian(day: date, calendar: str) -> None:
    assert in_calendar(day, calendar) == ("gregorian", day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("d MMMM y", "9 Mehr 1405"),
        ("dd/MM/yy", "09/07/05"),
        ("d 'de' MMMM 'de' y", "9 de Mehr de 1405"),
        ("MMMM d, y G", "Mehr 9, 1405"),
        ("d MMMM G y", "9 Mehr 1405"),
        ("y''LL", "1405'07"),
    ],
)
def test_patterns_of_cldr_are_followed(pattern: str, text: str) -> None:
    months = month_names("persian", "en")
    assert written(CalendarDay("persian", 1405, 7, 9), pattern, months) == text
