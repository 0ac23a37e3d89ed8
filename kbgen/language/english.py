"""Stemming of English: Porter's second algorithm (Snowball `english`), after a table of irregular forms.

Receives words as `text.fold` writes them.
"""

from __future__ import annotations

import snowballstemmer  # type: ignore[import-untyped]

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
"""


def _table(lines: str) -> dict[str, str]:
    pairs = (entry.split(":") for entry in lines.split())
    return {form: base for base, forms in pairs for form in forms.split(",") if form != base}


IRREGULAR = _table(_IRREGULAR)
STOP_WORDS = frozenset(_STOP_WORDS.split())
_porter = snowballstemmer.stemmer("english").stemWord


def stem(word: str) -> str:
    """The stem of a folded word."""
    found: str = _porter(IRREGULAR.get(word, word))
    return found


def browser_rules() -> dict[str, object]:
    """The table as the browser's twin reads it."""
    return {"irregular": " ".join(_IRREGULAR.split())}
