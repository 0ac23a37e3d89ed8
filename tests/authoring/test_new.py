"""`kbgen new` writes what its help says."""

from __future__ import annotations

import base64

import pytest
import yaml

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
LOCALES = "{en: English, fa: فارسی, ar: العربية}"


def test_new_article_is_in_the_source_language_or_in_those_that_are_named(small, kbgen):
    config = small({"en/index.md": "---\ntitle: Help\n---\n"}, locales=LOCALES)
    assert kbgen("new", "guide", "start/one", "-f", config).stdout.split() == ["content/en/start/one.md"]
    assert kbgen("new", "guide", "start/two", "-l", "fa", "-l", "ar", "-f", config).stdout.split() == [
        "content/fa/start/two.md",
        "content/ar/start/two.md",
    ]
    said = " ".join(kbgen("new", "--help").stdout.split())
    assert "in the source language or in those that --locale names" in said


ORIGINAL = """---
title: Reset your password
description: How to get in again.
kind: troubleshooting
id: account/password
# readers look for it by these
tags: [account, login]
symptoms:
  - "You cannot sign in"
owner: docs
featured: true
reviewed: 2026-01-02
review_by: 2026-07-02
redirect_from: [old/password]
updated: 2026-01-02
---

It happens.

## Why it happens {.cause}

![The form](form.png)

## What to do {#fix .fix}

1. Ask for a link.

### If no mail comes

```
## no heading
```
"""


def test_the_start_of_a_translation_has_what_the_original_has(small, kbgen):
    config = small({"en/start/reset.md": ORIGINAL, "en/start/form.png": PNG}, locales=LOCALES)
    assert kbgen("new", "troubleshooting", "start/reset", "-l", "fa", "-f", config).stdout.split() == ["content/fa/start/reset.md"]
    text = (config.parent / "content/fa/start/reset.md").read_text("utf-8")
    header, body = text.split("---\n")[1:]
    values = yaml.safe_load(header)
    assert header.startswith("# مقدارهای اینجا")
    assert "content/en/start/reset.md" in header.splitlines()[0]
    kept = ("title", "description", "kind", "id", "tags", "symptoms", "owner", "featured")
    original = yaml.safe_load(ORIGINAL.split("---\n")[1])
    assert {key: values[key] for key in kept} == {key: original[key] for key in kept}
    assert values["status"] == "draft"
    assert {"reviewed", "review_by", "redirect_from"}.isdisjoint(values)
    assert "# readers look for it by these" in header
    assert [line for line in body.splitlines() if line.startswith("#")] == [
        "## Why it happens {#why-it-happens .cause}",
        "## What to do {#fix .fix}",
        "### If no mail comes {#if-no-mail-comes}",
        "## no heading",
    ]
    assert "![The form](form.png)" in body
    assert "[translation" not in kbgen("check", "-f", config, expect=None).said
    kbgen("build", "-f", config)


def test_a_translation_of_another_kind_is_refused(small, kbgen):
    config = small({"en/start/reset.md": ORIGINAL}, locales=LOCALES)
    said = kbgen("new", "guide", "start/reset", "-l", "fa", "-f", config, expect=1).said
    assert "content/en/start/reset.md is of the kind troubleshooting; its translations are too, not guide." in said
    assert not (config.parent / "content" / "fa").exists()


@pytest.mark.parametrize(
    ("typed", "file", "title"),
    [
        ("content/en/start/x.md", "content/en/start/x.md", "X"),
        ("./content/fa/start/x", "content/fa/start/x.md", "X"),
        ("fa/start/x.md", "content/fa/start/x.md", "X"),
        ("Start/My Article", "content/en/start/my-article.md", "My Article"),
        ("start/What's new?", "content/en/start/whats-new.md", "What's new?"),
        ("راهنما/ورود به حساب", "content/en/راهنما/ورود-به-حساب.md", "ورود به حساب"),
        ("start\\x", "content/en/start/x.md", "X"),
        ("/start/two-words/", "content/en/start/two-words.md", "Two words"),
    ],
)
def test_a_place_may_be_typed_as_a_file_or_in_words(typed, file, title, small, kbgen):
    config = small({"en/index.md": "---\ntitle: Help\n---\n"}, locales=LOCALES)
    assert kbgen("new", "guide", typed, "-f", config).stdout.strip() == file
    text = (config.parent / file).read_text("utf-8")
    assert yaml.safe_load(text.split("---\n")[1])["title"] == title
    kbgen("build", "-f", config)


@pytest.mark.parametrize("typed", ["???", "..", "start/", "", "content/en"])
def test_what_leaves_no_name_is_refused(typed, small, kbgen):
    config = small({"en/index.md": "---\ntitle: Help\n---\n"}, locales=LOCALES)
    kbgen("new", "guide", typed, "-f", config, expect=1 if typed not in ("start/", "content/en") else None)
    assert not list((config.parent / "content" / "en").glob(".md"))


@pytest.mark.parametrize("status", ["", "status: draft\n"])
def test_a_value_that_nobody_wrote_is_not_published(status, small, kbgen):
    article = f"---\ntitle: A\ndescription: …\nkind: guide\ngoal: Done.\n{status}---\n\nText.\n"
    config = small({"en/a.md": article}, options="")
    config.write_text(config.read_text("utf-8").replace("front_matter: lenient", "front_matter: strict"), "utf-8")
    said = kbgen("build", "-f", config, expect=0 if status else 1).said
    assert ("content/en/a.md:3: error: `description` still holds the `…`" in said) == (not status)
