"""A stand-in for GitHub, GitLab and Gitea over a real git repository: it takes what their manuals document and refuses all else.

Each call is checked as the forge would (token and headers, path, the keys of the body, their types) and carried out by git in a
bare repository, so that what a pull request holds can be looked at.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "a-token-of-ours"


class Refused(Exception):
    """An answer other than success."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}


@dataclass
class StandIn:
    """`faults` are answered to calls whose `METHOD path` a pattern fits, before anything is done; `pulls` are the pull requests."""

    git_dir: Path
    forge: str
    url: str = ""
    calls: list[str] = field(default_factory=list)
    faults: dict[str, Refused] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)

    def git(self, *arguments: str, data: bytes | None = None) -> str:
        """Run git in the repository."""
        done = subprocess.run(["git", "--git-dir", str(self.git_dir), *arguments], input=data, capture_output=True)
        if done.returncode:
            raise Refused(404, done.stderr.decode())
        return done.stdout.decode("utf-8", "surrogateescape").strip("\n")

    def content(self, path: str, ref: str) -> dict[str, Any]:
        """A file as JSON, in base64 that is broken into lines as GitHub does."""
        kind = self.git("cat-file", "-t", f"{ref}:{path}")
        assert kind == "blob"
        raw = subprocess.run(
            ["git", "--git-dir", str(self.git_dir), "cat-file", "blob", f"{ref}:{path}"], capture_output=True, check=True
        )
        return {
            "content": base64.encodebytes(raw.stdout).decode(),
            "encoding": "base64",
            "sha": self.git("rev-parse", f"{ref}:{path}"),
        }

    def commit(self, base: str, files: dict[str, bytes | None], message: str) -> str:
        """A commit over `base` with these files, None of which goes."""
        entries = {}
        for line in self.git("ls-tree", "-rz", base).split("\0"):
            if line:
                mode, _, rest = line.split(" ", 2)
                sha, path = rest.split("\t", 1)
                entries[path] = (mode, sha)
        for path, content in files.items():
            if content is None:
                del entries[path]
            else:
                entries[path] = ("100644", self.git("hash-object", "-w", "--stdin", data=content))
        return self.commit_tree(base, entries, message)

    def commit_tree(self, base: str, entries: dict[str, tuple[str, str]], message: str) -> str:
        """A commit of a whole tree, by an index of its own."""
        index = self.git_dir / "stand-in-index"
        index.unlink(missing_ok=True)
        listed = "".join(f"{mode} {sha}\t{path}\0" for path, (mode, sha) in entries.items()).encode()
        environment = {"GIT_INDEX_FILE": str(index), "GIT_DIR": str(self.git_dir)}
        subprocess.run(["git", "update-index", "-z", "--index-info"], input=listed, check=True, env=environment, cwd=self.git_dir)
        tree = subprocess.run(["git", "write-tree"], check=True, capture_output=True, env=environment, cwd=self.git_dir)
        identity = ["-c", "user.name=stand-in", "-c", "user.email=stand-in@example.com"]
        return self.git(*identity, "commit-tree", tree.stdout.decode().strip(), "-p", base, "-m", message)

    def branch(self, name: str, commit: str, status: int, message: str) -> None:
        """A new branch; refused where it is there."""
        if name in self.git("for-each-ref", "--format=%(refname:lstrip=2)").splitlines():
            raise Refused(status, message)
        self.git("update-ref", f"refs/heads/{name}", commit)

    def branches(self) -> list[str]:
        """All branches."""
        return self.git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").splitlines()


def want(body: Any, required: dict[str, type], optional: dict[str, type] | None = None) -> dict[str, Any]:
    """The body of a call, whose keys and types are those of the manual; 422 otherwise."""
    known = required | (optional or {})
    if not isinstance(body, dict) or not required.keys() <= body.keys() <= known.keys():
        raise Refused(422, f"wrong keys: {sorted(body) if isinstance(body, dict) else body}")
    for key, value in body.items():
        if not isinstance(value, known[key]):
            raise Refused(422, f"wrong type of {key}")
    return body


