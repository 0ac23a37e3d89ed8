"""Reads a query: which terms of the index to look up, and how much each counts.

Receives what was typed and the vocabulary; returns a `Plan`. Nothing typed is ever an error: a query without a letter
is an empty plan. The browser's twin is `theme/assets/javascripts/search/query.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbgen.language.alphabet.sounds import LETTERS, LONGEST_OF_LETTERS, heard, hears, is_sure, names_letter
from kbgen.language.layouts import other_layouts
from kbgen.language.text import Token, asking_words, fold, spelled, stop_words, tokenise, variants, without_particle
from kbgen.search.indexing.corrections import Correction
from kbgen.search.indexing.vocabulary import Vocabulary

MAX_CHARACTERS = 400
MAX_WORDS = 24
MAX_PHRASE = 5
PROSE = 4  # words
# How much a term counts that is not the very word typed.
VARIANT, SPLIT, JOINED, IN_PHRASE = 0.9, 0.9, 1.0, 0.5
ONE_TYPO, TWO_TYPOS, LESS_LIKELY = 1.0, 0.9, 0.15  # … and what a typo loses for each bit that its word is less likely than the best
COMPLETED, COMPLETED_KNOWN = 0.7, 0.2
WHOLE, PART, CODE = 3.0, 0.2, 1.6  # an identifier that articles have as it stands, its words then, and a number among words
SHORT_HALF = 2  # bits that a missing space is less likely for a half of two letters, which any word has
# Words that tell nothing, where of so many words one tells: "what does this tool do" asks with the others.
SMALL, SMALL_WORDS = 0.3, 3
RARER = 1  # bits that a word with a particle is rarer than the word without, if it is that word: `بصفحة`, which is صفحة
MORE = 2  # completions of a word that is one already: each is a shard to fetch
SETTLED = 11  # bits, a thousand articles: a word so common leaves nothing to completions
# What a reader parts words with, ZWNJ between the pieces of a compound; and a word without the signs around it.
_SPACE = " \t\n\r\f\v"
_GAP = re.compile(f"([{_SPACE}\u200c]+)")
_QUOTED = re.compile('["“”„«][^"“”„«»]+["“”»]')
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_CORE = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
# A Latin letter within a word of Arabic script: a keyboard was switched for one key.
_STRAY = re.compile("[\u0621-\u064a\u0671-\u06d3\u06fa-\u06fc][A-Za-z][\u0621-\u064a\u0671-\u06d3\u06fa-\u06fc]")


@dataclass(frozen=True)
class Term:
    """One word of the query: `keys` of the index with their weights, of which the best counts in each article.

    `form` is the word as typed, or as it was corrected, for the bonus of exact matches.
    """

    keys: tuple[tuple[str, float], ...]
    form: str = ""


@dataclass(frozen=True)
class Plan:
    """What to look up. `corrected` is the query as it was understood, where that is not what was typed."""

    terms: tuple[Term, ...]
    corrected: str = ""
    # All words of the query in order, by their stems, and the forms of those in quotation marks.
    words: tuple[str, ...] = ()
    quoted: tuple[tuple[str, ...], ...] = ()
    # Whether it reads like something pasted: several words, none of which a reader says who asks.
    prose: bool = False


def plan(query: str, vocabulary: Vocabulary, language: str) -> Plan:
    """Understand `query` in `language`."""
    query = query[:MAX_CHARACTERS]
    tokens, names = _words_and_names(query, language)
    other = _other_layout(query, tokens, vocabulary, language) or _without_stray_letters(query, vocabulary, language)
    if other:
        query, (tokens, names) = other, _words_and_names(other, language)
    typing = bool(tokens) and query[-1:].isalnum()
    stops = stop_words(language)
    telling = [token.form not in stops for token in tokens]
    if not any(telling):
        telling = [True] * len(tokens)
    if len(tokens) > 1 and len(tokens[-1].form) == 1:
        telling[-1] = True  # no article ends a phrase: the a of "plan a" is a name
    small = SMALL if len(tokens) >= SMALL_WORDS and telling.count(True) == 1 else 0.0
    weights = [1.0 if tells else small for tells in telling]
    readings = [
        # What counts for nothing is not looked up: that would be another part of the vocabulary to fetch.
        _read(token, vocabulary, language, typing and at == len(tokens) - 1) if weights[at] else _unread(token, vocabulary)
        for at, token in enumerate(tokens)
    ]
    stems = [reading.stem for reading in readings]
    terms: list[Term] = []
    for name, start, end in names:
        keys = _keys_of(name, vocabulary, typing and end == len(tokens))
        if keys:
            terms.append(Term(keys, name.form))
            weights[start:end] = [weight * PART for weight in weights[start:end]]
    # A word that stands in phrases of the synonyms alone is none of the vocabulary, and no slip there: فريش ديسك.
    typed = [
        reading.stem if reading.known else vocabulary.stem_of(token.form) for token, reading in zip(tokens, readings, strict=True)
    ]
    phrases = {(start, end): " ".join(typed[start:end]) for start, end in _phrases(typed, vocabulary)}
    for start, end in phrases:
        shares = (IN_PHRASE if reading.known else 0.0 for reading in readings[start:end])
        weights[start:end] = [weight * share for weight, share in zip(weights[start:end], shares, strict=True)]
    for start, end in _phrases(stems, vocabulary):
        if (start, end) not in phrases:
            phrases[start, end] = " ".join(stems[start:end])
            weights[start:end] = [weight * IN_PHRASE for weight in weights[start:end]]
    joined = _joined(tokens, telling, [name for name, _, _ in names], vocabulary)
    joined += _names_in_two(tokens, telling, readings, [first for first, _ in joined], vocabulary, language)
    letters = _letters_of_names(tokens, vocabulary, language)
    for start, end, _ in letters:
        weights[start:end] = [0.0] * (end - start)
    for at, (token, reading) in enumerate(zip(tokens, readings, strict=True)):
        if not weights[at] or (not reading.known and any(at in (first, first + 1) for first, _ in joined)):
            continue
        weight = weights[at] * (CODE if _is_code(token.form) else 1.0)
        terms += [Term(tuple((key, weight * share) for key, share in keys), form) for keys, form in reading.terms]
    terms += [Term(((phrase, 1.0),)) for phrase in phrases.values()]
    terms += [Term(((key, JOINED),), tokens[at].form + tokens[at + 1].form) for at, key in joined]
    terms += [Term(((key, 1.0),)) for _, _, key in letters]
    read = zip(tokens, readings, telling, strict=True)
    changed = {token.form: spelled(reading.shown, language) for token, reading, tells in read if reading.corrected and tells}
    corrected = _in_own_words(query, changed) if (other or changed) and terms else ""
    return Plan(tuple(terms), corrected, tuple(stems), _quoted(query, language), _is_prose(tokens, language))


def _is_prose(tokens: Sequence[Token], language: str) -> bool:
    asking = asking_words(language)
    return bool(asking) and len(tokens) >= PROSE and all(token.form not in asking for token in tokens)


def _quoted(query: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The forms of the words between quotation marks."""
    found = (tokenise(match[0], language) for match in _QUOTED.finditer(query))
    phrases = (tuple(token.form for token in tokens if not token.parts) for tokens in found)
    return tuple(filter(None, phrases))


