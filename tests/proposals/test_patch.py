"""The patch is one that git takes, whatever stands in the files."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.errors import OperatorError
from kbgen.mail.address import Address
from kbgen.proposals.patch import patch
from kbgen.proposals.proposal import FileChange, proposal
from tests.proposals.conftest import git

AT = 1_795_219_200_000
SET_UP = "content/en/guides/set-up.md"


def test_git_am_makes_the_commit_with_author_title_and_reasons(project, tmp_path):
    change = FileChange(SET_UP, b"# Set up\n\nOne.\n", "# Set up\n\nیک\n".encode())
    made = proposal(
        "پیش‌نویس: خروجی گرفتن از داده‌ها و چیزهای دیگری که خواسته‌اند", "Why:\n\n- `export`\n---\ndiff --git no", [change]
    )
    (tmp_path / "x.patch").write_bytes(patch(made, AT, Address("مریم", "maryam@example.com")))
    git(project, "am", "-q", tmp_path / "x.patch")
    assert git(project, "log", "-1", "--format=%s|%an|%ae|%at").strip() == f"{made.title}|مریم|maryam@example.com|{AT // 1000}"
    assert "- `export`" in git(project, "log", "-1", "--format=%b")
    assert (project / SET_UP).read_bytes() == change.after
    assert git(project, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (SET_UP, b"# Set up\n\nOne.\n", None),
        (SET_UP, b"# Set up\n\nOne.\n", b""),
        (SET_UP, b"# Set up\n\nOne.\n", b"# Set up\n\nOne."),
        (SET_UP, b"# Set up\n\nOne.\n", b"# Set up\r\n\r\nOne.\r\n"),
        (SET_UP, b"# Set up\n\nOne.\n", b"--- a\n+++ b\n-- \n\\ No newline\n"),
        (SET_UP, b"# Set up\n\nOne.\n", "خط\u2028دیگر\u0085و\x0cباز\n".encode()),
        ("content/en/new.md", None, b"one\n"),
        ("content/en/empty.md", None, b""),
        ("content/en/no end.md", None, b"no end"),
        ("content/fa/راهنما/نصب سریع.md", None, "سلام\n".encode()),
        ('content/en/q"uote.md', None, b"x\n"),
    ],
)
def test_git_apply_makes_the_file_what_it_was_meant_to_be(project, tmp_path, path, before, after):
    (tmp_path / "x.patch").write_bytes(patch(proposal("x", "", [FileChange(path, before, after)]), AT))
    git(project, "apply", "--index", tmp_path / "x.patch")
    file = project / path
    assert (file.read_bytes() if file.exists() else None) == after


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.sampled_from([b"a", b"b", b"", b"- x", b"+ y", b"@@ -1 +1 @@", b"diff --git a b", b"c\r", b"\xff"]), max_size=12),
    st.lists(st.sampled_from([b"a", b"b", b"", b"- x", b"\\ z", b"c\r", b"-- ", b"\xc3"]), max_size=12),
    st.booleans(),
)
def test_any_bytes_but_nul_survive(tmp_path_factory, old, new, ended):
    folder = tmp_path_factory.mktemp("any")
    before, after = b"\n".join(old) + b"\n", b"\n".join(new) + (b"\n" if ended else b"")
    (folder / "f").write_bytes(before)
    if before == after:
        return
    (folder / "x.patch").write_bytes(patch(proposal("x", "", [FileChange("f", before, after)]), AT))
    subprocess.run(["git", "apply", "x.patch"], cwd=folder, check=True, capture_output=True)
    assert (folder / "f").read_bytes() == after


def test_what_is_no_text_needs_a_forge():
    with pytest.raises(OperatorError, match=r"p\.png is no text"):
        patch(proposal("x", "", [FileChange("p.png", None, b"\0")]), AT)


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", "a//b", ".git/config", "a/.GIT/hooks/x", "a\nb", "a\\b", "./a"]
)
def test_no_path_leads_out_of_the_repository(path):
    with pytest.raises(OperatorError, match="cannot be a file of the repository"):
        FileChange(path, None, b"x")


def test_nothing_to_change_is_nothing_to_propose():
    with pytest.raises(OperatorError, match="Nothing would change"):
        proposal("x", "", [FileChange("a", b"x", b"x")])


def test_the_same_changes_have_the_same_branch_and_others_another():
    one = proposal("Draft: سلام x", "", [FileChange("a", None, b"x")])
    assert one.branch == proposal("Draft: سلام x", "other words", [FileChange("a", None, b"x")]).branch
    assert one.branch != proposal("Draft: سلام x", "", [FileChange("a", None, b"y")]).branch
    assert one.branch.startswith("kbgen/draft-x-")
