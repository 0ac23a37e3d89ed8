"""Realistic help centers of any size and any locales, the same bytes for the same seed.

    python -m benchmarks.sites /tmp/big --articles 1000 --locales en,ar,fa

Receives a folder, a number of articles for each locale and the locales; writes `mkdocs.yml` and `content/`: sections with an
introduction, articles of three kinds with 3.5 to 5 KB each, links between them, headings with addresses, lists, tables, code,
notes and pictures, in English, Arabic and Persian (other locales get English words). Words are drawn from small lists, so that
the text is no article's, and frequent words are frequent.
"""

from __future__ import annotations

import argparse
import random
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NAMES = {"en": "English", "ar": "العربية", "fa": "فارسی", "fr": "Français", "he": "עברית", "de": "Deutsch"}
CALENDARS = {"fa": "persian"}
PER_SECTION = 25
TOPICS = ("account", "billing", "devices", "sharing", "security", "imports", "reports", "alerts", "teams", "offline")


@dataclass(frozen=True)
class Words:
    """What the sentences of one language are made from."""

    text: str
    comma: str
    titles: Sequence[str]
    headings: Sequence[str]

    @cached_property
    def words(self) -> list[str]:
        """The words, frequent ones first."""
        return self.text.split()


WORDS: Mapping[str, Words] = {
    "en": Words(
        "the you account page open settings and to a in of your with choose invoice device team then after before phone "
        "address password report file folder share link copy button menu window language reader change message time day "
        "again always first last new old another each when where which support help article answer question problem screen "
        "network connection update version print export import backup restore invite member role permission",
        ",",
        ("Change your", "Set up the", "Find the", "Share a", "Restore the", "Print the", "Invite a member to the"),
        ("What you need", "Open the page", "Choose what changes", "When it does not work", "After the change"),
    ),
    "ar": Words(
        "الحساب الصفحة الإعدادات افتح ثم في من إلى على مع اختر الفاتورة الجهاز الفريق بعد قبل الهاتف العنوان كلمة المرور "
        "التقرير الملف المجلد شارك الرابط انسخ الزر القائمة النافذة اللغة القارئ التغيير الرسالة الوقت اليوم مجددًا دائمًا "
        "أول آخر جديد قديم كل عندما حيث الدعم المساعدة المقالة الإجابة السؤال المشكلة الشاشة الشبكة الاتصال التحديث",
        "،",
        ("تغيير", "إعداد", "البحث عن", "مشاركة", "استعادة", "طباعة"),
        ("ما تحتاج إليه", "افتح الصفحة", "اختر ما يتغير", "عندما لا ينجح الأمر", "بعد التغيير"),
    ),
    "fa": Words(
        "حساب صفحه تنظیمات را باز کنید سپس در از به با انتخاب صورت‌حساب دستگاه تیم بعد قبل تلفن نشانی گذرواژه گزارش پرونده "
        "پوشه پیوند رونوشت دکمه فهرست پنجره زبان خواننده تغییر پیام زمان روز دوباره همیشه نخست آخرین تازه قدیمی هر وقتی کجا "
        "پشتیبانی راهنما مقاله پاسخ پرسش مشکل نمایشگر شبکه اتصال به‌روزرسانی نسخه می‌شود می‌توانید مقاله‌ها عضو",
        "،",
        ("تغییر", "راه‌اندازی", "یافتن", "هم‌رسانی", "بازگرداندن", "چاپ"),
        ("آنچه لازم دارید", "صفحه را باز کنید", "تغییر را انتخاب کنید", "وقتی کار نمی‌کند", "بعد از تغییر"),
    ),
}
# No two articles have the same code; the translations of one have.
CODE = (
    "```bash\nlantern export --from 2026-01-01 --rows {number} --format csv\nlantern import backup-{number}.zip --dry-run\n```",
    '```json\n{{"workspace": "north-{number}", "members": {number}, "roles": ["owner", "editor", "guest"]}}\n```',
)


