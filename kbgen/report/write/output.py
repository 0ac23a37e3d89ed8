"""Where reports go: a folder with a page a language, or one text.

Receives a report and the site; writes files, each whole or not at all. Raises `OperatorError` that names what cannot be written.
"""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from kbgen.errors import OperatorError
from kbgen.report.judge.figures import Report
from kbgen.report.judge.questions import catalogues_of
from kbgen.report.read.site import KnownSite
from kbgen.report.write.json import as_json
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.page import page

JSON_NAME = "report.json"
DEFAULT_FOLDER = Path("report")


def voices(site: KnownSite) -> list[LocaleView]:
    """A voice for each interface language, in the site's order."""
    texts = catalogues_of(site, [locale.tag for locale in site.locales])
    return [LocaleView.of(locale, texts[locale.tag]) for locale in site.locales]


def page_name(tag: str) -> str:
    """The file of one language."""
    return f"report.{tag}.html"


def write_pages(report: Report, site: KnownSite, folder: Path, aim: float) -> list[Path]:
    """A page for each language, `index.html` in the first, and the figures that other commands read."""
    names = [(locale.tag, locale.name, page_name(locale.tag)) for locale in site.locales]
    # A draft command finds the report by itself where it looks first.
    command = "" if folder == DEFAULT_FOLDER else f" --report {folder / JSON_NAME}"
    written = []
    for place, voice in enumerate(voices(site)):
        text = page(report, voice, site, names, command, aim)
        written.append(write(folder / page_name(voice.tag), text))
        if place == 0:
            written.append(write(folder / "index.html", text))
    written.append(write(folder / JSON_NAME, as_json(report)))
    return written


def write_popular(report: Report, path: Path) -> Path:
    """What is read most, for the home page."""
    header = "# What readers read most, for the home page. kbgen report --popular writes this file.\n"
    body = yaml.safe_dump(
        {tag: list(ids) for tag, ids in report.popular.items() if ids}, allow_unicode=True, sort_keys=False, width=120
    )
    return write(path, header + body)


def write(path: Path, text: str) -> Path:
    """Put `text` at `path`, in place of what is there, in one step."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    return path
