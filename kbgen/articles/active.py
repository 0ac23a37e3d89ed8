"""Files beside articles that could run a program on the site's own address when a reader opens them.

Receives names of files of the content folder; returns an issue for each that is active: a page, a program, an XML file or drawing
that holds either. They are published as they are, so what an article may not hold, a file beside it may not hold either. Where
`allow_raw_html` is set, authors are trusted with both. Pictures of points, films, documents and archives are never active: browsers
show them in a place of their own or only keep them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.markup.safety.drawing import fault_of

CODE = "file-active"
# What servers send as HTML, or browsers open as an archive of pages or with a program of their own.
PAGES = frozenset(("html", "htm", "shtml", "shtm", "stm", "hta", "htc", "mht", "mhtml", "swf", "svgz"))
# What servers that can do so run themselves.
SERVER = frozenset(("php", "phtml", "phar", "asp", "aspx", "ashx", "asmx", "jsp", "jspx", "cgi"))
SCRIPTS = frozenset(("js", "mjs", "cjs"))
# What servers send as one of the kinds of XML (the lists of nginx, Apache and Python).
_XML = (
    "xml",
    "xhtml",
    "xhtm",
    "xht",
    "xsl",
    "xslt",
    "xsd",
    "rdf",
    "rss",
    "atom",
    "mathml",
    "mml",
    "wsdl",
    "xbl",
    "xul",
    "kml",
    "gpx",
)
DOCUMENTS = frozenset(("svg", *_XML))
# Packed for the way; browsers unpack them and look at the ending before.
PACKED = frozenset(("gz", "br", "zst"))


def active_files(settings: Settings, names: Iterable[str]) -> Iterator[Issue]:
    """An issue for each active file among `names`, which are relative to the content folder."""
    if settings.allow_raw_html:
        return
    for name in names:
        ending = _ending(name)
        if ending in PAGES:
            yield _issue(settings, name, "A browser opens this file as a page, which can run programs.", _PAGE)
        elif ending in SERVER:
            yield _issue(settings, name, "The file is a program that some servers run.", _PAGE)
        elif ending in SCRIPTS and not _belongs(name, settings.scripts):
            yield _issue(settings, name, "The file is a program that no page of the site asks for.", _SCRIPT)
        elif ending in DOCUMENTS and (fault := _fault(settings, name)):
            yield _issue(settings, name, f"Opened by itself, the file could run a program: it {fault}.", _DOCUMENT)


def without_active(settings: Settings, names: Sequence[str], suspects: Iterable[str]) -> tuple[tuple[str, ...], list[Issue]]:
    """The files to publish of `names`, and the issues of those among `suspects` that are active. In somebody else's folder they are
    left out, since it was their generator that had a use for them; in any other site they are mistakes."""
    issues = {name: issue for name in suspects for issue in active_files(settings, [name])}
    if settings.front_matter != "lenient":
        return tuple(names), list(issues.values())
    told = [replace(issue, message=f"{issue.message} It is left out.", level=Level.WARNING) for issue in issues.values()]
    return tuple(name for name in names if name not in issues), told


_TRUST = "set allow_raw_html if everyone who can add files may run programs on the site."
_PAGE = f"Write it as an article, pack it into a .zip if readers are to keep it, or {_TRUST}"
_SCRIPT = f"Name it under extra_javascript if pages use it, pack it into a .zip if readers are to keep it, or {_TRUST}"
_DOCUMENT = f"Take that out (plain SVG has none), pack the file into a .zip if readers are to keep it, or {_TRUST}"


def _issue(settings: Settings, name: str, message: str, advice: str) -> Issue:
    return Issue(issue_path(settings, name), 0, CODE, message, suggestion=advice)


def _ending(name: str) -> str:
    """The ending that decides how a file is opened, in small letters."""
    parts = name.rpartition("/")[2].lower().split(".")[1:]
    if parts and parts[-1] in SCRIPTS:
        return parts[-1]
    for part in reversed(parts):
        # Apache unpacks `page.html.gz`, and reads `page.html.fa` as a page in Persian.
        if part in PAGES or part in DOCUMENTS or not (part in PACKED or len(part) == 2):
            return part
    return ""


def _belongs(name: str, scripts: Iterable[str]) -> bool:
    """Whether pages use the program `name`: `mkdocs.yml` names it, or one beside or above it that may import it."""
    path = PurePosixPath(name)
    named = {PurePosixPath(script.lstrip("/")) for script in scripts}
    # The content folder itself holds everything.
    folders = {script.parent for script in named if len(script.parts) > 1}
    return path in named or not folders.isdisjoint(path.parents)


def _fault(settings: Settings, name: str) -> str:
    try:
        raw = (settings.content_dir / name).read_bytes()
    except OSError:
        # Who publishes the file will say so.
        return ""
    if raw and not PACKED.isdisjoint(name.lower().split(".")):
        return "is packed, so that nobody can look into it"
    return fault_of(raw)
