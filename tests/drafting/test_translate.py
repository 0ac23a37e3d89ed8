"""A drafting session: the frame by hand, texts by a program, and everything that can go wrong on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.drafting.conftest import SWAPPER

Command = Callable[[str], str]
Say = Callable[..., str]


def persian(project: Path) -> Path:
    return project / "content" / "fa" / "care" / "clean.md"


def states(say: Say) -> dict[str, str]:
    found = json.loads(say("translations", "--format", "json"))["translations"]
    return {f"{each['locale']}/{each['path']}": each["state"] for each in found}


def test_without_a_program_the_frame_is_written_and_the_text_left(project: Path, say: Say) -> None:
    assert "0 sections drafted, 4 to be written" in say("translate", "care/clean.md", "-l", "fa")
    text = persian(project).read_text("utf-8")
    for kept in (
        "kind: guide",
        "tags: [care]",
        "owner: docs",
        "status: draft",
        "{#water}",
        "wipe --soft lamp  # gently",
        "## Afterwards",
    ):
        assert kept in text
    for words in ("Use a soft cloth", "Wipe.", "The lamp shines", "soft | yes", "keywords"):
        assert words not in text
    assert "1. …\n2. …" in text
    assert "| … | … |\n|---|---|\n| … | … |" in text
    assert "!!! note\n    …" in text
    assert states(say)["fa/care/clean.md"] == "draft"
    say("build", "-q")
    assert "…" not in (project / "site" / "fa" / "care" / "clean" / "index.md").read_text("utf-8")


def test_a_program_drafts_every_section_and_a_writer_publishes(project: Path, say: Say, command: Command) -> None:
    assert "4 sections drafted, 0 to be written" in say("translate", "care/clean.md", "-l", "fa", "--with", command(SWAPPER))
    text = persian(project).read_text("utf-8")
    assert "title: cLEAN THE LAMP" in text
    assert "uSE A SOFT CLOTH AND `wipe --soft`, SEE [WATER](#water)." in text
    assert "## wITH WATER {#water}" in text
    assert "tAKE **A LITTLE** OF {{product}} WATER." in text
    assert "```sh\nwipe --soft lamp  # gently\n```" in text
    assert "status: draft" in text
    asked = [json.loads(line) for line in (project / "notes.jsonl").read_text().splitlines()]
    sections = [each for each in asked if each["section"]["key"] == "water"]
    assert len(sections) == 1
    (water,) = sections
    assert water["task"] == "translate"
    assert (water["from"]["tag"], water["to"]["tag"]) == ("en", "fa")
    assert water["glossary"]["en"] == [{"term": "Cloth", "meaning": "What one wipes with."}]
    assert water["style"] == {"banned": {"لطفا": "حذفش کنید."}}
    assert "Use a soft cloth" in water["neighbours"]["before"]["source"]
    assert "Afterwards" in water["neighbours"]["after"]["source"]
    persian(project).write_text(text.replace("status: draft\n", ""), "utf-8")
    assert states(say)["fa/care/clean.md"] == "current"


def test_an_answer_that_lost_something_is_left_out_and_the_others_stay(project: Path, say: Say, command: Command) -> None:
    careless = SWAPPER.replace(
        "print(", "print(asked['text'].replace('{{product}}', '') if asked['section']['key'] == 'water' else "
    )
    said = say("translate", "care/clean.md", "-l", "fa", "--with", command(careless), expect=1)
    assert "{{product}} is lost" in said
    text = persian(project).read_text("utf-8")
    assert "1. …\n2. …" in text
    assert "uSE A SOFT CLOTH" in text
    # The next run drafts only what is still open.
    assert "1 sections drafted, 0 to be written" in say("translate", "care/clean.md", "-l", "fa", "--with", command(SWAPPER))
    assert "tAKE **A LITTLE**" in persian(project).read_text("utf-8")


def test_a_program_that_breaks_down_loses_nothing_that_was_drafted(project: Path, say: Say, command: Command) -> None:
    breaking = SWAPPER.replace("pattern =", "asked['section']['key'] == 'water' and sys.exit('out of memory')\npattern =").replace(
        "parts =", "asked['section']['key'] == 'afterwards' and sys.exit('out of memory')\nparts ="
    )
    said = say("translate", "care/clean.md", "-l", "fa", "--with", command(breaking), expect=1)
    assert "out of memory" in said
    assert "2 sections drafted, 2 to be written" in said
    assert "uSE A SOFT CLOTH" in persian(project).read_text("utf-8")


def test_a_published_translation_is_drafted_only_where_it_is_stale_and_stays_marked(
    project: Path, say: Say, command: Command
) -> None:
    drafter = command(SWAPPER)
    say("translate", "care/clean.md", "-l", "fa", "--with", drafter)
    persian(project).write_text(persian(project).read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    original = project / "content" / "en" / "care" / "clean.md"
    original.write_text(original.read_text("utf-8").replace("2. Wipe.", "2. Wipe dry."), "utf-8")
    before = persian(project).read_text("utf-8")
    assert "readers see" in say("translate", "care/clean.md", "-l", "fa", "--with", drafter, expect=1)
    assert persian(project).read_text("utf-8") == before
    say("translate", "care/clean.md", "-l", "fa", "--with", drafter, "--stale")
    assert persian(project).read_text("utf-8") == before.replace("2. wIPE.", "2. wIPE DRY.")
    assert states(say)["fa/care/clean.md"] == "stale"


def test_what_is_not_there_is_said(project: Path, say: Say, command: Command) -> None:
    assert "There is no article care/claen" in say("translate", "care/claen.md", "-l", "fa", expect=1)
    assert "It has: fa, ar" in say("translate", "care/clean.md", "-l", "en", expect=1)
    assert "cannot be run" in say("translate", "care/clean.md", "-l", "fa", "--with", "/no/such/program", expect=1)
