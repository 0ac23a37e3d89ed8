"""Does a folder that somebody brings along arrive: its words, its links, and none of its syntax?

    python -m benchmarks.arrivals [FOLDER …]

Receives folders of other programs' Markdown (without any: `benchmarks/folders/`, one of each dialect, written for this, and the
real articles of `KBGEN_DATA`). Each is brought into a new site by `kbgen import markdown`, the exports of the tests by their own
product, and built; the real ones are built as they are with `front_matter: lenient` too. Counted are, of the built pages: words
of the source's bodies that stand on them (see `kbgen.imports.words`), signs of foreign syntax outside of code for each 100
articles, and inner links of the pages, with their anchors, that lead somewhere. Writes `benchmarks/results/arrivals.json`, which
holds no text of any article.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from benchmarks.corpus import DATA
from kbgen.imports.export import Losses
from kbgen.imports.folder import open_folder
from kbgen.imports.products.order import read_order
from kbgen.imports.words import lost_words, page_words, source_words

FOLDERS = Path(__file__).parent / "folders"
# What the products export, one of each, written for the tests.
EXPORTS = Path(__file__).parent.parent / "tests" / "imports" / "exports"
PRODUCTS = {
    **{
        name: name
        for name in ("zendesk", "intercom", "helpscout", "freshdesk", "html", "gitbook", "notion", "confluence", "wordpress")
    },
    "notion-html": "notion",
}
RESULT = Path(__file__).parent / "results" / "arrivals.json"
SYNTAX = re.compile(r":::|\{%|%\}|^===[ +!]|</?Tab|\{\{[<%]|\[\[|!!! |\?\?\? |\[!INCLUDE", re.MULTILINE)
BARS = {"words": 99.5, "syntax_per_100": 1.0, "links": 99.0}
SITE = """site_name: Help
docs_dir: {docs}
theme: {{name: material}}
plugins:
  - kbgen:
      source_locale: en
      front_matter: {mode}
      locales: {{{locales}}}
