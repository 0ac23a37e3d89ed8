"""A small project in three languages, to be handed to translators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MKDOCS = """
site_name: Help
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: English, fa: {name: فارسی, calendar: persian}, ar: العربية}
"""
ORIGINAL = """---
title: Clean the lamp
description: "Without scratches: how."
kind: guide
tags: [care]
owner: docs
updated: 2026-10-01
keywords: [dust]
goal: The lamp shines.
needs: [A cloth, Water]
---

Use a soft cloth and `wipe --soft`, see [the bulb](bulb.md).

## With water {#water}

1. Take **a little** of {{product}} water.
2. Wipe.

```sh
wipe --soft lamp  # gently
```

!!! note "Careful"
    Never <kbd>hot</kbd> water.

## Afterwards

| Cloth | Dry |
|---|---|
| soft | yes |
"""
PERSIAN = """---
title: تمیز کردن چراغ
description: بدون خط
kind: guide
tags: [مراقبت]
owner: docs
updated: 2026-10-05
goal: چراغ می‌درخشد.
needs: [دستمال, آب]
---

دستمال نرم و `wipe --soft` بردارید؛ [لامپ](bulb.md) را ببینید.

## با آب {#water}

1. **کمی** آب {{product}} بردارید.
2. پاک کنید.

```sh
wipe --soft lamp  # آرام
```

!!! note "احتیاط"
    هرگز آب <kbd>داغ</kbd> نه.

## سپس {#afterwards}

| دستمال | خشک |
|---|---|
| نرم | بله |
"""
Say = Callable[..., str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's folder."""
    content = tmp_path / "content"
    for locale in ("en", "fa", "ar"):
        (content / locale / "care").mkdir(parents=True)
        (content / locale / "index.md").write_text("---\ntitle: Help\n---\n", "utf-8")
    (content / "en" / "care" / "clean.md").write_text(ORIGINAL, "utf-8")
    (content / "fa" / "care" / "clean.md").write_text(PERSIAN, "utf-8")
    (content / "en" / "_glossary.yml").write_text("Cloth: What one wipes with.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return tmp_path


@pytest.fixture
def say(project: Path, kbgen: Callable[..., Any]) -> Say:
    """`say("export", "-l", "fa")`: what `kbgen translations` prints."""
    return lambda *arguments, expect=0: str(kbgen("translations", *arguments, cwd=project, expect=expect).said)


@pytest.fixture
def article(project: Path) -> Callable[[str], Path]:
    """The file of the article in a language."""
    return lambda locale: project / "content" / locale / "care" / "clean.md"
