"""Where text that runs from left to right stands inside text that runs from right to left.

Receives plain text of a right-to-left language; returns the places of the runs that a page has to isolate so that they read
as they are written: names with their signs, versions, addresses, paths, prices, formulas, telephone numbers. Left to the
bidirectional algorithm (Unicode Standard Annex 9), `2.4.1 beta` shows as `beta 2.4.1` and `-5 °C` as `C° 5-`.

A run is the longest stretch between two right-to-left letters, less what belongs to the sentence around it: its full stop,
its brackets, a dash between words, a number in the sentence's own digits. The time is linear in the text.

Native digits follow CLDR, whose signs for Persian digits are set from left to right and for Arabic-Indic ones from right to
left, as ranges and formulas in Arabic are; telephone numbers and codes run from left to right in both.

The browser's twin is `theme/assets/javascripts/search/runs.js`; one table of cases holds the two together.
"""

from __future__ import annotations

import re
from collections import defaultdict

# Letters, marks and signs of Hebrew, Arabic and their relatives, without the digits.
_RTL = "\u0590-\u065f\u066a\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# What ends a stretch besides: quotation marks of the sentence, the non-joiner, and marks that turn direction themselves.
_EDGE = _RTL + "\u00ab\u00bb\u2039\u203a\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffc\x02\x03"
_LETTER = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u058f\u0900-\u1fff\u2126\u212a\u212b\u2c00-\u2dff"
    "\u3005-\u3007\u3041-\ud7ff\uf900-\ufaff\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc"
)
_RARE = "\U00010000-\U000107ff\U00011000-\U0001bfff\U0001d400-\U0001d7ff\U00020000-\U0003ffff"
_ARABIC, _PERSIAN = "\u0660-\u0669", "\u06f0-\u06f9"
_DIGIT = f"0-9{_ARABIC}{_PERSIAN}"
_BRACKETS = r"()\[\]{}<>\"'“”‘’"
_NUMBER = f"[{_DIGIT}]+(?:[.,:/\u066b\u066c][{_DIGIT}]+)*"
# Python's and JavaScript's `\s` differ in six characters.
SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

