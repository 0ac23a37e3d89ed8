"""Long lists stand under the letters that readers of each language look words up by."""

from __future__ import annotations

import pytest

from kbgen.language.alphabet.letters import by_heading, heading


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("invoice", "en", "I"), ("Éclair", "fr", "E"), ("Ändern", "de", "A"), ("Åka", "sv", "Å"), ("Øl", "da", "Ø"),
        ("istanbul", "tr", "İ"), ("Ilk", "tr", "I"), ("Ñandú", "es", "Ñ"),
        ("Đổi", "vi", "Đ"), ("Ёлка", "ru", "Е"), ("Йод", "ru", "Й"),
        ("الإعدادات", "ar", "ا"), ("أضف", "ar", "ا"), ("المرور", "ar", "م"), ("آب", "fa", "آ"),
        ("گذرواژه", "fa", "گ"), ("ٹیم", "ur", "ٹ"),
        ("API keys", "fa", "A"), ("שלום", "he", "ש"), ("खाता", "hi", "ख"), ("เมนู", "th", "ม"),
        ("使用", "zh-Hans", "S"), ("使用", "zh-Hant", "8畫"), ("使用", "en", "漢字"), ("安装", "zh-Hans", "A"),
        ("アカウント", "ja", "あ"), ("ガイド", "ja", "か"), ("請求", "ja", "さ"), ("안녕", "ko", "ㅇ"), ("까치", "ko", "ㄱ"),
        ("“Quoted”", "en", "#"), ("3 ways", "en", "#"), ("۳ راه", "fa", "#"), ("", "en", "#"), ("\u200f", "fa", "#"),
    ],
)  # fmt: skip
def test_a_word_stands_under_its_letter(word: str, language: str, letter: str) -> None:
    assert heading(word, language) == letter


def test_letters_come_in_the_order_of_the_alphabet_and_hold_their_words_in_order() -> None:
    words = ["پیوند", "بخش", "API", "آب", "۳ راه", "گزارش", "ابر", "کار", "پاسخ"]
    assert by_heading(words, str, "fa") == {
        "#": ["۳ راه"], "آ": ["آب"], "ا": ["ابر"], "ب": ["بخش"], "پ": ["پاسخ", "پیوند"], "ک": ["کار"], "گ": ["گزارش"], "A": ["API"],
    }  # fmt: skip
    assert list(by_heading(["zebra", "åka", "ärlig", "öl", "apa"], str, "sv")) == ["A", "Z", "Å", "Ä", "Ö"]


def test_chinese_and_japanese_titles_share_headings_with_words_in_other_letters() -> None:
    found = by_heading(["安装", "API", "期限", "Zoom", "发票"], str, "zh-Hans")
    assert found == {"A": ["API", "安装"], "F": ["发票"], "Q": ["期限"], "Z": ["Zoom"]}
    assert by_heading(["請求", "サポート", "下書き", "API"], str, "ja") == {
        "A": ["API"],
        "か": ["下書き"],
        "さ": ["サポート", "請求"],
    }


@pytest.mark.parametrize(
    ("language", "characters", "headings"),
    [
        # The first and the last common character of each number of strokes.
        ("zh-Hant", "一丁三丑丙丞串並亟乘乾傢傭僧億儒優叢儳勸儷儼囌囑", [f"{strokes}畫" for strokes in range(1, 25)]),
        ("zh-Hant", "乙又才王立阡阬非香鬼麻亂鼠齊齒龜齋鼬麴齡齧龔黴籲", [f"{strokes}畫" for strokes in range(1, 25)]),
        ("zh-Hans", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", list("ABCDEFGHJKLMNOPQRSTWXYZ")),
        ("zh-Hans", "座", ["Z"]),
        ("ja", "亜下些他那巴摩也羅和腕", list("あかさたなはまやらわわ")),
        # Rare characters, behind all that the standards order by reading or strokes, and those that they lack.
        ("zh-Hans", "亍乸", ["漢字", "漢字"]),
        ("zh-Hant", "乂乸", ["漢字", "漢字"]),
        ("ja", "弌乸", ["漢字", "漢字"]),
        ("ja", "ぁんをゃぽ", list("あわわやは")),
        ("ko", "가낗나닣힣", list("ㄱㄱㄴㄴㅎ")),
    ],
)
def test_the_first_and_last_characters_under_a_heading_stand_there(language: str, characters: str, headings: list[str]) -> None:
    assert [heading(character, language) for character in characters] == headings
