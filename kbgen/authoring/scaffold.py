"""What `kbgen init` and `kbgen new` write: a first site, a first draft of an article. Nothing that exists is overwritten."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kbgen.articles.article import Kind
from kbgen.articles.kinds import W_
from kbgen.articles.names import issue_path, path_fault
from kbgen.authoring.first_site import site_files
from kbgen.authoring.schemas import write_editor_files
from kbgen.authoring.skeleton import translation_draft
from kbgen.config import LocaleSettings, Settings
from kbgen.errors import OperatorError
from kbgen.pages.first_draft import first_draft, quoted
from kbgen.resources import package_dir
from kbgen.site.plan import load_interfaces

TRANSLATE = W_("Translate the values here and the text below; all else is as in {file}.")
# Files beside `mkdocs.yml` that say nothing until somebody takes the comment signs out.
SAMPLES = ("notify.yml", "goals.yml", "forge.yml", "desk.yml")
_KIND = re.compile(r"^kind:[ \t]*([\w-]+)", re.MULTILINE)


def start_site(folder: Path, locales: Sequence[LocaleSettings] = ()) -> None:
    """Write a small help center into `folder`, in `locales` or in the three languages of the starter. Raises `OperatorError` if
    something is there, but for git's own folder."""
    starter = package_dir() / "starter"
    place = folder.resolve()
    if place.exists() and any(each.name != ".git" for each in place.iterdir()):
        raise OperatorError(f"{folder} is not empty. Choose a new folder.")
    draft = place.parent / f".{place.name}.new"
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        # Under its real name the file would have kept git from seeing parts of kbgen itself.
        shutil.copyfile(starter / "gitignore", draft / ".gitignore")
        for name in SAMPLES:
            shutil.copyfile(starter / name, draft / name)
        if locales:
            for path, text in site_files(starter, locales):
                (draft / path).parent.mkdir(parents=True, exist_ok=True)
                (draft / path).write_text(text, "utf-8")
        else:
            shutil.copyfile(starter / "mkdocs.yml", draft / "mkdocs.yml")
            shutil.copytree(starter / "content", draft / "content")
        write_editor_files(draft)
        if place.exists():
            # It stays the folder that it is: somebody may be in it, and git may have begun there.
            _move_into(place, draft)
        else:
            draft.rename(place)
    except OSError as error:
        raise OperatorError(f"{folder} cannot be made: {error.strerror}.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move_into(folder: Path, draft: Path) -> None:
    """Move what is in `draft` into `folder`, all or nothing. Raises `OSError`."""
    moved = []
    try:
        for each in sorted(draft.iterdir()):
            moved.append(each.rename(folder / each.name))  # noqa: PERF401  what was moved has to be known after a failure
    except OSError:
        for each in moved:
            each.rename(draft / each.name)
        raise


def start_article(
    settings: Settings,
    kind: str,
    path: str,
    tags: Iterable[str],
    title: str | None,
    titles: Mapping[str, str] | None = None,
    questions: Mapping[str, Sequence[str]] | None = None,
) -> list[str]:
    """Write a draft of an article in each of the languages `tags`; returns the files' names relative to the project.

    Without `tags` it is the language that `path` names, else the source. Where the source has the article, the draft is the start
    of its translation.

    `titles` are used where `title` is not given; `questions` of readers become headings. Both are by language.

    Raises `OperatorError` for a name that cannot be an article's, if one of the files exists, or if a translation would be of
    another kind.
    """
    there, path, spoken = place_of(settings, path)
    fault = path_fault(path + ".md")
    if not path or fault:
        raise OperatorError(f"{path or 'The path'} cannot be an article's place{': ' + fault if fault else ''}. Try: guides/set-up")
    interfaces = load_interfaces(settings)
    files = {tag: settings.content_dir / tag / f"{path}.md" for tag in tags or ((there or settings.source_locale),)}
    for file in files.values():
        if file.exists():
            raise OperatorError(f"{_shown(settings, file)} exists already.")
    original = settings.content_dir / settings.source_locale / f"{path}.md"
    source = original.read_text("utf-8-sig") if original.is_file() and not questions else ""
    if source and (known := _KIND.search(source)) and known[1] != kind:
        raise OperatorError(f"{_shown(settings, original)} is of the kind {known[1]}; its translations are too, not {kind}.")
    name = title or spoken
    for tag, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        if source:
            note = interfaces[tag].gettext(TRANSLATE).format(file=_shown(settings, original))
            text = translation_draft(source, {"title": quoted(title)} if title else {}, date.today(), note)
        else:
            own = name if title else (titles or {}).get(tag, name)
            text = first_draft(Kind(kind), own, interfaces[tag], date.today(), (questions or {}).get(tag, ()), settings.teams)
        file.write_text(text, "utf-8")
    return [_shown(settings, file) for file in files.values()]


def place_of(settings: Settings, typed: str) -> tuple[str, str, str]:
    """The language that a typed place names, if it does, the place within that, and a title.

    A place may be typed as the file's whole name, `content/en/start/x.md`, or in words: `Start/My Article` is `start/my-article`.
    """
    parts = [part for part in typed.replace("\\", "/").removesuffix(".md").split("/") if part not in ("", ".")]
    inside = Path(os.path.relpath(settings.content_dir, settings.root)).parts
    if tuple(parts[: len(inside)]) == inside:
        parts = parts[len(inside) :]
    known = {locale.tag for locale in settings.locales}
    tag = parts.pop(0) if len(parts) > 1 and parts[0] in known else ""
    last = parts[-1] if parts else ""
    title = last if last != last.lower() or " " in last else last.replace("-", " ").capitalize()
    # A folder that is there is meant, however it is written.
    root, names = settings.content_dir / (tag or settings.source_locale), list[str]()
    for part in parts:
        root = root / part
        names.append(part if part != ".." and root.is_dir() and part is not last else _slug(part))
    return tag, "/".join(names), title


def _slug(part: str) -> str:
    """A name as addresses want it: lower case, hyphens for spaces; what is no letter or digit goes, but for `-`, `_` and `.`."""
    return re.sub(r"[^\w.\u200c-]+", "", re.sub(r"\s+", "-", part.strip().lower())).strip("-.")


def _shown(settings: Settings, file: Path) -> str:
    return issue_path(settings, file.relative_to(settings.content_dir).as_posix())
