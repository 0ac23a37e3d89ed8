"""Languages besides Arabic, Persian and English: their words, what says nothing in them, how much there is to read."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from kbgen.language.places import words_with_places
from kbgen.language.tables.hebrew import stem
from kbgen.language.tables.stop_words import STOP_WORDS
from kbgen.language.tables.units import count_words, is_unspaced
from kbgen.language.tag import direction, nearest, script
from kbgen.language.text import browser_rules, stop_words, tokenise
from kbgen.pages.reading import minutes
from kbgen.resources import theme_dir
from kbgen.search.answering.excerpt import excerpt, marked


def stems(text: str, language: str) -> list[str]:
    return [token.stem for token in tokenise(text, language)]


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("de", ["Passwort", "Passwörter", "Passwörtern"]),
        ("pl", ["hasło", "hasła"]),
        ("ru", ["пароль", "пароля", "паролем"]),
        ("uk", ["пароль", "пароля", "паролем"]),
        ("uk", ["обліковий", "облікового"]),
        ("he", ["סיסמה", "הסיסמה", "לסיסמה", "סיסמאות", "והסיסמאות"]),
        ("he", ["חשבון", "בחשבון", "החשבונות"]),
        ("he", ["משתמש", "המשתמש", "משתמשים", "שהמשתמשים"]),
        ("he", ["דף", "הדף", "דפים"]),
        ("tr", ["ayar", "ayarlar"]),
        ("hi", ["खाता", "खाते"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, same: list[str]) -> None:
    assert len({tuple(stems(word, language)) for word in same}) == 1


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("ko", "비밀번호", "비밀번호를 재설정합니다"),
        ("ko", "재 설정", "비밀번호를 재설정합니다"),
        ("ja", "パスワード", "パスワードを変更する"),
        ("zh-Hant", "變更密碼", "如何變更密碼"),
        ("th", "รหัสผ่าน", "เปลี่ยนรหัสผ่าน"),
    ],
)
def test_a_word_is_found_where_no_space_parts_it_from_its_neighbours(language: str, query: str, text: str) -> None:
    pairs = [term for term in stems(query, language) if len(term) > 1]
    assert pairs
    assert set(pairs) <= set(stems(text, language))


@pytest.mark.parametrize(
    ("language", "query", "telling"),
    [
        ("de", "Wie kann ich mein Passwort ändern?", ["passwort", "andern"]),
        ("fr", "Comment changer l’adresse de mon compte", ["changer", "adresse", "compte"]),
        ("es", "cómo cambio la contraseña", ["cambio", "contrasena"]),
        ("pt-BR", "como eu troco a minha senha", ["troco", "senha"]),
        ("ru", "как мне сменить пароль", ["сменить", "пароль"]),
        ("he", "איך אפשר לשנות את הסיסמה שלי", ["לשנות", "הסיסמה"]),
        ("ur", "میں پاس ورڈ کیسے بدلوں", ["پاس", "ورد", "بدلون"]),
        ("vi", "làm thế nào để đổi mật khẩu của tôi", ["doi", "mat", "khau"]),
        ("tr", "şifremi nasıl değiştirebilirim", ["sifremi", "degistirebilirim"]),
        ("zh-Hans", "如何", []),
    ],
)
def test_words_that_tell_nothing_are_known(language: str, query: str, telling: list[str]) -> None:
    stops = stop_words(language)
    found = [token.form for token in tokenise(query, language) if token.form not in stops]
    assert [form.replace("ڈ", "د").replace("ں", "ن") for form in found] == telling


@pytest.mark.parametrize("language", STOP_WORDS)
def test_lists_hold_no_word_twice_and_nothing_that_tells(language: str) -> None:
    words = STOP_WORDS[language].split()
    assert len(words) == len(set(words))
    assert len(stop_words(language)) >= 30
    denials = {
        "nicht",
        "kein",
        "pas",
        "no",
        "não",
        "non",
        "niet",
        "nie",
        "inte",
        "değil",
        "не",
        "нет",
        "לא",
        "نہیں",
        "नहीं",
        "tidak",
        "không",
    }
    assert denials.isdisjoint(words) or language == "pt"  # where "no" is "in the"


def test_characters_are_counted_where_no_space_parts_words() -> None:
    assert count_words("three plain words") == 3
    assert count_words("") == count_words(" … ") == 0
    assert count_words("门") == 1
    assert count_words("一" * 255) == 158
    assert count_words("あ" * 357) == 193
    assert count_words("ก" * 863) == 184
    assert count_words("使用 PayPal 付款" * 10) == round(40 / (255 / 158)) + 10


@pytest.mark.parametrize(("language", "letter", "number"), [("zh-Hans", "一", 2 * 255), ("ja", "あ", 2 * 357)])
def test_a_text_of_so_many_characters_takes_two_minutes(language: str, letter: str, number: int) -> None:
    assert minutes(count_words(letter * number), language) == 2
    assert minutes(count_words(letter * (number + 20)), language) == 3


@pytest.mark.needs("node")
def test_the_browser_reads_hebrew_and_korean_as_the_index_does() -> None:
    words = (
        "הסיסמה שלי לסיסמאות המשתמש משתמשים בחשבון חשבונות הדף וכשהדף דפים ה בית הבית תשלום ותשלומים Wi-Fi צ׳אט דוא״ל "
        "ביטול הביטולים אפליקציית אפליקציה"
    )
    cases = [["he", word] for word in words.split()] + [["ko", "비밀번호를 재설정하는 앱"], ["ko", "앱"], ["ko", "PayPal로 결제"]]
    program = (
        "const [module, rules, cases] = JSON.parse(process.argv[1]); const { languageOf } = await import(module);"
        "const languages = { he: await languageOf(rules.he), ko: await languageOf(rules.ko) };"
        "console.log(JSON.stringify(cases.map(([tag, text]) =>"
        " languages[tag].tokenise(text).map((token) => [token.form, token.stem]))));"
    )
    rules = {tag: browser_rules(tag) for tag in ("he", "ko")}
    module = (theme_dir() / "assets/javascripts/search/rules.js").as_uri()
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program, json.dumps([module, rules, cases])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [[[token.form, token.stem] for token in tokenise(text, tag)] for tag, text in cases]


def test_a_word_in_other_letters_has_no_hebrew_stem() -> None:
    assert stem("wifi") == "wifi"
    assert stem("") == ""


@pytest.mark.parametrize(
    ("tag", "text", "query", "shown"),
    [
        ("ja", "パスワードを再設定する", "パスワード", [("パスワード", True), ("を再設定する", False)]),
        (
            "zh-Hans",
            "如何重设密码和密码提示",
            "密码",
            [("如何重设", False), ("密码", True), ("和", False), ("密码", True), ("提示", False)],
        ),
        ("ko", "비밀번호를 재설정", "비밀번호", [("비밀번호", True), ("를 재설정", False)]),
        ("he", "איך מאפסים סיסמה", "הסיסמה", [("איך מאפסים ", False), ("סיסמה", True)]),
        ("de", "Passwörter ändern", "Passwort", [("Passwörter", True), (" ändern", False)]),
    ],
)
def test_only_what_was_asked_is_marked(tag: str, text: str, query: str, shown: list[tuple[str, bool]]) -> None:
    assert marked(text, dict.fromkeys(stems(query, tag), 1.0), tag) == shown


def test_an_excerpt_without_spaces_begins_near_the_word() -> None:
    text = "説明" * 200 + "パスワード" + "説明" * 200
    passage = excerpt([("a", "", text)], dict.fromkeys(stems("パスワード", "ja"), 1.0), "ja")
    assert "パスワード" in passage.text
    assert len(passage.text) < 200


def test_a_first_visit_meets_the_same_language_on_a_server_as_in_the_browser() -> None:
    cases = re.findall(
        r'^  \["([^"]*)", \[([^\]]*)\], "([^"]*)", "',
        (Path(__file__).parents[1] / "javascript" / "choose.test.mjs").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(cases) > 20
    for have, wanted, expected in cases:
        known = have.split()
        assert (nearest(re.findall('"([^"]*)"', wanted), known) or known[0]) == expected, (have, wanted)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        # Particles go as long as enough is left, endings too; two forms of a word meet.
        ("הסיסמה", "סיסמ"), ("לסיסמאות", "סיסמ"), ("חניות", "חנ"), ("פיות", "פי"), ("תות", "תות"), ("בית", "בית"), ("עברית", "עבר"),
        ("שנה", "שנה"), ("אבא", "אבא"), ("סבתא", "סבת"), ("ימים", "ימ"), ("הדף", "דפ"), ("ודף", "ודפ"), ("ושמש", "שמש"),
        ("בדפים", "בדפ"), ("בחלון", "חלונ"), ("לחלון", "חלונ"), ("כחלון", "חלונ"), ("מדף", "מדפ"), ("כדפים", "כדפ"),
        ("כחלונות", "חלונ"), ("מהחלון", "חלונ"),
        # The shortest word that loses each, and one that is a letter too short.
        ("וגמל", "גמל"), ("הגן", "גנ"), ("הג", "הג"), ("בדגל", "דגל"), ("בדג", "בדג"), ("לדגל", "דגל"), ("לדג", "לדג"),
        ("כמחיר", "מחיר"), ("כדגל", "כדגל"), ("מגדול", "גדול"), ("מדגל", "מדגל"), ("שגדול", "גדול"), ("שדגל", "שדגל"),
        ("גביות", "גב"), ("דגות", "דג"), ("דגים", "דג"), ("דים", "דימ"), ("דגית", "דגי"), ("שאלה", "שאל"), ("דגה", "דגה"),
        ("דלקת", "דלק"), ("דלת", "דלת"), ("מבטא", "מבט"),
    ],
)  # fmt: skip
def test_a_hebrew_word_loses_what_is_written_on_to_it_as_long_as_enough_is_left(word: str, key: str) -> None:
    assert stem(word) == key


def test_each_pair_of_letters_has_its_own_place() -> None:
    assert words_with_places("哈哈哈 abc", "zh") == [("哈哈", 0, 2), ("哈哈", 1, 3), ("abc", 4, 7)]


def test_a_tag_that_cldr_lacks_is_written_in_latin_letters_unless_it_says_otherwise() -> None:
    assert (script("tlh"), script("tlh-Cyrl"), direction("tlh-Arab")) == ("Latn", "Cyrl", "rtl")


def test_readers_get_the_region_that_writes_as_theirs_does() -> None:
    assert nearest(["en-GB"], ["en-US", "en-AU"]) == "en-AU"
    assert nearest(["en-GB"], ["en-AU", "en-GB"]) == "en-GB"
    assert nearest(["en-au"], ["en-GB", "en-AU"]) == "en-AU"
    assert nearest(["pt-AO"], ["pt-BR", "pt-PT"]) == "pt-PT"
    assert nearest(["fr-CA"], ["fr-CH", "fr"]) == "fr"
    # A region asked for by its likely name is as good as the tag itself, but for the tag itself.
    assert nearest(["es-ES"], ["es-MX", "es"]) == "es"


def test_only_scripts_without_spaces_are_counted_by_letters() -> None:
    assert [is_unspaced(text) for text in ("使用", "a使", "ไทย", "abc", "é", "نص", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]
