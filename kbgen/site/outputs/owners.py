"""Who writes what: every file of a site has one owner, and nothing takes the place of another's.

Receives the plan; says for the name of a file, relative to the site's folder, what the site has there. Redirects and the writers'
own files give way to it. Two pages at one address are told apart before, by the names of their articles: `articles.names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.articles.names import fold, issue_path
from kbgen.issues import Issue, Level
from kbgen.manifest import FILE
from kbgen.pages.sharing.preview import FOLDER
from kbgen.pages.views import article_url, section_url
from kbgen.site.outputs.feeds import FEED, FULL, LIST, SHORT
from kbgen.site.outputs.in_app import SCRIPT, SUGGESTIONS
from kbgen.site.outputs.reference import REFERENCE
from kbgen.site.outputs.titles import title_files
from kbgen.site.plan import SitePlan

# Rules for hosts that can redirect by themselves.
NETLIFY = "_redirects"
NGINX = "nginx-redirects.conf"

# Besides pages, at the top and directly below each language; a `robots.txt` of the writers is taken instead of ours.
_ROOT = frozenset({"index.html", "404.html", "sitemap.xml", FILE, LIST, SHORT, NETLIFY, NGINX, SCRIPT})
_LOCALE = frozenset({"404.html", "sitemap.xml", "banner.json", SUGGESTIONS, SHORT, FULL, FEED, REFERENCE})
_PART = re.compile(r"(?<=llms|full|emap|cles|fest)-\d+(?=\.(?:txt|json|xml)\Z)")
# All below it is ours.
_INDEX = "search/"
_PAGE = ("index.html", "index.md")


def whole_name(name: str) -> str:
    """The file of a small site that `name` is a part of on a large one: `en/llms.txt` for `en/llms-2.txt`; else `name` itself."""
    return _PART.sub("", name)


class Owners:
    """Looks up the owners of one site's files."""

    def __init__(self, plan: SitePlan) -> None:
        self._plan = plan
        self._folders = {fold(address): address for address in plan.addresses}
        self._titles = frozenset(title_files(plan))

    def owner(self, name: str) -> str:
        """What the site has at `name`, in words: `the page of content/en/a.md`. Empty where it has nothing."""
        folder, slash, file = name.rpartition("/")
        address = f"{folder}{slash}"
        if file in _PAGE and self._folders.get(fold(address)) == address:
            return self._page(address)
        if name.startswith(_INDEX):
            return f"the index of search, below {_INDEX}"
        if name.startswith(FOLDER):
            return f"pictures for shared links, below {FOLDER}"
        whole = whole_name(name)
        if whole in _ROOT or (folder in self._plan.outlines and whole.rpartition("/")[2] in _LOCALE):
            return f"the file {name} of its own"
        if self._folders.get(fold(name)) == name or name in self._titles:
            return f"the list {name}, which kbgen makes"
        return f"the theme's file {name}" if name in self._plan.assets.published else ""

    def obstacle(self, name: str) -> str:
        """As `owner`, also where two names are one on some disks, and where one of the two would be a file and a folder."""
        if found := self.owner(name):
            return found
        folder, slash, file = name.rpartition("/")
        for address in (f"{folder}{slash}" if file in _PAGE else "", f"{name}/"):
            if address and (page := self._folders.get(fold(address))):
                return self._page(page)
        parts = name.split("/")
        return next((owner for count in range(1, len(parts)) if (owner := self.owner("/".join(parts[:count])))), "")

    def _page(self, address: str) -> str:
        plan = self._plan
        for tag, outline in plan.outlines.items():
            for path, article in outline.articles.items():
                if article_url(tag, path) == address:
                    return f"the page of {issue_path(plan.settings, f'{article.locale}/{path}')}"
            for path in outline.sections:
                if path and section_url(tag, path) == address:
                    return f"the page of the section {issue_path(plan.settings, f'{tag}/{path}')}"
        return f"the page {address}, which kbgen makes"


def taken_files(plan: SitePlan, owners: Owners) -> Iterator[tuple[str, Issue]]:
    """The writers' files that would take the place of something that the site writes, each with its issue; they are left out."""
    for name in sorted(plan.files):
        if owner := owners.obstacle(name):
            where = issue_path(plan.settings, name)
            message = f"The file is left out: at its address the site has {owner}."
            yield name, Issue(where, 0, "file-taken", message, Level.WARNING, "Give it another name or folder.")
