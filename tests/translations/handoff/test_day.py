"""A translator's day: what is missing or stale goes out, is edited as Weblate does it, comes in and is published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.translations.handoff.conftest import ORIGINAL, PERSIAN

Say = Callable[..., str]
ARABIC = {
    "Clean the lamp": "تنظيف المصباح",
    "Without scratches: how.": "من دون خدوش: الطريقة.",
    "The lamp shines.": "المصباح يلمع.",
    "A cloth": "قطعة قماش",
    "Water": "ماء",
    "Use a soft cloth and `wipe --soft`, see [the bulb](bulb.md).": "انظر [المصباح](bulb.md) واستخدم `wipe --soft`.",
    "With water {#water}": "بالماء {#water}",
    "Take **a little** of {{product}} water.": "خذ **قليلًا** من ماء {{product}}.",
    "Wipe.": "امسح.",
    '!!! note \\"Careful\\"\\n    Never <kbd>hot</kbd> water.': '!!! note \\"انتبه\\"\\n    لا ماء <kbd>ساخنًا</kbd> أبدًا.',
    "Afterwards": "بعد ذلك",
    "| Cloth | Dry |\\n|---|---|\\n| soft | yes |": "| القماش | جاف |\\n|---|---|\\n| ناعم | نعم |",
}


def fill(file: Path, texts: dict[str, str]) -> None:
    """Put translations in as an editor of PO does: the text of `msgstr`, and the mark of doubt away."""
    blocks = file.read_text("utf-8").split("\n\n")
    for number, block in enumerate(blocks):
        lines = block.split("\n")
        source = joined(lines, "msgid")
        if source in texts:
            start = next(place for place, line in enumerate(lines) if line.startswith("msgstr"))
            kept = [line.replace("#, fuzzy, md-text", "#, md-text") for line in lines[:start]]
            blocks[number] = "\n".join([*kept, f'msgstr "{texts[source]}"'])
    file.write_text("\n\n".join(blocks) + "\n", "utf-8")


def joined(lines: list[str], field: str) -> str:
    taking, found = False, []
    for line in lines:
        if line.startswith(field + " "):
            taking, line = True, line.removeprefix(field + " ")
        elif not line.startswith('"'):
            taking = False
        if taking:
            found.append(line[1:-1])
    return "".join(found)


def states(say: Say) -> dict[str, str]:
    found = json.loads(say("--format", "json"))["translations"]
    return {f"{each['locale']}/{each['path']}": each["state"] for each in found}


def test_a_missing_article_goes_out_and_comes_back_as_a_page(
    project: Path, say: Say, article: Callable[[str], Path], kbgen: Callable[..., Any]
) -> None:
    assert "to be done" in say("export", "care/clean.md", "-l", "ar", "--format", "po", "--missing", "-o", "ar.po")
    fill(project / "ar.po", ARABIC)
    said = say("import", "ar.po")
    assert "content/ar" in said or "ar/care/clean.md: written" in said
    text = article("ar").read_text("utf-8")
    assert text.startswith('---\ntitle: تنظيف المصباح\ndescription: "من دون خدوش: الطريقة."\nkind: guide\n')
    assert "keywords" not in text
    assert "owner: docs" in text
    assert "needs: [قطعة قماش, ماء]" in text
    assert "## بعد ذلك {#afterwards}" in text
    assert "```sh\nwipe --soft lamp  # gently\n```" in text
    assert '!!! note "انتبه"\n    لا ماء <kbd>ساخنًا</kbd> أبدًا.' in text
    assert states(say)["ar/care/clean.md"] == "current"
    kbgen("build", "-q", cwd=project)
    assert "تنظيف المصباح" in (project / "site" / "ar" / "care" / "clean" / "index.html").read_text("utf-8")
    assert say("import", "ar.po").count("written") == 0


def test_only_the_stale_section_goes_out_and_only_it_changes(project: Path, say: Say, article: Callable[[str], Path]) -> None:
    say("accept", "care/clean.md")
    article("en").write_text(ORIGINAL.replace("2. Wipe.", "2. Wipe it dry."), "utf-8")
    assert states(say)["fa/care/clean.md"] == "stale"
    say("export", "-l", "fa", "--format", "po", "--stale", "-o", "fa.po")
    text = (project / "fa.po").read_text("utf-8")
    assert "Afterwards" not in text
    assert text.count("#, fuzzy") == text.count("msgctxt")
    # Not yet: every text of the section bears the mark.
    assert "texts are done" in say("import", "fa.po", expect=1)
    assert article("fa").read_text("utf-8") == PERSIAN
    file = project / "fa.po"
    file.write_text(file.read_text("utf-8").replace("#, fuzzy, md-text", "#, md-text"), "utf-8")
    fill(file, {"Wipe it dry.": "خشک کنید."})
    say("import", "fa.po")
    assert article("fa").read_text("utf-8") == PERSIAN.replace("2. پاک کنید.", "2. خشک کنید.")
    assert states(say)["fa/care/clean.md"] == "current"


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_what_was_lost_or_put_in_is_named_and_nothing_is_written(
    project: Path, say: Say, article: Callable[[str], Path], form: str
) -> None:
    say("export", "-l", "fa", "--format", form, "-o", "out")
    file = project / "out"
    text = file.read_text("utf-8")
    if form == "po":
        text = text.replace("دستمال نرم و `wipe --soft`", "دستمال نرم و `wipe --hard`").replace("آب {{product}}", "آب")
    else:
        text = text.replace(">`wipe --soft`</ph> بردارید", ">`wipe --hard`</ph> بردارید").replace(
            "{{product}}</ph> بردارید", "</ph> بردارید"
        )
    file.write_text(text, "utf-8")
    said = say("import", "out", expect=1)
    assert "`wipe --soft` is lost" in said
    assert "`wipe --hard` was put in" in said
    assert "{{product}} is lost" in said
    assert article("fa").read_text("utf-8") == PERSIAN


def test_placeholders_may_stand_in_another_order(project: Path, say: Say, article: Callable[[str], Path]) -> None:
    say("export", "-l", "fa", "--format", "po", "-o", "fa.po")
    file = project / "fa.po"
    old, new = "دستمال نرم و `wipe --soft` بردارید؛ [لامپ](bulb.md) را ببینید.", "[لامپ](bulb.md) را ببینید؛ `wipe --soft` بردارید."
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    say("import", "fa.po")
    assert article("fa").read_text("utf-8") == PERSIAN.replace(old, new)


@pytest.mark.parametrize("changed", ["en", "fa"])
def test_what_changed_meanwhile_is_not_touched(project: Path, say: Say, article: Callable[[str], Path], changed: str) -> None:
    say("export", "-l", "fa", "--format", "xliff", "-o", "fa.xlf")
    file = project / "fa.xlf"
    file.write_text(file.read_text("utf-8").replace("پاک کنید.", "بسابید.").replace("چراغ می‌درخشد.", "چراغ برق می‌زند."), "utf-8")
    edited = article(changed)
    edited.write_text(edited.read_text("utf-8").replace("2. Wipe.", "2. Wipe well.").replace("2. پاک کنید.", "2. بمالید."), "utf-8")
    before = article("fa").read_text("utf-8")
    said = say("import", "fa.xlf", expect=1)
    assert ("the original has changed" if changed == "en" else "the translation was changed here meanwhile") in said
    # Other sections are taken.
    assert article("fa").read_text("utf-8") == before.replace("چراغ می‌درخشد.", "چراغ برق می‌زند.")


def test_a_dry_run_writes_nothing(project: Path, say: Say, article: Callable[[str], Path]) -> None:
    say("export", "-l", "fa", "-o", "fa.xlf")
    file = project / "fa.xlf"
    file.write_text(file.read_text("utf-8").replace("پاک کنید.", "بسابید."), "utf-8")
    assert "fa/care/clean.md: would be written" in say("import", "fa.xlf", "--dry-run")
    assert article("fa").read_text("utf-8") == PERSIAN
    assert not (project / "content" / "fa" / "_translations.yml").exists()


def test_a_new_section_is_put_where_the_original_has_it(project: Path, say: Say, article: Callable[[str], Path]) -> None:
    say("accept", "care/clean.md")
    article("en").write_text(ORIGINAL.replace("## Afterwards", "## Between\n\nWait.\n\n## Afterwards"), "utf-8")
    say("export", "-l", "fa", "--missing", "--format", "po", "-o", "fa.po")
    fill(project / "fa.po", {"Between": "در میان", "Wait.": "صبر کنید."})
    say("import", "fa.po", expect=None)
    assert article("fa").read_text("utf-8") == PERSIAN.replace("## سپس", "## در میان {#between}\n\nصبر کنید.\n\n## سپس")


def test_glossary_comes_as_notes(project: Path, say: Say) -> None:
    say("export", "-l", "fa", "--format", "po", "-o", "fa.po")
    say("export", "-l", "fa", "-o", "fa.xlf")
    assert "#. Glossary: Cloth: What one wipes with." in (project / "fa.po").read_text("utf-8")
    assert "<note>Glossary: Cloth: What one wipes with.</note>" in (project / "fa.xlf").read_text("utf-8")


def test_memory_is_written(project: Path, say: Say) -> None:
    assert "memory.tmx" in say("memory")
    assert "چراغ می‌درخشد." in (project / "memory.tmx").read_text("utf-8")
