"""Verbs of help centers and daily life in Arabic: imperative (أضف), present (أضيف), past (أضاف) and masdar (إضافة) are one word.

Titles say what to do in the imperative or the masdar, readers ask in any form; a light stemmer knows none of them together. The
forms follow from root and measure (Wright, A Grammar of the Arabic Language, I), so the table holds roots, by measure, as
`text.fold` writes them. Participles stay words of their own: مستخدم is a user, مشترك a subscriber. The browser's twin is
`theme/assets/javascripts/search/arabicVerbs.js`; it receives the roots with the index.
"""

from __future__ import annotations

# Measure: roots; those of four letters are as regular as I. `h` has a vowel in its middle, `a` keeps it as ا, `d` has one at its
# end, `g` one letter twice, `w` begins with و. I has its masdar after a colon where that is not the root itself; a root after `-`
# is another common word without vowels (غير, حول), so that only its longer forms count.
ROOTS = {
    "1": """
فتح نسخ بحث حفظ نقل ربط طلب دفع رفع عرض ضغط مسح نشر ضبط قفل منع حجز لصق قطع شطب رفض سحب شحن كسر شرح جمع دعم حذف حظر حجب فحص حرق
فصل قلب خطف سجن حبس قتل جرح نزف صدم خنق هجر هجم طرق سكن صبر
شعر:شعور سرق:سرقه كتب:كتابه دخل:دخول خرج:خروج سمح:سماح طبع:طباعه قبل:قبول ظهر:ظهور رجع:رجوع فقد:فقدان نسي:نسيان ذهب:ذهاب لعب
حصل:حصول وصل:وصول وضع زر سمع:سماع لمس لبس نزل:نزول قرا:قراه رسم كشف ختم خصم صرف ضرب طرد عزل غلق فرض كتم مزج هرب:هروب
طلع:طلوع بدا:بدايه سال:سوال عمل فهم اخذ بعث بعت
ترجم:ترجمه دردش:دردشه فلتر:فلتره فرمت:فرمته برمج:برمجه كنسل:كنسله فهرس:فهرسه
""",
    "2": """
سجل حمل نزل فعل ثبت حدد شغل نظم صنف رتب كبر صغر قلل قرب مرر شفر جرب فتش نسق خصص خزن ركب جهز نبه سرع علق وثق بلغ سدد كرر فرغ جدد
مدد جمد خفض فسر صدر عدل دقق نشط -شخص وزع وسع ودع مكن حسن قيم نصب وجه عمم ضبط حمض زود -شكل سلط طبق عبر فند كثف لخص مهد ورد
-وحد -حدث -عين -قسم -لون -صور -ذكر -علم -قدم -اخر -غير -حول -سلم -ضمن -عرف -فضل -ميز -وصل -وقع -عطل -قيد -حسن -فكر -رقم -غلف -بدل
هدد حذر خطط درب -امن كلف خرب هرب عذب دمر مول وظف حلل طور عزز فجر خدر صلح
""",
    "6": "وصل عمل بدل جوز حيل عفي ظهر جهل عون دول خلص نول فهم",
    "3": """
شارك ساعد تابع راجع حاول عالج واجه شاهد قارن راسل غادر حافظ طابق بادل زامن حادث خاطب ضاعف قاطع لاحظ ناقش واصل جاوب
راقب لاحق طارد هاجم ضايق صادر فاوض عاقب حاكم قاوم داهم عاون سافر
""",
    "4": "رسل كمل رفق نتج صلح نشا درج بلغ رجع ضعف غلق دخل خرج لصق لزم ثبت ظهر نجز برز حرز حكم خبر خطر رشد سقط شرف صدر طلق عرب علن",
    "4h": "ضف عد در زل قم شر جب تح صب حل فد طل نر ذع",
    "4d": "لغ خف نه جر عط حص بق قص لق عف بد خل",
    "5": "حقق حدث صفح كلم وقف علم جول حكم وفر ذكر عرف نقل صرف لقي وقع حمل قدم اكد جنب خلص سلم طلب عطل غير فقد",
    "7": "قطع فصل تقل ضم كسر سحب عكس خفض طلق",
    "8": """
شرك نقل خبر ربط حفظ نظر عمد عرض كشف سلم لقط فتح قرح حجز سمع بعد قطع صفح عرف خلف حرم خرق عقل شغل حرق غصب قحم خطف نقم نشر شبه
""",
    "8d": "شري:شرا خفي نهي كفي عدي حوي لقي",
    "8h": "خر حج حل",
    "8w": "صل فق خذ",
    "10": "خدم خرج رجع بدل عرض قبل كمل ثمر نسخ فسر علم كشف خلص هدف ورد عجل غرق",
    "10h": "عد ضف فد شر قل جب عن طع",
    "10g": "رد مر قر عد حق",
    "1w": "ضع:وضع ثق:ثقه صل:وصول",
    "1h": "شوف -روح زور:زياره بيع شيل زيد:زياده",
    "1g": "حط رد:ردود حل:حلول فك حب",
    "1a": "خوف نوم",
    "1d": "بني:بنا -خلي -لاقي -حكي:حكايه -حمي:حمايه",
}
# Words of their own that only look like a verb with what stands before it.
_OTHER_WORDS = "وارد بارد فارد"
_PERSONS = ("ي", "ت", "ن", "ا")
# What stands before a present form, and what objects and persons leave behind it, dialects' included.
BEFORE = ("", "و", "ف", "س", "ب", "ح", "ه", "ل", "رح", "وس", "وب", "عم", "ك", "كا")
# Before a verb that ends in ش, Egypt and the Maghreb write what negates it on to it: مايفهمش, مبيظهرش, محصلش.
NEGATED = ("ماب", "مب", "ما", "م")
AFTER = (
    "",
    *[
        "ها",
        "ه",
        "هم",
        "ني",
        "نا",
        "ك",
        "كم",
        "ون",
        "ين",
        "وا",
        "و",
        "وه",
        "وها",
        "وهم",
        "وني",
        "ونه",
        "ونها",
        "ت",
        "ته",
        "تها",
        "تهم",
        "تم",
        "ي",
        "يه",
        "يها",
        "ا",
        "ن",
    ],
    *["لي", "لك", "له", "لها", "لنا", "لهم", "ولي", "ولك", "وله", "ولنا", "تلي", "تلك", "تله", "ش", "وش", "هاش", "وهاش"],
)


