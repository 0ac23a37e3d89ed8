"""`hours.js` against Python's own time zones, over the days on which clocks change."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

MODULE = Path(__file__).parents[2] / "theme" / "assets" / "javascripts" / "feedback" / "hours.js"
DAY_WEEK = {str(day): [[480, 960]] for day in (0, 1, 2, 3, 5, 6)}
NIGHT_WEEK = {str(day): [[22 * 60, 30 * 60]] for day in range(7)}
ALWAYS = {str(day): [[0, 1440]] for day in range(7)}
SPLIT_WEEK = {"0": [[540, 720], [780, 1020]], "6": [[600, 601]]}

# Clocks change in these zones on these days; Lord Howe's by half an hour, Apia and Tehran not any more.
ZONES = {
    "Asia/Tehran": ["2026-03-21"],
    "Europe/London": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
    "Africa/Cairo": ["2026-04-24", "2026-10-30"],
    "Pacific/Apia": ["2026-01-01"],
    "Asia/Kathmandu": ["2026-06-01"],
}


State = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def state() -> Iterator[State]:
    """What the page's module says, asked of one Node: a line with the cases, a line with the answers."""
    code = (
        f"import {{ stateAt }} from {json.dumps(MODULE.as_uri())};\n"
        'import { createInterface } from "node:readline";\n'
        "for await (const line of createInterface({ input: process.stdin })) {\n"
        "  console.log(JSON.stringify(JSON.parse(line).map(({ hours, now }) => stateAt(hours, new Date(now)))));\n"
        "}"
    )
    command = ["node", "--input-type=module", "-e", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin
        assert node.stdout
        cases, answers = node.stdin, node.stdout

        def ask(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
            cases.write(json.dumps(asked) + "\n")
            cases.flush()
            return list(json.loads(answers.readline()))

        yield ask
        cases.close()
        assert node.wait(60) == 0


def _open(hours: dict[str, Any], moment: datetime) -> bool:
    """Whether the desk's own clock and calendar say that it is open."""
    local = moment.astimezone(ZoneInfo(hours["zone"]))
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        if day.isoformat() in hours["holidays"] or day.isoformat()[5:] in hours["holidays"]:
            continue
        minutes = local.hour * 60 + local.minute + back * 1440
        if any(opens <= minutes < closes for opens, closes in hours["week"].get(str(day.weekday()), [])):
            return True
    return False


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("week", [DAY_WEEK, NIGHT_WEEK, SPLIT_WEEK], ids=["days", "nights", "split"])
def test_open_and_its_next_change_agree_with_the_desks_clock(state: State, zone: str, week: dict[str, Any]) -> None:
    chance = random.Random(1)
    hours = {"zone": zone, "week": week, "holidays": ["2026-03-30", "11-02", "12-25"]}
    moments = [
        datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(minutes=chance.randrange(-3 * 1440, 3 * 1440))
        for day in ZONES[zone]
        for _ in range(60)
    ]
    answers = state([{"hours": hours, "now": moment.isoformat()} for moment in moments])
    for moment, answer in zip(moments, answers, strict=True):
        assert answer["open"] == _open(hours, moment), moment
        change = datetime.fromisoformat(answer["change"])
        assert change > moment
        assert _open(hours, change) != answer["open"], (moment, change)
        assert _open(hours, change - timedelta(seconds=1)) == answer["open"], (moment, change)
        # Nothing happens in between.
        between = moment + (change - moment) * chance.random()
        assert _open(hours, between) == answer["open"], (moment, between, change)


@pytest.mark.parametrize(
    ("week", "holidays", "expected"),
    [
        ({}, [], {"open": False}),
        (ALWAYS, [], {"open": True}),
        (ALWAYS, ["2026-11-22"], {"open": True, "change": "2026-11-21T20:30:00.000Z"}),
        ({"5": [[720, 1440]], "6": [[0, 60]]}, [], {"open": True, "change": "2026-11-21T21:30:00.000Z"}),
    ],
    ids=["never", "always", "until a holiday", "over midnight in two pieces"],
)
def test_edges(state: State, week: dict[str, Any], holidays: list[str], expected: dict[str, Any]) -> None:
    hours = {"zone": "Asia/Tehran", "week": week, "holidays": holidays}
    assert state([{"hours": hours, "now": "2026-11-21T12:00:00Z"}]) == [expected]
