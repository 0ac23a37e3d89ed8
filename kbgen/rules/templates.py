"""Copies of kbgen's templates in a project, and what became of their originals since.

A copy begins with a comment of Jinja that names the original and the digest of what it said then. It says nothing on the page,
moves with the file, and may be taken out by whoever wants to hear no more of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.issues import Issue, Level
from kbgen.resources import theme_dir

_MARK = re.compile(r"\A\{#- kbgen's (?P<name>[\w./-]+), (?P<digest>[0-9a-f]{12}).*?-?#\}")


def template_names() -> list[str]:
    """Every template that a project may replace."""
    return sorted(path.relative_to(theme_dir()).as_posix() for path in theme_dir().rglob("*.html"))


def copy_template(settings: Settings, name: str) -> Path:
    """Copy the template `name` into the project's folder of templates. Raises `OperatorError` if there is none, or it is there."""
    name = name.removeprefix("theme/")
    if name not in template_names():
        raise OperatorError(f"kbgen has no template {name}. {did_you_mean(name, template_names(), 'kbgen template lists them.')}")
    target = (settings.custom_dir or settings.root / "theme") / name
    if target.exists():
        raise OperatorError(f"{target} exists already.")
    text = (theme_dir() / name).read_text("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f"{{#- kbgen's {name}, {_digest(text)}: kbgen check says when the original has changed since. -#}}\n{text}", "utf-8"
    )
    return target


def changed_originals(folder: Path) -> Iterator[tuple[Path, str]]:
    """The copies in `folder` whose original says something else now, or is gone (then with no name)."""
    for path in sorted(folder.rglob("*.html")):
        found = _MARK.match(path.read_text("utf-8", errors="replace")[:400])
        if not found:
            continue
        original = theme_dir() / found["name"]
        if not original.is_file():
            yield path, ""
        elif _digest(original.read_text("utf-8")) != found["digest"]:
            yield path, found["name"]


def template_issues(settings: Settings) -> Iterator[Issue]:
    """An issue for each copy in the site's own folder of templates whose original changed or went."""
    if settings.custom_dir is None or settings.custom_dir == theme_dir():
        return
    for path, name in changed_originals(settings.custom_dir):
        where = path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else str(path)
        if not name:
            message = "kbgen has no such template any more; this copy has no effect."
            advice = "Delete it, or see what took its place."
        else:
            message = f"kbgen's {name} has changed since this copy was made."
            advice = f"Move your copy away, run kbgen template {name}, and take your changes over."
        yield Issue(where, 1, "template-copy", message, Level.WARNING, advice)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
