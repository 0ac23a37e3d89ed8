"""The list of customers: a CSV file with an address, the day of their start and whatever journeys ask for.

Receives a path; returns customers in the order of the file, an address once, and what is wrong with the other lines. Columns have
the names of the first line: `email`, `start` (a day as in ISO 8601) and, if there are several languages, `locale`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kbgen.errors import OperatorError
from kbgen.mail.address import Address, address_of
from kbgen.site.outputs.journeys import Journey

EMAIL, START, LOCALE = "email", "start", "locale"


@dataclass(frozen=True)
class Customer:
    """Whom to write to: `columns` holds all of the line."""

    address: Address
    start: date
    locale: str
    columns: Mapping[str, str]

    def is_for(self, journey: Journey) -> bool:
        """Whether the journey is meant for this customer."""
        return all(self.columns.get(column, "").strip() in values for column, values in journey.wanted.items())


def read_customers(path: Path, locales: Sequence[str]) -> tuple[list[Customer], list[str]]:
    """The customers in the file, and what to say of the lines that hold none. Raises `OperatorError` for what is no such file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            names = [name.strip().lower() for name in reader.fieldnames or ()]
            if lacking := {EMAIL, START} - set(names):
                raise OperatorError(f"{path} has no column {' and '.join(sorted(lacking))} in its first line.")
            reader.fieldnames = names
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OperatorError(f"{path} cannot be read as CSV: {error}.") from None
    return _sorted(path, rows, locales)


def _sorted(path: Path, rows: Sequence[tuple[int, Mapping[str, str]]], locales: Sequence[str]) -> tuple[list[Customer], list[str]]:
    customers: dict[str, Customer] = {}
    notes = []
    for line, row in rows:
        found = _customer(row, locales)
        if isinstance(found, str):
            notes.append(f"{path}:{line}: {found}")
        elif found.address.mailbox.lower() in customers:
            notes.append(f"{path}:{line}: {found.address.mailbox} is there twice; the first line counts.")
        else:
            customers[found.address.mailbox.lower()] = found
    return list(customers.values()), notes


def _customer(row: Mapping[str, str], locales: Sequence[str]) -> Customer | str:
    address = address_of(row[EMAIL] or "")
    if address is None:
        return f"{(row[EMAIL] or '')[:80]!r} is no address."
    try:
        start = date.fromisoformat((row[START] or "").strip()[:10])
    except ValueError:
        return f"{(row[START] or '')[:40]!r} is no day like 2026-11-30."
    locale = (row.get(LOCALE) or "").strip() or locales[0]
    if locale not in locales:
        return f"{locale[:40]} is no language of the site: {', '.join(locales)}."
    return Customer(address, start, locale, dict(row))


def read_addresses(path: Path) -> Iterator[str]:
    """Addresses in a file, one a line or in the first column: those that want no letters."""
    try:
        for line in path.read_text("utf-8-sig").splitlines():
            if address := address_of(line.partition(",")[0]):
                yield address.mailbox
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{path} cannot be read: {error}.") from None
