"""What the tools answer, over standard streams with the package's own client."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kbgen.assistants.arguments import checked
from kbgen.assistants.tools import MOST_TEXT, TOOLS, Desk
from kbgen.errors import ClientError
from tests.assistants.conftest import INJECTED, over_streams, run

NAMED = {tool.name: tool for tool in TOOLS}


def ask(site: Path, tool: str, now: datetime | None = None, **given: Any) -> Any:
    """The data of an answer, without the protocol."""
    desk = Desk(site, lambda: now) if now else Desk(site)
    return NAMED[tool].answer(desk, checked(NAMED[tool].schema, given))


def test_a_client_finds_reads_and_cites_an_article_in_each_language(lamp: Path) -> None:
    async def talk() -> None:
        async with over_streams(lamp) as session:
            tools = await session.list_tools()
            assert [tool.name for tool in tools.tools] == ["search", "read", "list", "glossary", "contact"]
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.tools)
            for locale, query in (("en", "clean lmap"), ("fa", "تمیز چراغ"), ("ar", "تنظيف المصباح")):
                found = await session.call_tool("search", {"query": query, "locale": locale})
                first = found.structured_content["results"][0]
                assert (first["article"], first["language"]) == ("care/clean", locale)
                assert first["address"].startswith(f"https://lamp.example/help/{locale}/care/clean/")
                text = await session.call_tool("read", {"article": first["address"]})
                assert text.structured_content["article"] == "care/clean"
                assert text.structured_content["locale"] == locale
                assert first["address"].partition("#")[0] in text.content[0].text

    run(talk)


def test_resources_are_articles_as_markdown(lamp: Path) -> None:
    async def talk() -> None:
        async with over_streams(lamp) as session:
            listed = await session.list_resources()
            names = [str(each.uri) for each in listed.resources]
            assert "help://fa/care/clean" in names
            assert listed.next_cursor is None
            read = await session.read_resource("help://fa/care/clean")
            assert "دستمال نرم" in read.contents[0].text
            templates = await session.list_resource_templates()
            assert templates.resource_templates[0].uri_template == "help://{locale}/{+article}"
            for wrong in ("help://fa/nope", "file:///etc/passwd", "help://fa/../../../etc/passwd"):
                with pytest.raises(Exception, match="There is no"):
                    await session.read_resource(wrong)

    run(talk)


def test_mistakes_are_answers_that_say_what_to_do(lamp: Path) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("search", {}, "query is missing"),
        ("search", {"query": " "}, "query must not be empty"),
        ("search", {"query": "x" * 401}, "may have 400 letters"),
        ("search", {"query": "x", "limit": 1000}, "whole number from 1 to 20"),
        ("search", {"query": "x", "limit": True}, "whole number"),
        ("search", {"query": 7}, "must be text"),
        ("search", {"query": "x", "kind": "poem"}, "must be one of: faq"),
        ("search", {"query": "x", "locale": "xx"}, "It has: en, fa, ar"),
        ("search", {"query": "x", "folder": "/etc"}, "'folder' is no argument. Known: query"),
        ("read", {"article": "care/claen"}, "Did you mean `care/clean`"),
        ("read", {"article": "care/clean", "section": "wter"}, "It has: water, hot-water, after"),
        ("read", {"article": "care/clean", "offset": 5000}, "offset is beyond the end"),
        ("read", {"article": "../../../etc/passwd"}, "There is no article"),
        ("list", {"changed_since": "yesterday"}, "Write a day as 2026-11-21"),
        ("report_problem", {"article": "care/clean", "problem": "wrong"}, "There is no tool"),
    ]

    async def talk() -> None:
        async with over_streams(lamp) as session:
            for tool, given, said in wrong:
                answer = await session.call_tool(tool, given)
                assert answer.is_error, (tool, given)
                assert said in answer.content[0].text

    run(talk)


def test_a_section_is_read_whole_with_its_address(lamp: Path) -> None:
    answer = ask(lamp, "read", article="care/clean#water")
    assert answer.data["address"] == "https://lamp.example/help/en/care/clean/#water"
    assert answer.data["markdown"].startswith("## With water")
    assert "### Hot water\n\nNever." in answer.data["markdown"]
    assert "Dry it" not in answer.data["markdown"]
    assert [each["anchor"] for each in answer.data["sections"]] == ["water", "hot-water", "after"]


def test_sections_have_the_addresses_that_search_gives(manual: Path) -> None:
    desk = Desk(manual)
    wrong = []
    for locale in ("en", "fa", "ar"):
        searcher = desk.search.searcher(locale)
        for number in range(searcher.articles):
            result = searcher.result(number, 0)
            known = {each["anchor"] for each in ask(manual, "read", article=result.article, locale=locale).data["sections"]}
            wrong += [(result.url, anchor) for anchor, heading, _ in searcher.passages(number) if heading and anchor not in known]
    assert wrong == []


def test_a_long_article_is_read_in_parts_that_make_the_whole(lamp: Path) -> None:
    parts, offset = [], 0
    while offset is not None:
        data = ask(lamp, "read", article="care/long", offset=offset).data
        assert len(data["markdown"]) <= MOST_TEXT
        parts.append(data["markdown"])
        offset = data["next_offset"]
    assert len(parts) > 2
    assert "".join(parts).count("Paragraph") == 3000


def test_words_that_talk_to_models_stay_quotations_with_their_source(lamp: Path) -> None:
    for answer in (ask(lamp, "search", query="previous instructions"), ask(lamp, "read", article="care/bulb")):
        lines = answer.text.splitlines()
        where = [number for number, line in enumerate(lines) if INJECTED[:30] in line or "SYSTEM" in line]
        assert where
        assert all(lines[number].startswith("> ") for number in where)
        assert any("https://lamp.example/help/en/care/bulb/" in line and not line.startswith(">") for line in lines[: where[0]])


def test_drafts_are_nowhere(lamp: Path) -> None:
    assert "secret" not in str(ask(lamp, "list").data).lower()
    assert not [row for row in ask(lamp, "search", query="secret plans").data["results"] if "secret" in row["article"]]
    with pytest.raises(ClientError, match="There is no article"):
        ask(lamp, "read", article="care/secret")


def test_list_tells_sections_and_what_changed(lamp: Path) -> None:
    data = ask(lamp, "list", section="care", changed_since="2026-10-01").data
    assert [(row["article"], row["updated"]) for row in data["articles"]] == [
        ("care/bulb", "2026-11-20"),
        ("care/clean", "2026-10-01"),
    ]
    assert data["sections"][0]["description"] == "How lamps live long."
    first = ask(lamp, "list", limit=2).data
    assert (len(first["articles"]), first["next_offset"], first["count"]) == (2, 2, 3)


def test_glossary_gives_terms_and_meanings(lamp: Path) -> None:
    assert ask(lamp, "glossary", term="lum").data["terms"] == [{"term": "Lumen", "meaning": "How much light there is."}]
    assert ask(lamp, "glossary", locale="fa").data["count"] == 0


def test_contact_says_what_is_open_now(lamp: Path) -> None:
    # 2026-11-28 is a Saturday, 2026-11-27 a Friday; Tehran is three and a half hours before UTC.
    opened = ask(lamp, "contact", datetime(2026, 11, 28, 6, 0, tzinfo=UTC)).data
    mail = next(each for each in opened["channels"] if each["kind"] == "mail")
    assert (mail["address"], mail["open_now"], mail["changes_at"]) == ("desk@lamp.example", True, "2026-11-28T12:30+00:00")
    closed = ask(lamp, "contact", datetime(2026, 11, 27, 6, 0, tzinfo=UTC)).data
    assert [(each["kind"], each["open_now"]) for each in closed["channels"]] == [("mail", False), ("form", False)]
    assert closed["channels"][0]["changes_at"] == "2026-11-28T04:30+00:00"


def test_a_language_is_known_by_its_nearest_tag(lamp: Path) -> None:
    assert ask(lamp, "glossary", locale="en-GB").data["locale"] == "en"
    assert ask(lamp, "glossary", locale="AR_eg").data["locale"] == "ar"


def test_a_new_release_is_answered_without_a_restart(lamp: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(lamp, site)
    desk = Desk(site)
    assert desk.site.release.name == "Lamp help"
    manifest = site / "kbgen-manifest.json"
    fresh = manifest.read_text("utf-8").replace("Lamp help", "Lantern help")
    manifest.unlink()
    assert desk.site.release.name == "Lamp help"
    manifest.write_text(fresh, "utf-8")
    assert desk.site.release.name == "Lantern help"
