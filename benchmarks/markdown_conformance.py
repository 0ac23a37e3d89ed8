"""How many examples of a specification of Markdown come out right on built pages.

    python -m benchmarks.markdown_conformance                          CommonMark, from npm's commonmark-spec
    python -m benchmarks.markdown_conformance --spec cmark-gfm/test/extensions.txt --show

Receives a specification in the form of CommonMark's own (`spec.txt`); each example becomes two articles of one site, alone and
below a paragraph, and counts if both have the structure of the specification's HTML (see `structure.py`). Prints the score by
section; `--show` lists what differs. `--code` measures another checkout. Nothing of the specification is kept.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.markdown_pages import ROOT, TITLE, Built, build_texts, is_local, place_of
from benchmarks.structure import difference, parsed, structure

COMMONMARK = ROOT / "node_modules" / "commonmark-spec" / "spec.txt"
FENCE = "`" * 32
EXAMPLE = re.compile(
    rf"^{FENCE} example(?P<of>[^\n]*)\n(?P<markdown>.*?)^\.\n(?P<html>.*?)^{FENCE}$|^#+ +(?P<section>[^\n]*)$", re.M | re.S
)
# Below a paragraph the first heading of an article is one like others, not its title.
ABOVE = "Above.\n\n"
# Where the examples' own links start: they are articles of this folder.
FOLDER = "/en/"


class Example(NamedTuple):
    """One example: its number within the specification, from 1, and what becomes of what."""

    number: int
    section: str
    markdown: str
    html: str
    of: str = ""


@dataclass(frozen=True)
class Verdict:
    """How an example came out: `wrong` is empty, or shows the differences."""

    example: Example
    wrong: str


def examples(specification: str) -> list[Example]:
    """All examples of a `spec.txt`; its arrows stand for tabs."""
    found: list[Example] = []
    section = ""
    for each in EXAMPLE.finditer(specification.replace("\r\n", "\n")):
        if each["section"] is not None:
            section = each["section"]
        else:
            markdown, html = each["markdown"].replace("→", "\t"), each["html"].replace("→", "\t")
            found.append(Example(len(found) + 1, section, markdown, html, each["of"].strip()))
    return found


def judge(chosen: Sequence[Example], folder: Path, code: Path = ROOT) -> list[Verdict]:
    """Build `chosen` in the new `folder` and compare each."""
    files = set(_files(chosen))
    texts = {f"{kind}-{each.number}": above + each.markdown for each in chosen for kind, above in (("alone", ""), ("below", ABOVE))}
    built = build_texts(folder, texts, files, code)
    return [Verdict(each, _wrong(each, built, files)) for each in chosen]


def _wrong(example: Example, built: Built, files: set[str]) -> str:
    said = []
    for kind, above in (("alone", ""), ("below", "<p>Above.</p>\n")):
        name = f"{kind}-{example.number}"
        if f"en/{name}" in built.errors:
            said.append("\n".join(built.errors[f"en/{name}"]))
            continue
        expected = structure(above + example.html, lambda reference: _lead(reference, FOLDER, files), TITLE)
        page = f"{FOLDER}{name}/"
        found = structure(built.bodies[f"en/{name}"], lambda reference, page=page: _lead(reference, page, files))
        if expected != found:
            said.append(difference(expected, found))
    return "\n".join(dict.fromkeys(said))


def _lead(reference: str, base: str, files: set[str]) -> str | None:
    place = place_of(reference, base)
    return place if place is None or not is_local(place) or place in files else None


def _files(chosen: Iterable[Example]) -> Iterator[str]:
    """Places of files that the examples link to, none of which differs from another in case only or is another's folder."""
    taken: set[str] = set()
    for example in chosen:
        leading = (element for element in parsed(example.html).iter() if element.tag in ("a", "img"))
        for element in leading:
            place = place_of(element.get("href") or element.get("src") or "", FOLDER)
            if not place or not is_local(place) or place.endswith(".md"):
                continue
            folded = place.casefold()
            if not any(f"{other}/".startswith(f"{folded}/") or folded.startswith(f"{other}/") for other in taken):
                taken.add(folded)
                yield place


def table(verdicts: Sequence[Verdict]) -> str:
    """The score by section, as Markdown."""
    rows: dict[str, list[bool]] = {}
    for verdict in verdicts:
        rows.setdefault(verdict.example.section, []).append(not verdict.wrong)
    lines = ["| section | right | of |", "|---|---:|---:|"]
    lines += [f"| {section} | {sum(row)} | {len(row)} |" for section, row in rows.items()]
    right = sum(not verdict.wrong for verdict in verdicts)
    return "\n".join([*lines, f"| **all** | **{right}** | **{len(verdicts)}** ({right / max(1, len(verdicts)):.1%}) |"])


def main() -> None:
    """Measure one specification and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spec", type=Path, default=COMMONMARK, help="a specification with examples")
    parser.add_argument("--code", type=Path, default=ROOT, help="the checkout to measure")
    parser.add_argument("--show", action="store_true", help="what differs, too")
    parser.add_argument("--keep", type=Path, help="a new folder for the site, to look at")
    arguments = parser.parse_args()
    # Examples that the specification itself calls switched off say nothing.
    chosen = [each for each in examples(arguments.spec.read_text("utf-8")) if each.of != "disabled" and "<IGNORE>" not in each.html]
    with tempfile.TemporaryDirectory(prefix="kbgen-spec-") as folder:
        verdicts = judge(chosen, arguments.keep or Path(folder) / "site", arguments.code.resolve())
    for verdict in verdicts if arguments.show else ():
        if verdict.wrong:
            print(f"## {verdict.example.number} · {verdict.example.section}\n{verdict.example.markdown}---\n{verdict.wrong}\n")
    print(table(verdicts))


if __name__ == "__main__":
    main()
