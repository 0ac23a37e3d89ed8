"""Texts in Markdown as articles of a site, built once, and the bodies of their pages.

Receives texts by name, or a folder of articles, and a folder that is not there yet. The site names no extensions and is lenient
about front matter. An article with an error would stop the whole build: it is set aside and said with its errors, and the others
are built.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from benchmarks.structure import body_of

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = """\
site_name: Texts
docs_dir: content
theme: {{name: material}}
plugins:
  - kbgen:
      source_locale: {source}
      locales: {{{locales}}}
      front_matter: lenient
      allow_raw_html: {raw}
      feedback: false
      checks: {{levels: {{anchor: warning}}}}
"""
# A white paper's body keeps its shape; the title is not the text's.
TITLE = "A text"
FRONT = f"---\ntitle: {TITLE}\ndescription: One of many\nkind: white-paper\n---\n"
ERROR = re.compile(r"^content/([\w-]+/.+?\.md)(?::(\d+))?: error: (.*)$", re.M)
SCHEMES = frozenset(["http", "https", "mailto", "tel", "sms", "geo", "xmpp", "webcal", "ftp", "ftps"])
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass
class Built:
    """The bodies as HTML, by locale and path without `.md`; for articles that could not be built, what was said of them; and what
    the build of all others said."""

    bodies: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    said: str = ""


def kbgen(code: Path, *arguments: str | Path, memory: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `kbgen` from the checkout at `code`, with this Python; each of its processes may take `memory` bytes, if not 0."""
    environment = os.environ | {"PYTHONPATH": str(code), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "kbgen", *map(str, arguments)]
    within = partial(resource.setrlimit, resource.RLIMIT_AS, (memory, memory)) if memory else None
    # What hangs ends after ten minutes, and whatever waits for it with it.
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, cwd="/", preexec_fn=within)


def settings(*locales: str, raw: bool = False) -> str:
    """The `mkdocs.yml` of a lenient site without extensions."""
    named = ", ".join(f"{tag}: {{name: {tag}}}" for tag in locales)
    return SETTINGS.format(source=locales[0], locales=named, raw=str(raw).lower())


def write_real_site(folder: Path, articles: Path) -> None:
    """A site in the new `folder` with the real articles at `articles/<locale>/**.md`."""
    tags = sorted(each.name for each in articles.iterdir() if each.is_dir())
    locales = sorted(tags, key=lambda tag: (tag != "en", tag))
    folder.mkdir(parents=True)
    for tag in locales:
        shutil.copytree(articles / tag, folder / "content" / tag)
    folder.joinpath("mkdocs.yml").write_text(settings(*locales), "utf-8")


def build_texts(folder: Path, texts: Mapping[str, str], files: Iterable[str] = (), code: Path = ROOT) -> Built:
    """Build `texts` in the new `folder`; raw HTML is allowed. `files` are places on the site that texts link to."""
    content = folder / "content" / "en"
    content.mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(settings("en", raw=True), "utf-8")
    for name, text in texts.items():
        # As bytes: line ends of a text are its own.
        content.joinpath(f"{name}.md").write_bytes((FRONT + text).encode("utf-8", "surrogateescape"))
    for place in files:
        target = folder / "content" / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"")
    return build_folder(folder, code)


def build_folder(folder: Path, code: Path = ROOT, memory: int = 0) -> Built:
    """Build the site in `folder` with the checkout at `code`, in `memory` bytes a process; articles with errors are set aside."""
    content, built = folder / "content", Built()
    while (done := kbgen(code, "build", "-f", folder / "mkdocs.yml", memory=memory)).returncode:
        wrong = [found for found in ERROR.findall(done.stderr) if (content / found[0]).exists()]
        if not wrong or "Traceback" in done.stderr:
            raise SystemExit(f"The build failed.\n{done.stderr[-4000:]}")
        for path, line, message in wrong:
            built.errors.setdefault(path.removesuffix(".md"), []).append(f"{line}: {message}")
        for path in built.errors:
            content.joinpath(f"{path}.md").unlink(missing_ok=True)
    built.said = done.stderr
    for file in sorted(content.rglob("*.md")):
        name = file.relative_to(content).as_posix().removesuffix(".md")
        page = folder / "site" / name.removesuffix("/index") / "index.html"
        if file.name != "index.md" and page.is_file():
            built.bodies[name] = body_of(page.read_text("utf-8"))
    return built


def place_of(reference: str, base: str) -> str | None:
    """The place on the site that `reference` names from the page or folder at `base`; the reference itself where it leads
    elsewhere or stays on the page; None for what can lead nowhere."""
    scheme = _SCHEME.match(reference)
    if not reference.isprintable():
        # Line ends and other control characters, which kbgen refuses.
        return None
    if scheme:
        return reference if scheme[1].lower() in SCHEMES else None
    if reference.startswith(("#", "//")):
        return reference
    path = unquote(urlsplit(urljoin(f"http://site{base}", reference)).path, errors="surrogateescape")
    # Names that begin with a dot or an underscore are left out of a site.
    usable = reference and path.isprintable() and not path.endswith("/") and not set(path) & set('\\%"')
    return path if usable and not re.search(r"/[._]", path) else None


def is_local(place: str) -> bool:
    """Whether a place that `place_of` gave lies on the site itself."""
    return place.startswith("/") and not place.startswith("//")
