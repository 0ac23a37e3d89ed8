"""How long an article takes to read.

Words a minute are the means of native speakers reading aloud ten standard texts, from Trauzettel-Klosinski and Dietz,
"Standardized Assessment of Reading Performance: The New International Reading Speed Texts IReST", 2012, table 2; for
languages that the study lacks (Persian among them) the mean of its seventeen, 184. What a word is where no space parts words:
`kbgen.language.tables.units`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

WORDS_A_MINUTE: Mapping[str, int] = {
    "ar": 138,
    "de": 179,
    "en": 228,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "ja": 193,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
    "zh": 158,
}
MEAN = 184


def minutes(words: int, language: str) -> int:
    """Whole minutes to read `words` words in `language` (a BCP 47 tag), at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE.get(language.partition("-")[0], MEAN)))
