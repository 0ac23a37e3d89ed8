"""`forge.yml` beside `mkdocs.yml`: where pull requests go. The token stands in the environment.

    forge: github
    repository: acme/help

Receives a folder and an environment; returns `ForgeSettings` and what is wrong with the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kbgen.issues import Issue
from kbgen.mail.settings import is_here
from kbgen.yaml_files.read import read_yaml, refuse

FORGE_FILE = "forge.yml"
TOKEN = "KBGEN_FORGE_TOKEN"


class Forge(StrEnum):
    """The products whose REST interface is spoken."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


ADDRESSES = {Forge.GITHUB: "https://api.github.com", Forge.GITLAB: "https://gitlab.com/api/v4", Forge.GITEA: ""}
SCHEMA: Mapping[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Where pull requests go",
    "type": "object",
    "properties": {
        "forge": {"enum": [str(forge) for forge in Forge], "description": "What the repository lies on; gitea is Forgejo too."},
        "repository": {
            "type": "string",
            "pattern": "^[^\\s/?#%]+(/[^\\s/?#%]+)+$",
            "description": "Its name there, such as acme/help.",
        },
        "address": {
            "type": "string",
            "pattern": "^https?://[^\\s?#]+$",
            "description": "The address of the interface, for a forge of your own: https://code.example.com/api/v1.",
        },
        "branch": {"type": "string", "minLength": 1, "description": "The branch that changes are to go into, main unless set."},
        "folder": {
            "type": "string",
            "minLength": 1,
            "description": "The folder in the repository in which mkdocs.yml lies, if not the top.",
        },
    },
    "required": ["forge", "repository"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class ForgeSettings:
    """`token` is in no text that is made of this."""

    forge: Forge
    address: str
    repository: str
    branch: str = "main"
    folder: str = ""
    token: str = field(default="", repr=False)


def load_forge(root: Path, environment: Mapping[str, str]) -> tuple[ForgeSettings | None, list[Issue]]:
    """The settings in `forge.yml` of the folder `root`; None where there is none or it cannot be used."""
    document, issues = read_yaml(root / FORGE_FILE, SCHEMA)
    if document is None:
        return None, issues
    forge = Forge(document["forge"])
    address = document.get("address", ADDRESSES[forge]).rstrip("/")
    parts = urlsplit(address)
    if not address:
        advice = "Write for example: address: https://code.example.com/api/v1."
        issues.append(Issue(FORGE_FILE, 0, "project-file", f"address is missing: {forge} has none of its own.", suggestion=advice))
    elif parts.scheme != "https" and not is_here(parts.hostname or ""):
        advice = "Begin it with https://: the token would be read by everybody on the way."
        issues.append(Issue(FORGE_FILE, 0, "project-file", f"address is {address}.", suggestion=advice))
    if issues:
        return None, issues
    return ForgeSettings(
        forge,
        address,
        document["repository"],
        document.get("branch", "main"),
        document.get("folder", "").strip("/"),
        environment.get(TOKEN, ""),
    ), []


def forge_settings(root: Path, environment: Mapping[str, str]) -> ForgeSettings | None:
    """The same for a command; None where no forge is set up. Raises `AuthorError` for a file that is wrong."""
    found, issues = load_forge(root, environment)
    refuse(issues, FORGE_FILE)
    return found