STRETCH, EDGES = re.compile(f"[^{_EDGE}]*"), re.compile(f"[{_EDGE}]+")
BACKWARD = re.compile(f"[{_RTL}{_ARABIC}{_PERSIAN}]")
LETTER, DIGIT = re.compile(f"[{_LETTER}{_RARE}]"), re.compile(f"[{_DIGIT}]")
ARABIC, NATIVE = re.compile(f"[{_ARABIC}]"), re.compile(f"[{_ARABIC}{_PERSIAN}]")
# What every run has. Beyond the basic plane one range: several make the search, through all text of all articles, thrice as long.
CORE = re.compile(f"[{_LETTER}{_DIGIT}\U00010000-\U0010ffff]")
# Most runs are plain words or one address, and most numbers plain: none of them needs a second look.
WORDS = re.compile(
    f"(?:[.,:;!?]+[{SPACES}]+)?[])]*+[{SPACES}]*+[([]*"
    "([0-9]*[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*"
    f"|[A-Za-z][^{_BRACKETS}{SPACES}]*(?:[A-Za-z0-9]|/(?=[]){SPACES}])))"
    rf"(?![]).,:!?{SPACES}]*\.\.)[]).,:!?{SPACES}]*+[([]?[{SPACES}]*+"
)
PLAIN = re.compile(f"{_NUMBER}[.,:;!?)]*[{SPACES}]*")
NUMBERS = re.compile(f"{_NUMBER}(?:[{SPACES}]+{_NUMBER})*")
GROUPS = re.compile(f"[{_DIGIT}]+(?:[{SPACES}]+[{_DIGIT}]+)+")
THOUSANDS = re.compile(f"[{_DIGIT}]{{1,3}}(?:[ \u00a0\u2009\u202f][{_DIGIT}]{{3}})+")
PERCENT = re.compile(f"%?[{SPACES}]?{_NUMBER}[{SPACES}]?%?")
# A telephone number or a code, in Arabic-Indic digits; `٢٠٢٠-٢٠٢٥` and `٩:٠٠-١٧:٠٠` are ranges.
SEQUENCE = re.compile(rf"\+?[{_ARABIC}() –-]+|[*#{_ARABIC}]*[*#][*#{_ARABIC}]*|[{_ARABIC}]+(?:[-–.][{_ARABIC}]+){{2,}}")
YEARS = re.compile("(?:١[٣٤٥٩]|٢٠)[٠-٩]{2} ?[-–] ?(?:١[٣٤٥٩]|٢٠)[٠-٩]{2}")
LONG_NUMBER = 7  # digits; so many in groups are a telephone or card number, fewer a list of numbers
TOKEN = re.compile(f"\x03|[^\x03{SPACES}]+")
QUOTE = re.compile(f'(?<![{_DIGIT}])["“”]')
BRACKET = re.compile(f"[{_BRACKETS}]")
CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’"}
WORD = re.compile(rf"[{_LETTER}{_RARE}]{{2,}}[{_LETTER}{_RARE}0-9'’-]*[.,:;!?]*\Z")
DASH, SLASH = re.compile(r"[-–—]\Z"), re.compile(r"[/|]\Z")
WITH_ARABIC = re.compile(f"[^{_ARABIC}]*[{_ARABIC}]")
JOINED_DIGITS = re.compile(rf"[+(]?[{_DIGIT}]+[-–()][-–(){_DIGIT}]*\Z")
CODE = re.compile(r"[={}]|\);")
# Signs between spaces that part words of a sentence, before a run and behind it; others, such as `€` and `*`, and the two dots
# of `cd ..`, belong to what they stand beside.
PARTING_BEFORE = re.compile("[-–—−.,;:!?…/|+=×÷<>&•·→←✓]+")
PARTING_BEHIND = re.compile(r"(?!\.\.(?!\.))[-–—−.,;:!?…/|+=×÷<>&•·→←✓]+")
SENTENCE = ".:,;!?…'’-–—−>"
BEFORE_LETTERS, BEHIND_LETTERS = ".:,;!?…'’-–—−/&=|", SENTENCE + "/&=|"
OPENING, ENDING = SPACES + '([{=:,“"', SPACES + SENTENCE + ")]}"
PUNCTUATION = "\u060c\u061b\u061f\u06d4\u066a"
DEEPEST = 8  # brackets around brackets; what lies deeper is one run


def runs(text: str, alone: bool = True) -> list[tuple[int, int]]:
    """Where the runs of `text` begin and end, in order and apart. `alone` says that nothing stands beside the text: without a
    right-to-left letter it is one run, its last mark included."""
    core = CORE.search(text)
    if not core:
        return []
    if alone and not BACKWARD.search(text) and LETTER.search(text):
        return [(len(text) - len(text.lstrip(SPACES)), len(text.rstrip(SPACES)))]
    found: list[tuple[int, int]] = []
    at = seen = quotes = 0
    while core:
        start = core.start()
        while start > at and not EDGES.match(text, start - 1, start):
            start -= 1
        while text[start] in SPACES:
            start += 1
        if edges := EDGES.match(text, start):
            # A rare right-to-left letter.
            at = edges.end()
            core = CORE.search(text, at)
            continue
        at = STRETCH.match(text, start).end()  # type: ignore[union-attr]
        if at < len(text) and _attached(text[at]):
            at = _end_of_address(text, start, at)
        if words := WORDS.fullmatch(text, start, at):
            found.append(words.span(1))
        elif not PLAIN.fullmatch(text, start, at):
            quotes += len(QUOTE.findall(text, seen, start))
            seen = start
            _look_into(text, start, at, found, quotes % 2 > 0, 0)
        core = CORE.search(text, at)
    return found


