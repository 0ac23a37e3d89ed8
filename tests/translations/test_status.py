"""Under which path the record of a translation stands after its article moved."""

from __future__ import annotations

from kbgen.articles.article import Library
from kbgen.articles.git.moves import Former
from kbgen.translations.records import TranslationRecord
from kbgen.translations.status import record_at

MOVED = Library({}, {}, moves={"new.md": Former("x", ("oldest.md", "older.md"))})
OLDEST, OLDER, NEW = (TranslationRecord(name, {}) for name in ("oldest", "older", "new"))


def test_the_present_path_comes_first():
    records = {"oldest.md": OLDEST, "older.md": OLDER, "new.md": NEW}
    assert record_at("new.md", records, MOVED) == ("new.md", NEW)


def test_of_former_paths_the_latest_counts():
    assert record_at("new.md", {"oldest.md": OLDEST, "older.md": OLDER}, MOVED) == ("older.md", OLDER)
    assert record_at("new.md", {"oldest.md": OLDEST}, MOVED) == ("oldest.md", OLDEST)


def test_an_article_without_a_record_stands_where_it_is():
    assert record_at("new.md", {}, MOVED) == ("new.md", None)
    assert record_at("other.md", {"older.md": OLDER}, MOVED) == ("other.md", None)
