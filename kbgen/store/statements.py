"""The SQL of the store, by name: one statement a file in `queries/`, one step a file in `migrations/`.

Receives names; returns text in the placeholder style of a database. Statements are written once, with `:name`
placeholders and in the SQL that SQLite and PostgreSQL share; only migrations differ between the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)
# PostgreSQL has statements of its own where one with arrays does the work of many.
_PLACEHOLDER = re.compile(r"(?<![:\w]):([a-z_]+)")
_MIGRATION = re.compile(r"^(\d{4})_(\w+)\.(sqlite|postgres)\.sql$")


@dataclass(frozen=True)
class Migration:
    """One step forward; `number` is the version of the database after it."""

    number: int
    name: str
    statements: tuple[str, ...]


@cache
def statement(name: str) -> str:
    """The statement `queries/<name>.sql` with `:name` placeholders, as SQLite takes it. Comments are left out."""
    text = resources.files(__package__).joinpath("queries", f"{name}.sql").read_text("utf-8")
    return _COMMENT.sub("", text).strip()


@cache
def percent_statement(name: str) -> str:
    """The same statement with `%(name)s` placeholders, as psycopg takes it."""
    return _PLACEHOLDER.sub(r"%(\1)s", statement(name).replace("%", "%%"))


@cache
def migrations(dialect: str) -> tuple[Migration, ...]:
    """All steps for `sqlite` or `postgres`, in order."""
    steps = []
    for file in resources.files(__package__).joinpath("migrations").iterdir():
        match = _MIGRATION.match(file.name)
        if match and match[3] == dialect:
            text = _COMMENT.sub("", file.read_text("utf-8"))
            parts = tuple(part.strip() for part in text.split(";\n") if part.strip())
            steps.append(Migration(int(match[1]), match[2], parts))
    return tuple(sorted(steps, key=lambda step: step.number))
