"""Distance between words, as typing fingers make it.

The browser's twin is `theme/assets/javascripts/search/typos.js`.
"""

from __future__ import annotations


def allowed_typos(word: str) -> int:
    """How many typos to forgive: one from three letters, two from eight (Algolia); none in a number.

    Algolia starts at four letters: in three, only a letter left out counts (`Vocabulary`), which Persian's short words need.
    """
    if word.isdecimal() or len(word) < 3:
        return 0
    return 1 if len(word) < 8 else 2


def letters_of(word: str) -> int:
    """A set of letters as 32 bits: two words at distance d differ in no more than 2 d of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def distance(left: str, right: str, most: int) -> int:
    """Insertions, deletions, replacements and exchanges of neighbours (optimal string alignment); `most` + 1 if more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        now = [row]
        for column, other in enumerate(right, 1):
            cost = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)