"""
LOCALES = "en: {name: English}, ar: {name: العربية}, fa: {name: فارسی}, fr: {name: Français}"


def main() -> None:
    """Measure, print and write."""
    rows: list[dict[str, Any]] = []
    named = [Path(argument) for argument in sys.argv[1:]]
    folders = named or sorted(path for path in FOLDERS.iterdir() if path.is_dir())
    rows += [measure(folder, "import") for folder in folders]
    if not named:
        rows += [measure(EXPORTS / name, product) for name, product in PRODUCTS.items()]
        for name in ("support-articles", "help-articles"):
            if (DATA / name).is_dir():
                rows += [measure(DATA / name, "import"), measure(DATA / name, "lenient")]
    if not named:
        RESULT.write_text(json.dumps({"bars": BARS, "rows": rows}, indent=1) + "\n", "utf-8")


def measure(folder: Path, way: str) -> dict[str, Any]:
    """One folder brought along in one way."""
    row: dict[str, Any]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        docs = str(folder.resolve()) if way == "lenient" else "content"
        tags = [tag for tag in ("en", "ar", "fa") if (folder / tag).is_dir()] if way == "lenient" else []
        locales = ", ".join(f"{tag}: {{name: {tag}}}" for tag in tags) or LOCALES
        mode = "lenient" if way == "lenient" else "strict"
        (root / "mkdocs.yml").write_text(SITE.format(docs=docs, mode=mode, locales=locales), "utf-8")
        lines = 0
        if way != "lenient":
            product = "markdown" if way == "import" else way
            (root / "content" / "en").mkdir(parents=True)
            lines += len(_run(root, "import", product, str(folder.resolve()), "--report", "report.json").splitlines())
        told = _run(root, "build")
        row = {
            "folder": folder.name,
            "way": way,
            "published": (root / "site" / "index.html").is_file(),
            "lines": lines + len(told.splitlines()),
        }
        row |= _counted(root, folder, way) if row["published"] else {}
    print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    return row


def _run(root: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "kbgen", *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _counted(root: Path, folder: Path, way: str) -> dict[str, Any]:
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in sorted((root / "site").rglob("index.html"))}
    written, syntax, links, good = Counter[str](), Counter[str](), 0, 0
    articles = 0
    seen = set[str]()
    ids = {path: {str(tag["id"]) for tag in page.find_all(id=True)} for path, page in pages.items()}
    for path, page in pages.items():
        main = page.find("main")
        if not isinstance(main, Tag):
            continue
        # What opens an article, such as a picture, stands in a part of its own.
        bodies = [part for part in main.find_all(class_="kb-prose") if isinstance(part, Tag)]
        if not bodies:
            continue
        articles += 1
        # The description above the text, the list of headings and the like would hide what the text itself lost.
        title = main.find("h1")
        shown = [str(tag.get("alt", "")) for body in bodies for tag in body.find_all("img")]
        texts = ["".join(_pieces(body)) for body in bodies]
        joined = " ".join(["".join(_pieces(title)), *texts] if title else texts)
        # A text that is not translated stands on the pages of every language.
        if joined in seen:
            continue
        seen.add(joined)
        written.update(page_words([joined, *shown]))
        for body in bodies:
            for anchor in body.find_all("a", href=True):
                outcome = _leads(str(anchor["href"]), path, root / "site", ids)
                links += outcome is not None
                good += outcome is True
            for code in body.find_all(["code", "pre", "kbd"]):
                code.decompose()
            syntax.update(SYNTAX.findall(body.get_text()))
    source = Counter[str]()
    for text in _sources(root, folder, way):
        source.update(source_words(text))
    lost = lost_words(source, written)
    total, missing = source.total(), lost.total()
    if way not in ("import", "lenient"):
        # Bodies stand in JSON, XML and pages there; the import counts their words as they were, and those on the pages.
        counted = json.loads((root / "report.json").read_text("utf-8"))["words"]
        total, missing = counted["of"], counted["lost"]
    return {
        "articles": articles,
        "words": round(100 * (total - missing) / max(1, total), 2),
        "lost_words": missing,
        "syntax_per_100": round(100 * syntax.total() / max(1, articles), 2),
        "links": round(100 * good / max(1, links), 2) if links else 100.0,
        "inner_links": links,
    }


def _pieces(main: Tag) -> Iterator[str]:
    inline = {
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
    for child in main.descendants:
        if isinstance(child, Tag):
            yield "" if child.name in inline else " "
        else:
            parent = child.parent
            yield str(child) if parent is not None and parent.name in inline else f"{child} "


def _sources(root: Path, folder: Path, way: str) -> Iterator[str]:
    """The bodies that have to be on pages: of an import those that became published articles."""
    hidden = read_order(open_folder(folder, Losses()), "").hidden
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.mdx")]):
        inside = path.relative_to(folder).as_posix()
        if re.search(r"(?:^|/)(?:_(?!index|articles)|includes/|\.|SUMMARY)", inside) or re.search(
            r"(?:^|/)(?:de|part)(?:/|\.md)", inside
        ):
            continue
        if way == "import" and str(Path(inside).with_suffix("")) in hidden:
            # Its sidebar hides it, and the import leaves it a draft.
            continue
        text = path.read_text("utf-8-sig", "replace")
        if re.search(
            r"^(?:draft|hidden|unlisted)\s*[:=]\s*true|^published:\s*false", text.partition("\n---")[0] + text[:400], re.MULTILINE
        ):
            continue
        yield re.sub(r"\A\+\+\+.*?^\+\+\+$", "", text, flags=re.DOTALL | re.MULTILINE)


def _leads(href: str, page: Path, site: Path, ids: dict[Path, set[str]]) -> bool | None:
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or "kb-anchor" in href:
        return None
    target = (
        page
        if not parts.path
        else (site / parts.path.lstrip("/") if parts.path.startswith("/") else page.parent / unquote(parts.path))
    )
    target = Path(str(target.resolve()))
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return False
    return not parts.fragment or target not in ids or unquote(parts.fragment) in ids[target]


if __name__ == "__main__":
    main()
