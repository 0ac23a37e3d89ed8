"""What is found for many queries in three languages is what was looked at when it was written: any other order, weight, reading or
excerpt has to be meant.

Where a change is meant, `python -m tests.search.test_answers` writes `answers.txt` anew; look at its difference before it is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.corpus import CHANGES, change
from benchmarks.grouping import LANGUAGES, labelled
from kbgen.search.analysis import analyse
from kbgen.search.answering.excerpt import marked
from kbgen.search.answering.searcher import Searcher
from kbgen.search.answering.site_search import passage
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import build_index
from kbgen.search.indexing.sizes import SIZES, Sizes
from kbgen.search.synonyms import load_synonyms

KEPT = Path(__file__).with_name("answers.txt")
# As in a large help center: every bound is reached.
LARGE = Sizes(memory=20_000, head=5, part=80, small=0, names=4)
LETTERS = {"en": "aeioust", "ar": "ابتنمور", "fa": "ابتنمور"}
IDENTIFIERS = ["C++", "PR_RULE_MSG", "0x80070005", "v2.10.4", "404", "3028", "ISO-27001", "$1,299.00", "sign-in", "api.example.com"]
# Phrases that synonyms know, with a slip in one of their words.
SLIPS = {
    "en": ["knowlege base", "contact suport", "live chta", "featured snipet", "custmer service", "opening huors", "front mattter"],
    "ar": ["خدمة العملااء", "كلمة المرورر", "قاعدة المعررفة", "ساعات العممل", "وسائل التواصلل"],
    "fa": ["خدمات مشتریاان", "پایگاه دانشش", "ساعت کارری", "گفتگوی زندده", "رمز عبوور"],
}
CUES = {"en": "passwordreset resest gettign with the of 'account'", "ar": "hgpshf الحسااب كلمه", "fa": "hgpshf پسورد می خواهم"}


def articles(locale: str) -> list[Document]:
    """An article for each question that is labelled: one of its wordings is the title, words of it and of others the text."""
    chance = Random(f"articles {locale}")
    needs = labelled(locale)
    wordings = [wording for some in needs.values() for wording in some]
    found = []
    for number, (name, own) in enumerate(needs.items()):
        others = [*chance.choices(wordings, k=14), *chance.choices(own, k=3), chance.choice(IDENTIFIERS)]
        chance.shuffle(others)
        cut = chance.randrange(1, 12)
        found.append(
            Document(
                article=f"part-{number % 4}/{name}",
                locale=locale,
                path=f"part-{number % 4}/{name}.md",
                url=f"{locale}/part-{number % 4}/{name}/",
                title=own[0],
                kind=("guide", "faq", "troubleshooting")[number % 3],
                section=f"part-{number % 4}",
                language="en" if number % 11 == 10 else locale,
                description=chance.choice(wordings),
                keywords=(own[-1],) if number % 5 == 0 else (),
                passages=(
                    Passage("", "", ". ".join(others[:cut])),
                    Passage("more", chance.choice(own), ", ".join(others[cut:])),
                    # An identifier that is a heading by itself is told at length there.
                    Passage("last", chance.choice(IDENTIFIERS if number % 6 == 1 else wordings), chance.choice(own)),
                ),
                translations=(("xx", "password " + name.replace("-", " ")),),
                asked=(own[1],) if number % 7 == 3 else (),
            )
        )
    return sorted(found, key=lambda document: document.path)


def queries(locale: str) -> list[str]:
    """Wordings as they are, changed as readers do, quoted, in pieces, and odd ones."""
    chance = Random(f"queries {locale}")
    wordings = [wording for some in labelled(locale).values() for wording in some]
    asked = chance.sample(wordings, 20)
    asked += [change(wording, locale, name, LETTERS[locale]) for name in CHANGES for wording in chance.sample(wordings, 5)]
    for wording in chance.sample(wordings, 8):
        first, *rest = wording.split()
        asked += [
            f'"{wording}"',
            f"{first} “{' '.join(rest[:2])}”",
            f"{first}{''.join(rest)}",
            " ".join([*rest, first]),
            wording[:-2],
        ]
    for wording in chance.sample(wordings, 12):
        # A space within the longest word.
        word = max(wording.split(), key=len)
        asked.append(wording.replace(word, f"{word[: len(word) // 2]} {word[len(word) // 2 :]}"))
    return [*dict.fromkeys([*asked, *IDENTIFIERS, *SLIPS[locale], *CUES[locale].split(), "password", "zzyyxx", '"', "  "])]


def told(folder: Path) -> Iterator[str]:
    for locale in LANGUAGES:
        synonyms, _ = load_synonyms(locale)
        documents = [analyse(document, synonyms) for document in articles(locale)]
        for name, sizes in (("small", SIZES), ("large", LARGE)):
            build_index(documents, locale, synonyms, folder / name, {"part-0": "Part"}, sizes)
            searcher = Searcher(folder / name / "search" / locale)
            yield f"=== {locale}, as a {name} help center"
            for query in queries(locale):
                answer = searcher.answer(query, 3)
                near = None if answer.count else searcher.beginning(query, 3)
                scores = [f"{'~' if near else ''}{each.path} {each.score:.4f}" for each in (near or answer).results]
                yield f"{query} → {', '.join(scores)}"
                if name == "small":
                    weights = " ".join(f"{key}:{weight:.4g}" for key, weight in sorted(answer.marks.items()))
                    yield f"    {answer.corrected} | {answer.count} | {weights}"
                    for result in (near or answer).results[:1]:
                        best = passage(searcher, near or answer, result)
                        parts = marked(best.text, answer.marks, locale)
                        yield f"    #{best.anchor} {''.join(f'[{text}]' if is_marked else text for text, is_marked in parts)}"
        small = Searcher(folder / "small" / "search" / locale)
        query = labelled(locale)["draft"][0]
        for kinds, sections in ((["faq"], []), ([], ["part-1", "part-2"]), (["guide", "faq"], ["part-3"])):
            found = small.answer(query, 3, kinds, sections)
            yield f"{query} in {kinds} {sections}: {found.count} {[each.path for each in found.results]}"


def test_what_is_found_is_what_was_looked_at(tmp_path: Path) -> None:
    assert list(told(tmp_path)) == KEPT.read_text("utf-8").removesuffix("\n").split("\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        KEPT.write_text("\n".join(told(Path(made))) + "\n", "utf-8")
