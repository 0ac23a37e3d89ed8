"""The one door: a proposal becomes a pull request where a forge is set up, and a patch where none is.

Receives the folder of `mkdocs.yml`, the environment and a proposal; returns an address or a file. The desk and `kbgen propose` both
come here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.mail.address import Address
from kbgen.proposals.forges import pull_request
from kbgen.proposals.patch import NOBODY, patch
from kbgen.proposals.proposal import Proposal
from kbgen.proposals.settings import ForgeSettings, forge_settings

# What makes a proposal, given the folder of `mkdocs.yml` in the repository.
Make = Callable[[str], Proposal]


@dataclass(frozen=True)
class Offered:
    """`url` is that of the pull request; without one, `patch` is to be given to `git am` and called `name`."""

    url: str = ""
    patch: bytes = b""
    name: str = ""


def offer(
    root: Path, environment: Mapping[str, str], make: Make, at: int, author: Address = NOBODY, *, forge: bool = True
) -> Offered:
    """Propose it. `at` is the time in milliseconds since 1970; without `forge` it is a patch in any case.

    Raises `OperatorError` (`ForgeError` where the forge did not do it) and `AuthorError`.
    """
    settings: ForgeSettings | None = forge_settings(root, environment)
    made = make(settings.folder if settings else "")
    if settings and forge:
        return Offered(url=pull_request(settings, made))
    return Offered(patch=patch(made, at, author), name=f"{made.branch.rpartition('/')[2]}.patch")
