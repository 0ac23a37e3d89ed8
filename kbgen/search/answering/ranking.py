"""The formula by which articles are ranked, here and in the browser (`theme/assets/javascripts/search/ranking.js`).

BM25F (Robertson and Zaragoza 2009): the counts of a term in the fields of an article, weighed and put in proportion to the
field's length, become one figure x; x / (x + k1) saturates it; the term's rarity multiplies it. Saturation alone makes an
article that is about a word and one that says it in passing nearly alike, and what decides is then the rarest word of a
question, which in everyday speech is seldom the one that matters. So from a title and several keywords on, each doubling of x
counts again. x is computed at build time and published as a level on a logarithmic scale; what depends on the whole index (how
many articles there are, how many have the term) is put in when a query is answered, so that a new article does not change every
file.
"""

from __future__ import annotations

import math

# Chosen on the development queries of three languages at once, and on phrases of this project's own manual that were taken out of
# its index to ask for them; the figures around them differ by less than 0.01.
WEIGHTS = {"title": 6.0, "headings": 1.25, "keywords": 18.0, "asked": 18.0, "translations": 1.0, "body": 1.0}
LENGTH_EFFECT = {"title": 0.3, "headings": 0.4, "keywords": 0.3, "asked": 0.3, "translations": 0.3, "body": 0.3}
K1 = 1.2
SYNONYM = 0.75
EXACT_BONUS = 0.25
COMMON = 0.5
# In a help center of so many articles, every word gets half as much again; in a smaller one up to twice as much.
FEW = 120
# All words of a query together, in their order, count twice as much as the best article without them; half, a quarter of that.
TOGETHER = 2.0
# Articles with less than a fifth of the best score are left out: half of all, and none that a judge called relevant.
RELEVANT = 0.2

# From this level on, where x is 20, an article is about the word: each further octave adds so much to what saturation gives.
ABOUT, EACH_OCTAVE = 62, 1.5

_STEPS_PER_OCTAVE = 6
_LOWEST = -6  # octaves: 1/64, less than a synonym gives that stands once in the longest text


def level_of(x: float) -> int:
    """The level, 0 to 89, that stands for `x` in a posting."""
    return min(89, int((math.log2(x) - _LOWEST) * _STEPS_PER_OCTAVE + 0.5)) if x > 2.0**_LOWEST else 0


def first_of(level: int) -> float:
    """The least x that has this level, to the last bit."""
    x: float = 2.0 ** ((level - 0.5) / _STEPS_PER_OCTAVE + _LOWEST)
    while level_of(x) < level:
        x = math.nextafter(x, math.inf)
    while level_of(below := math.nextafter(x, 0.0)) >= level:
        x = below
    return x


def _worth(level: int) -> float:
    """What a level of a posting is worth."""
    x: float = 2.0 ** (level / _STEPS_PER_OCTAVE + _LOWEST)
    return x * (K1 + 1) / (x + K1) + EACH_OCTAVE * max(0, level - ABOUT) / _STEPS_PER_OCTAVE


SATURATED: tuple[float, ...] = tuple(map(_worth, range(90)))


def rarity(articles: int, having: int) -> float:
    """Inverse document frequency (Lucene's form), and a little for every word; up to twice as much in a small help center.

    Without that, in a small help center whose articles all say "article", a title with the word would be worth nothing; and which
    of a question's words few of its articles happen to have says little of what the question is about.
    """
    return math.log(1 + (articles - having + 0.5) / (having + 0.5)) + COMMON * (1 + 1 / (1 + (articles / FEW) ** 4))


def expected(articles: int, having: int, named: int, least: int) -> float:
    """What a term is worth, more or less, in an article that its cut line does not name (see `indexing.lines`): of the articles
    `having` it `named` are, and `least` is the lowest level of these.

    To take such an article for one that has not got the word would put every other above it that is named. Articles of a query have
    its words oftener than all do, hence the root of their share; of 30,000 articles, the first seven are as often those of an index
    that is not cut with 1,200 named as they would be with 2,000 and without this.
    """
    return SATURATED[least] * math.sqrt((having - named) / (articles - named + 1)) if having > named else 0.0


def typical_length(average: float) -> float:
    """The average length of a field, in steps of a half, so that one edited article does not move every level."""
    return float(1.5 ** round(math.log(average, 1.5))) if average > 0 else 1.0


def rounded(score: float) -> float:
    """Four decimals, halves up as JavaScript rounds: the last bits of logarithms differ between machines."""
    return math.floor(score * 10000 + 0.5) / 10000
