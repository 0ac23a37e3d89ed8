"""Names in Latin letters as readers of Arabic script spell them: زندسک is Zendesk, فیشینگ is phishing, پی‌جی‌پی is PGP.

A name has one spelling in Latin letters and many in Arabic ones. What most of these share is the order of its consonants, told
apart no finer than writers tell them: p and b, s and z, sh and ch are one, in Arabic g, j and k too; vowels, h, w and y are none. A
name of three consonants and more gets a key of them; a short one, which may be spelled letter by letter, one of its letters.

`keys_of` is for the index, `heard` for what was typed; both take folded words. The keys are no words: they begin with a sign. The
browser's twin of `heard` is `theme/assets/javascripts/search/sounds.js`. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache

SOUND, LETTERS = "~", "="
LEAST, LONGEST_OF_LETTERS = 3, 5
_ARABIC_SCRIPT = frozenset({"ar", "ckb", "fa", "ps", "ur"})
# How groups of Latin letters sound, in this order; x is sh and ch.
_GROUPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"x", "ks"),
        (r"[ts]ion", "xn"),
        (r"tch|sch|sh|ch(?![lr])", "x"),
        (r"ck|qu|ch", "k"),
        (r"ph", "f"),
        (r"dge", "j"),
        (r"c(?=[eiy])|z", "s"),
        (r"[cq]", "k"),
        (r"p", "b"),
    )
)
# Of these a spelling has one or the other: بلوتوث, بلوتوت; فيميو, ویمیو.
_EITHER = (("th", "ts"), ("v", ("f", "")))
_NO_CONSONANT = frozenset("aehiouwy")
_SOUNDS = {
    letter: sound
    for letters, sound in (
        ("بپ", "b"), ("تط", "t"), ("ثسصذزضظ", "s"), ("شژچ", "x"), ("د", "d"), ("ر", "r"), ("كق", "k"), ("ف", "f"), ("ل", "l"),
        ("م", "m"), ("ن", "n"), ("ج", "j"), ("گغ", "g"),
    )
    for letter in letters
}  # fmt: skip
# What no spelling of a foreign name has: a word with one of these is the language's own.
_OWN = {"ar": frozenset("حخعضصظذء"), "": frozenset("حخعضصظذءط")}
_ARTICLES = ("وال", "بال", "فال", "كال", "ال", "لل")
# The names of Latin letters, longest first; of those whose names are one, `_SAME_NAME` makes one.
_NAMES = tuple(
    sorted(
        (
            (name, letter)
            for letter, names in (
                ("a", "اي ا"), ("b", "بي"), ("c", "سي"), ("d", "دي"), ("f", "اف"), ("g", "جي"), ("h", "اچ اتش ايتش"), ("k", "كي"),
                ("l", "ال"), ("m", "ام"), ("n", "ان"), ("o", "او"), ("p", "پي"), ("q", "كيو"), ("r", "ار"), ("s", "اس"),
                ("t", "تي"), ("u", "يو"), ("v", "وي في"), ("w", "دبليو دابليو"), ("x", "ايكس اكس"), ("y", "واي"), ("z", "زد زي"),
            )
            for name in names.split()
        ),
        key=lambda each: (-len(each[0]), each),
    )
)  # fmt: skip
# Letters of which Arabic script has one name for two.
_SAME_NAME = str.maketrans("aijp", "eegb")
_SPELLED = re.compile(f"(?:{'|'.join(name for name, _ in _NAMES)}){{2,{LONGEST_OF_LETTERS}}}")


def hears(language: str) -> bool:
    """Whether pages in `language` are in Arabic script, and names in Latin letters among their words."""
    return language.partition("-")[0] in _ARABIC_SCRIPT


@lru_cache(maxsize=16384)
def keys_of(name: str, language: str) -> tuple[str, ...]:
    """The keys of a folded word in Latin letters on a page in `language`; none of any other word."""
    if not (name.isascii() and name.isalpha() and len(name) > 1):
        return ()
    spelled = (LETTERS + name.translate(_SAME_NAME),) if len(name) <= LONGEST_OF_LETTERS else ()
    readings = {name}
    for letters, sounds in _EITHER:
        readings = {reading.replace(letters, sound) for reading in readings for sound in sounds}
    found = set()
    for reading in readings:
        for pattern, sound in _GROUPS:
            reading = pattern.sub(sound, reading)
        found.add(_key("".join(" " if letter in _NO_CONSONANT else letter for letter in reading), language))
    return (*spelled, *sorted(found - {""}))


def is_key(word: str) -> bool:
    """Whether a word of an index is a key of a name and none that an article has."""
    return word.startswith((SOUND, LETTERS))


def is_sure(key: str) -> bool:
    """Whether few other words can have `key`: of three consonants many have the same."""
    return key.startswith(LETTERS) or len(key) > len(SOUND) + LEAST


def names_letter(form: str) -> bool:
    """Whether a folded word is the name of a letter: جی of G."""
    return any(form == name for name, _ in _NAMES)


def heard(form: str, language: str) -> list[str]:
    """The keys of names that a folded word of Arabic script may be, likeliest first."""
    if not hears(language) or form.isascii():
        return []
    # ال may be the article of Arabic, and as well the beginning of the name.
    bare = [
        form[len(each) :] for each in _ARTICLES if language.startswith("ar") and form.startswith(each) and len(form) > len(each) + 2
    ]
    found = [key for word in (form, *bare[:1]) for key in (_letters(word), _sounds(word, language)) if key]
    return list(dict.fromkeys(found))


def _letters(word: str) -> str:
    """The key of a word that is nothing but names of letters."""
    if not _SPELLED.fullmatch(word):
        return ""
    found = _parted(word)
    return LETTERS + found.translate(_SAME_NAME) if len(found) > 1 else ""


def _parted(word: str) -> str:
    for name, letter in _NAMES:
        if word == name:
            return letter
        if word.startswith(name) and (rest := _parted(word[len(name) :])):
            return letter + rest
    return ""


def _sounds(word: str, language: str) -> str:
    primary = language.partition("-")[0]
    if not _OWN.get(primary, _OWN[""]).isdisjoint(word):
        return ""
    if primary == "ar":
        word = word.replace("تش", "ش")
    return _key("".join(_SOUNDS.get(letter, " ") for letter in word if letter != "\u200c"), language)


def _key(consonants: str, language: str) -> str:
    """The key of consonants with spaces for whatever stands between them: the same twice in a row is one."""
    if language.partition("-")[0] == "ar":
        consonants = consonants.replace("g", "k").replace("j", "k")
    key = re.sub(r"([^ ])\1+", r"\1", consonants).replace(" ", "")
    return SOUND + key if len(key) >= LEAST else ""
