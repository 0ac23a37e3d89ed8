"""A light stem of Hebrew: the word without the particles that are written on to it and without the commonest endings.

Receives a folded word; returns its stem, which is a key and no word. And, the, in, as, to, from and that stand before a word
without a space (ו ה ב כ ל מ ש, several at once), and no list tells them from a word's own first letters; so all are taken off, of
every word alike, as long as enough is left: סיסמה, הסיסמה and לסיסמאות have one stem. Two words that differ in such letters alone
are found together, which readers forgive sooner than finding nothing.
"""

from __future__ import annotations

_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
# How many letters have to be left: the article and "and" stand before the shortest words too, the others are often a word's own.
_LEFT = {"ו": 3, "ה": 2, "ב": 3, "ל": 3, "כ": 4, "מ": 4, "ש": 4}
_ENDINGS = {"יות": 2, "ות": 2, "ימ": 2, "ית": 3, "ה": 3, "ת": 3, "א": 3}


def stem(word: str) -> str:
    """The stem of one folded word; a word in another script stays."""
    if not "\u05d0" <= word[:1] <= "\u05ea":
        return word
    word = word.translate(_FINAL)
    while ending := next((each for each, left in _ENDINGS.items() if word.endswith(each) and len(word) - len(each) >= left), ""):
        word = word.removesuffix(ending)
    while len(word) > _LEFT.get(word[0], len(word)):
        word = word[1:]
    return word
