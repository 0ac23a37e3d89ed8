"""Light stemming of Persian: pieces at ZWNJ, enclitics, plurals, and verbs by a table of their two stems.

Receives words as `text.fold` writes them (Arabic kaf and yeh). A verb is any form of a known present or past stem:
می‌خواهم، بخواهید، نمی‌خواست and خواستن all become خواه.
"""

from __future__ import annotations

VERB_PREFIXES = frozenset({"مي", "نمي", "همي"})
# Of verbs in two parts, what stands before می: برنمی‌گردد.
PREVERBS = ("بر", "باز", "در", "فرا", "وا", "ور", "فرو")
_PREFIXES = VERB_PREFIXES | {preverb + prefix for preverb in PREVERBS for prefix in VERB_PREFIXES}
# Endings that are written apart, after a space or ZWNJ.
_ENCLITICS = """
ها هاي هايي هايم هايت هايش هايمان هايتان هايشان هام هات هاش هامون هاتون هاشون هامو هاتو هاشو هارو ش م ت ي اي تر ترين تري تره
ام ات اش مان تان شان مون تون شون ايم ايد اند يم يد ست هاست
"""
# Longest first; three letters must be left, two before the plural: کدهای, تب‌ها. Spoken plurals with a pronoun too: مشتریامون.
_ENDINGS = (
    "هايشان", "هايتان", "هايمان", "هايم", "هايت", "هايش", "هايي", "هاشون", "هاتون", "هامون",
    "يامون", "ياتون", "ياشون", "هاي", "هام", "هات", "هاش",
    "ترين", "شان", "تان", "مان", "شون", "تون", "مون", "هاي", "ها", "تر", "ات", "ان", "يي", "ي",
)  # fmt: skip
_PLURALS = frozenset({"ها", "هاي", "هايي", "هايم", "هايت", "هايش", "هايمان", "هايتان", "هايشان", "هامون", "هاتون", "هاشون"})
# Spoken Persian joins pronouns, را and است to the word: رمزشو، گوشیم، عکسامو، قلابیه. Tried only for words found nowhere.
_SPOKEN = """
امونو اتونو اشونو مونو تونو شونو هامو هاتو هاشو امو اتو اشو ارو ايي اي ام ات اش ان هام هات هاش امون اتون اشون مون تون شون
مو تو شو رو يم يت يش يه م ت ش و ه ا ن
"""
# What looks like a form of a verb or a plural without being one, and what it is a form of: نشون is نشان, مردم has nothing to do
# with dying, تنها not with تن.
_OTHER_WORDS = "نشون:نشان مردم:مردم تنها:تنها تنهايي:تنها"
_PERSONS = ("يم", "يد", "ين", "ند", "ن", "م", "ي", "د", "ه", "")
_PAST_PERSONS = ("هاند", "هام", "هايم", "ن", "م", "يم", "يد", "ين", "ند", "ه", "")

_STOP_WORDS = """
و در به از كه را رو با براي برا واسه اين ان اون است هست نيست بود شد شده شود ميشه ميشود بشه بشم بشود شم كرد كرده كردم
كردن كند كنم كنيم كنيد كنن كنه ميكنم ميكنه ميكنن ميكند ميكنند ميكني تا يا هم ما من تو شما او انها ايشان خود خودم خودش
يك يكي يه اگر اگه چه چي چرا چطور چطوري چگونه چجوري كجا كي كدام ايا بايد شايد ميتوانم ميتونم ميشه چيكار چكار هر هيچ اما ولي
نه بله دارم داره دارد دارند داريم باشد باشه هستم هستن هستند ميخوام ميخواهم ميخواد منو تورو مارو برام برات زد زدم بزنم
دادن داد ميدن ميدم بدم بگم بگه ميگه ميگن قراره چيزي چيز ديگه ديگر اينكه وقتي بدون روي توي پس هنوز همين همون مي نمي
يه ميگه بگيم ميخوايم ميخوان بتونم بتونيم فعلا الان باهاش واسم واسش بهش ازش توش كيه چيه كجاست خيلي هم
چقد چقدر چندتا كدوم چجور چجوريه چطوريه كيو چيو چيا كجاس كجان اينو اونو اينا اونا همشون همش هي مال واسشون بهم بهتون بهمون ازم ازشون
باهام باهم اينجا اونجا اينجوري اونجوري لطفا ممنون سلام خب فقط مثلا يعني حتي ميتونه ميتونيم ميتونن نميتونم نميتونه نميتونن ميخواد
نميخوام نميخواد ميشن ميشم نميشه نميشن نميشود نشد نشده نشه شدن شدم بشن ميشد كنين كني نكنه نكن نكنم نكنيم نكنن كردين كردي كرديم نميكنه
نميكنم نميكنن نميكند نميكنيم ميكنيم ميكنيد ميكنين بكنم بكنه بكنيم بكنن بكن ميده ميدين ميديم نميده نميدن بده نده بديم بدين دادم داديم
دارن داري دارين نداره ندارم نداريم ندارن نداشته داشته داشت باشن باشيم باشم نباشه بودن بودم بوده هستيم نيستن نيستم بگو
ميزنم ميزنه ميزنن ميزنيم ميزنيد ميزنين بزنه بزنيم بزنن زده زدن زديم زدين خودمون خودتون خودشون همونجا همينجا كسي بلد بلده
نگو برو بيا بزن نزن بره برن بياد بيان ميره ميرن بفهمم بفهمه بفهميم بدونم بدونه بدونيم
حتما بزارم بزاره بزاريم ميزارم ميزاره كدومه چيزاي چيزايي هيچكي هرچي حالا انگار كلا شه
معني معنيش معنيه يعني منظور منظورش چيست كيست تعريف مفهوم
بگيرم بگيريم بگيره ميگيرم ميگيره ميگيريم بذارم بذاره بذاريم ميذارم ميذاره ميذاريم
"""

