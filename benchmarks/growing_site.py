"""Help centers that grow as real ones do, the same bytes for the same seed.

    python -m benchmarks.growing_site /tmp/big --articles 30000 --locales en

Sentences and headings of real articles (`KBGEN_DATA`; without it, invented ones) are put together anew. New words keep coming, so
that the vocabulary grows with the .6th power of the articles (Heaps 1978); a third of them are codes and identifiers. Words that
came before are met again by Zipf's law, folders are uneven by it too. Articles link to each other, some to headings that are not
there, and show pictures.
"""

from __future__ import annotations

import argparse
import random
import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from benchmarks.corpus import DATA
from benchmarks.sites import CALENDARS, NAMES, _words, png, sentence, title

CHARACTERS = 3000
HEAPS, FIRST_WORDS = 0.6, 238  # 15,000 words in 1,000 articles
BROKEN = 0.015  # of the articles, those with a link to a heading that is not there
SYLLABLES = {
    "en": "ba con del ex for gra in jo kel lum mer net or pal qui ro sen tor ul ven wix yar zen tra plo",
    "ar": "با كن دل فر جم سل تو رم نو شي عم قا حر زي بر",
    "fa": "با کن دل فر جم پل تو رم نو شی گر چا خو زی بر",
}
KINDS = (("guide", "goal"), ("faq", "topic"), ("guide", "goal"), ("white-paper", "abstract"))


def write_growing(folder: Path, articles: int, locales: Sequence[str] = ("en",), seed: int = 1) -> int:
    """Write a site with `articles` articles in each of `locales` into the new `folder`; returns how many bytes of text."""
    pictures = folder / "content" / "images"
    pictures.mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(settings(locales), "utf-8")
    for number in range(40):
        pictures.joinpath(f"screen-{number}.png").write_bytes(png(640 + 8 * number, 400))
    paths = _paths(articles, random.Random(seed))
    written = 0
    for locale in locales:
        writer = Writer(locale, paths, random.Random(f"{seed} {locale}"))
        home = folder / "content" / locale
        home.mkdir()
        home.joinpath("index.md").write_text(f"---\ntitle: {NAMES.get(locale, locale)}\ndescription: Help\n---\n", "utf-8")
        for number, path in enumerate(paths):
            file = home / path
            for above in [*reversed(file.relative_to(home).parents)][1:]:
                if not (home / above / "index.md").exists():
                    (home / above).mkdir(exist_ok=True)
                    (home / above / "index.md").write_text(f"---\ntitle: {above.name}\ndescription: {above.name}\n---\n", "utf-8")
            text = writer.article(number)
            file.write_text(text, "utf-8")
            written += len(text.encode())
    return written


def settings(locales: Sequence[str]) -> str:
    """The `mkdocs.yml` of a site in these locales. A link to a heading that is not there is a warning."""
    lines = ["site_name: Lantern Help", "site_url: https://lantern.example/", "docs_dir: content", "theme: {name: material}"]
    lines += [
        "plugins:",
        "  - kbgen:",
        f"      source_locale: {locales[0]}",
        "      checks: {levels: {anchor: warning}}",
        "      locales:",
    ]
    for locale in locales:
        calendar = f", calendar: {CALENDARS[locale]}" if locale in CALENDARS else ""
        lines.append(f"        {locale}: {{name: {NAMES.get(locale, locale)}{calendar}}}")
    return "\n".join(lines) + "\n"


def _paths(articles: int, rng: random.Random) -> list[str]:
    """Where the articles lie: the largest folder has a sixth of them, most have a few."""
    folders = [f"area-{number % 12:02}/topic-{number:03}" for number in range(12 + int(articles**0.5))]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(folders))))
    return [f"{rng.choices(folders, cum_weights=weights)[0]}/article-{number:06}.md" for number in range(articles)]