def is_overridden(run: str) -> bool:
    """Whether `run` needs an override: Arabic-Indic digits turn around hyphens even inside an isolate."""
    return bool(ARABIC.search(run))


def _attached(character: str) -> bool:
    """Whether `character` is of a word that a stretch touches, not a mark or space between the two."""
    return character == "\u200c" or (bool(BACKWARD.match(character)) and character not in PUNCTUATION)


def _end_of_address(text: str, start: int, end: int) -> int:
    """The end of an address whose path goes on in right-to-left letters: `https://example.com/راهنما`."""
    address = text[max(text.rfind(" ", start, end) + 1, start) : end]
    if address[-1:] in "/=?#&_%+-" and ("://" in address or address.startswith("www.")):
        while end < len(text) and text[end] not in SPACES and text[end] not in '«»<>"،؛؟':
            end += 1
    return end


def _look_into(text: str, start: int, end: int, found: list[tuple[int, int]], quoted: bool, depth: int) -> None:
    """Add the runs of one stretch to `found`: its tokens, parted where the sentence goes on between them. `quoted` says that a
    quotation mark stands open before it."""
    whole = text[start:end]
    working, pairs = _filled(whole, quoted) if BRACKET.search(whole) else (whole, {})
    code = bool(CODE.search(whole))
    tokens = [(token.start(), token.end(), _kind(token[0])) for token in TOKEN.finditer(working)]
    piece: list[tuple[int, int, str]] = []
    pieces = [piece]
    script = ""  # of the piece: letters, native digits or other digits
    for place, (low, high, kind) in enumerate(tokens):
        parts = kind == "edge" or (kind == "sign" and not code and _parts(whole, tokens, place))
        if parts or (piece and not code and _goes_on(working, piece, script, kind)):
            piece, script = [], ""
            pieces.append(piece)
        if not parts:
            piece.append((low, high, kind))
            script = kind if kind != "sign" and script != "letters" else script
    for piece in pieces:
        low, high = _trimmed(text, start, end, working, piece, code)
        if low >= high:
            continue
        inner = pairs.get(low) == high - 1 and (whole[low] in "([" or not LETTER.search(whole, low, high))
        if inner and depth < DEEPEST:
            _look_into(text, start + low + 1, start + high - 1, found, quoted, depth + 1)
        elif LETTER.search(whole, low, high) or _needs_isolation(whole[low:high]):
            found.append((start + low, start + high))


def _kind(token: str) -> str:
    if token == "\x03":
        return "edge"
    if LETTER.search(token):
        return "letters"
    return "native" if NATIVE.search(token) else "digits" if DIGIT.search(token) else "sign"


def _parts(whole: str, tokens: list[tuple[int, int, str]], place: int) -> bool:
    """Whether the sign at `place` parts what stands beside it: a dash between words, not between numbers (`Lantern – Help`, but
    `9:00 AM – 5:00 PM`), a slash between telephone numbers."""

    def at(other: int, pattern: re.Pattern[str]) -> bool:
        return 0 <= other < len(tokens) and bool(pattern.match(whole, *tokens[other][:2]))

    if at(place, DASH):
        unit = place > 1 and tokens[place - 2][2] == "digits"
        return at(place + 1, WORD) or (at(place - 1, WORD) and not unit)
    beside = (place - 1, place + 1)
    return at(place, SLASH) and (any(at(each, WITH_ARABIC) for each in beside) or all(at(each, JOINED_DIGITS) for each in beside))


def _goes_on(working: str, piece: list[tuple[int, int, str]], script: str, kind: str) -> bool:
    """Whether the sentence goes on between `piece` and a token of `kind`: its own digits beside Latin words (`۳ USB`), or a
    number with a comma or stop behind it."""
    if kind != "sign" and script and (kind == "native") != (script == "native"):
        return True
    return script in ("native", "digits") and working[piece[-1][1] - 1] in ",;:.!?"


