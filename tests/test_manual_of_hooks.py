"""What the manual prints to be copied works as it is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LOCALES = ("en", "ar", "fa")


def blocks(locale: str, article: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "content" / locale / article).read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("locale", LOCALES)
def test_hooks_for_pre_commit_do_not_get_the_names_of_files(locale: str) -> None:
    shipped = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    found = [yaml.safe_load(block) for block in blocks(locale, "write/check-in-git.md", "yaml") if "hooks:" in block]
    hooks = [hook for block in found for repository in block["repos"] for hook in repository["hooks"]]
    assert len(hooks) == 2
    for hook in hooks:
        # `kbgen check` takes no names: pre-commit would hand them over unless told otherwise.
        assert {**shipped.get(hook["id"], {}), **hook}["pass_filenames"] is False
        assert ("entry" in hook) or hook["id"] in shipped


@pytest.mark.parametrize("locale", LOCALES)
def test_no_command_needs_the_date_of_gnu(locale: str) -> None:
    pages = (ROOT / "content" / locale).rglob("*.md")
    assert [page.name for page in pages if "date -d" in page.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("article", "pattern", "said"),
    [
        ("write/schedule-and-banner.md", r"SOURCE_DATE_EPOCH=\$\((.*)\) kbgen", r"1798070400\n"),
        ("write/check-in-git.md", r'--today "\$\((.*)\)"', r"\d{4}-\d\d-\d\d\n"),
    ],
)
def test_a_day_is_written_by_what_everyone_has(article: str, pattern: str, said: str) -> None:
    (command,) = re.findall(pattern, (ROOT / "content" / "en" / article).read_text("utf-8"))
    done = subprocess.run(["sh", "-c", command.replace("python3", sys.executable)], capture_output=True, text=True, check=True)
    assert re.fullmatch(said, done.stdout)
