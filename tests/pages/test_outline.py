"""What to read next, as far as tags tell."""

from __future__ import annotations

from kbgen.articles.article import Article, Kind, Section
from kbgen.pages.outline import COMMON_TAG, Outline


def outline(tags: dict[str, tuple[str, ...]], **related: tuple[str, ...]) -> Outline:
    """A locale of articles with these tags."""
    articles = {
        f"{name}.md": Article(
            id=name, locale="en", path=f"{name}.md", kind=Kind.GUIDE, title=name, description="", body="", body_line=1, digest=name,
            tags=own, related=related.get(name, ()),
        )
        for name, own in tags.items()
    }  # fmt: skip
    return Outline("en", articles, {"": Section("", "en", "Home")})


def read_next(found: Outline, name: str, most: int = 4) -> list[str]:
    return [article.id for article in found.related(found.articles[f"{name}.md"], most)]


def test_those_that_share_more_tags_come_first_and_the_writers_own_before_them():
    tags = {"a": ("x", "y"), "b": ("x",), "c": ("x", "y"), "d": ("y",), "e": (), "f": ("z",)}
    assert read_next(outline(tags), "a") == ["c", "b", "d"]
    assert read_next(outline(tags, a=("e", "gone", "a")), "a") == ["e", "c", "b", "d"]
    assert read_next(outline(tags, a=("e",)), "a", 2) == ["e", "c"]


def test_a_tag_that_many_articles_have_says_nothing():
    some = {f"n{number:02}": ("common",) for number in range(COMMON_TAG)}
    assert len(read_next(outline(some), "n00")) == 4
    more = {**some, "one-more": ("common",)}
    assert read_next(outline(more), "n00") == []
    # What is rare still does.
    rare = {**more, "p": ("common", "rare"), "q": ("common", "rare")}
    assert read_next(outline(rare), "p") == ["q"]


def test_fifty_articles_of_a_tag_are_many():
    assert COMMON_TAG == 50


def test_before_and_after_an_article_stand_its_neighbours_to_both_ends():
    found = outline({"a": (), "b": (), "c": ()})

    def around(name: str) -> tuple[str, str]:
        _, before, after = found.around(found.articles[f"{name}.md"], 2)
        return before.id if before else "", after.id if after else ""

    assert [around(name) for name in "abc"] == [("", "b"), ("a", "c"), ("b", "")]