def _trimmed(text: str, start: int, end: int, working: str, piece: list[tuple[int, int, str]], code: bool) -> tuple[int, int]:
    """Where the run of `piece` begins and ends in its stretch, which is `text[start:end]`."""
    first, last = 0, len(piece)
    while first < last and piece[first][2] == "sign" and PARTING_BEFORE.fullmatch(working, *piece[first][:2]):
        first += 1
    while first < last and piece[last - 1][2] == "sign" and PARTING_BEHIND.fullmatch(working, *piece[last - 1][:2]):
        last -= 1
    if all(kind == "sign" for _, _, kind in piece[first:last]):
        return 0, 0
    low, high = piece[first][0], piece[last - 1][1]
    attached = low == 0 and start and _attached(text[start - 1])
    if attached and working[low] in BEFORE_LETTERS:
        # Of `:--x` and `:/x` only the colon is the sentence's.
        sign = working[low]
        while working[low] == sign:
            low += 1
    while working[low] in ",;…" + SPACES:
        low += 1
    behind = BEHIND_LETTERS if start + high == end < len(text) and _attached(text[end]) else SENTENCE
    # The two dots of `cd ..` are no full stop.
    floor = piece[last - 1][0] + 2 * working.startswith("..", piece[last - 1][0])
    behind += SPACES
    while high > floor and working[high - 1] in behind and not (code and working[high - 1] == ";"):
        high -= 1
    # A mark that stood alone behind a space leaves the space.
    while high > low and working[high - 1] in SPACES:
        high -= 1
    return low, high


def _needs_isolation(number: str) -> bool:
    """Whether a run of digits and signs, without letters, would show otherwise than it reads."""
    digits = len(DIGIT.findall(number))
    if not digits:
        return False
    if NUMBERS.fullmatch(number):
        return bool(THOUSANDS.fullmatch(number)) or (digits >= LONG_NUMBER and bool(GROUPS.fullmatch(number)))
    if NATIVE.search(number) and PERCENT.fullmatch(number):
        return False
    if not ARABIC.search(number):
        return True
    if not SEQUENCE.fullmatch(number) or YEARS.fullmatch(number):
        return False
    return digits >= LONG_NUMBER or bool(re.search(r"[*#+]|[-–.]\S+[-–.]", number))


def _filled(whole: str, quoted: bool) -> tuple[str, dict[int, int]]:
    """A copy of `whole` with each bracketed or quoted part as one word of the same length and kind, and brackets whose other
    half stands elsewhere in the sentence as edges; and where the pairs are."""
    opened: dict[str, list[int]] = defaultdict(list)
    pairs: dict[int, int] = {}
    working = list(whole)
    for found in BRACKET.finditer(whole):
        sign, at = found[0], found.start()
        before, behind = whole[at - 1 : at] or " ", whole[at + 1 : at + 2] or " "
        if sign in CLOSING:
            opened[CLOSING[sign]].append(at)
        elif sign == '"':
            if opened[sign]:
                pairs[opened[sign].pop()] = at
            elif behind not in ENDING or before in OPENING:
                opened[sign].append(at)
            elif quoted or not DIGIT.match(before):  # 15" is a length
                working[at] = "\x03"
        elif sign in "'’":
            if opened[sign] and not CORE.match(behind):
                pairs[opened[sign].pop()] = at
            elif sign == "'" and before in OPENING and behind not in SPACES:
                opened[sign].append(at)
        elif opened[sign]:
            pairs[opened[sign].pop()] = at
        elif sign not in "}>" and not (sign == "”" and not quoted and DIGIT.match(before)):
            working[at] = "\x03"
    for sign in ')]”"':
        for at in opened[sign]:
            working[at] = "\x03"
    reach = -1
    for low, high in sorted(pairs.items()):
        if high > reach:
            part = whole[low : high + 1]
            working[low : high + 1] = ("x" if LETTER.search(part) else "۰" if NATIVE.search(part) else "0") * len(part)
            reach = high
    return "".join(working), pairs
