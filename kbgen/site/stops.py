"""What stops a build: content that cannot be rendered, and issues that must not be published.

Receives what a build has found so far; takes the issues down in its result, and raises `AuthorError` where the build has to stop.
"""

from __future__ import annotations

from datetime import date

from kbgen.articles.article import Library
from kbgen.articles.library import without_drafts
from kbgen.articles.schedule import on_day
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Level, errors_in
from kbgen.rules.levels import levelled
from kbgen.site.incremental.content import Content
from kbgen.site.result import BuildResult


def checked(content: Content, result: BuildResult, *, drafts: bool, day: date | None = None) -> Library:
    """The library to build on `day`, or with everything that any day shows. Raises `AuthorError` if it has errors: rendering
    might stumble over them."""
    result.issues += content.issues
    result.notes += [content.note] if content.note else []
    if errors_in(content.issues):
        raise AuthorError("The content has errors; nothing was published.", content.issues)
    library = on_day(content.library, day, drafts=drafts) if day else content.library
    return library if drafts else without_drafts(library)


def stop_at_issues(settings: Settings, result: BuildResult, *, strict: bool) -> None:
    """Raise `AuthorError` if what was found must not be published."""
    result.issues = levelled(settings, result.issues)
    warned = strict and any(issue.level is Level.WARNING for issue in result.issues)
    if errors_in(result.issues) or warned:
        raise AuthorError(
            "Nothing was published: a strict build stops at warnings." if warned else "Nothing was published.", result.issues
        )
