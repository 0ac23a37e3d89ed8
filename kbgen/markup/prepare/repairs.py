"""What many write and CommonMark takes for something else, marked so that the parser takes it as it is meant.

    ![Plan](my plan.png)    a space in an address: a sign for each of these spaces
    :smile: and so on       a colon that begins a line and no definition: a sign for the colon

Receives a text, gives text of the same length. `restore` undoes it in what the parser makes of the text, code included.
"""

from __future__ import annotations

import re

from kbgen.markup.prepare.signs import signs_in

# Of the private use area, where no text of a language has signs.
_SPACE, _COLON = "\uf8f0", "\uf8f1"
# Spelled out so that there is one way to match it: possessive quantifiers match too little before Python 3.11.5.
_FIRST, _SIGN, _BRACKETS = r"""[^\s()<>"'\\]""", r"""[^\s()<>"\\]""", r"""\([^()\n"'<>]*\)"""
_WORD = rf"(?:{_FIRST}|{_BRACKETS}){_SIGN}*(?:{_BRACKETS}{_SIGN}*)*"
_TARGET = re.compile(rf"\]\((?P<target>{_WORD}(?:[ ]+{_WORD})+)(?=[ ]*(?:\"[^\"\n]*\")?\))")
_MAY_HOLD_SPACES = re.compile(r"\]\([^\s()]+[ (]")
_ADDRESS = re.compile(r"\(?(?:[a-zA-Z][\w+.-]*(?::|[ ]:[ ]?//)|\.{0,2}/)|[^\s/]+/|.*\.\w{2,5}(?:[?#]\S*)?$")
# The line below the head of a table may begin with a colon too: `:-- | --:`.
_NO_DEFINITION = re.compile(r"\n([ >]*):(?![ \t]|-+:?[ \t]*(?:\||\n|\Z))")
_COLON_FIRST = re.compile(r"\n[ >]*:")
# `[x](/url (title))` is CommonMark's own.
_TITLED = re.compile(r"[^ ]+ \([^()]*\)$")


def repair(text: str) -> str:
    """`text` with these places marked; the same text where there are none."""
    if is_repaired(text):
        return text
    signs = signs_in(text)
    if "](" in signs and _MAY_HOLD_SPACES.search(text):
        text = _TARGET.sub(_joined, text)
    # Without a blank line or a list before it, any line that begins with a colon would define the line above.
    return _NO_DEFINITION.sub(rf"\n\1{_COLON}", text) if ":" in signs and _COLON_FIRST.search(text) else text


def is_repaired(text: str) -> bool:
    """Whether `text` holds any of these marks."""
    return _SPACE in text or _COLON in text


def restore(text: str) -> str:
    """`text`, which the parser made of a repaired one, as it is written."""
    return text.replace(_SPACE, " ").replace(_COLON, ":") if is_repaired(text) else text


def _joined(found: re.Match[str]) -> str:
    target = found["target"]
    meant = _ADDRESS.match(target) and not _TITLED.match(target)
    return f"]({target.replace(' ', _SPACE)}" if meant else found[0]
