"""Whether real articles have the structure on built pages that GitHub's own parser gives them.

    python -m benchmarks.markdown_structure --out benchmarks/results/markdown_structure.md

Builds every article of `support-articles` in the folder that `KBGEN_DATA` names (or of `--articles`) and compares each page's body
with what cmark-gfm makes of the text, with tables, strikes, bare addresses, task lists and footnotes switched on; alerts, which
GitHub makes of quotes afterwards, are made so here, and what only DocFX knows (`:::image`) is put into Markdown as a lenient site
does it. Prints the share that is equal and what differs in the others.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

from benchmarks.corpus import DATA
from benchmarks.markdown_pages import ROOT, Built, build_folder, is_local, place_of, write_real_site
from benchmarks.structure import difference, structure
from kbgen.dialects.alone import translate

TITLE = re.compile(r"\A---[ \t]*\n(?:.*\n)*?title:[ \t]*(.+)")
FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.M | re.S)
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]
# A quote whose first line is nothing but a marker. Writers leave spaces behind it, which would be a break.
ALERT = re.compile(r"<blockquote>\n<p>\[!(note|tip|important|warning|caution)\](?:<br />)?(?:\n|(?=</p>))", re.IGNORECASE)
BAR = 0.99
# Lines of a difference that the table repeats.
SHOWN = 8


def github(markdown: str) -> str:
    """HTML as GitHub makes it, raw HTML included."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    html = cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=EXTENSIONS)
    alerts = ALERT.sub(lambda found: f'<div class="admonition"><p>{found[1].capitalize()}</p>\n<p>', html)
    # The ends that belong to them: quotes nest, so each `</blockquote>` is matched with its own beginning.
    return _closed(alerts) if alerts != html else html


def _closed(html: str) -> str:
    open_, parts, at = list[str](), list[str](), 0
    for tag in re.finditer(r'<blockquote>|<div class="admonition">|</blockquote>', html):
        parts.append(html[at : tag.start()])
        at = tag.end()
        if tag[0] != "</blockquote>":
            open_.append("</blockquote>" if tag[0] == "<blockquote>" else "</div>")
            parts.append(tag[0])
        else:
            parts.append(open_.pop() if open_ else tag[0])
    # A marker with nothing more in its paragraph leaves an empty one.
    return "".join([*parts, html[at:]]).replace("<p></p>\n", "")


def differing(articles: Path, built: Built) -> dict[str, str]:
    """What differs, by article; nothing for those that are equal."""
    found: dict[str, str] = {name: "\n".join(said) for name, said in built.errors.items()}
    for name, page_body in built.bodies.items():
        text = (articles / f"{name}.md").read_text("utf-8-sig", errors="replace")
        titled = TITLE.search(text)
        body = FRONT_MATTER.sub("", text.replace("\r\n", "\n"))
        # As it is written; and with what only DocFX knows put into Markdown, as a lenient site does before it reads a text.
        written, expected = (
            structure(github(each), _elsewhere, titled[1] if titled else None)
            for each in (body, _with_details(translate(body).body))
        )
        page = structure(page_body, _elsewhere)
        if page not in (expected, written):
            found[name] = difference(expected, page)
    return found


def _with_details(text: str) -> str:
    """`text` with the folds that kbgen writes as HTML again, as the articles have them."""
    text = re.sub(r"^:{3,} details\[(.*)\]$", r"<details>\n<summary>\1</summary>\n", text, flags=re.M)
    return re.sub(r"^:{3,}$", "</details>", text, flags=re.M)


def _elsewhere(reference: str) -> str | None:
    # Where links within the site lead is another matter; most of these lead to articles that are not in the folder.
    place = place_of(reference, "/")
    return None if place is None or is_local(place) or place.startswith("#") else place


def report(name: str, count: int, found: Mapping[str, str]) -> str:
    """The result as Markdown."""
    equal = count - len(found)
    lines = [f"# Structure of real articles beside cmark-gfm: {name}", "", f"{date.today().isoformat()}; the bar is {BAR:.0%}.", ""]
    lines += [
        "| articles | same structure | share |",
        "|---:|---:|---:|",
        f"| {count} | {equal} | {equal / max(1, count):.1%} |",
        "",
    ]
    for path in sorted(found):
        lines += [f"`{path}`", "", "```diff", *found[path].splitlines()[:SHOWN], "```", ""]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Build, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=DATA / "support-articles")
    parser.add_argument("--code", type=Path, default=ROOT, help="the checkout to measure")
    parser.add_argument("--show", action="store_true", help="what differs, too")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if not arguments.articles.is_dir():
        raise SystemExit(f"There are no articles in {arguments.articles}. Name their folder in KBGEN_DATA.")
    with tempfile.TemporaryDirectory(prefix="kbgen-structure-") as folder:
        site = Path(folder) / "site"
        write_real_site(site, arguments.articles)
        built = build_folder(site, arguments.code.resolve())
    found = differing(arguments.articles, built)
    for name in sorted(found) if arguments.show else ():
        print(f"## {name}\n{found[name]}\n")
    result = report(arguments.articles.name, len(built.bodies) + len(built.errors), found)
    print(result)
    if arguments.out:
        arguments.out.write_text(result, "utf-8")


if __name__ == "__main__":
    main()
