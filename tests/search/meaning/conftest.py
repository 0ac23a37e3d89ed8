"""A small help center in three languages in which words alone lead astray, and the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen import config
from kbgen.search.meaning.model import Model
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

MKDOCS = """
site_name: Help
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      front_matter: lenient
      second_opinion: true
      locales: {en: English, fa: فارسی, ar: العربية}
"""
# The words of the query stand in the title of the first article; the second one is what it means.
ARTICLES = {
    "en": (
        ("dark", "Dark screen colours", "Choose dark colours for the screen, to read at night."),
        ("power", "The screen does not turn on", "Nothing on it? See whether its cable is in and press the power button."),
        ("printer", "Printers", "Plug the printer in and switch it on."),
    ),
    "fa": (
        ("dark", "رنگ تیرهٔ صفحه", "برای خواندن در شب رنگ تیرهٔ صفحه را برگزینید."),
        ("power", "صفحه روشن نمی‌شود", "تصویری نیست؟ ببینید کابلش وصل است یا نه و دکمهٔ برق را فشار دهید."),
        ("printer", "چاپگر", "چاپگر را وصل و روشن کنید."),
    ),
    "ar": (
        ("dark", "ألوان داكنة للشاشة", "اختر ألوانًا داكنة للشاشة لتقرأ في الليل."),
        ("power", "الشاشة لا تعمل", "لا يظهر شيء؟ تحقق من وصل السلك واضغط زر التشغيل."),
        ("printer", "الطابعات", "صل الطابعة وشغّلها."),
    ),
}
QUERIES = {
    "en": "screen went dark and nothing happens",
    "fa": "صفحه تیره شده و هیچ تصویری نمی‌آید",
    "ar": "شاشة داكنة ولا يظهر شيء",
}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose site is built."""
    root = tmp_path_factory.mktemp("meaning")
    for locale, articles in ARTICLES.items():
        (root / "content" / locale).mkdir(parents=True)
        for name, title, text in articles:
            (root / "content" / locale / f"{name}.md").write_text(f"---\ntitle: {title}\nkind: guide\n---\n{text}\n", "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    build(config.load(root / "mkdocs.yml"), BuildOptions(jobs=1))
    return root


@pytest.fixture(scope="session")
def model() -> Model:
    """The model that the extra brings."""
    return Model()