class Writer:
    """Writes the articles of one locale, in the order of their numbers."""

    def __init__(self, locale: str, paths: Sequence[str], rng: random.Random) -> None:
        self._locale, self._paths, self._rng = locale, paths, rng
        self._sentences, self._headings = _real(locale)
        self._new: list[str] = []
        self._weights: list[float] = []
        self._owed = 0.0

    def article(self, number: int) -> str:
        """The text of article `number`, with front matter."""
        rng, words = self._rng, self._fresh_words(number)
        kind, own = KINDS[number % len(KINDS)]
        name = self._with_words(self._pick(self._headings), words, 0.3)
        lines = ["---", f"title: {_yaml(f'{name} {number}')}", f"description: {_yaml(self._sentence(words))}", f"kind: {kind}"]

        lines.append(f"{own}: {_yaml(self._sentence(words))}")
        lines += [f"tags: [tag-{int(rng.random() ** 2 * 60)}]", "updated: 2026-11-01", "---", ""]
        size, part = sum(map(len, lines)), 0
        goal = rng.gauss(CHARACTERS, CHARACTERS / 4)
        while size < goal or not part:
            block = ["", f"## {self._with_words(self._pick(self._headings), words, 0.1)} {{#part-{part}}}", ""]
            block += [" ".join(self._sentence(words) for _ in range(rng.randint(2, 4))), ""]
            style = rng.randrange(6)
            if style == 0:
                block += [f"{step + 1}. {self._sentence(words)}" for step in range(4)]
            elif style == 1:
                block += [f"- {self._sentence(words)}" for _ in range(3)]
            elif style == 2:
                way = "../" * (self._paths[number].count("/") + 1)
                block += [
                    f"![{self._with_words(self._pick(self._headings), words, 0)}]({way}images/screen-{rng.randrange(40)}.png)"
                ]
            elif style == 3:
                block += [f"{self._sentence(words)} [{self._pick(self._headings)}]({self._link(number)})."]
            lines += block
            size += sum(map(len, block))
            part += 1
        if words:
            lines += ["", " ".join(words)]  # each new word stands somewhere
        return "\n".join(lines) + "\n"

    def _link(self, number: int) -> str:
        target = self._paths[int(self._rng.random() ** 2 * len(self._paths))]
        anchor = "#part-99" if self._rng.random() < BROKEN else "#part-0" if self._rng.random() < 0.3 else ""
        return "../" * self._paths[number].count("/") + target + anchor

    def _pick(self, among: Sequence[str]) -> str:
        return among[int(self._rng.random() * len(among))]

    def _sentence(self, words: Sequence[str]) -> str:
        return self._with_words(self._pick(self._sentences), words, 0.25)

    def _with_words(self, text: str, words: Sequence[str], chance: float) -> str:
        """`text`, with one of its words replaced by one that came up in this or an earlier article."""
        if not self._new or self._rng.random() >= chance:
            return text
        word = self._rng.choice(words) if words and self._rng.random() < 0.5 else self._met()
        pieces = text.split()
        pieces[self._rng.randrange(len(pieces))] = word
        return " ".join(pieces)

    def _met(self) -> str:
        return self._new[bisect(self._weights, self._rng.random() * self._weights[-1])]

    def _fresh_words(self, number: int) -> list[str]:
        """The words that come up first in article `number`."""
        self._owed += FIRST_WORDS * ((number + 1) ** HEAPS - number**HEAPS)
        fresh = [self._word() for _ in range(int(self._owed))]
        self._owed -= len(fresh)
        for word in fresh:
            self._new.append(word)
            self._weights.append((self._weights[-1] if self._weights else 0.0) + 1 / len(self._new))
        return fresh[:30]

    def _word(self) -> str:
        rng = self._rng
        match rng.randrange(9):
            case 0:
                return f"0x{rng.randrange(16**8):08X}"
            case 1:
                return f"KB{rng.randrange(10**7)}"
            case 2:
                return f"{self._syllables(2).upper()}_{self._syllables(3).upper()}_{rng.randrange(900)}"
            case _:
                return self._syllables(rng.randint(2, 4))

    def _syllables(self, count: int) -> str:
        return "".join(self._rng.choice(SYLLABLES.get(self._locale, SYLLABLES["en"]).split()) for _ in range(count))


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def _real(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences and headings of real articles, free of markup; invented ones where there are none."""
    folder = DATA / "support-articles" / "en" if locale == "en" else DATA / "help-articles" / locale
    sentences: list[str] = []
    headings: list[str] = []
    for path in sorted(folder.rglob("*.md")):
        body = path.read_text("utf-8", errors="replace").split("---", 2)[-1]
        for line in body.splitlines():
            plain = " ".join(re.sub(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]+>|[*_`#>|\\{}\[\]<:]+", r" \1 ", line).split())
            if line.startswith("#") and 8 < len(plain) < 80:
                headings.append(plain)
            elif line[:1].isalpha():
                sentences += [part for part in re.split(r"(?<=[.!?؟]) ", plain) if 30 < len(part) < 300]
    if not sentences:
        rng = random.Random(locale)
        assert _words(locale)
        sentences = [sentence(locale, rng) for _ in range(4000)]
        headings = [title(locale, rng) for _ in range(1000)]
    return tuple(sentences), tuple(headings)


def main() -> None:
    """Write one site, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="articles in each locale")
    parser.add_argument("--locales", default="en")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(write_growing(chosen.folder, chosen.articles, chosen.locales.split(","), chosen.seed), "bytes")


if __name__ == "__main__":
    main()
