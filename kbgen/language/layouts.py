"""Keyboard layouts, to read what was typed with the wrong one: `hgpshf` on an Arabic keyboard is الحساب.

Sources: the layouts Arabic (101) and Persian (ISIRI 9147) of Windows. Receives and returns plain text.
"""

from __future__ import annotations

KEYS = "q w e r t y u i o p [ ] a s d f g h j k l ; ' z x c v b n m , . / `"
# What each of these keys gives, in the same order.
LAYOUTS: dict[str, str] = {
    "ar": "ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ ذ",
    "fa": "ض ص ث ق ف غ ع ه خ ح ج چ ش س ی ب ل ا ت ن م ک گ ظ ط ز ر ذ د پ و . / ژ",
}


def other_layouts(text: str, language: str) -> list[str]:
    """What `text` says if the keyboard was set to another language than `language`, that of the page."""
    readings = []
    for name in [language] if language in LAYOUTS else sorted(LAYOUTS):
        letters = LAYOUTS[name].split()
        if name == language:
            readings.append(_exchange(text.lower(), KEYS.split(), letters))
        readings.append(_exchange(text, letters, KEYS.split()))
    return [reading for reading in readings if reading != text]


def _exchange(text: str, typed: list[str], meant: list[str]) -> str:
    # لا is one key of the Arabic layout: two letters are looked for before one.
    keys = dict(zip(typed, meant, strict=True))
    written, at = [], 0
    while at < len(text):
        size = 2 if text[at : at + 2] in keys else 1
        written.append(keys.get(text[at : at + size], text[at : at + size]))
        at += size
    return "".join(written)
