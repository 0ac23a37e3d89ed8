"""What `<kb-help>` needs of the site: `kb-help.js`, whose address never changes, and `<locale>/in-app.json`.

Receives the plan; returns names and contents. `kb-help.js` is all that an application names; it carries the few facts that the
button needs and leads to scripts whose names carry a hash. `in-app.json` says what helps on which screen, and comes with the panel.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kbgen.articles.article import Article, Status
from kbgen.pages.interface import Interface
from kbgen.pages.outline import Outline
from kbgen.pages.views import article_url, special_url
from kbgen.site.outputs.screens import MOST, Screen
from kbgen.site.plan import SitePlan

# Those that come with the panel, and those that come with the first page that is read in it.
STYLES = {"opening": ("in-app", "search", "arabic-script"), "reading": ("feedback",)}
# Of what was changed last, below what is read most.
RECENT = 3
SCRIPT, SUGGESTIONS = "kb-help.js", "in-app.json"


def in_app_files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """The script for the whole site, and the suggestions of each locale."""
    names = plan.assets.names
    config = {
        "source": plan.settings.source_locale,
        "feedback": plan.settings.feedback,
        "panel": names["assets/javascripts/in_app/panel.js"],
        "styles": {when: [names[f"assets/stylesheets/{name}.css"] for name in sheets] for when, sheets in STYLES.items()},
        "locales": {tag: _locale(plan, tag, interface) for tag, interface in plan.interfaces.items()},
    }
    yield SCRIPT, _script(names["assets/javascripts/in_app/element.js"], config).encode()
    for tag in plan.outlines:
        yield f"{tag}/{SUGGESTIONS}", (_text(suggestions(plan, tag)) + "\n").encode()


def _locale(plan: SitePlan, tag: str, interface: Interface) -> dict[str, Any]:
    """What is known before anything is fetched: enough for a button, and for a word where the help center cannot be reached."""
    return {
        "dir": interface.direction,
        "numbers": f"{tag}-u-nu-{interface.locale.numbering}",
        "strings": plan.assets[f"strings/{tag}.json"],
        "contact": special_url(tag, "contact") if plan.views[tag].contact else "",
        "words": {
            "help": interface.gettext("Help"),
            "close": interface.gettext("Close"),
            "away": interface.gettext("The help center cannot be reached right now."),
            "visit": interface.gettext("Open the help center"),
        },
    }


def _script(element: str, config: dict[str, Any]) -> str:
    return f'import {{ define }} from "./{element}";\ndefine(new URL("./", import.meta.url).href, {_text(config)});\n'


def suggestions(plan: SitePlan, tag: str) -> dict[str, Any]:
    """The screens with what helps there, for all others what is read most and what was changed last, and where articles are
    whose id is no address."""
    outline, views = plan.outlines[tag], plan.views[tag]
    places: dict[str, int] = {}

    def place(article: Article) -> int:
        return places.setdefault(article.id, len(places))

    screens = [[screen.pattern, [place(article) for article in offered(screen, outline)]] for screen in plan.screens]
    popular = [place(outline.by_id[name]) for name in views.popular if name in outline.by_id][:MOST]
    shown = (article for article in outline.latest(MOST) if article.status is not Status.RETIRED)
    recent = [place(article) for article in shown if article.id not in views.popular][:RECENT]
    found = [_shown(tag, outline.by_id[name]) for name in places]
    usual = {article.id: article_url(tag, article.path) for article in outline.articles.values()}
    ids = {name: url for name, url in sorted(usual.items()) if url != f"{tag}/{name}/"}
    return {"screens": screens, "popular": popular, "recent": recent, "articles": found, "ids": ids}


def offered(screen: Screen, outline: Outline) -> list[Article]:
    """The articles that one locale offers on a screen; a section stands for what is in it, in reading order."""
    found: dict[str, Article] = {}
    for offer in screen.offers:
        within = outline.in_section.get(offer.removesuffix("/"), ()) if offer.endswith("/") else ()
        for article in (*within, *((outline.by_id[offer],) if offer in outline.by_id else ())):
            if article.status is not Status.RETIRED:
                found.setdefault(article.id, article)
    return list(found.values())[:MOST]


def _shown(tag: str, article: Article) -> dict[str, str]:
    entry = {"id": article.id, "url": article_url(tag, article.path), "title": article.title, "description": article.description}
    return entry if article.locale == tag else entry | {"language": article.locale}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