# past stem:present stem, then spoken present stems after commas.
_VERBS = """
خواست:خواه,خوا توانست:توان,تون دانست:دان,دون گفت:گوي,گو,گ ديد:بين شنيد:شنو,شنف نوشت:نويس خواند:خوان,خون فرستاد:فرست ساخت:ساز
فروخت:فروش خريد:خر گرفت:گير رفت:رو,ر امد:اي,ا اورد:اور,ار برد:بر گذاشت:گذار,ذار نشست:نشين بست:بند شكست:شكن
پرسيد:پرس فهميد:فهم ترسيد:ترس رسيد:رس كشيد:كش خوابيد:خواب پوشيد:پوش بخشيد:بخش پيچيد:پيچ چسبيد:چسب جنگيد:جنگ دزديد:دزد
پريد:پر شست:شوي,شور يافت:ياب باخت:باز پرداخت:پرداز انداخت:انداز شناخت:شناس سوخت:سوز دوخت:دوز اموخت:اموز
ريخت:ريز گريخت:گريز پذيرفت:پذير پيوست:پيوند افتاد:افت ايستاد:ايست,وايس افزود:افزاي,افزا بود:باش ربود:ربا,رباي
نمود:نما,نماي گشود:گشا,گشاي پيمود:پيما سپرد:سپار شمرد:شمار مرد:مير خورد:خور كشت:كش گشت:گرد برگشت:برگرد گذشت:گذر
داشت:دار كاشت:كار نگاشت:نگار انگيخت:انگيز كرد:كن شد:شو,ش داد:ده,د تافت:تاب اومد:اي فرمود:فرماي جست:جوي,جو زد:زن ماند:مان,مون چيد:چين
موند:مان خوند:خوان تونست:توان دونست:دان رسوند:رسان چرخوند:چرخان ترسوند:ترسان پوشوند:پوشان فهموند:فهمان برگردوند:برگردان
بازگشت:بازگرد برداشت:بردار برخورد:برخور دراورد:دراور,درار درامد:دراي دريافت:درياب بازكرد:بازكن بازيافت:بازياب فراگرفت:فراگير
واداشت:وادار ورداشت:وردار فروريخت:فروريز برگرداند:برگردان,برگردون بازگرداند:بازگردان,بازگردون
ترساند:ترسان,ترسون رساند:رسان,رسون چرخاند:چرخان,چرخون گرداند:گردان,گردون نشاند:نشان پوشاند:پوشان فهماند:فهمان
لرزيد:لرز چرخيد:چرخ دويد:دو جوشيد:جوش كوشيد:كوش نوشيد:نوش خنديد:خند گنجيد:گنج لغزيد:لغز ارزيد:ارز خزيد:خز
"""