def write_site(folder: Path, articles: int, locales: Sequence[str] = ("en", "ar", "fa"), seed: int = 1) -> int:
    """Write a site with `articles` articles in each of `locales` into the new `folder`; returns how many files have text."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("mkdocs.yml").write_text(settings(locales), "utf-8")
    pictures = folder / "content" / "images"
    pictures.mkdir(parents=True)
    for number in range(8):
        pictures.joinpath(f"screen-{number}.png").write_bytes(png(640 + 8 * number, 400))
    paths = [path_of(number) for number in range(articles)]
    written = 0
    for locale in locales:
        # A locale's text must not depend on which other locales there are.
        random_of = random.Random(f"{seed} {locale}")
        home = folder / "content" / locale
        home.mkdir()
        home.joinpath("index.md").write_text(f"---\ntitle: {title(locale, random_of)}\ndescription: Help\n---\n", "utf-8")
        for number, path in enumerate(paths):
            file = home / path
            if not file.parent.exists():
                file.parent.mkdir(parents=True)
                file.parent.joinpath("index.md").write_text(section(locale, path.rpartition("/")[0], random_of), "utf-8")
                written += 1
            file.write_text(article(locale, number, paths, random_of), "utf-8")
            written += 1
    return written


def settings(locales: Sequence[str]) -> str:
    """The `mkdocs.yml` of a site in these locales."""
    lines = ["site_name: Lantern Help", "site_url: https://lantern.example/", "docs_dir: content", "theme: {name: material}"]
    lines += ["plugins:", "  - kbgen:", f"      source_locale: {locales[0]}", "      locales:"]
    for locale in locales:
        calendar = f", calendar: {CALENDARS[locale]}" if locale in CALENDARS else ""
        lines.append(f"        {locale}: {{name: {NAMES.get(locale, locale)}{calendar}}}")
    return "\n".join([*lines, "      teams:", "        docs: {name: {en: Documentation}}"]) + "\n"


def path_of(number: int) -> str:
    """Where article `number` lies: `billing/part-2/article-00057.md`."""
    part = number // PER_SECTION
    return f"{TOPICS[part % len(TOPICS)]}/part-{part // len(TOPICS)}/article-{number:05d}.md"


def section(locale: str, path: str, rng: random.Random) -> str:
    """The `index.md` of a section."""
    text = sentence(locale, rng)
    front = f"title: {title(locale, rng)} {path.replace('/', ' ')}\ndescription: {text}\nicon: material/folder-outline"
    return f"---\n{front}\n---\n\n{text}\n"


def article(locale: str, number: int, paths: Sequence[str], rng: random.Random) -> str:
    """One article of 3.5 to 5 KB (UTF-8 bytes), with links to about six others."""
    words = _words(locale)
    # Letters of Arabic script take two bytes each.
    size = rng.randint(3500, 5000)
    lines = [front_matter(locale, number, rng), paragraph(locale, rng)]
    headings = 0
    while len("\n".join(lines).encode()) < size - 350:
        heading = words.headings[headings % len(words.headings)]
        lines += ["", f"## {heading} {{#part-{headings}}}", "", paragraph(locale, rng), ""]
        block = (number + headings) % 6
        link = _link(number, paths, rng)
        if block == 0:
            lines += [f"{step + 1}. {sentence(locale, rng)}" for step in range(4)]
        elif block == 1:
            lines += [f"- {sentence(locale, rng)} [{title(locale, rng)}]({link})" for _ in range(3)]
        elif block == 2:
            lines += ["| A | B |", "|---|---|", *(f"| {_some(words, 2, rng)} | `{rng.randint(10, 999)}` |" for _ in range(4))]
        elif block == 3:
            lines += [CODE[number % len(CODE)].format(number=number)]
        elif block == 4:
            way = "../" * (paths[number].count("/") + 1)
            lines += [f"![{_some(words, 4, rng)}]({way}images/screen-{rng.randrange(8)}.png)"]
        else:
            lines += [f'!!! note "{_some(words, 3, rng)}"', f"    {sentence(locale, rng)}", "", f"### {_some(words, 3, rng)}"]
        lines += ["", f"{sentence(locale, rng)} [{title(locale, rng)}]({link}#part-0) **{_some(words, 2, rng)}**."]
        headings += 1
    return "\n".join(lines) + "\n"


def front_matter(locale: str, number: int, rng: random.Random) -> str:
    """The front matter of one article, with the keys of its kind."""
    kind = ("guide", "faq", "guide", "white-paper")[number % 4]
    own = {"guide": "goal", "faq": "topic", "white-paper": "abstract"}[kind]
    lines = ["---", f"title: {title(locale, rng)} {number}", f"description: {sentence(locale, rng)}", f"kind: {kind}"]
    lines += [f"{own}: {sentence(locale, rng)}", f"tags: [{rng.choice(TOPICS)}]", "owner: docs", "updated: 2026-11-01"]
    return "\n".join([*lines, "review_by: 2030-01-01", "---", ""])


def title(locale: str, rng: random.Random) -> str:
    """A few words with a verb in front."""
    words = _words(locale)
    return f"{rng.choice(words.titles)} {_some(words, 3, rng)}"


def sentence(locale: str, rng: random.Random) -> str:
    """Eight to sixteen words."""
    words = _words(locale)
    comma = words.comma if rng.random() < 0.4 else ""
    text = f"{_some(words, rng.randint(4, 8), rng)}{comma} {_some(words, rng.randint(4, 8), rng)}."
    return text[0].upper() + text[1:]


def paragraph(locale: str, rng: random.Random) -> str:
    """Two to four sentences."""
    return " ".join(sentence(locale, rng) for _ in range(rng.randint(2, 4)))


def _words(locale: str) -> Words:
    return WORDS.get(locale, WORDS["en"])


def _some(words: Words, count: int, rng: random.Random) -> str:
    # Squaring favours the front of the list: a few words are frequent, most are rare, as in any language.
    return " ".join(words.words[int(rng.random() ** 2 * len(words.words))] for _ in range(count))


def _link(number: int, paths: Sequence[str], rng: random.Random) -> str:
    target = paths[rng.randrange(len(paths))]
    return "../" * paths[number].count("/") + target


def png(width: int, height: int) -> bytes:
    """A grey picture of this size (PNG, third edition, section 11)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def main() -> None:
    """Write one site, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="articles in each locale")
    parser.add_argument("--locales", default="en,ar,fa")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(write_site(chosen.folder, chosen.articles, chosen.locales.split(","), chosen.seed), "files")


if __name__ == "__main__":
    main()
