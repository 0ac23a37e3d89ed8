"""A proposal as a pull request, by the REST interface of each forge as its manual has it.

Receives settings and a proposal; returns the address of the pull request. Every file is read on the forge first: where it is not
what the proposal was made from, nothing is written (`Outdated`), so that nobody's work is taken back. A branch without a pull
request is taken away again.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from kbgen.proposals.proposal import FileChange, Proposal
from kbgen.proposals.rest import ForgeError, call
from kbgen.proposals.settings import Forge, ForgeSettings

# What says that a branch is there already: GitHub and Gitea, GitLab.
_THERE = ("already exists", "Reference already exists")


class Outdated(ForgeError):
    """The repository has gone on since the files were read."""


class Proposed(ForgeError):
    """The same was proposed before: its branch is there."""


def pull_request(settings: ForgeSettings, proposal: Proposal) -> str:
    """Make the branch, the commit and the pull request. Raises `ForgeError`."""
    return _FORGES[settings.forge](settings, proposal)


def _github(settings: ForgeSettings, proposal: Proposal) -> str:
    """https://docs.github.com/en/rest/git: blobs, a tree, a commit, a reference; then https://docs.github.com/en/rest/pulls."""
    repository = f"/repos/{quote(settings.repository)}"
    head = call(settings, "GET", f"{repository}/git/ref/heads/{quote(settings.branch)}")["object"]["sha"]
    for change in proposal.changes:
        _compare(change, lambda path: _content(settings, f"{repository}/contents/{quote(path)}?ref={head}"))
    tree = []
    for change in proposal.changes:
        sha = None
        if change.after is not None:
            body = {"content": base64.b64encode(change.after).decode(), "encoding": "base64"}
            sha = call(settings, "POST", f"{repository}/git/blobs", body)["sha"]
        # A tree without a name of content takes the file away.
        tree.append({"path": change.path, "mode": "100644", "type": "blob", "sha": sha})
    base = call(settings, "GET", f"{repository}/git/commits/{head}")["tree"]["sha"]
    made = call(settings, "POST", f"{repository}/git/trees", {"base_tree": base, "tree": tree})["sha"]
    commit = call(settings, "POST", f"{repository}/git/commits", {"message": proposal.message, "tree": made, "parents": [head]})[
        "sha"
    ]
    with _Branch(settings, proposal, f"{repository}/git/refs/heads/{quote(proposal.branch)}") as branch:
        branch.make(
            lambda: call(settings, "POST", f"{repository}/git/refs", {"ref": f"refs/heads/{proposal.branch}", "sha": commit})
        )
        body = {"title": proposal.title, "body": proposal.description, "head": proposal.branch, "base": settings.branch}
        return str(call(settings, "POST", f"{repository}/pulls", body)["html_url"])


def _gitlab(settings: ForgeSettings, proposal: Proposal) -> str:
    """https://docs.gitlab.com/api/commits: one commit on a new branch; then https://docs.gitlab.com/api/merge_requests."""
    project = f"/projects/{quote(settings.repository, safe='')}"
    # Asked for by itself: a branch that is not there would read as a file that is not.
    head = call(settings, "GET", f"{project}/repository/branches/{quote(settings.branch, safe='')}")["commit"]["id"]
    for change in proposal.changes:
        _compare(change, lambda path: _content(settings, f"{project}/repository/files/{quote(path, safe='')}?ref={head}"))
    actions: list[dict[str, str]] = []
    for change in proposal.changes:
        action = {"action": "create" if change.before is None else "update", "file_path": change.path}
        if change.after is None:
            actions.append({"action": "delete", "file_path": change.path})
        else:
            actions.append(action | {"content": base64.b64encode(change.after).decode(), "encoding": "base64"})
    body = {"branch": proposal.branch, "start_sha": head, "commit_message": proposal.message, "actions": actions}
    with _Branch(settings, proposal, f"{project}/repository/branches/{quote(proposal.branch, safe='')}") as branch:
        branch.make(lambda: call(settings, "POST", f"{project}/repository/commits", body))
        wanted = {
            "source_branch": proposal.branch,
            "target_branch": settings.branch,
            "title": proposal.title,
            "description": proposal.description,
            "remove_source_branch": True,
        }
        return str(call(settings, "POST", f"{project}/merge_requests", wanted)["web_url"])


def _gitea(settings: ForgeSettings, proposal: Proposal) -> str:
    """https://docs.gitea.com/api (Forgejo has the same): several files in one commit on a new branch, then the pull request."""
    repository = f"/repos/{quote(settings.repository)}"
    head = call(settings, "GET", f"{repository}/branches/{quote(settings.branch)}")["commit"]["id"]
    files: list[dict[str, str]] = []
    for change in proposal.changes:
        known = _compare(change, lambda path: _content(settings, f"{repository}/contents/{quote(path)}?ref={head}"))
        operation = "create" if change.before is None else "delete" if change.after is None else "update"
        entry = {"operation": operation, "path": change.path}
        if change.after is not None:
            entry["content"] = base64.b64encode(change.after).decode()
        files.append(entry | ({"sha": known} if known else {}))
    body = {"branch": settings.branch, "new_branch": proposal.branch, "message": proposal.message, "files": files}
    with _Branch(settings, proposal, f"{repository}/branches/{quote(proposal.branch)}") as branch:
        branch.make(lambda: call(settings, "POST", f"{repository}/contents", body))
        wanted = {"title": proposal.title, "body": proposal.description, "head": proposal.branch, "base": settings.branch}
        return str(call(settings, "POST", f"{repository}/pulls", wanted)["html_url"])


def _content(settings: ForgeSettings, path: str) -> Mapping[str, Any] | None:
    """A file as the forge has it, None where it has none."""
    try:
        found = call(settings, "GET", path)
    except ForgeError as error:
        if error.status == 404:
            return None
        raise
    return found if isinstance(found, dict) else {}


def _compare(change: FileChange, read: Callable[[str], Mapping[str, Any] | None]) -> str:
    """Raise `Outdated` unless the forge's file is what the change was made from; returns the name of its content there."""
    found = read(change.path)
    there = None if found is None else base64.b64decode(str(found.get("content", "")))
    if there != change.before:
        state = "is gone there" if there is None else "is there already" if change.before is None else "has changed there"
        raise Outdated(f"{change.path} {state} since this copy was fetched. Bring the copy up to date (git pull), and try again.")
    return str(found.get("sha", "")) if found else ""


class _Branch:
    """A branch that is taken away again if what comes after it fails."""

    def __init__(self, settings: ForgeSettings, proposal: Proposal, path: str) -> None:
        self._settings, self._proposal, self._path = settings, proposal, path
        self._made = False

    def __enter__(self) -> _Branch:
        return self

    def make(self, action: Callable[[], Any]) -> None:
        """Make it. Raises `Proposed` where it is there."""
        try:
            action()
        except ForgeError as error:
            if error.status in (400, 409, 422) and any(words in str(error) for words in _THERE):
                raise Proposed(f"This was proposed before: the branch {self._proposal.branch} is there.", error.status) from None
            raise
        self._made = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is not None and self._made:
            with suppress(ForgeError):
                call(self._settings, "DELETE", self._path)


_FORGES: Mapping[Forge, Callable[[ForgeSettings, Proposal], str]] = {
    Forge.GITHUB: _github,
    Forge.GITLAB: _gitlab,
    Forge.GITEA: _gitea,
}