def _forms(measure: str, entry: str) -> tuple[str, list[str]]:
    """The stem of a verb, and its forms."""
    bare = not entry.startswith("-")
    root, _, masdar = entry.removeprefix("-").partition(":")
    first, last = root[0], root[-1]
    match measure:
        case "1":
            return root, [root, "ا" + root, *(person + root for person in _PERSONS), *([masdar] if masdar else [])]
        case "2":
            stem = f"ت{root[:-1]}ي{last}"
            return stem, [stem, *([root] if bare else []), *(person + root for person in _PERSONS)]
        case "3":
            return root, [root, "م" + root + "ه", "م" + root, *(person + root for person in _PERSONS)]
        case "4":
            stem = "ا" + root
            # Hamza at the end of a masdar is not written by `fold`: إنشاء is انشا.
            masdar = stem if last == "ا" else f"ا{root[:-1]}ا{last}"
            forms = [stem, masdar, *(person + root for person in _PERSONS)]
            # أنشئ and ينشئ, of which `fold` makes انشي and ينشي.
            return stem, [*forms, *(form[:-1] + "ي" for form in forms if last == "ا")]
        case "4h":
            long, short = f"{first}ا{last}", f"{first}ي{last}"
            return "ا" + long, [
                "ا" + root,
                "ا" + long,
                f"ا{long}ه",
                *(person + short for person in _PERSONS),
                f"ت{long}",
                f"ي{long}",
            ]
        case "4d":
            stem = f"ا{root}ا"
            return stem, ["ا" + root, stem, f"ا{root}ي", *(person + root + "ي" for person in _PERSONS), f"ي{root}"]
        case "1w":  # وثق and its like, which lose their first letter in the present; اصل is a word of its own
            return "و" + root, ["و" + root, masdar, *(person + root for person in _PERSONS[:3])]
        case "5":
            return "ت" + root, ["ت" + root, *(f"{person}ت{root}" for person in _PERSONS)]
        case "6":  # in its masdar a vowel at the end is kept: تعافي, which `fold` makes of تعافى too
            stem = f"ت{first}ا{root[1:]}"
            return stem, [stem, *(person + stem for person in _PERSONS)]
        case "7":
            return "ان" + root, ["ان" + root, f"ان{root[:-1]}ا{last}", *(f"{person}ن{root}" for person in _PERSONS)]
        case "8":
            middle = f"{first}ت{root[1:]}"
            return "ا" + middle, ["ا" + middle, f"ا{middle[:-1]}ا{last}", *(person + middle for person in _PERSONS)]
        case "8d":
            short = f"{first}ت{root[1:-1]}"
            stem = masdar or f"ا{short}ا"
            forms = [f"ا{short}ا", f"ا{short}ي", f"ا{short}يت", f"ا{short}ينا", *(f"{person}{short}ي" for person in _PERSONS)]
            return stem, [*forms, f"ي{short}و", f"ت{short}و", *([masdar] if masdar else [])]
        case "8h":
            long = f"{first}تا{last}"
            masdar = f"ا{first}تيا{last}"
            return masdar, [f"ا{first}ت{last}", "ا" + long, masdar, *(person + long for person in _PERSONS)]
        case "8w":
            return "ات" + root, ["ات" + root, f"ات{first}ا{last}", *(f"{person}ت{root}" for person in _PERSONS)]
        case "10":
            masdar = f"استي{root[1:-1]}ا{last}" if first == "و" else f"است{root[:-1]}ا{last}"
            return "است" + root, ["است" + root, masdar, *(f"{person}ست{root}" for person in _PERSONS)]
        case "10h":
            long, short = f"{first}ا{last}", f"{first}ي{last}"
            forms = ["است" + root, "است" + long, f"است{long}ه", *(f"{person}ست{short}" for person in _PERSONS)]
            return "است" + long, forms
        case "1h":  # زار and its like, whose middle letter changes
            forms = [f"{first}ا{last}", *([root] if bare else []), *([masdar] if masdar else [])]
            return root, [*forms, *(person + root for person in _PERSONS), f"{first}{last}ت"]
        case "1a":  # خاف and نام, which keep their vowel
            long = f"{first}ا{last}"
            return root, [root, long, *(person + long for person in _PERSONS), f"{first}{last}ت"]
        case "1g":  # ردّ and its like; رديت is the past of dialects
            forms = [*([masdar] if masdar else []), *(person + root for person in _PERSONS)]
            return root, [*forms, root + "يت", root + "ينا"]
        case "1d":  # بنى and its like
            forms = [*([root] if bare else []), *([masdar] if masdar else [])]
            forms += [*(person + root for person in _PERSONS), f"ي{root[:-1]}و", f"ت{root[:-1]}و"]
            return masdar or root, [*forms, root + "ت", root + "نا"]
    return "است" + root, ["است" + root, f"است{root}ا{last}", *(f"{person}ست{root}" for person in _PERSONS)]


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for measure, entries in ROOTS.items():
        for entry in entries.split():
            stem, forms = _forms(measure, entry)
            for form in forms:
                if len(form) > 2:
                    found.setdefault(form, stem)
    # What was done, as it is said: انسرق and اتسرق are سرق.
    for root in (entry.partition(":")[0] for entry in ROOTS["1"].split()):
        if len(root) == 3:
            for form in (f"ان{root}", f"ات{root}", *(f"{person}{voice}{root}" for voice in "نت" for person in _PERSONS[:3])):
                found.setdefault(form, root)
    return found


VERBS = _table()
OTHER_WORDS = frozenset(_OTHER_WORDS.split())


def verb(word: str) -> str | None:
    """The stem of a form of a known verb, with the objects and persons around it; a word that only looks like one, as it is;
    None for any other."""
    if word in VERBS:
        return VERBS[word]
    if word in OTHER_WORDS:
        return word
    for before in (*BEFORE, *NEGATED):
        negated = before in NEGATED
        if not word.startswith(before) or (negated and not word.endswith("ش")):
            continue
        rest = word[len(before) :]
        for after in AFTER:
            if negated and not after.endswith("ش"):
                continue
            core = rest[: len(rest) - len(after)] if after and rest.endswith(after) else rest if not after else ""
            # Before a past form or a masdar, these letters belong to a word.
            free = not before or negated or before in "بلوف"
            if len(core) > 2 and core in VERBS and (free or (len(core) > 3 and core[0] in "يتنا")):
                return VERBS[core]
    return None


def browser_rules() -> dict[str, str]:
    """The roots as the browser's twin reads them, and the words that are no verbs."""
    return {measure: " ".join(entries.split()) for measure, entries in ROOTS.items()} | {"others": _OTHER_WORDS}
