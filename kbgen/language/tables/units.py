"""How much there is to read: words, also where a script puts no space between them.

Receives text; returns words. In scripts without spaces characters are counted and divided by how many of
them take as long to read as a word: from the same study as the speeds (`kbgen.pages.reading`), which gives both for each language:
Chinese 255 characters or 158 words a minute, Japanese 357 or 193, all languages on average 863 or 184.
"""

from __future__ import annotations

import re

# Han, kana, and full-width letters; then Thai, Lao, Burmese and Khmer.
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_EAST_ASIAN}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_KANA, _HAN = re.compile("[\u3040-\u30ff]"), re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# Characters that take as long as a word.
CHINESE, JAPANESE, MEAN = 255 / 158, 357 / 193, 863 / 184
_WORD = re.compile(r"\w[\w\u200c'’-]*")


def count_words(text: str) -> int:
    """How many words `text` has, or would have in a language with spaces; at least one where there is something to read."""
    found = _UNSPACED.findall(text)
    if not found:
        return len(_WORD.findall(text))
    spaced = len(_WORD.findall(_UNSPACED.sub(" ", text)))
    a_word = JAPANESE if _KANA.search(text) else CHINESE if _HAN.search(text) else MEAN
    return max(1, spaced + round(len(found) / a_word))


def is_unspaced(text: str) -> bool:
    """Whether there are characters in `text` of a script that puts no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None
