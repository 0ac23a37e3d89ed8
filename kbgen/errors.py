"""One root for everything kbgen raises on purpose, and a subclass for each reader of the message.

A message says what is wrong, where, and what to do. The command line shows it without a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.issues import Issue


class KbgenError(Exception):
    """Root of all errors that kbgen raises on purpose."""

    exit_code = 1


class AuthorError(KbgenError):
    """Something a writer has to mend; carries every issue that was found, not only the first."""

    def __init__(self, message: str, issues: Sequence[Issue] = ()) -> None:
        super().__init__(message)
        self.issues = tuple(issues)


class ConfigError(AuthorError):
    """`mkdocs.yml` says something that kbgen cannot follow."""


class OperatorError(KbgenError):
    """Something the person who runs the command or the server has to mend: a path, a port, a database, a lock."""

    exit_code = 1


class ClientError(KbgenError):
    """A request that the collector refuses; `status` is the HTTP status to answer with."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