def in_passing(plan: Plan) -> bool:
    """Whether most words stand outside of the quotation marks: a question about the quoted words, `change "log in" to "sign in"`,
    which an article answers that need not have them."""
    return sum(map(len, plan.quoted)) * 2 < len(plan.words)


def without_quotes(query: str) -> str:
    """`query` as it is read where nothing stands as quoted."""
    return _QUOTED.sub(lambda match: match[0][1:-1], query).strip(_SPACE)


def _words_and_names(query: str, language: str) -> tuple[list[Token], list[tuple[Token, int, int]]]:
    """The words of a query, and its identifiers with the places of their words."""
    words: list[Token] = []
    names = []
    for token in tokenise(query, language):
        if token.parts:
            names.append((token, len(words) - token.parts, len(words)))
        elif len(words) == MAX_WORDS:
            break
        else:
            words.append(token)
    return words, names


def _keys_of(name: Token, vocabulary: Vocabulary, typing: bool) -> tuple[tuple[str, float], ...]:
    if vocabulary.has(name.form):
        return ((vocabulary.stem_of(name.form), WHOLE),)
    return tuple((key, WHOLE * COMPLETED) for key in vocabulary.completions(name.form)) if typing else ()


def _is_code(form: str) -> bool:
    """Whether a word is a code or a number that stands for one thing: 3028, 0x80070005, aadsts50076."""
    return len(form) > 3 and any(map(str.isdecimal, form)) and not _YEAR.fullmatch(form)