def github(forge: StandIn, method: str, path: str, query: dict[str, str], body: Any, headers: dict[str, str]) -> Any:
    """https://docs.github.com/en/rest, version 2022-11-28."""
    if headers.get("authorization") != f"Bearer {TOKEN}":
        raise Refused(401, "Bad credentials")
    if headers.get("accept") != "application/vnd.github+json" or headers.get("x-github-api-version") != "2022-11-28":
        raise Refused(400, "wrong headers")
    if not headers.get("user-agent"):
        raise Refused(403, "Request forbidden by administrative rules")
    if not path.startswith("/repos/acme/help/"):
        raise Refused(404, "Not Found")
    rest = path.removeprefix("/repos/acme/help/")
    if method == "GET" and (found := re.fullmatch(r"git/ref/heads/(.+)", rest)):
        return 200, {
            "ref": f"refs/heads/{found[1]}",
            "object": {"type": "commit", "sha": forge.git("rev-parse", "--verify", f"refs/heads/{found[1]}")},
        }
    if method == "GET" and (found := re.fullmatch(r"git/commits/([0-9a-f]{40})", rest)):
        return 200, {"sha": found[1], "tree": {"sha": forge.git("rev-parse", f"{found[1]}^{{tree}}")}}
    if method == "GET" and (found := re.fullmatch(r"contents/(.+)", rest)):
        return 200, forge.content(found[1], query["ref"])
    if method == "POST" and rest == "git/blobs":
        body = want(body, {"content": str, "encoding": str})
        assert body["encoding"] == "base64"
        return 201, {"sha": forge.git("hash-object", "-w", "--stdin", data=base64.b64decode(body["content"], validate=True))}
    if method == "POST" and rest == "git/trees":
        body = want(body, {"base_tree": str, "tree": list})
        if forge.git("cat-file", "-t", body["base_tree"]) != "tree":
            raise Refused(422, "base_tree is no tree")
        entries = {}
        for line in forge.git("ls-tree", "-rz", body["base_tree"]).split("\0"):
            if line:
                mode, _, tail = line.split(" ", 2)
                sha, name = tail.split("\t", 1)
                entries[name] = (mode, sha)
        for one in body["tree"]:
            want(one, {"path": str, "mode": str, "type": str, "sha": (str, type(None))})
            if one["sha"] is None:
                del entries[one["path"]]
            else:
                entries[one["path"]] = (one["mode"], one["sha"])
        head = forge.git("rev-parse", "refs/heads/main")
        return 201, {"sha": forge.git("rev-parse", f"{forge.commit_tree(head, entries, 'x')}^{{tree}}")}
    if method == "POST" and rest == "git/commits":
        body = want(body, {"message": str, "tree": str, "parents": list})
        identity = ["-c", "user.name=stand-in", "-c", "user.email=stand-in@example.com"]
        return 201, {"sha": forge.git(*identity, "commit-tree", body["tree"], "-p", body["parents"][0], "-m", body["message"])}
    if method == "POST" and rest == "git/refs":
        body = want(body, {"ref": str, "sha": str})
        assert body["ref"].startswith("refs/heads/")
        forge.branch(body["ref"].removeprefix("refs/heads/"), body["sha"], 422, "Reference already exists")
        return 201, {"ref": body["ref"]}
    if method == "DELETE" and (found := re.fullmatch(r"git/refs/heads/(.+)", rest)):
        forge.git("update-ref", "-d", f"refs/heads/{found[1]}")
        return 204, None
    if method == "POST" and rest == "pulls":
        body = want(body, {"title": str, "head": str, "base": str, "body": str})
        forge.git("rev-parse", "--verify", f"refs/heads/{body['head']}")
        forge.pulls.append({"title": body["title"], "text": body["body"], "from": body["head"], "into": body["base"]})
        return 201, {"number": len(forge.pulls), "html_url": f"https://github.example/acme/help/pull/{len(forge.pulls)}"}
    raise Refused(404, "Not Found")


