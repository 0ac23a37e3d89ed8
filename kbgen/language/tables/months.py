"""The months of the Solar Hijri and the Hijri calendar in many languages.

Receives nothing. Babel leaves them out of Unicode's CLDR, so they are here (CLDR 48, months of `persian` and `islamic-umalqura`,
wide, as they stand in a date). Where CLDR has slips (Arabic, Hindi, Urdu, Ukrainian) the names are those of printed calendars;
its English ones are written without signs that no keyboard has. Other languages have the English names.
"""

from __future__ import annotations

from collections.abc import Mapping

_SOLAR = {
    "ar": "فروردين|أرديبهشت|خرداد|تير|مرداد|شهريور|مهر|آبان|آذر|دي|بهمن|إسفند",
    "az": "fərvərdin|ordibeheşt|xordəd|tir|mordəd|şəhrivar|mehr|abən|azər|dey|bəhmən|isfənd",
    "bn": "ফ্যাভার্ডিন|অরডিবেহেশ্ত|খোর্দ্দ|তীর|মর্যাদ|শাহরিবার|মেহের|আবান|আজার|দে|বাহমান|এসফ্যান্ড",
    "cs": "farvardin|ordibehešt|chordád|tír|mordád|šahrívar|mehr|ábán|ázar|dei|bahman|esfand",
    "da": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    "de": "Farwardin|Ordibehescht|Chordād|Tir|Mordād|Schahriwar|Mehr|Ābān|Āsar|Déi|Bahman|Essfand",
    "en": "Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand",
    "es": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    "fa": "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند",
    "fi": "farvardinkuuta|ordibeheštkuuta|khordadkuuta|tirkuuta|mordadkuuta|šahrivarkuuta|"
          "mehrkuuta|abankuuta|azarkuuta|deykuuta|bahmankuuta|esfandkuuta",
    "fr": "farvardin|ordibehešt|khordâd|tir|mordâd|šahrivar|mehr|âbân|âzar|dey|bahman|esfand",
    "he": "פרורדין|ארדיבהשת|ח׳רדאד|תיר|מרדאד|שהריור|מהר|אבאן|אד׳ר|די|בהמן|אספנד",
    "hi": "फ़रवरदीन|उर्दीबहिश्त|ख़ोरदाद|तीर|मोरदाद|शहरीवर|मेहर|आबान|आज़र|दे|बहमन|इस्फ़ंद",
    "hu": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    "ja": "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    "kk": "Фарвардин|Ордибехешт|Хордад|Тир|Мордад|Шахривар|Мехр|Абан|Азар|Дей|Бахман|Эсфанд",
    "ko": "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
    "nb": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    "nn": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    "pl": "Farwardin|Ordibeheszt|Chordād|Tir|Mordād|Szahriwar|Mehr|Ābān|Āsar|Déi|Bahman|Esfand",
    "ps": "وری|غویی|غبرگولی|چنگاښ|زمری|وږی|تله|لړم|لیندۍ|مرغومی|سلواغه|کب",
    "ro": "Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand",
    "ru": "фарвардин|ордибехешт|хордад|тир|мордад|шахривер|мехр|абан|азер|дей|бахман|эсфанд",
    "sk": "farvardin|ordibehešt|chordád|tír|mordád|šahrívar|mehr|ábán|ázar|dei|bahman|esfand",
    "sv": "farvardin|ordibehesht|khordād|tir|mordād|shahrivar|mehr|ābān|āzar|dey|bahman|esfand",
    "tg": "фарвардин|урдибиҳишт|хурдод|тир|мурдод|шаҳривар|меҳр|обон|озар|дей|баҳман|исфанд",
    "tr": "Ferverdin|Ordibeheşt|Hordad|Tir|Mordad|Şehriver|Mehr|Aban|Azer|Dey|Behmen|Esfend",
    "uk": "фарвардін|ордібехешт|хордад|тір|мордад|шахрівер|мехр|абан|азер|дей|бахман|есфанд",
    "ur": "فروردین|اردیبہشت|خرداد|تیر|مرداد|شہریور|مہر|آبان|آذر|دے|بہمن|اسفند",
    "uz": "farvardin|oʻrdibehisht|xurdod|tir|murdod|shahrivar|mehr|obon|ozar|dey|bahman|isfan",
    "vi": "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12",
    "zh": "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
}  # fmt: skip
_LUNAR = {
    "ar": "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة",
    "az": "Məhərrəm|Səfər|Rəbiüləvvəl|Rəbiülaxır|Cəmadiyələvvəl|Cəmadiyəlaxır|Rəcəb|Şaban|Ramazan|Şəvval|Zilqədə|Zilhiccə",
    "bn": "মুহররম|সফর|রবিউল আউয়াল|রবিউস সানি|জমাদিউল আউয়াল|জমাদিউস সানি|রজব|শা‘বান|রমজান|শাওয়াল|জ্বিলকদ|জ্বিলহজ্জ",
    "cs": "muharrem|safar|rebí’u l-awwal|rebí’u s-sání|džumádá al-úlá|džumádá al-áchira|"
          "redžeb|ša’bán|ramadán|šawwal|zú l-ka’da|zú l-hidždža",
    "da": "muharram|safar|rabiʻ I|rabiʻ II|jumada I|jumada II|rajab|shaʻban|ramadan|shawwal|dhuʻl-Qiʻdah|dhuʻl-Hijjah",
    "de": "Muharram|Safar|Rabiʻ I|Rabiʻ II|Dschumada I|Dschumada II|Radschab|Shaʻban|Ramadan|Shawwal|Dhu l-qaʿda|Dhu l-Hiddscha",
    "en": "Muharram|Safar|Rabi I|Rabi II|Jumada I|Jumada II|Rajab|Shaban|Ramadan|Shawwal|Dhu al-Qidah|Dhu al-Hijjah",
    "es": "muharram|safar|rabiʻ I|rabiʻ II|jumada I|jumada II|rajab|shaʻban|ramadán|shawwal|dhuʻl-qiʻdah|dhuʻl-hijjah",
    "fa": "محرم|صفر|ربیع‌الاول|ربیع‌الثانی|جمادی‌الاول|جمادی‌الثانی|رجب|شعبان|رمضان|شوال|ذیقعده|ذیحجه",
    "fi": "muharram|safar|rabi’ al-awwal|rabi’ al-akhir|džumada-l-ula|džumada-l-akhira|"
          "radžab|ša’ban|ramadan|šawwal|dhu-l-qa’da|dhu-l-hiddža",
    "fr": "mouharram|safar|rabia al awal|rabia ath-thani|joumada al oula|joumada ath-thania|"
          "rajab|chaabane|ramadan|chawwal|dhou al qi’da|dhou al-hijja",
    "he": "מוחרם|צפר|רביע אל־אוול|רביע א־ת׳אני|ג׳ומאדא אל־אולא|ג׳ומאדא א־ת׳אניה|רג׳ב|שעבאן|רמדאן|שוואל|ד׳ו אל־קעדה|ד׳ו אל־חיג׳ה",
    "hi": "मुहर्रम|सफ़र|रबी अल-अव्वल|रबी अल-आख़िर|जुमादा अल-अव्वल|जुमादा अल-आख़िर|रजब|शाबान|रमज़ान|शव्वाल|ज़िलक़ाद|ज़िलहिज्जा",
    "hu": "Moharrem|Safar|Rébi el avvel|Rébi el accher|Dsemádi el avvel|Dsemádi el accher|"
          "Redseb|Sabán|Ramadán|Sevvál|Dsül kade|Dsül hedse",
    "id": "Muharam|Safar|Rabiulawal|Rabiulakhir|Jumadilawal|Jumadilakhir|Rajab|Syakban|Ramadan|Syawal|Zulkaidah|Zulhijah",
    "ja": "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    "kk": "Мұхаррам|Сафар|Рабиғул әууәл|Рабиғул ахир|Жұмадәл аууәл|Жұмадәл ахир|Ережеп|Шағбан|Рамазан|Шәууал|Зұлқағда|Зұлхижжа",
    "ko": "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
    "ku": "muherem|sefer|rebîʿulewel|rebîʿulaxer|cemazîyelewel|cemazîyelaxer|receb|şeʿban|remezan|şewal|zîlqeʿde|zilhece",
    "ms": "Muharam|Safar|Rabiulawal|Rabiulakhir|Jamadilawal|Jamadilakhir|Rejab|Syaaban|Ramadan|Syawal|Zulkaedah|Zulhijah",
    "nb": "muharram|safar|rabiʻ I|rabiʻ II|jumada I|jumada II|rajab|shaʻban|ramadan|shawwal|dhuʻl-qiʻdah|dhuʻl-hijjah",
    "nl": "Moeharram|Safar|Rabiʻa al awal|Rabiʻa al thani|Joemadʻal awal|Joemadʻal thani|"
          "Rajab|Sjaʻaban|Ramadan|Sjawal|Doe al kaʻaba|Doe al hizja",
    "nn": "muharram|safar|rabiʻ I|rabiʻ II|jumada I|jumada II|rajab|shaʻban|ramadan|shawwal|dhuʻl-qiʻdah|dhuʻl-hijjah",
    "pl": "Muharram|Safar|Rabiʻ I|Rabiʻ II|Dżumada I|Dżumada II|Radżab|Szaban|Ramadan|Szawwal|Zu al-kada|Zu al-hidżdża",
    "ps": "محرم|صفر|ربیع اول|ربيع II|جمادي اول|جماعه II|رجب|شعبان|رمضان|شوال|ذي القعده|ذي الحج",
    "ru": "мухаррам|сафар|раби-уль-авваль|раби-уль-ахир|джумад-уль-авваль|джумад-уль-ахир|"
          "раджаб|шаабан|рамадан|шавваль|зуль-каада|зуль-хиджжа",
    "sk": "al-muharram|safar|rabí´ al-avval|rabí´ath-thání|džumádá l-úlá|džumádá l-áchira|"
          "radžab|ša´ bán|ramadán|šauvál|dhú l-ka´ da|dhú l-hidždža",
    "sv": "muharram|safar|rabi’ al-awwal|rabi’ al-akhir|jumada-l-ula|jumada-l-akhira|"
          "rajab|sha’ban|ramadan|shawwal|dhu-l-ga’da|dhu-l-hijja",
    "tg": "Муҳаррам|Сафар|Рабеъ I|Рабеъ II|ҷимоди-ул-уло|ҷимоди-ул-сони|раҷаб|Шабан|Рамадан|Шаввал|Дхут-Қидаҳ|Дхут-Ҳиҷҷаҳ",
    "tr": "Muharrem|Safer|Rebiülevvel|Rebiülahir|Cemaziyelevvel|Cemaziyelahir|Recep|Şaban|Ramazan|Şevval|Zilkade|Zilhicce",
    "uk": "мухаррам|сафар|рабі аль-авваль|рабі ас-сані|джумада аль-уля|джумада ас-сані|"
          "раджаб|шаабан|рамадан|шавваль|зуль-каада|зуль-хіджа",
    "ur": "محرم|صفر|ربیع الاول|ربیع الثانی|جمادی الاول|جمادی الثانی|رجب|شعبان|رمضان|شوال|ذوالقعدۃ|ذوالحجۃ",
    "uz": "Muharram|Safar|Rabiʼul avval|Rabiʼus soniy|Jumodul avval|Jumodus soniy|Rajab|Sha’bon|Ramazon|Shavvol|Zulqaʼda|Zulhijja",
    "vi": "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12",
    "zh": "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
}  # fmt: skip

# By calendar, then by language: twelve names, the first month first.
MONTHS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    calendar: {language: tuple(names.split("|")) for language, names in table.items()}
    for calendar, table in (("persian", _SOLAR), ("umm-al-qura", _LUNAR))
}
