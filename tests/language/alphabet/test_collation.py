"""Lists are in the order in which their readers learnt the alphabet."""

from __future__ import annotations

import random

import pytest

from kbgen.language.alphabet.collation import collation_key

PERSIAN = (
    "آب ابر اثر بخش پاسخ پیوند تیم جا چاپ خط دل ذره رنگ زبان ژرف سرآغاز شناسه صاحب ضمن طرح "
    "ظرف عنوان غذا فایل قالب کار گزارش گونه لنگر متن نشانی ورود هدف یاد"
)
ARABIC = (
    "ءاية آخر أداة إلغاء بحث ترجمة ثابت جواب حساب خطأ دليل ذاكرة رابط زر سؤال شكل صورة ضبط "
    "طلب ظهور عنوان غرض فرع قسم كلمة لغة مقالة نوع هدف وسم يد"
)


@pytest.mark.parametrize(("language", "words"), [("fa", PERSIAN.split()), ("ar", ARABIC.split()), ("fa-AF", PERSIAN.split())])
def test_words_are_in_the_order_of_the_alphabet(language: str, words: list[str]) -> None:
    mixed = random.Random(1).sample(words, len(words))
    assert sorted(mixed, key=lambda word: collation_key(word, language)) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        # Digits of any kind before letters, Latin after them.
        ("fa", ["۲ گام", "3 گام", "بخش", "یاد", "API", "kbgen"]),
        ("ar", ["٢ خطوات", "3 خطوات", "بحث", "يد", "API", "kbgen"]),
        # A word before those that go on from it; a space before any letter.
        ("fa", ["پرسش", "پرسشنامه", "پرسش‌ها", "پرسش‌های متداول"]),
        ("fa", ["کار دیگر", "کاربر"]),
        # The other language's keyboard.
        ("fa", ["كتاب", "گام", "لنگر", "نشانی", "وام", "هدف", "يادداشت"]),
        ("ar", ["مکتب", "مكتبة", "ملف", "ميل", "میناء"]),
        # Vowel signs and tatweel decide nothing.
        ("ar", ["حِساب", "حسابات", "حســابان"]),
        # The article decides nothing, whether it has vowel signs or stands inside a term; letters that look like it do.
        ("ar", ["الأسئلة الشائعة", "البحث", "ترجمة", "الخدمة الذاتية", "دليل", "القسم", "لغة المصدر", "المقالة", "نشر", "الوسم"]),
        ("ar", ["آلة", "التزام", "التقاط", "إلغاء", "الله", "ألوان", "الباب", "اَلْجَواب", "حساب"]),
        ("ar", ["إعداد البريد", "الإعداد الثاني", "إعداد الجهاز", "الالتزام", "التقاط الصورة", "البيت"]),
        ("ar", ["ال", "الآن", "التاريخ", "اللغة"]),
        ("ar-EG", ["أذونات", "التنبيه", "جديد"]),
        # Persian has no article: الگو is a word of its own.
        ("fa", ["اصل", "الکترونیک", "الگو", "امضا", "باز"]),
        ("en", ["anchor", "Article", "zoo"]),
    ],
)
def test_signs_digits_and_foreign_letters_have_their_place(language: str, words: list[str]) -> None:
    mixed = random.Random(2).sample(words, len(words))
    assert sorted(mixed, key=lambda word: collation_key(word, language)) == words


def test_words_that_differ_in_marks_alone_have_one_order() -> None:
    words = ["حِسَاب", "حساب", "حســاب"]
    assert (
        len({tuple(sorted(random.Random(n).sample(words, 3), key=lambda word: collation_key(word, "ar"))) for n in range(9)}) == 1
    )


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("sv", ["Avbryt", "Zon", "Ångra", "Ändra", "Öppna"]),
        ("nb", ["Avbryt", "Zone", "Ære", "Øke", "Åpne"]),
        ("de", ["Abmelden", "Ändern", "Anmelden", "Zahlung"]),
        ("fr", ["accès", "écran", "écrire", "facture"]),
        ("es", ["nube", "ñandú", "oferta"]),
        ("pl", ["lista", "łącze", "mapa", "zasób", "zysk", "źródło", "żądanie"]),
        ("tr", ["cihaz", "çalışma", "dil", "hesap", "ısı", "indirim", "oyun", "ödeme", "su", "şifre", "uzun", "ürün"]),
        ("ru", ["ёж", "ель", "журнал"]),
        ("uk", ["груша", "ґанок", "дах", "єдність", "жук", "ира", "іграшка", "їжа", "йод"]),
        ("he", ["חשבון", "סיסמה", "תשלום"]),
        ("zh-Hans", ["2025", "Wi-Fi", "安装", "登录", "密码", "账户", "支付"]),
        ("zh-Hant", ["Wi-Fi", "密碼", "帳戶", "登入"]),
        ("ja", ["アカウント", "あんしょう", "ログイン", "請求", "設定", "領収書"]),
        ("ko", ["가입", "결제", "비밀번호", "환불"]),
        ("th", ["กุญแจ", "เกม", "ขาย", "ไข่"]),
    ],
)
def test_words_stand_where_readers_of_the_language_look_for_them(language: str, ordered: list[str]) -> None:
    assert sorted(set(ordered), key=lambda word: collation_key(word, language)) == ordered


def test_both_kinds_of_kana_stand_in_one_order() -> None:
    ordered = ["あか", "アキ", "あく", "イカ", "いぬ", "うし", "ウミ"]
    mixed = random.Random(3).sample(ordered, len(ordered))
    assert sorted(mixed, key=lambda word: collation_key(word, "ja")) == ordered


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("zh-Hans", "a啊一座亍乸"),
        ("zh-Hant", "a一乙丁又乂乸"),
        ("ja", "aあ亜腕弌乸"),
        # Without a standard of its own, in the order of pinyin.
        ("en", "a啊一座亍乸"),
    ],
)
def test_characters_follow_the_standard_of_the_script_and_rare_ones_stand_behind(language: str, ordered: str) -> None:
    mixed = random.Random(3).sample(ordered, len(ordered))
    assert "".join(sorted(mixed, key=lambda word: collation_key(word, language))) == ordered