def gitlab(forge: StandIn, method: str, path: str, query: dict[str, str], body: Any, headers: dict[str, str]) -> Any:
    """https://docs.gitlab.com/api."""
    if headers.get("private-token") != TOKEN:
        raise Refused(401, "401 Unauthorized")
    if not path.startswith("/projects/acme%2Fhelp/"):
        raise Refused(404, "404 Project Not Found")
    rest = path.removeprefix("/projects/acme%2Fhelp/")
    if found := re.fullmatch(r"repository/branches/([^/]+)", rest):
        name = unquote(found[1])
        if method == "DELETE":
            forge.git("update-ref", "-d", f"refs/heads/{name}")
            return 204, None
        return 200, {"name": name, "commit": {"id": forge.git("rev-parse", "--verify", f"refs/heads/{name}")}}
    if method == "GET" and (found := re.fullmatch(r"repository/files/([^/]+)", rest)):
        content = forge.content(unquote(found[1]), query["ref"])
        return 200, {"file_path": unquote(found[1]), "content": content["content"].replace("\n", ""), "encoding": "base64"}
    if method == "POST" and rest == "repository/commits":
        body = want(body, {"branch": str, "commit_message": str, "actions": list}, {"start_sha": str})
        files: dict[str, bytes | None] = {}
        for one in body["actions"]:
            want(one, {"action": str, "file_path": str}, {"content": str, "encoding": str})
            there = one["file_path"] in forge.git("ls-tree", "-r", "--name-only", "-z", body["start_sha"]).split("\0")
            if one["action"] == "create" and there:
                raise Refused(400, "A file with this name already exists")
            if one["action"] in ("update", "delete") and not there:
                raise Refused(400, "A file with this name doesn't exist")
            files[one["file_path"]] = None if one["action"] == "delete" else base64.b64decode(one["content"], validate=True)
        commit = forge.commit(body["start_sha"], files, body["commit_message"])
        forge.branch(
            body["branch"],
            commit,
            400,
            f"A branch called '{body['branch']}' already exists. Switch to that branch in order to make changes",
        )
        return 201, {"id": commit}
    if method == "POST" and rest == "merge_requests":
        required = {"source_branch": str, "target_branch": str, "title": str}
        body = want(body, required, {"description": str, "remove_source_branch": bool})
        forge.pulls.append(
            {"title": body["title"], "text": body["description"], "from": body["source_branch"], "into": body["target_branch"]}
        )
        return 201, {"iid": 1, "web_url": f"https://gitlab.example/acme/help/-/merge_requests/{len(forge.pulls)}"}
    raise Refused(404, "404 Not Found")


def gitea(forge: StandIn, method: str, path: str, query: dict[str, str], body: Any, headers: dict[str, str]) -> Any:
    """https://docs.gitea.com/api."""
    if headers.get("authorization") != f"token {TOKEN}":
        raise Refused(401, "token is required")
    if not path.startswith("/repos/acme/help/"):
        raise Refused(404, "The target couldn't be found.")
    rest = unquote(path.removeprefix("/repos/acme/help/"))
    if found := re.fullmatch(r"branches/(.+)", rest):
        if method == "DELETE":
            forge.git("update-ref", "-d", f"refs/heads/{found[1]}")
            return 204, None
        return 200, {"name": found[1], "commit": {"id": forge.git("rev-parse", "--verify", f"refs/heads/{found[1]}")}}
    if method == "GET" and (found := re.fullmatch(r"contents/(.+)", rest)):
        return 200, forge.content(found[1], query["ref"])
    if method == "POST" and rest == "contents":
        body = want(body, {"files": list}, {"branch": str, "new_branch": str, "message": str})
        files: dict[str, bytes | None] = {}
        for one in body["files"]:
            want(one, {"operation": str, "path": str}, {"content": str, "sha": str})
            if one["operation"] in ("update", "delete") and one.get("sha") != forge.git(
                "rev-parse", f"{body['branch']}:{one['path']}"
            ):
                raise Refused(422, "sha does not match")
            files[one["path"]] = None if one["operation"] == "delete" else base64.b64decode(one["content"], validate=True)
        commit = forge.commit(f"refs/heads/{body['branch']}", files, body["message"])
        forge.branch(body["new_branch"], commit, 422, f"branch already exists [name: {body['new_branch']}]")
        return 201, {"commit": {"sha": commit}}
    if method == "POST" and rest == "pulls":
        body = want(body, {"head": str, "base": str, "title": str}, {"body": str})
        forge.pulls.append({"title": body["title"], "text": body["body"], "from": body["head"], "into": body["base"]})
        return 201, {"number": 1, "html_url": f"https://gitea.example/acme/help/pulls/{len(forge.pulls)}"}
    raise Refused(404, "The target couldn't be found.")


SPEAK = {"github": github, "gitlab": gitlab, "gitea": gitea}


@contextmanager
def stand_in(git_dir: Path, forge: str) -> Iterator[StandIn]:
    """Serve on a free port of loopback."""
    state = StandIn(git_dir, forge)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            call = f"{self.command} {parts.path}"
            state.calls.append(call)
            # GitLab names a project by one part of the path, its slash quoted; the others by two.
            path = parts.path if forge == "gitlab" else unquote(parts.path)
            more: dict[str, str] = {}
            try:
                fault = next((fault for pattern, fault in state.faults.items() if re.search(pattern, call)), None)
                if fault:
                    raise fault
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                status, document = SPEAK[forge](state, self.command, path, query, body, headers)
            except Refused as error:
                status, document, more = error.status, {"message": str(error)}, error.headers
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if document is not None:
                self.wfile.write(json.dumps(document).encode())

        do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = answer

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