def _in_own_words(query: str, changed: Mapping[str, str]) -> str:
    """What the reader typed, with the corrected words alone put right: their own letters, signs and half-spaces stay."""
    pieces = _GAP.split(query.strip(_SPACE))
    for at, piece in enumerate(pieces):
        found = _CORE.fullmatch(piece)
        if found and found[2] and fold(found[2]) in changed:
            pieces[at] = found[1] + changed[fold(found[2])] + found[3]
    return "".join(pieces)


def _without_stray_letters(query: str, vocabulary: Vocabulary, language: str) -> str:
    """The query with those words put right that have a letter of another script within, or nothing where there is none."""
    changed = {}
    for piece in _GAP.split(query):
        if _STRAY.search(piece) and (found := _CORE.fullmatch(piece)):
            form = fold(found[2])
            corrections = vocabulary.corrections(form)
            if corrections:
                changed[form] = spelled(corrections[0].shown, language)
    return _in_own_words(query, changed) if changed else ""


@dataclass(frozen=True)
class _Reading:
    """How one word was understood: terms to add, each with its form, its main stem, and the word to show if it was corrected."""

    terms: tuple[tuple[tuple[tuple[str, float], ...], str], ...]
    stem: str
    shown: str
    known: bool = False
    corrected: bool = False


def _unread(token: Token, vocabulary: Vocabulary) -> _Reading:
    return _Reading((), vocabulary.stem_of(token.form), token.form)


def _read(token: Token, vocabulary: Vocabulary, language: str, typing: bool) -> _Reading:
    form = token.form
    known = vocabulary.stem_of(form)
    completions = vocabulary.completions(form) if typing and vocabulary.commonness(form) < SETTLED else []
    if vocabulary.has(form):
        more = [(key, COMPLETED_KNOWN) for key in completions if key != known][:MORE]
        bare = without_particle(form, language)
        key = vocabulary.stem_of(bare) if bare else known
        if key not in (known, *dict(more)) and vocabulary.commonness(bare) > vocabulary.commonness(form) + RARER:
            more.insert(0, (key, VARIANT))
        return _Reading(((((known, 1.0), *more), form),), known, form, known=True)
    if completions:
        return _Reading(((tuple((key, COMPLETED) for key in completions), form),), completions[0], form)
    stops = stop_words(language)
    if form in stops:
        return _Reading((), known, form)
    # A spoken form, or a slip: the word itself does not say which, so both are looked for.
    readings = variants(form, language)
    variant = next((reading for reading in readings if vocabulary.has(reading)), "")
    if variant in stops:
        return _Reading((), known, form)  # a small word with what speech adds: خودمو, of خود
    parts = None if variant else vocabulary.split(form)
    name = "" if variant else _name_heard([form, *readings], vocabulary, language)
    if name and is_sure(name):
        return _Reading(((((name, 1.0),), form),), name, form)
    corrections = vocabulary.corrections(form) or (_within(form, vocabulary, language) if not variant and not parts else [])
    if name and not parts and not (corrections and corrections[0].apart == 1):
        return _Reading(((((name, 1.0),), form),), name, form)
    if parts and not _is_likelier(corrections, parts, vocabulary):
        telling = [part for part in parts if part not in stops] or parts
        halves = tuple((((vocabulary.stem_of(part), SPLIT),), part) for part in telling)
        return _Reading(halves, vocabulary.stem_of(telling[0]), " ".join(parts))
    keys = {vocabulary.stem_of(variant): VARIANT} if variant else {}
    for each in corrections:
        likely = 1 - LESS_LIKELY * (corrections[0].bits - each.bits)
        keys.setdefault(each.stem, (ONE_TYPO if each.apart == 1 else TWO_TYPOS) * likely)
    if not keys:
        return _Reading((), known, form)
    stem = next(iter(keys))
    if variant:
        return _Reading(((tuple(keys.items()), form),), stem, form)
    best = corrections[0]
    # Of a mistyped "with" nothing is to be found, whatever else it may be.
    terms = ((tuple(keys.items()), best.form),) if best.apart > 1 or best.form not in stops else ()
    return _Reading(terms, stem, best.shown, corrected=True)


