"""Names in Latin letters are heard in the letters of Arabic script, in the index and in the browser alike."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random

import pytest

from kbgen.language.alphabet.sounds import heard, is_key, is_sure, keys_of, names_letter
from kbgen.language.text import fold, stem

SOUNDS = Path(__file__).parents[3] / "theme" / "assets" / "javascripts" / "search" / "sounds.js"
TWIN = """
import { readFileSync } from "node:fs";
const { heard, isSure, namesLetter } = await import(process.argv[1]);
const given = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(given.map(([word, tag]) => {
  const keys = heard(word, tag.startsWith("ar"));
  return [keys, keys.map(isSure), namesLetter(word)];
})));
"""
SPELLED = [
    ("Zendesk", "زندسک", "fa"),
    ("Zendesk", "زندسك", "ar"),
    ("Freshdesk", "فريشديسك", "ar"),
    ("phishing", "فیشینگ", "fa"),
    ("phishing", "الفيشينغ", "ar"),
    ("phishing", "فيشنج", "ar"),
    ("WordPress", "ووردبريس", "ar"),
    ("PayPal", "بايبال", "ar"),
    ("Shopify", "شوبيفاي", "ar"),
    ("Chrome", "كروم", "ar"),
    ("Excel", "اکسل", "fa"),
    ("Notion", "نوشن", "fa"),
    ("VeraCrypt", "وراکریپت", "fa"),
    ("VeraCrypt", "فيراكريبت", "ar"),
    ("Thunderbird", "تاندربرد", "fa"),
    ("Bluetooth", "بلوتوث", "fa"),
    ("Bluetooth", "بلوتوت", "ar"),
    ("WhatsApp", "واتساپ", "fa"),
    ("PGP", "پیجیپی", "fa"),
    ("SSL", "اساسال", "fa"),
    ("VPN", "ویپیان", "fa"),
    ("VPN", "فيبيان", "ar"),
    ("USB", "يواسبي", "ar"),
    ("Zendesk", "زندسک", "ur"),
]
OTHERS = [("Zendesk", "زندگی", "fa"), ("GitHub", "کتابخانه", "fa"), ("Excel", "إكسسوار", "ar"), ("USB", "أسباب", "ar")]


@pytest.mark.parametrize(("name", "spelling", "language"), SPELLED)
def test_a_spelling_is_heard_as_the_name(name, spelling, language):
    assert set(keys_of(fold(name), language)) & set(heard(fold(spelling), language))


@pytest.mark.parametrize(("name", "other", "language"), OTHERS)
def test_another_word_is_not(name, other, language):
    assert not set(keys_of(fold(name), language)) & set(heard(fold(other), language))


@pytest.mark.parametrize("word", ["خلاصة", "صلاحيات", "احترام", "تحريض"])
def test_a_word_with_letters_of_the_language_alone_is_no_spelling(word):
    assert heard(fold(word), "ar") == []


@pytest.mark.parametrize("language", ["en", "de", "ru", "he"])
def test_pages_in_other_scripts_have_none(language):
    assert heard("زندسك", language) == []


def test_numbers_identifiers_and_single_letters_have_no_key():
    assert [keys_of(word, "fa") for word in ("3028", "0x80", "a", "wi-fi", "واتساپ")] == [()] * 5


def test_a_key_is_no_word_and_stays_as_it_is():
    for key in ("~sndsk", "=bgb"):
        assert is_key(key)
        assert [stem(key, language) for language in ("ar", "fa", "ur")] == [key] * 3
    assert not is_key("زندسك")


def test_three_consonants_are_no_sure_sign_of_a_name():
    assert [is_sure(key) for key in ("~ktb", "~sndsk", "=gbs")] == [False, True, True]


@pytest.mark.needs("node")
def test_the_browser_hears_the_same():
    random = Random(14)
    letters = "ابپتثجچحخدذرزژسشصضطظعغفقكگلمنهويءئ\u200ca"
    names = (
        "اي",
        "بي",
        "سي",
        "دي",
        "اف",
        "جي",
        "اچ",
        "كي",
        "ال",
        "ام",
        "ان",
        "او",
        "پي",
        "كيو",
        "ار",
        "اس",
        "تي",
        "يو",
        "وي",
        "زد",
        "وال",
    )
    words = ["".join(random.choices(letters, k=random.randint(1, 9))) for _ in range(3000)]
    words += ["".join(random.choices(names, k=random.randint(1, 6))) for _ in range(2000)]
    words += [fold(spelling) for _, spelling, _ in (*SPELLED, *OTHERS)]
    given = [(word, tag) for word in words for tag in ("ar", "fa", "ar-EG", "ur")]
    command = ["node", "--no-warnings", "--input-type=module", "-e", TWIN, SOUNDS.as_uri()]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    ours = [[heard(*each), list(map(is_sure, heard(*each))), names_letter(each[0])] for each in given]
    assert [(each, our, their) for each, our, their in zip(given, ours, json.loads(done.stdout), strict=True) if our != their][
        :9
    ] == []
