"""Stemming of English: Porter's second algorithm (snowballstem.org, `english`), after a table of irregular forms.

Receives words as `text.fold` writes them, without apostrophes. Written out here, not taken from a package, because the
browser has to give the same stems whatever version of the package is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# base: forms that no rule reaches.
_IRREGULAR = """
be:was,were,been,am,is,are buy:bought break:broke,broken build:built catch:caught choose:chose,chosen come:came
cut:cut do:did,done,does draw:drew,drawn drive:drove,driven eat:ate,eaten fall:fell,fallen feel:felt fight:fought
find:found fly:flew,flown forget:forgot,forgotten freeze:froze,frozen get:got,gotten give:gave,given go:went,gone
grow:grew,grown have:has,had hear:heard hide:hid,hidden hold:held keep:kept know:knew,known lead:led leave:left
lend:lent lose:lost make:made mean:meant meet:met pay:paid read:read ride:rode,ridden ring:rang,rung rise:rose,risen
run:ran say:said see:saw,seen sell:sold send:sent shake:shook,shaken shoot:shot show:shown sing:sang,sung sit:sat
sleep:slept speak:spoke,spoken spend:spent stand:stood steal:stole,stolen stick:stuck swim:swam,swum take:took,taken
teach:taught tear:tore,torn tell:told think:thought throw:threw,thrown understand:understood wake:woke,woken
wear:wore,worn win:won write:wrote,written withdraw:withdrew,withdrawn child:children person:people man:men
woman:women foot:feet tooth:teeth mouse:mice life:lives wife:wives knife:knives leaf:leaves shelf:shelves half:halves
thief:thieves index:indices datum:data criterion:criteria analysis:analyses crisis:crises diagnosis:diagnoses
bad:worse,worst good:better,best die:dying lie:lying tie:tying bleed:bled bite:bitten,bit blow:blew,blown burn:burnt
deal:dealt dig:dug feed:fed flee:fled hang:hung learn:learnt light:lit seek:sought sink:sank,sunk spill:spilt
spread:spread swear:swore,sworn
"""


_STOP_WORDS = """
a an the of to in on at for from by with and or but if is are was were be been being am do does did done doing have
has had having will would can could should may might must i me my mine we us our you your he him his she her it its
they them their this that these those there here what which who whom whose when where why how so as than then too very
just not no nor any some all into about again get got getting want wants wanted need needs please someone somebody
something anyone anything im ive id ill dont cant wont doesnt didnt isnt arent wasnt youre theyre whats hows lets let
also ever really still yet s t
actually stuff happen happens happened even tho though although havent hasnt hadnt wouldnt couldnt shouldnt
werent theres heres thats wheres whos gonna wanna gotta pls plz thx thanks u ur youve weve theyve hes shes aint
guys guy thing things kinda lot lots ok okay hi hey hello maybe exactly
anymore according alright basically somehow alot dunno idk cuz coz incl etc itll theyll youll weve thatll
"""

# Of these, and of words beside them, those that a reader who asks says, and a message or an article hardly does.
_ASKING = """
how what why where when which who whom whose can could should would will may do does did is are am i im ive id ill my me mine we
our us want need get help anyone anybody someone somebody
"""


_EXCEPTIONS = """
skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl sky: news: howe: atlas: cosmos: bias: andes:
"""
_STEP_2 = """
ational:ate tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ation:ate ator:ate alism:al aliti:al alli:al
fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble fulli:ful lessli:less ogist:og ogi:og li:
"""
_STEP_3 = "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:"
_STEP_4 = "ement ment ent ance ence able ible ant ism ate iti ous ive ize ion al er ic"


def _forms(lines: str) -> dict[str, str]:
    pairs = (entry.split(":") for entry in lines.split())
    return {form: base for base, forms in pairs for form in forms.split(",") if form != base}


def _endings(lines: str) -> dict[str, list[tuple[str, str]]]:
    """Endings and what stands in their place, by their last two letters: few are left to compare. Longest first: the algorithm
    looks at the longest ending only."""
    pairs = (entry.partition(":") for entry in lines.split())
    endings: dict[str, list[tuple[str, str]]] = {}
    for ending, _, rest in sorted(pairs, key=lambda pair: -len(pair[0])):
        endings.setdefault(ending[-2:], []).append((ending, rest))
    return endings


IRREGULAR = _forms(_IRREGULAR)
STOP_WORDS = frozenset(_STOP_WORDS.split())
ASKING = frozenset(_ASKING.split())
_EXCEPTION = {word: stem or word for word, _, stem in (entry.partition(":") for entry in _EXCEPTIONS.split())}
_SECOND, _THIRD, _FOURTH = _endings(_STEP_2), _endings(_STEP_3), _endings(_STEP_4)
_BEGINNING = re.compile("arsen|commun|emerg|gener|inter|later|organ|past|univers")
_REGION = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]")
_VOWEL = re.compile("[aeiouy]")
_CONSONANT_Y = re.compile("(^|[aeiouy])y")
_LAST_Y = re.compile("(?<=.[^aeiouy])[yY]$")
_TENSE = re.compile("(?:eedly|ingly|edly|eed|ing|ed)$")
_TENSES = ("ed", "ing", "edly", "ingly")
_ONE_Y = re.compile("[^aeiouy]y")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_SHORT = re.compile("(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$")


def stem(word: str) -> str:
    """The stem of a folded word."""
    word = IRREGULAR.get(word, word)
    if len(word) < 3:
        return word
    if word in _EXCEPTION:
        return _EXCEPTION[word]
    if "y" in word:
        word = _CONSONANT_Y.sub(r"\1Y", word)
    first = _region(word, 0, _BEGINNING.match(word))
    second = _region(word, first)
    word = _plural(word)
    word = _tense(word, first)
    if word.endswith(("y", "Y")):
        word = _LAST_Y.sub("i", word)
    word = _exchange(word, _SECOND, first, second)
    word = _exchange(word, _THIRD, first, second)
    word = _remove(word, second)
    return _last(word, first, second).lower()


def _region(word: str, start: int, known: re.Match[str] | None = None) -> int:
    """Where the region after the first consonant that follows a vowel begins."""
    found = known or _REGION.match(word, start)
    return found.end() if found else len(word)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL.search(word[:-2]):
        return word[:-1]
    return word


def _tense(word: str, first: int) -> str:
    ending = _TENSE.search(word) if word.endswith(_TENSES) else None
    if not ending:
        return word
    base = word[: ending.start()]
    if ending.group().startswith("eed"):
        return base + "ee" if ending.start() >= first and base not in ("succ", "proc", "exc") else word
    if ending.group() == "ing":
        if _ONE_Y.fullmatch(base):
            return base[0] + "ie"
        if base in ("even", "cann", "inn", "earr", "herr", "out"):
            return word
    if not _VOWEL.search(base):
        return word
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if _DOUBLED.search(base):
        return base if len(base) == 3 and base[0] in "aeo" else base[:-1]
    return base + "e" if len(base) == first and _SHORT.search(base) else base


def _exchange(word: str, endings: Mapping[str, Sequence[tuple[str, str]]], first: int, second: int) -> str:
    for ending, rest in endings.get(word[-2:], ()):
        if word.endswith(ending):
            base = word[: -len(ending)]
            allowed = len(base) >= (second if ending == "ative" else first)
            if ending == "li":
                allowed = allowed and base[-1:] in tuple("cdeghkmnrt")
            if ending == "ogi":
                allowed = allowed and base.endswith("l")
            return base + rest if allowed else word
    return word


def _remove(word: str, second: int) -> str:
    for ending, _ in _FOURTH.get(word[-2:], ()):
        if word.endswith(ending):
            base = word[: -len(ending)]
            return base if len(base) >= second and (ending != "ion" or base.endswith(("s", "t"))) else word
    return word


def _last(word: str, first: int, second: int) -> str:
    base = word[:-1]
    if word.endswith("e") and (len(base) >= second or (len(base) >= first and not _SHORT.search(base))):
        return base
    return base if word.endswith("ll") and len(base) >= second else word


def browser_rules() -> dict[str, object]:
    """The tables as the browser's twin reads them."""
    tables = {
        "irregular": _IRREGULAR, "exceptions": _EXCEPTIONS, "second": _STEP_2, "third": _STEP_3, "fourth": _STEP_4,
    }  # fmt: skip
    return {name: " ".join(lines.split()) for name, lines in tables.items()}
