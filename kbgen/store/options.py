"""The options by which verbs name a database and a time in it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import click

DAY_MS = 86_400_000

database_option = click.option(
    "--database",
    default="kb.db",
    envvar="KBGEN_DATABASE",
    show_default=True,
    show_envvar=True,
    help="A SQLite file, or postgresql://user@host/name.",
)


class Moment(click.ParamType[int]):
    """A date (UTC) or a number of days ago: `2026-11-01`, `30d`."""

    name = "DATE|DAYSd"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds since 1970."""
        text = str(value)
        if text.endswith("d") and text[:-1].isdecimal():
            return int(time.time() * 1000) - int(text[:-1]) * DAY_MS
        try:
            return int(datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).timestamp() * 1000)
        except ValueError:
            self.fail(f"{text} is neither a date such as 2026-11-01 nor a number of days such as 30d.", param, ctx)
