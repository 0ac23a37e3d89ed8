"""The browser reads words as the index does: two programs, written apart, agree on forms that no list could hold."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from kbgen.language import arabic, arabic_verbs, english, persian
from kbgen.language.identifiers import HINT, pieces
from kbgen.language.text import browser_rules, tokenise, variants
from tests.language.test_identifiers import CASES

ROOT = Path(__file__).parents[2]
SEARCH = ROOT / "theme" / "assets" / "javascripts" / "search"
PIECES = """
import { readFileSync } from "node:fs";
const { pieces } = await import(process.argv[1]);
const given = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(given.map((part) => pieces(part).map((piece) => [piece.text, piece.start, piece.end, piece.parts]))));
"""
TWIN = """
import { readFileSync } from "node:fs";
const [rules, words, forms] = JSON.parse(readFileSync(0, "utf-8"));
const { languageOf } = await import(process.argv[1]);
const language = await languageOf(rules);
const read = words.map((word) => language.tokenise(word).map((token) => [token.form, token.stem, token.parts]));
console.log(JSON.stringify([read, forms.map((form) => language.variants(form))]));
"""
# Beginnings that differ in what the rules ask: vowels, a y, a double letter, how long they are.
BASES = """
a b ab at ap by sky say toy use see free bl hop hopp stop full fill egg add off err inn odd iz tim rat rate past pas snow
box fix cry carr enjoy employ gener commun organ inter univers later emerg arsen relat ration form formal nation pract
electr hope hoping activ general real sens sensit allow control cann even earr herr out succ proc exc agre trou
vac vibr ski sk id gentl ugl earl onl singl new how atlas cosmo bia and analog geolog log aest geo cred poss ador
"""
ENDINGS = """
s es ies ied sses us ss 's d ed ing edly ingly eed eedly y e er ers est ll le li ly ily y's ion sion tion ative ness ful
"""
SIGNS = [
    *"abzéÅßœıİ019۱٣٤.,:;-_/\\'’@#+&()«»\u200c\u00a0\u0640",
    *("می", "نمی", "ها", "ال", "و", "wi", "Fi", "v2", "C++", "ء", "ئو", "کتاب", "حساب", "日本", "한국", "ไทย", "שלום", "𝐀", " "),
]  # fmt: skip


def english_words(random: Random) -> list[str]:
    tables = (english._STEP_2, english._STEP_3, english._STEP_4)
    endings = ENDINGS.split() + [entry.partition(":")[0] for table in tables for entry in table.split()]
    found = [base + ending for base in BASES.split() for ending in ("", *endings)]
    found += [base + random.choice(endings) + random.choice(endings) for base in BASES.split() for _ in range(20)]
    listed = f"{english._IRREGULAR} {english._EXCEPTIONS}".replace(":", " ").replace(",", " ").split()
    return found + listed + [word + random.choice(endings) for word in listed]


def arabic_words(random: Random) -> list[str]:
    verbs, nouns = sorted(arabic_verbs.VERBS), sorted(arabic.BROKEN_PLURALS)
    before, after = [*arabic_verbs.BEFORE, *arabic_verbs.NEGATED], arabic_verbs.AFTER
    prefixes = ["", "و", *arabic._PREFIXES]
    suffixes = ["", *arabic._POSSESSIVES, *arabic._ENDINGS]
    found = [random.choice(before) + verb + random.choice(after) for verb in verbs for _ in range(3)]
    found += [random.choice(prefixes) + noun + random.choice(suffixes) for noun in nouns for _ in range(8)]
    # Of two and three letters: where what has to be left is just left, or just not.
    short = ["".join(random.choices("ابتحدرسلمنوي", k=random.randint(1, 4))) for _ in range(1500)]
    return found + short + [random.choice(prefixes) + word + random.choice(suffixes) for word in short] + english_words(random)[::9]


def persian_words(random: Random) -> list[str]:
    stems = persian._VERBS.replace(":", " ").replace(",", " ").split()
    before = ["", "ب", "ن", "بي", "ني", *persian.VERB_PREFIXES, *persian.PREVERBS]
    before += [preverb + prefix for preverb in persian.PREVERBS for prefix in ("مي", "نمي", "ن", "ب", "مي\u200c", "نمي\u200c")]
    before += [f"{preverb}\u200c{prefix}\u200c" for preverb in (*persian.PREVERBS, "كار") for prefix in persian.VERB_PREFIXES]
    after = [*persian._PERSONS, *persian._PAST_PERSONS, *persian._ENDINGS, *(f"\u200c{each}" for each in sorted(persian.ENCLITICS))]
    after += persian._SPOKEN.split()
    found = [random.choice(before) + stem + random.choice(after) for stem in stems for _ in range(25)]
    short = ["".join(random.choices("ابتخدرسلمنويه", k=random.randint(1, 4))) for _ in range(1500)]
    return found + short + [random.choice(before) + word + random.choice(after) for word in short] + english_words(random)[::9]


WORDS = {"en": english_words, "ar": arabic_words, "fa": persian_words}


@pytest.mark.needs("node")
@pytest.mark.parametrize("language", WORDS)
def test_the_browser_finds_the_same_stems_and_readings(language: str) -> None:
    random = Random(14)
    forms = WORDS[language](random)
    texts = forms + [written for written, _ in CASES]
    # Longer ones without a space are parted before they are read.
    texts += ["".join(random.choices(SIGNS, k=random.randint(1, 9)))[:20] for _ in range(2500)]
    # Of two scripts, parted by what joins nothing: a word read on another keyboard.
    texts.append("اmak\u200cih")
    read, readings = twin("rules", TWIN, [browser_rules(language), texts, forms])
    ours = [[[token.form, token.stem, token.parts] for token in tokenise(text, language)] for text in texts]
    assert [(text, our, their) for text, our, their in zip(texts, ours, read, strict=True) if our != their][:9] == []
    assert [text for text, tokens in zip(texts, ours, strict=True) if not all(form and stem for form, stem, _ in tokens)] == []
    mine = [variants(form, language) for form in forms]
    assert [(form, our, their) for form, our, their in zip(forms, mine, readings, strict=True) if our != their][:9] == []


@pytest.mark.needs("node")
def test_the_browser_finds_the_same_identifiers_in_the_same_places() -> None:
    random = Random(14)
    signs = [
        *"abZéØ019۱٣.,:;-_/\\'’@#+٬٫",
        "get",
        "User",
        "Name",
        "ERR",
        "v2",
        "::",
        "++",
        "//",
        "123",
        "000",
        "1,299",
        "iPhone",
        "می",
    ]
    parts = [part for written, _ in CASES for part in written.split()]
    parts += ["".join(random.choices(signs, k=random.randint(1, 9))) for _ in range(4000)]
    parts += [".".join(["Ab1"] * number) for number in range(18, 26)]  # whole ones have an end
    ours = [[list(piece) for piece in pieces(part)] if HINT.search(part) else [[part, 0, len(part), -1]] for part in parts]
    theirs = twin("identifiers", PIECES, parts)
    assert [(part, our, their) for part, our, their in zip(parts, ours, theirs, strict=True) if our != their][:9] == []


def twin(module: str, program: str, given: Sequence[object]) -> list[list[object]]:
    """What the browser's code says."""
    command = ["node", "--no-warnings", "--input-type=module", "-e", program, (SEARCH / f"{module}.js").as_uri()]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))
