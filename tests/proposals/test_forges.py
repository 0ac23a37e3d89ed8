"""A proposal becomes a pull request by each forge's documented interface, over a real repository; faults leave nothing behind."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from kbgen.proposals.forges import Outdated, Proposed, pull_request
from kbgen.proposals.proposal import FileChange, proposal
from kbgen.proposals.rest import ForgeError, call
from tests.proposals.stand_in import Refused

FORGES = ("github", "gitlab", "gitea")
OLD = b"# Set up\n\nOne.\n"
CHANGES = [
    FileChange("content/en/guides/set-up.md", OLD, b"# Set up\n\nTwo.\n"),
    FileChange("content/fa/راهنما/نصب سریع.md", None, "متن\n".encode()),
    FileChange("content/gaps.yml", b"# What we will not do.\n- {question: fax, locale: en, reason: No.}\n", None),
]
PROPOSAL = proposal("Draft: export my data", "Because `readers` asked.", CHANGES)


@pytest.mark.parametrize("name", FORGES)
def test_new_changed_and_removed_files_come_as_one_commit_in_a_pull_request(forge, name):
    state, settings = forge(name)
    url = pull_request(settings, PROPOSAL)
    assert url.startswith(f"https://{name}.example/acme/help/")
    (pull,) = state.pulls
    assert pull == {"title": PROPOSAL.title, "text": PROPOSAL.description, "from": PROPOSAL.branch, "into": "main"}
    assert state.git("rev-list", "--count", f"main..{PROPOSAL.branch}") == "1"
    assert state.git("log", "-1", "--format=%B", PROPOSAL.branch).strip() == PROPOSAL.message.strip()
    for change in CHANGES:
        if change.after is None:
            assert change.path not in state.git("ls-tree", "-r", "--name-only", "-z", PROPOSAL.branch).split("\0")
        else:
            assert state.git("cat-file", "blob", f"{PROPOSAL.branch}:{change.path}") == change.after.decode().strip("\n")
    # What was not meant stays, and the branch that it goes into was not touched.
    assert "mkdocs.yml" in state.git("ls-tree", "--name-only", PROPOSAL.branch)
    assert state.git("cat-file", "blob", "main:content/en/guides/set-up.md") == OLD.decode().strip("\n")


@pytest.mark.parametrize("name", FORGES)
def test_the_same_is_not_proposed_twice(forge, name):
    state, settings = forge(name)
    pull_request(settings, PROPOSAL)
    with pytest.raises(Proposed, match="was proposed before"):
        pull_request(settings, PROPOSAL)
    assert len(state.pulls) == 1
    assert PROPOSAL.branch in state.branches()


@pytest.mark.parametrize("name", FORGES)
@pytest.mark.parametrize(
    "change",
    [
        FileChange("content/en/guides/set-up.md", b"older", b"new"),
        FileChange("content/en/guides/set-up.md", None, b"new"),
        FileChange("content/en/guides/gone.md", b"was here", b"new"),
    ],
)
def test_nobodys_work_is_taken_back(forge, name, change):
    state, settings = forge(name)
    with pytest.raises(Outdated, match="git pull"):
        pull_request(settings, proposal("Edit", "", [change]))
    assert state.branches() == ["main"]
    assert not any(one.startswith("POST") for one in state.calls)


@pytest.mark.parametrize("name", FORGES)
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Refused(401, "Bad credentials"), "does not know the token in KBGEN_FORGE_TOKEN"),
        (Refused(403, "Forbidden"), "may not do this in acme/help"),
        (Refused(403, "limit", {"X-RateLimit-Remaining": "0"}), "asked too often"),
        (Refused(429, "slow down", {"Retry-After": "60"}), "Try again in 60 seconds"),
        (Refused(404, "Not Found"), "no acme/help with a branch main"),
        (Refused(422, "Validation Failed"), "answered 422 \\(Validation Failed\\)"),
        (Refused(500, "Oops"), "answered 500"),
        (Refused(301, "Moved", {"Location": "https://elsewhere.example/"}), "has moved"),
    ],
)
def test_what_a_forge_refuses_is_told_with_what_to_do(forge, name, fault, said):
    state, settings = forge(name)
    state.faults = {"GET": fault}
    with pytest.raises(ForgeError, match=said) as told:
        pull_request(settings, PROPOSAL)
    assert settings.token not in str(told.value)
    assert len(state.calls) == 1


@pytest.mark.parametrize("name", FORGES)
def test_a_pull_request_that_fails_leaves_no_branch(forge, name):
    state, settings = forge(name)
    state.faults = {"POST .*(pulls|merge_requests)$": Refused(422, "No commits between")}
    with pytest.raises(ForgeError, match="No commits between"):
        pull_request(settings, PROPOSAL)
    assert state.branches() == ["main"]
    state.faults = {}
    assert pull_request(settings, PROPOSAL)


@pytest.mark.parametrize("name", FORGES)
def test_a_wrong_token_and_a_wrong_repository_are_told_apart(forge, name):
    _, settings = forge(name)
    with pytest.raises(ForgeError, match="does not know the token"):
        pull_request(replace(settings, token="wrong"), PROPOSAL)
    with pytest.raises(ForgeError, match="has no acme/other"):
        pull_request(replace(settings, repository="acme/other"), PROPOSAL)
    with pytest.raises(ForgeError, match="with a branch gone"):
        pull_request(replace(settings, branch="gone"), PROPOSAL)
    with pytest.raises(ForgeError, match="has no KBGEN_FORGE_TOKEN"):
        pull_request(replace(settings, token=""), PROPOSAL)


def test_a_forge_that_is_not_there_falls_silent_or_speaks_otherwise_is_told(forge, tmp_path):
    _, settings = forge("github")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = replace(settings, address=f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(ForgeError, match=r"did not answer within 0\.3 seconds"):
            call(there, "GET", "/", seconds=0.3)
    with pytest.raises(ForgeError, match="cannot be reached"):
        call(there, "GET", "/")
