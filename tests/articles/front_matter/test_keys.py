"""The table of keys says everything that the reader does and the manual tells."""

from __future__ import annotations

from dataclasses import fields

from kbgen.articles.article import Article, Kind, Section
from kbgen.articles.front_matter.keys import ARTICLE_KEYS, HOME_KEYS, keys_for
from kbgen.articles.front_matter.values import _READERS


def test_every_key_of_all_kinds_is_a_field_of_the_article():
    derived = {"locale", "path", "body", "body_line", "digest", "details", "uses", "labels"}
    assert {key.name for key in ARTICLE_KEYS if not key.kinds} == {field.name for field in fields(Article)} - derived


def test_every_key_of_a_section_is_one_of_its_fields():
    assert {key.name for key in HOME_KEYS} <= {field.name for field in fields(Section)}


def test_every_kind_requires_something_of_its_own():
    for kind in Kind:
        assert any(key.required and key.kinds for key in keys_for(kind).values())


def test_every_key_is_described_in_a_sentence_and_has_a_reader():
    for key in (*ARTICLE_KEYS, *HOME_KEYS):
        assert key.description.endswith(".")
        assert key.type in _READERS


def test_the_kinds_are_listed_as_a_sentence_lists_them():
    (kind,) = (key for key in ARTICLE_KEYS if key.name == "kind")
    assert kind.description == "What the article is: faq, guide, troubleshooting, case-study or white-paper."


def test_what_every_article_and_every_section_must_say():
    assert {key.name for key in ARTICLE_KEYS if key.required and not key.kinds} == {"title", "description", "kind"}
    assert {key.name for key in HOME_KEYS if key.required} == {"title"}