def _table(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    past: dict[str, str] = {}
    present: dict[str, str] = {}
    for entry in lines.split():
        name, _, forms = entry.partition(":")
        first, *others = forms.split(",")
        past[name] = first
        for form in (first, *others):
            present.setdefault(form, first)
    return past, present


_PAST, _PRESENT = _table(_VERBS)
_OTHERS = dict(entry.split(":") for entry in _OTHER_WORDS.split())
ENCLITICS = frozenset(_ENCLITICS.split())
# Those that are one after a space too: there هاست is no ending but what a site is hosted on.
APART = ENCLITICS - {"هاست"}
_LETTERS = str.maketrans("يك", "یک")
STOP_WORDS = frozenset(_STOP_WORDS.split())


def spelled(word: str) -> str:
    """A folded word in Persian letters."""
    return word.translate(_LETTERS)


def pieces(word: str) -> list[str]:
    """A folded word parted at ZWNJ: enclitics dropped, می joined to its verb; a compound's parts, then the compound."""
    if "\u200c" not in word:
        return [word]
    found: list[str] = []
    prefix = ""
    for piece in filter(None, word.split("\u200c")):
        if piece in _PREFIXES:
            prefix += piece
        elif found and not prefix and piece in ENCLITICS:
            continue
        elif prefix and found and found[-1] in PREVERBS:
            found[-1] += prefix + piece
            prefix = ""
        else:
            found.append(prefix + piece)
            prefix = ""
    if len(found) > 1:
        # A compound is a word of its own: پیش‌نویس is more than پیش and نویس, which half of all articles have.
        found.append("".join(found))
    return found or [word.replace("\u200c", "")]


def stem(word: str) -> str:
    """The light stem of a folded word; never shorter than two letters unless the word is."""
    if word in _OTHERS:
        return _OTHERS[word]
    verb = _verb(word)
    if verb:
        return verb
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (2 if ending in _PLURALS else 3):
            return word[: -len(ending)]
    return word


def _verb(word: str) -> str | None:
    """The present stem of a verb's form, or None. Without a prefix only past forms count: بینی is also a nose."""
    for preverb in PREVERBS:
        if word.startswith(preverb) and len(word) > len(preverb) + 2:
            core = _core(preverb, word[len(preverb) :])
            if core:
                return core
    bare = word[1:] if word.startswith("نمي") else word
    prefixed = bare.startswith("مي")
    if len(bare) > 3 and (prefixed or bare[0] in "بن"):
        rest = bare[2:] if prefixed else bare[1:]
        for person in _PERSONS:
            core = rest.removesuffix(person)
            # ب and ن begin many nouns: spoken stems of one letter (می‌رم) count after می only.
            if rest.endswith(person) and (len(core) > 1 or prefixed) and (core in _PRESENT or core in _PAST):
                return _PRESENT.get(core) or _PAST[core]
    if bare.startswith(("بي", "ني")):  # بیفزایید is of افزا: after ب and ن an alif turns to ی
        for person in _PERSONS:
            core = "ا" + bare[2:].removesuffix(person)
            if bare.endswith(person) and len(core) > 2 and core in _PRESENT:
                return _PRESENT[core]
    for person in _PAST_PERSONS:
        core = word.removesuffix(person)
        if word.endswith(person) and len(core) >= 3 and core in _PAST:
            return _PAST[core]
    if prefixed and len(bare) >= 5:  # a verb that the table lacks
        for person in ("يم", "يد", "ند", "م", "ي", "د"):
            core = bare[2:].removesuffix(person)
            if bare.endswith(person) and len(core) >= 2:
                return core
    return None


def _core(preverb: str, rest: str) -> str | None:
    """The present stem of برنمی‌گردد, برگشتم and of their relatives."""
    for prefix in ("نمي", "مي", "ن", "ب", ""):
        if rest.startswith(prefix):
            for person in _PERSONS:
                core = preverb + rest[len(prefix) :].removesuffix(person)
                if rest.endswith(person) and (core in _PRESENT or core in _PAST):
                    return _PRESENT.get(core) or _PAST[core]
    return None


def variants(word: str) -> list[str]:
    """Written readings of a spoken word that no article has, likeliest first."""
    found: dict[str, None] = {}
    for ending in _SPOKEN.split():
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word.removesuffix(ending)
            # Speech swallows a silent ه before a pronoun: مقالمو is مقاله‌ام را, شمارتو is شماره‌ات را.
            if ending[0] in "متش" and len(base) > 2:
                found[base + "ه"] = None
            found[base] = None
    for form in [word, *found]:
        if "ون" in form[1:]:  # ارزون is ارزان, خونه is خانه
            found[form[0] + form[1:].replace("ون", "ان", 1)] = None
    for prefix in ("ب", "ن", "مي", "نمي"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            found[word.removeprefix(prefix)] = None
    return list(found)


def browser_rules() -> dict[str, object]:
    """The tables as the browser's twin reads them."""
    return {
        "preverbs": " ".join(PREVERBS),
        "enclitics": " ".join(sorted(ENCLITICS)),
        "endings": " ".join(_ENDINGS),
        "plurals": " ".join(sorted(_PLURALS)),
        "spoken": " ".join(_SPOKEN.split()),
        "others": _OTHER_WORDS,
        "verbs": " ".join(_VERBS.split()),
    }
