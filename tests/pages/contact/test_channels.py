"""The ways to a person: every mistake of `mkdocs.yml` is named, every locale gets its own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kbgen.config import settings_from
from kbgen.issues import Issue
from kbgen.language.locale import Locale
from kbgen.pages.contact.channels import Contact, Hours, Span, contacts_from
from kbgen.pages.contact.view import ContactView, contact_view

LOCALES = {"en": "English", "fa": {"name": "فارسی", "calendar": "persian"}, "ar": {"name": "العربية", "digits": "latin"}}
WEEK = {"time_zone": "Asia/Tehran", "hours": {"sat-wed": "08:00-16:00", "thu": ["08:00-12:00", "22:00-02:00"]}}


def read(contact: Any) -> tuple[dict[str, Contact], list[Issue]]:
    settings = settings_from({}, {"locales": LOCALES, "contact": contact}, Path("/site/mkdocs.yml"))
    contacts, issues = contacts_from(settings)
    return dict(contacts), issues


def view(contact: Any, tag: str) -> ContactView:
    settings = settings_from({}, {"locales": LOCALES, "contact": contact}, Path("/site/mkdocs.yml"))
    return contact_view(contacts_from(settings)[0][tag], Locale.of(settings.locale(tag)))


def test_without_settings_there_is_no_contact() -> None:
    assert read(None) == ({}, [])


def test_general_channels_are_every_locales_and_a_locale_replaces_its_own() -> None:
    contacts, issues = read(
        {"mail": "a@example.com", "phone": "+98 21 1", "locales": {"fa": {"mail": "b@example.com", "phone": False}}}
    )
    assert issues == []
    assert [[channel.address for channel in contacts[tag].channels] for tag in ("en", "fa")] == [
        ["+98 21 1", "a@example.com"],
        ["b@example.com"],
    ]


def test_locale_without_any_channel_has_no_contact_page() -> None:
    contacts, _ = read({"locales": {"fa": {"mail": "b@example.com"}}})
    assert list(contacts) == ["fa"]


def test_hours_are_read_with_ranges_over_the_weekend_and_past_midnight() -> None:
    contacts, issues = read({**WEEK, "holidays": ["12-25", "2027-03-21", "02-29"], "mail": "a@example.com"})
    assert issues == []
    hours = contacts["en"].channels[0].hours
    assert hours is not None
    assert hours.holidays == ("02-29", "12-25", "2027-03-21")
    assert [span.weekday for span in hours.spans] == [0, 1, 2, 3, 3, 5, 6]
    assert Span(3, 22 * 60, 26 * 60) in hours.spans


def test_channel_has_hours_of_its_own() -> None:
    contacts, _ = read({**WEEK, "mail": "a@example.com", "phone": {"address": "+98 21 1", "hours": {"mon": "10:00-11:00"}}})
    phone, mail = contacts["en"].channels
    assert phone.hours == Hours("Asia/Tehran", (Span(0, 600, 660),))
    assert mail.hours != phone.hours


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ([], "contact is not a mapping"),
        ({"email": "a@example.com"}, "contact: email is not an option"),
        ({"mail": "no address"}, "write one address"),
        ({"mail": "a@b.c?subject=x"}, "write one address"),
        ({"phone": "call us"}, "with its country"),
        ({"chat": "javascript:alert(1)"}, "begins with https"),
        ({"form": "http://desk.example.com"}, "begins with https"),
        ({"form": "https://[bad"}, "no address"),
        ({"mail": {"adress": "a@example.com"}}, "mail: adress is not an option"),
        ({"mail": "a@example.com", "hours": {"mon": "9:00-17:00"}}, "time_zone is missing"),
        ({"mail": "a@example.com", "time_zone": "Tehran", "hours": {"mon": "9:00-17:00"}}, "time_zone is Tehran"),
        ({"mail": "a@example.com", "time_zone": "../etc/passwd", "hours": {"mon": "9:00-17:00"}}, "time_zone is ../etc"),
        ({"mail": "a@example.com", **WEEK, "hours": "9-17"}, "hours is not a mapping"),
        ({"mail": "a@example.com", **WEEK, "hours": {"weekdays": "09:00-17:00"}}, "weekdays is no day"),
        ({"mail": "a@example.com", **WEEK, "hours": {"mon-x": "09:00-17:00"}}, "mon-x is no day"),
        ({"mail": "a@example.com", **WEEK, "hours": {"mon": "9 to 5"}}, "9 to 5 is no time"),
        ({"mail": "a@example.com", **WEEK, "hours": {"mon": "25:00-26:00"}}, "25:00-26:00 is no time"),
        ({"mail": "a@example.com", **WEEK, "hours": {"mon": "09:60-10:00"}}, "09:60-10:00 is no time"),
        ({"mail": "a@example.com", **WEEK, "holidays": ["2026-02-30"]}, "2026-02-30 is no day"),
        ({"mail": "a@example.com", **WEEK, "holidays": ["Christmas"]}, "Christmas is no day"),
        ({"mail": {"address": "a@example.com", "answers_within": "soon"}}, "answers_within: soon is no time"),
        ({"mail": "a@example.com", "answers_within": {"open": "0 hours"}}, "answers_within: open: 0 hours is no time"),
        ({"mail": "a@example.com", "answers_within": {"night": "1 day"}}, "night is neither open, closed nor a time"),
        ({"mail": "a@example.com", "answers_within": {"12:00-09:00": "1 day"}}, "12:00-09:00 is neither"),
        ({"mail": "a@example.com", "answers_within": {"open": "1 hour", "closed": "1 day"}}, "there are no hours"),
        ({"mail": "a@example.com", **WEEK, "answers_within": {"closed": "1 day"}}, "says nothing about open"),
        ({"locales": []}, ""),
        ({"locales": {"de": {"mail": "a@example.com"}}}, "de is not a locale"),
        ({"locales": {"fa": "a@example.com"}}, "fa is not a mapping"),
    ],
)
def test_every_mistake_is_named_once(contact: Any, words: str) -> None:
    _, issues = read(contact)
    if not words:
        assert issues == []
        return
    assert [words in issue.message + issue.suggestion for issue in issues].count(True) == 1
    assert {(issue.path, issue.code) for issue in issues} == {("mkdocs.yml", "contact")}


@pytest.mark.parametrize(
    ("channel", "href"),
    [
        ({"mail": "a+b@example.com"}, "mailto:a+b@example.com"),
        ({"phone": "+98 (21) 1234-5678"}, "tel:+982112345678"),
        ({"form": "https://desk.example.com/new?text={question}"}, "https://desk.example.com/new?text="),
    ],
)
def test_links_lead_where_the_address_says(channel: dict[str, str], href: str) -> None:
    assert read(channel)[0]["en"].channels[0].href == href


def test_question_goes_to_the_form_before_mail() -> None:
    assert view({"mail": "a@example.com", "form": "https://d.example/?q={question}"}, "en").question_kind == "form"
    only_mail = view({"mail": "a@example.com"}, "en")
    assert (only_mail.question_action, only_mail.question_link) == ("mailto:a@example.com?body={question}", "mailto:a@example.com")
    assert view({"phone": "+98 21 1"}, "en").question_action == ""


@pytest.mark.parametrize(
    ("tag", "form", "lines"),
    [
        ("en", "en-u-ca-gregory-nu-latn", [("Saturday – Wednesday", "8:00\u202fAM–4:00\u202fPM")]),
        ("fa", "fa-u-ca-persian-nu-arabext", [("شنبه – چهارشنبه", "۸:۰۰–۱۶:۰۰")]),
        ("ar", "ar-u-ca-gregory-nu-latn", [("السبت – الأربعاء", "8:00 ص–4:00 م")]),
    ],
)
def test_opening_hours_stand_on_the_page_in_the_locales_words(tag: str, form: str, lines: list[tuple[str, str]]) -> None:
    shown = view({"mail": "a@example.com", "time_zone": "Asia/Tehran", "hours": {"sat-wed": "08:00-16:00"}}, tag)
    assert shown.format == form
    assert [(line.days, line.times.replace("\u00a0", " ")) for line in shown.channels[0].hours] == lines
    assert shown.channels[0].zone


@pytest.mark.parametrize(
    ("zone", "tag", "words"),
    [
        ("Asia/Tehran", "fa", "وقت ایران"),
        ("US/Eastern", "en", "United States (New York) Time"),
        ("UTC", "en", "Coordinated Universal Time"),
        ("Etc/UTC", "ar", "التوقيت العالمي المنسق"),
        ("UTC", "fa", "زمان هماهنگ جهانی"),
        ("Etc/GMT-3", "en", "GMT+03:00"),
        ("Etc/GMT-3", "fa", "+۰۳:۰۰ گرینویچ"),
    ],
)
def test_zone_of_no_country_has_a_name_all_the_same(zone: str, tag: str, words: str) -> None:
    shown = view({"mail": "a@example.com", "time_zone": zone, "hours": {"mon": "08:00-16:00"}}, tag)
    assert shown.channels[0].zone == words


def test_an_answer_is_promised_by_channel_language_and_hour() -> None:
    contact = {
        **WEEK,
        "answers_within": "1 day",
        "mail": "a@example.com",
        "chat": {
            "address": "https://chat.example.com",
            "answers_within": {"08:00-10:00": "5 minutes", "open": "20 minutes", "closed": "1 day"},
        },
        "locales": {"ar": {"answers_within": "2 hours"}},
    }
    assert [(each.kind, each.within, each.within_closed) for each in view(contact, "en").channels] == [
        ("chat", "20 minutes", "1 day"),
        ("mail", "1 day", ""),
    ]
    assert json.loads(view(contact, "en").channels[0].promise)["hours"] == [[480, 600, 5, "5 minutes"]]
    assert [each.within for each in view(contact, "ar").channels] == ["20 دقيقة", "ساعتان"]
    assert view(contact, "fa").channels[1].within == "۱ روز"


def test_the_channel_that_answers_soonest_stands_first() -> None:
    contact = {"phone": "+98 21 1", "mail": {"address": "a@example.com", "answers_within": "1 hour"}, "chat": "https://c.example"}
    assert [each.kind for each in view(contact, "en").channels] == ["mail", "chat", "phone"]


def test_only_a_channel_that_carries_a_question_is_given_one() -> None:
    plain_form = {"form": "https://d.example/new"}
    alone = view(plain_form, "en")
    assert (alone.question_link, [each.kind for each in alone.channels]) == ("", ["form"])
    beside_mail = view({**plain_form, "mail": "a@example.com"}, "en")
    assert (beside_mail.question_kind, [each.kind for each in beside_mail.channels]) == ("mail", ["mail", "form"])


def test_channels_that_share_hours_share_a_column_of_the_table() -> None:
    contact = {
        "time_zone": "UTC",
        "hours": {"mon-fri": "08:00-16:00"},
        "mail": "a@example.com",
        "chat": "https://c.example",
        "phone": {"address": "+98 21 1", "hours": {"mon": "10:00-11:00"}},
    }
    table = view(contact, "en").hours
    assert table is not None
    assert [kinds for kinds, _ in table.columns] == [("chat", "mail"), ("phone",)]
    rows = [(days, tuple(time.replace("\u202f", " ") for time in times)) for days, times in table.rows]
    usual = "8:00 AM–4:00 PM"
    assert rows == [("Monday", (usual, "10:00 AM–11:00 AM")), ("Tuesday – Friday", (usual, ""))]
    assert view({"mail": "a@example.com"}, "en").hours is None
