"""Small indexes in three languages, and the real articles where the machine has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from benchmarks.corpus import DATA
from kbgen.search.analysis import analyse
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import IndexFiles, build_index
from kbgen.search.synonyms import Synonyms, load_synonyms, synonyms_from

ARTICLES: dict[str, list[tuple[str, str, str]]] = {
    "en": [
        ("account/password.md", "Reset your password", "Open the settings of your account and choose a new password."),
        ("account/two-step.md", "Turn on two-step verification", "A code arrives on your phone whenever you sign in."),
        ("orders/refund.md", "Get a refund", "Send the parcel back and the money is returned to your card."),
        ("orders/delivery.md", "Where is my delivery?", "Follow the parcel with the number in the confirmation."),
        ("devices/printer.md", "The printer does not answer", "Check the cable, then install the driver again."),
    ],
    "fa": [
        ("account/password.md", "بازنشانی گذرواژه", "تنظیمات حساب کاربری را باز کنید و گذرواژهٔ تازه‌ای برگزینید."),
        ("account/two-step.md", "روشن کردن ورود دو مرحله‌ای", "هنگام ورود کدی به گوشی شما می‌رسد."),
        ("orders/refund.md", "بازپرداخت پول", "بستهٔ رمزعبور را پس بفرستید تا پول به کارت شما بازگردد."),
    ],
    "ar": [
        ("account/password.md", "إعادة تعيين كلمة المرور", "افتح إعدادات الحساب واختر كلمة مرور جديدة."),
        ("account/two-step.md", "تفعيل التحقق بخطوتين", "يصل رمز إلى هاتفك عند تسجيل الدخول."),
        ("orders/refund.md", "استرداد المبلغ", "أعد الطرد ليعود المال إلى بطاقتك."),
    ],
}


def small_documents(locale: str) -> list[Document]:
    """The articles above, each with the titles of its translations."""
    titles = {(tag, path): title for tag, articles in ARTICLES.items() for path, title, _ in articles}
    return [
        Document(
            article=path.removesuffix(".md"),
            locale=locale,
            path=path,
            url=f"{locale}/{path.removesuffix('.md')}/",
            title=title,
            kind="guide" if path.startswith("account") else "faq",
            section=path.rpartition("/")[0],
            language=locale,
            passages=(Passage("", "", ""), Passage("steps", "Steps", text)),
            translations=tuple((tag, titles[tag, path]) for tag in ARTICLES if tag != locale and (tag, path) in titles),
        )
        for path, title, text in ARTICLES[locale]
    ]


Build = Callable[..., IndexFiles]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build an index of documents below `tmp_path`, with synonyms given as lines or those shipped."""

    def make(documents: Iterable[Document], locale: str, lines: list[str] | None = None, folder: Path = tmp_path) -> IndexFiles:
        synonyms: Synonyms = load_synonyms(locale)[0] if lines is None else synonyms_from(lines, locale)
        return build_index([analyse(document, synonyms) for document in documents], locale, synonyms, folder)

    return make


@pytest.fixture
def small(build: Build) -> Callable[[str], Searcher]:
    """A searcher of the small help center in a locale."""
    return lambda locale: Searcher(build(small_documents(locale), locale).folder)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real articles and queries."""
    return DATA
