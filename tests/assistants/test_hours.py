"""Whether a desk is open, as the page's own script has it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from kbgen.assistants.hours import state_at
from tests.browser.test_hours import ALWAYS, DAY_WEEK, NIGHT_WEEK, SPLIT_WEEK, ZONES, State, state

__all__ = ["state"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("week", [DAY_WEEK, NIGHT_WEEK, SPLIT_WEEK, ALWAYS], ids=["days", "nights", "split", "always"])
def test_python_and_the_page_agree_on_when_a_desk_is_open(state: State, zone: str, week: dict[str, list[list[int]]]) -> None:
    chance = random.Random(zone)
    hours = {"zone": zone, "week": week, "holidays": ["2026-10-26", "03-21"]}
    around = [datetime.fromisoformat(f"{day}T00:00:00+00:00") for day in ZONES[zone]]
    moments = [day + timedelta(minutes=chance.randrange(-3 * 1440, 3 * 1440)) for day in around for _ in range(60)]
    told = state([{"hours": hours, "now": moment.isoformat()} for moment in moments])
    for moment, page in zip(moments, told, strict=True):
        mine = state_at(hours, moment)
        change = mine.change.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if mine.change else None
        assert (mine.open, change) == (page["open"], page.get("change")), moment
