"""What options take and what they are without being given, as `--help` says it: whoever runs commands by a timetable relies on it.

Where a change is meant, `python -m tests.options` writes `options.txt` anew; look at its difference before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from kbgen.cli import VERBS, cli

KEPT = Path(__file__).with_suffix(".txt")
_BRACKETS = re.compile(r"\[(?:default|required|env|\d|x|-).*\]$")


def looked_at(part: str) -> list[str]:
    """The lines of `options.txt` about the commands of a part of kbgen."""
    verbs = tuple(f"{verb} " for verb, (place, _) in VERBS.items() if place.startswith(f"kbgen.{part}."))
    return [line for line in KEPT.read_text("utf-8").splitlines() if line.startswith(verbs)]


def said(part: str) -> list[str]:
    """What the commands of a part say now."""
    verbs = [verb for verb, (place, _) in VERBS.items() if place.startswith(f"kbgen.{part}.")]
    return [line for verb in verbs for line in _lines(cli.get_command(click.Context(cli), verb), verb)]


def _lines(command: click.Command | None, name: str) -> Iterator[str]:
    assert command
    context = click.Context(command, info_name=name)
    for parameter in command.params:
        if record := parameter.get_help_record(context):
            found = _BRACKETS.search(record[1])
            more = ", ".join(word for word in ("required", "multiple", "hidden") if getattr(parameter, word, False))
            yield " ".join(filter(None, (name, record[0], found and found[0], more)))
        else:
            words = " ".join(word for word in ("required", "hidden") if getattr(parameter, word, False))
            yield f"{name} {parameter.human_readable_name} {parameter.nargs} {words}".rstrip()
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            yield from _lines(command.get_command(context, each), f"{name} {each}")


def parts() -> list[str]:
    """The parts of kbgen that have commands."""
    return sorted({place.split(".")[1] for place, _ in VERBS.values()})


if __name__ == "__main__":
    KEPT.write_text("".join(f"{line}\n" for part in parts() for line in said(part)), "utf-8")