def _name_heard(forms: Iterable[str], vocabulary: Vocabulary, language: str) -> str:
    """The key of a name in Latin letters that one of `forms` spells in the letters of Arabic script, or nothing."""
    return next((key for form in forms for key in heard(form, language) if vocabulary.has(key)), "")


def _within(form: str, vocabulary: Vocabulary, language: str) -> list[Correction]:
    """The likeliest words for one that is a slip and has what only speech adds: `گویشم`, of گوشی."""
    begun = [reading for reading in variants(form, language) if form.startswith(reading)]
    every = [each for reading in begun for each in vocabulary.corrections(reading, listed=True)]
    return sorted(every, key=lambda each: (-each.bits, each.form))[:1]


def _is_likelier(corrections: list[Correction], parts: tuple[str, str], vocabulary: Vocabulary) -> bool:
    """Whether one slip explains a word better than a missing space: `langage` is `language`, not `lang` and `age`."""
    if not corrections or corrections[0].apart > 1:
        return False
    short = sum(SHORT_HALF for part in parts if len(part) == 2)
    return corrections[0].bits > min(map(vocabulary.commonness, parts)) - short


def _phrases(stems: list[str], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where the query holds phrases of the synonyms, as (start, end)."""
    return [
        (start, end)
        for start in range(len(stems))
        for end in range(start + 2, min(start + MAX_PHRASE, len(stems)) + 1)
        if vocabulary.has_phrase(" ".join(stems[start:end]))
    ]


def _joined(tokens: list[Token], telling: list[bool], names: list[Token], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Neighbours that articles write as one word (رمز عبور, رمزعبور), as (first, key); of two that tell nothing, "how to" is no
    "how-to", and a small word is not joined to one that is known by itself."""
    found = []
    for at, (left, right) in enumerate(pairwise(tokens)):
        if not telling[at] and (not telling[at + 1] or vocabulary.has(right.form)):
            continue
        word = left.form + right.form
        # A compound that ZWNJ parts brings its whole as a token of its own.
        apart = len(word) > 4 and all(token.form != word for token in (*tokens, *names))
        if apart and vocabulary.begins(left.form, word) and vocabulary.commonness(word):
            found.append((at, vocabulary.stem_of(word)))
    return found


def _names_in_two(
    tokens: list[Token], telling: list[bool], readings: list[_Reading], joined: list[int], vocabulary: Vocabulary, language: str
) -> list[tuple[int, str]]:
    """Neighbours that are one name in Latin letters, `فريش ديسك`, as (first, key), where articles do not know both."""
    found: list[tuple[int, str]] = []
    for at, (left, right) in enumerate(pairwise(tokens)):
        if at in joined or not (telling[at] and telling[at + 1]) or (readings[at].known and readings[at + 1].known):
            continue
        key = _name_heard([left.form + right.form], vocabulary, language)
        if key and is_sure(key):
            found.append((at, key))
    return found


def _letters_of_names(tokens: list[Token], vocabulary: Vocabulary, language: str) -> list[tuple[int, int, str]]:
    """Where a name is spelled letter by letter, `پی جی پی`, as (start, end, key)."""
    found = []
    at = 0
    while hears(language) and at < len(tokens):
        end = at
        while end < len(tokens) and end - at < LONGEST_OF_LETTERS and names_letter(tokens[end].form):
            end += 1
        key = _name_heard(["".join(token.form for token in tokens[at:end])], vocabulary, language) if end - at > 1 else ""
        if key.startswith(LETTERS):
            found.append((at, end, key))
        at = max(end, at + 1)
    return found


def _other_layout(query: str, tokens: list[Token], vocabulary: Vocabulary, language: str) -> str:
    """The query as another keyboard layout reads it, where none of its words is known and most of those are."""

    letters = sum(len(token.form) for token in tokens if not token.parts)

    def known(found: list[Token]) -> int:
        """How many letters the known words have."""
        forms = [token.form for token in found if not token.parts]
        return sum(len(form) for form in forms if vocabulary.has(form) or (len(form) > 2 and vocabulary.completions(form)))

    stops = stop_words(language)
    # Most queries have a word that is known: of the others nothing need be looked up.
    if not tokens or known([token for token in tokens if token.form not in stops]) or known(tokens):
        return ""
    for reading in other_layouts(query, language):
        # One letter may be any word, and so may one of ten words.
        words = [token for token in tokenise(reading, language) if len(token.form) > 1]
        if known(words) * 2 >= letters:
            return reading
    return ""
