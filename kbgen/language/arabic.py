"""Light stemming of Arabic, after light10 (Larkey, Ballesteros and Connell 2007), with its known gaps closed.

Receives words as `text.fold` writes them. Beyond light10: the article after two particles (وبال، ولل), possessive
pronouns, dialects' عال and هال, and the commonest broken plurals by a table.
"""

from __future__ import annotations

from kbgen.language import arabic_verbs
from kbgen.language.arabic_verbs import VERBS, verb

# Longest first. What must be left after each: two letters, three after a single-letter particle.
_PREFIXES = ("وبال", "وكال", "فبال", "ولل", "فلل", "وال", "فال", "بال", "كال", "عال", "هال", "لل", "ال")
_POSSESSIVES = ("كما", "هما", "كم", "كن", "نا", "ها", "هم", "هن", "ك", "ه")
_ENDINGS = ("يات", "اتي", "يا", "تان", "تين", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ت")

# Broken plurals as fold() writes them, without the hamza at their end, by the stem of their singular, which is its own stem then
# (عنوان keeps its ending). A singular that begins with و stands among the forms, with its ة, and so does what the hamza becomes
# before a pronoun (عملائنا, عملاؤنا). Words of help centers and of daily life.
_BROKEN_PLURALS = """
جهاز:اجهزه رسال:رسايل ملف:ملفات صور:صور رقم:ارقام رمز:رموز كلم:كلام زر:ازرار خط:خطوط سبب:اسباب حدث:احداث
خطا:اخطا,اخطاو,اخطاي شخص:اشخاص طفل:اطفال مكان:اماكن امر:اوامر امور:امور نوع:انواع سعر:اسعار عمل:اعمال يوم:ايام شهر:اشهر,شهور
اسبوع:اسابيع سن:سنوات,سنين ساع:ساعات دقيق:دقايق ثاني:ثوان,ثواني عنوان:عناوين برنامج:برامج مفتاح:مفاتيح قايم:قوايم
وثيق:وثايق,وثيقه حقيب:حقايب نتيج:نتايج فاتور:فواتير صندوق:صناديق متجر:متاجر موقع:مواقع مصدر:مصادر مرجع:مراجع مركز:مراكز
مكتب:مكاتب مشكل:مشاكل مشروع:مشاريع موضوع:مواضيع محتوي:محتويات مبلغ:مبالغ مورد:موارد طلب:طلبات حساب:حسابات هاتف:هواتف
نافذ:نوافذ قاعد:قواعد خاصي:خصايص وسيل:وسايل,وسيله طريق:طرق مدين:مدن دول:دول شرك:شركات بنك:بنوك حق:حقوق قانون:قوانين
حكم:احكام شرط:شروط قسم:اقسام فريق:فرق عضو:اعضا,اعضاو,اعضاي صديق:اصدقا,اصدقاو,اصدقاي عميل:عملا,عملاو,عملاي
زميل:زملا,زملاو,زملاي مدير:مدرا,مدراو,مدراي خبير:خبرا,خبراو,خبراي شريك:شركا,شركاو,شركاي وكيل:وكلا
سفير:سفرا رييس:روسا غريب:غربا حرف:حروف,احرف لون:الوان شكل:اشكال حجم:احجام وقت:اوقات صوت:اصوات
باب:ابواب بيت:بيوت سيار:سيارات شارع:شوارع حاجز:حواجز حد:حدود خطر:اخطار,مخاطر تهديد:تهديدات هجوم:هجمات سلاح:اسلح
جواز:جوازات سفر:اسفار فندق:فنادق مطار:مطارات رحل:رحلات دوا:ادوي جرح:جروح مرض:امراض مريض:مرضي طبيب:اطبا مستشفي:مستشفيات
عرض:اعراض حال:احوال ضغط:ضغوط خوف:مخاوف هدف:اهداف فكر:افكار خبر:اخبار سر:اسرار دليل:ادل شاهد:شهود محامي:محامين
صحفي:صحافي قاض:قضا سجن:سجون سجين:سجنا معتقل:معتقلين شرطي:شرط جندي:جنود ضحي:ضحايا هديه:هدايا قضي:قضايا زاوي:زوايا
خدم:خدمات اداه:ادوات تطبيق:تطبيقات ميز:ميزات,مزايا نسخ:نسخ غرف:غرف فرص:فرص لغ:لغات شاش:شاشات شبك:شبكات
قرص:اقراص جدول:جداول ورق:اوراق بطاق:بطاقات كتاب:كتب درس:دروس سطر:سطور,اسطر حقل:حقول عمود:اعمده مجلد:مجلدات متصفح:متصفحات
كاميرا:كاميرات فيروس:فيروسات قناع:اقنع قفل:اقفال سلك:اسلاك شريح:شرايح بصم:بصمات رابط:روابط بند:بنود عقد:عقود دفع:دفعات
منتج:منتجات سلع:سلع خصم:خصومات عرض:عروض ضريب:ضرايب رسم:رسوم,رسوم قيم:قيم نسب:نسب راتب:رواتب وظيف:وظايف,وظيفه دور:ادوار
سال:اسيله زبون:زباين حل:حلول نص:نصوص خادم:خوادم قالب:قوالب مقطع:مقاطع عنصر:عناصر وسم:وسوم فهرس:فهارس نموذج:نماذج راجع:مراجعات
اسم:اسما زاير:زوار تاريخ:تواريخ مهم:مهام مثال:امثل نظام:انظم بديل:بدايل فرع:فروع تذكر:تذاكر شكوي:شكاوي عطل:اعطال قيد:قيود لوح:الواح
عطله:عطلات,عطلت
"""


def _table(lines: str) -> dict[str, str]:
    pairs = [entry.split(":") for entry in lines.split()]
    plurals = {form: singular for singular, forms in pairs for form in forms.split(",")}
    return {singular: singular for singular, _ in pairs} | plurals


MIN_WITH_PARTICLE = 3  # letters, of which three are left

# Particles, persons and voices before a verb or noun, and endings of verbs, dialects' included: بيتصنت، حيقفل، ينسرق،
# يشتموني، بخطوتين. Too bold for indexing; a query tries them when it finds a word nowhere.
_LOOSE_PREFIXES = """
كي كت كن بيت بين بتت سيت ست سي سن حي حت هي هت بي بت بن با ين تن ان يت تت نت ي ت ن ا ب ل ك ف س ح م ع است يست تست مت
"""
_LOOSE_ENDINGS = "وني ونها ونه وهم وها وه ون ين وا تها ته تو ني ها ش و ت ا"

_STOP_WORDS = """
و في من الي علي عن مع ان انا انت هو هي هم نحن هذا هذه هاي ذلك تلك التي الذي الذين اللي ما ماذا هل كيف لماذا متي اين كل
قد لا لم لن ليس او ام ثم اذا لو كان كانت يكون تكون عند عندي عندنا لدي به بها له لها فيه فيها منه منها عليه عليها ازاي
ايه ليش ليه مين وين شو وش ايش دي ده دا بدي عايز عاوز ابغي ابي ممكن اريد مش مو لازم بين حتي ولا راح يا اني لاني لانه
انه انها كذا هيك شلون حق بتاع تبع
بتاعي بتاعتي بتاعت بتاعنا بتاعتنا بتاعك بتاعه بتاعها بتوع تبعي تبعنا تبعك تبعه تبعت حقتي حقتنا حقته حقه حقها حقهم ياللي يلي هاد هادا
هادي هيدا هيدي هدا هذي هذول هدول كدا كده هيكي شنو شنهو وشو علاش كيفاش كم كام قديش اديش عايزين عاوزين عايزه عاوزه ابغا نبغا تبغي
بدهم بده بدها عم رح لو لما كمان برضو برضه بردو بقي طب طيب ياريت معي معايا معانا معنا احنا انتو انتم اقدر يقدر نقدر تقدر بقدر ينفع
يصير بصير اعمل نعمل اسوي نسوي اخلي خلي نخلي يخلي خليها نكون اكون يكونوا كنت كانوا صارت صاير حدا احد شوي شويه مفيش مافيش مافي
ماكو عندك عندكم هنا هناك جدا ايضا كما لكن بل انو عشان علشان لاجل
كي فقط بس يعني هلا خلاص قاعد صار
بشكل
معني معناه معناها المقصود مقصود تعريف مفهوم
لسه لسا طالع طالعه طالعين الاقي بلاقي نلاقي القي
حقي حقت حقك حقنا يبي يبغي تبي نبي نبغي ودي بدنا بدك لازم المفروض شي حد اشي فين وينه امتي ايمتي عنده عندهم مثلا
لنا لكم لهم علينا عليكم عليهم عنا عنهم منا منهم فينا معه معها معهم معاه معاهم بيه بيها بينهم اننا منو باش ديال ديالنا ديالي
ديالو واش شحال شكد كانه كانها بيصير يصيرو اكو هسه دابا دلوقتي الحين لين الين لحد لحتي لغايه
يسموه يسموها يسموهم يسمونه يسمونها يسمو بتقدر بيقدر بيقدروا يقدرون تقدري مقدر تقدروا يقدروا قادر
بغيت بغا بغينا غادي راه راني فاش حيت توا برشا بزاف هوايه شنهي شقد شكو باغي باغيه
عارف عارفه عارفين محدش ماحدش محد ماحد كنا قالولي
"""

BROKEN_PLURALS = _table(_BROKEN_PLURALS)
SMALL_WORDS = frozenset(_STOP_WORDS.split())
# "And" is written on to the next word: ومتى says as little as متى.
STOP_WORDS = SMALL_WORDS | {f"و{word}" for word in SMALL_WORDS}


def stem(word: str) -> str:
    """The light stem of a folded word; never shorter than two letters unless the word is."""
    known = BROKEN_PLURALS.get(word) or verb(word)
    if known:
        return known
    word = _without_prefix(word)
    known = BROKEN_PLURALS.get(word) or VERBS.get(word)
    if known:
        return known
    for ending in _POSSESSIVES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word in BROKEN_PLURALS:
        return BROKEN_PLURALS[word]
    if word in VERBS:
        return VERBS[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending in ("ت", "يا") else 2):
            word = word[: -len(ending)]
            break
    known = BROKEN_PLURALS.get(word) or VERBS.get(word)
    if known:
        return known
    if ending in ("ي", "يه", "يا", "ه") and word.endswith(("ون", "ان")) and len(word) >= 5:
        word = word[:-2]
    return word


def _without_prefix(word: str) -> str:
    if word.startswith("و") and len(word) >= 4 and not word.startswith(("وال", "وبال", "وكال", "ولل")):
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            rest = word[len(prefix) :]
            # A first letter that looks like "and" goes with the article as without: الوسائط is وسائط.
            if rest.startswith("و") and len(rest) >= 4 and not (rest in BROKEN_PLURALS or verb(rest)):
                return rest[1:]
            return rest
    return word


def without_particle(word: str) -> str:
    """`word` without بـ, لـ, كـ or فـ, or nothing. Which words begin with the letter itself only a vocabulary can say."""
    return word[1:] if len(word) > MIN_WITH_PARTICLE and word[0] in "بلكف" else ""


def variants(word: str) -> list[str]:
    """Bolder readings of a word that no article has, likeliest first: with less before and after it."""
    found: dict[str, None] = {}
    for rest in (word, *(word.removeprefix(prefix) for prefix in _LOOSE_PREFIXES.split() if word.startswith(prefix))):
        for ending in ("", *_LOOSE_ENDINGS.split()):
            if rest.endswith(ending) and len(rest) - len(ending) >= 3:
                found[rest.removesuffix(ending)] = None
    found.pop(word, None)
    return list(found)


def browser_rules() -> dict[str, object]:
    """The tables as the browser's twin reads them."""
    return {
        "prefixes": " ".join(_PREFIXES),
        "possessives": " ".join(_POSSESSIVES),
        "endings": " ".join(_ENDINGS),
        "plurals": " ".join(_BROKEN_PLURALS.split()),
        "verbs": arabic_verbs.browser_rules(),
        "loosePrefixes": " ".join(_LOOSE_PREFIXES.split()),
        "looseEndings": _LOOSE_ENDINGS,
    }
