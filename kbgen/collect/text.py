"""Readers' words, cleaned before they are stored: comments, searches.

Receives text; returns text in Unicode's composed form without control characters and direction overrides, with e-mail
addresses and long numbers masked. ZWNJ and ZWJ stay: Persian and many scripts of India are not written without them.
"""

from __future__ import annotations

import re
import unicodedata

EMAIL_MASK, NUMBER_MASK = "[email]", "[number]"

# C0 and C1 controls but for tab and line feed, and the marks by which text can be made to read backwards.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EMAIL = re.compile(r"[^\s@<>()\[\]\",;:]{1,64}@[^\s@<>()\[\]\",;:]{1,190}\.[^\W\d_]{2,24}")
# Seven digits or more of any script, with the separators that people write in phone, card and passport numbers. A letter
# before them makes them part of a name, such as the error 0x80070005, which is worth keeping.
_NUMBER = re.compile(r"(?<![\w])\+?\(?\d(?:[ \u00a0.()/\u2010-\u2015-]{0,2}\d){6,}")


def clean(text: str) -> str:
    """Text without what could mislead a person who reads it; still not safe as HTML, which is escaped when shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text)).strip()


def mask(text: str) -> str:
    """Text with e-mail addresses and runs of seven or more digits replaced; not proof that nothing personal is left."""
    return _NUMBER.sub(NUMBER_MASK, _EMAIL.sub(EMAIL_MASK, text))


def reader_text(text: str, longest: int) -> str | None:
    """Cleaned and masked text of at most `longest` characters; None where nothing is left."""
    # Masks and composition can lengthen a text, and cutting can leave a space at the end.
    return mask(clean(text))[:longest].strip() or None


def one_line(text: str, longest: int) -> str | None:
    """As `reader_text`, with every run of white space made one space: for searches."""
    return reader_text(" ".join(clean(text).split()), longest)
