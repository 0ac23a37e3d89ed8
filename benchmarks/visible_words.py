"""Which words readers see on the pages of one built site and not on those of another.

    python -m benchmarks.visible_words before/site after/site

Receives two folders with built sites. Compares the words of every page's title and body in their order (what scripts and styles
hold is no word, neither is the sign of a heading's link), and prints for each page that differs which words went (`-`) and came
(`+`), with a few around them. `--build` takes two checkouts and a folder of a site instead of built ones, and builds it with each.
Exit code 1 if anything differs.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.markdown_pages import kbgen, write_real_site
from benchmarks.structure import BLOCKS, START, body_of

SILENT = frozenset({"script", "style", "template"})
AROUND = 3


class _Words(HTMLParser):
    """Gathers the text of HTML; blocks part words, inline elements do not."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0
        self._anchor = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self._anchor = tag == "a" and "kb-anchor" in (dict(attrs).get("class") or "")
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT and self._silent > 0
        self._anchor = False
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._anchor:
            self.parts.append(data)


def words(page: str) -> list[str]:
    """The words of a page's title and body as a reader sees them."""
    reader = _Words()
    heading = page.find("<h1", page.find("<main"))
    if heading >= 0:
        reader.feed(page[heading : page.find("</h1>", heading)])
        reader.handle_endtag("h1")
    reader.feed(body_of(page) if START in page else "")
    reader.close()
    return "".join(reader.parts).split()


def changes(before: list[str], after: list[str]) -> list[str]:
    """What went and what came, each on a line."""
    found = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            left, right = before[max(0, start - AROUND) : start], before[end : end + AROUND]
            found.append(
                f"… {' '.join(left)} [-{' '.join(before[start:end])}-] [+{' '.join(after[new_start:new_end])}+] {' '.join(right)} …"
            )
    return found


def compare(before: Path, after: Path) -> dict[str, list[str]]:
    """The changes of each page that differs, by its file."""
    pages = {path.relative_to(folder).as_posix() for folder in (before, after) for path in folder.rglob("*.html")}
    found: dict[str, list[str]] = {}
    for name in sorted(pages):
        missing = [folder for folder in (before, after) if not (folder / name).is_file()]
        if missing:
            found[name] = [f"There is no such page in {missing[0]}."]
            continue
        old, new = (words((folder / name).read_text("utf-8")) for folder in (before, after))
        if old != new:
            found[name] = changes(old, new)
    return found


# What a checkout brings along for its own manual: each builds with its own.
OWN = ("theme", "locales")
LEFT_OUT = ("site", ".kbgen", ".git", ".venv", "node_modules")


def built(root: Path, code: Path, site: Path) -> Path:
    """The site at `site` (a folder with `mkdocs.yml`, or with articles by locale) built with the checkout at `code`."""
    target = root / f"site-{code.name}"
    if (site / "mkdocs.yml").is_file():
        own = [name for name in OWN if (site / name).is_dir() and (code / name).is_dir()]
        shutil.copytree(site, target, ignore=shutil.ignore_patterns(*LEFT_OUT, *own))
        for name in own:
            shutil.copytree(code / name, target / name)
    else:
        write_real_site(target, site)
    done = kbgen(code, "build", "-q", "-f", target / "mkdocs.yml")
    if done.returncode:
        raise SystemExit(f"{code}: the build failed.\n{done.stderr[-4000:]}")
    return target / "site"


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--build", type=Path, metavar="SITE", help="build this site with the checkouts `before` and `after`")
    arguments = parser.parse_args()
    before, after = arguments.before.resolve(), arguments.after.resolve()
    with tempfile.TemporaryDirectory(prefix="kbgen-words-") as folder:
        if arguments.build:
            before, after = (built(Path(folder), code, arguments.build.resolve()) for code in (before, after))
        count = sum(1 for _ in after.rglob("*.html"))
        found = compare(before, after)
    for name, lines in found.items():
        print(f"## {name}")
        print("\n".join(f"    {line}" for line in lines))
    print(f"{len(found)} of {count} pages differ in a word.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
