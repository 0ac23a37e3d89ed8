"""The words of a file that was not saved as UTF-8, as older editors and exports have them.

Receives bytes and the language that they are likely in; returns text, and what had to be guessed. Windows' code pages are what such
files are saved in nearly always: 1252 for Latin script, 1256 for Arabic, and one for each of a few others. Nothing is refused.
"""

from __future__ import annotations

from typing import NamedTuple

_PAGES = {
    **dict.fromkeys(("ar", "fa", "ur", "ckb", "ps"), "cp1256"),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "be", "mk"), "cp1251"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), "cp1250"),
    **{"el": "cp1253", "tr": "cp1254", "he": "cp1255", "vi": "cp1258", "th": "cp874", "ja": "cp932", "ko": "cp949"},
    **{"zh": "gb18030"},
}
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


class Decoded(NamedTuple):
    """`guessed` names the encoding that was not said, empty where there was nothing to guess; `control` counts signs taken out that
    no text has."""

    text: str
    guessed: str = ""
    control: int = 0


def decoded(raw: bytes, language: str) -> Decoded:
    """The text of a file; `language` is a tag."""
    text, guessed = _text(raw, language.partition("-")[0].lower())
    clean = text.translate(_CONTROL)
    return Decoded(clean, guessed, len(text) - len(clean))


def _text(raw: bytes, language: str) -> tuple[str, str]:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # Its first sign says what it is.
        return raw.decode("utf-16", "replace").removeprefix("\ufeff"), "UTF-16"
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    page = _PAGES.get(language, "cp1252")
    return raw.decode(page, "replace"), page.replace("cp", "Windows-") if page.startswith("cp12") else page
