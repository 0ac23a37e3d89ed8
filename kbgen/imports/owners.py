"""Which team of the site answers for an article that somebody wrote in the old help center.

Receives the author's name as the product gives it; returns a team's id, or nothing. Where the site names teams, only
those are owners; each author who is none is a loss, told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kbgen.config import Settings
from kbgen.imports.export import Losses, Text
from kbgen.imports.names import slug


class Owners:
    """Knows the site's teams; counts the authors who are none of them."""

    def __init__(self, settings: Settings, named: Mapping[str, str]) -> None:
        self._named = {author.casefold(): team for author, team in named.items()}
        self._teams = {team.id.casefold(): team.id for team in settings.teams.values()}
        self._teams |= {name.casefold(): team.id for team in settings.teams.values() for name in team.names.values()}
        self._all = self._named.pop("*", "")
        self._unknown: Counter[str] = Counter()

    def owner(self, text: Text) -> str:
        """The owner of one article."""
        author = " ".join(text.author.split())[:100]
        if not author:
            return self._all
        team = self._named.get(author.casefold()) or self._teams.get(author.casefold()) or self._all
        if not team and (self._teams or author.isdigit()):
            self._unknown[author] += 1
            return ""
        return team or slug(author, "owner")

    def tell(self, losses: Losses) -> None:
        """Name every author without a team."""
        for author, count in sorted(self._unknown.items()):
            articles = f"{count} text{'s' if count > 1 else ''}"
            # A number is an author whom no page of users names.
            losses.add("authors", author, f"{articles} without an owner: no team is called that. Add --owner '{author}=TEAM'.")
