"""Readers' words, cleaned before they are stored: comments, searches.

Receives text; returns text in Unicode's composed form without control characters and direction overrides, with e-mail
addresses, account numbers and long numbers masked. ZWNJ and ZWJ stay: Persian and many scripts of India are not written without
them. What is masked is masked in every script, also where an Arabic or Persian word is written on to the digits, as the Arabic
"and" always is. Dates, versions and amounts stay, as far as their form tells them from phone and card numbers.
"""

from __future__ import annotations

import re
import unicodedata

EMAIL_MASK, NUMBER_MASK = "[email]", "[number]"

# C0 and C1 controls but for tab and line feed, and the marks by which text can be made to read backwards.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Characters that nobody sees, with which digits can be joined.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff"
_AT = frozenset("@\uff20\ufe6b")
# Also an address that is still being typed: `jane.roe@exam`. Full-width and small forms of the sign count.
_LOCAL = rf"[^\s@\uff20\ufe6b<>()\[\]\",;:،؛{_UNSEEN}]{{1,64}}"
_DOMAIN = r"[^\s@\uff20\ufe6b<>()\[\]\",;:،؛]{0,189}[^\s@\uff20\ufe6b<>()\[\]\",;:،؛.!?؟]"
_EMAIL = re.compile(rf"{_LOCAL}[{_UNSEEN}]?[@\uff20\ufe6b][{_UNSEEN}]?{_DOMAIN}")
# What people write between the digits of phone, card and account numbers: up to three characters, such as " - ".
_BETWEEN = rf"[ \t\u00a0\u2007\u202f_.,،٫٬'/()\u2010-\u2015\u2212+*\-{_UNSEEN}]{{0,3}}"
# IBAN (ISO 13616): two letters of a country, two digits to check, eleven to thirty letters and digits, in groups or not.
_SIGN = r"[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9]"
_GAP = rf"[ \u00a0_./\-{_UNSEEN}]{{1,2}}"
_IBAN = (
    rf"(?<![^\W_])[A-Za-z]{{2}}(?:{_GAP})?\d\d"
    rf"(?:{_SIGN}{{11,30}}|(?:{_GAP}{_SIGN}{{4}}){{2,7}}(?:{_GAP}(?=[A-Za-z]{{0,3}}\d){_SIGN}{{1,4}})?)(?![^\W_])"
)
_DASH = r"\-/.\u2010-\u2015"
_DATE = (
    r"(?<!\d)(?:\d{4}[\-\u2010-\u2015]\d{4}"
    rf"|\d{{4}}(?P<first>[{_DASH}])\d{{1,2}}(?P=first)\d{{1,2}}|\d{{1,2}}(?P<last>[{_DASH}])\d{{1,2}}(?P=last)\d{{4}})"
    rf"(?!\d|[{_DASH}_]\d)"
)
_DOTTED = r"(?<![\d.])(?:\d{1,3}(?:\.\d{1,5}){1,3}|\d{4,6}\.\d{1,4})(?!\d|\.\d)"
_AMOUNT = r"(?<![\d.,،٬+])[1-9\u0661-\u0669\u06f1-\u06f9]\d{0,2}(?P<comma>[,،٬])\d{3}(?:(?P=comma)\d{3})*(?!\d|[,،٬]\d)"
# Seven digits or more of any script. A Latin letter right before them makes them part of a name, such as the error 0x80070005 or
# KB5034441, which is worth keeping; ten digits are a phone number whatever stands before them, unless letters follow.
_NUMBER = rf"(?<![0-9A-Za-z\u0660-\u0669\u06f0-\u06f9])[+(]{{0,2}}\d(?:{_BETWEEN}\d){{6,}}"
_ATTACHED = r"(?<=[A-Za-z])(?<!0x)(?<!0X)\d{10,}(?![A-Za-z])"
_SCAN = re.compile(f"(?P<date>{_DATE})|(?P<dotted>{_DOTTED})|(?P<amount>{_AMOUNT})|(?P<iban>{_IBAN})|{_NUMBER}|{_ATTACHED}")


def clean(text: str) -> str:
    """Text without what could mislead a person who reads it; still not safe as HTML, which is escaped when shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text)).strip()


def mask(text: str) -> str:
    """Text with e-mail addresses, IBANs and runs of seven or more digits replaced; not proof that nothing personal is left."""
    if not _AT.isdisjoint(text):
        text = _EMAIL.sub(EMAIL_MASK, text)
    return _SCAN.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    found = match[0]
    if match["date"]:
        return found if _is_date(found) or _is_marked_version(match) else _long(found)
    if match["dotted"]:
        return found if _is_version(found) else _long(found)
    if match["amount"]:
        return found
    if match["iban"]:
        # A word of letters and some digits is no account: two digits in three are the least that any country has.
        digits = sum(letter.isdigit() for letter in found)
        return NUMBER_MASK if 2 * digits >= sum(letter.isalnum() for letter in found) else found
    return NUMBER_MASK


def _long(text: str) -> str:
    """A run of digits that looked like something else: masked if it is long enough."""
    return NUMBER_MASK if sum(letter.isdigit() for letter in text) >= 7 else text


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]


def _is_date(text: str) -> bool:
    """Whether the numbers are a year, a month and a day of the Gregorian, the Solar Hijri or the Hijri calendar, or two years."""
    numbers = _numbers(text)
    if len(numbers) == 2:
        return all(map(_is_year, numbers))
    year, rest = (numbers[0], numbers[1:]) if numbers[0] > 31 else (numbers[2], numbers[:2])
    return _is_year(year) and max(rest) <= 31 and 1 <= min(rest) <= 12


def _is_year(number: int) -> bool:
    return 1300 <= number <= 1500 or 1900 <= number <= 2100


def _is_marked_version(match: re.Match[str]) -> bool:
    """Whether what has the form of a date, such as 2.10.1234, is a version: behind a v, or with a first number below ten."""
    marked = match.start() > 0 and match.string[match.start() - 1] in "vV"
    return match[0].count(".") == 2 and (marked or match[0][1] == ".") and _is_version(match[0])


def _is_version(text: str) -> bool:
    """Whether dotted numbers are a version: a small second number, none with a zero in front, not too many digits."""
    parts = text.split(".")
    if any(len(part) > 1 and unicodedata.digit(part[0]) == 0 for part in parts):
        return False
    if len(parts) == 2:
        return True
    if len(parts) == 4 and all(int(part) <= 255 for part in parts):
        # An address of the Internet, which may be a reader's own.
        return False
    digits = sum(map(len, parts))
    return len(parts[1]) <= 2 and digits <= (12 if len(parts[1]) == 1 else 9)


def reader_text(text: str, longest: int) -> str | None:
    """Cleaned and masked text of at most `longest` characters; None where nothing is left."""
    # Masks and composition can lengthen a text, and cutting can leave a space at the end.
    return mask(clean(text))[:longest].strip() or None


def one_line(text: str, longest: int) -> str | None:
    """As `reader_text`, with every run of white space made one space: for searches."""
    return reader_text(" ".join(clean(text).split()), longest)
