"""The configuration of Decap CMS, a Git-based editor in the browser, made from the kinds and keys of articles.

Receives the settings of a site; returns the mapping that Decap reads from `config.yml` (its documentation: "Configuration Options",
"Collection Types", "Widgets"; 3.x). One collection holds the articles of one kind in one language. New articles are drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kbgen.articles.article import Kind, Status
from kbgen.articles.front_matter.key import Key, KeyType
from kbgen.articles.front_matter.keys import keys_for
from kbgen.articles.kinds import KINDS
from kbgen.articles.names import issue_path
from kbgen.config import LocaleSettings, Settings
from kbgen.pages.interface import Interface

# Written by hand, or by kbgen: a form for them would be in the way.
_LEFT_OUT = frozenset({"kind", "redirect_from"})
_WIDGETS: dict[KeyType, dict[str, Any]] = {
    KeyType.PARAGRAPHS: {"widget": "text"},
    KeyType.LIST: {"widget": "list"},
    KeyType.ADDRESSES: {"widget": "list"},
    KeyType.TABLE: {"widget": "keyvalue"},
    KeyType.DATE: {
        "widget": "datetime",
        "format": "YYYY-MM-DD",
        "date_format": "YYYY-MM-DD",
        "time_format": False,
        "picker_utc": True,
    },
    KeyType.NUMBER: {"widget": "number", "value_type": "int", "min": 0},
    KeyType.SWITCH: {"widget": "boolean", "default": False},
}


def decap_config(settings: Settings, interfaces: dict[str, Interface], repository: str, branch: str) -> dict[str, Any]:
    """The whole configuration; `repository` is `owner/name` on GitHub."""
    content = issue_path(settings, "")
    return {
        "backend": {"name": "github", "repo": repository, "branch": branch},
        "publish_mode": "editorial_workflow",
        "media_folder": f"{content}/_files",
        "public_folder": "/_files",
        "slug": {"encoding": "unicode", "clean_accents": False, "sanitize_replacement": "-"},
        "collections": [
            _collection(settings, locale, kind, interfaces[locale.tag], content) for locale in settings.locales for kind in KINDS
        ],
    }


def _collection(settings: Settings, locale: LocaleSettings, kind: Kind, interface: Interface, content: str) -> dict[str, Any]:
    return {
        "name": f"{locale.tag}-{kind}".lower(),
        "label": f"{interface.gettext(KINDS[kind].name)} ({locale.name})",
        "folder": f"{content}/{locale.tag}",
        "filter": {"field": "kind", "value": kind.value},
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{slug}}",
        # Articles stand in folders of sections, at whatever depth.
        "nested": {"depth": 10, "summary": "{{title}}"},
        "meta": {"path": {"widget": "string", "label": "Path", "index_file": ""}},
        "fields": list(_fields(settings, kind, locale.tag)),
    }


def _fields(settings: Settings, kind: Kind, tag: str) -> Iterator[dict[str, Any]]:
    yield {"name": "kind", "widget": "hidden", "default": kind.value}
    for key in keys_for(kind).values():
        if key.name not in _LEFT_OUT:
            yield {
                "label": key.name,
                "name": key.name,
                "hint": key.description,
                "required": key.required,
                **_widget(settings, key, tag),
            }
    yield {"label": "Text", "name": "body", "widget": "markdown", "modes": ["raw", "rich_text"]}


def _widget(settings: Settings, key: Key, tag: str) -> dict[str, Any]:
    if key.type is KeyType.STATUS:
        return {"widget": "select", "options": [status.value for status in Status], "default": Status.DRAFT.value}
    if key.type is KeyType.TEAM and settings.teams:
        options = [{"label": team.name_in(tag), "value": name} for name, team in settings.teams.items()]
        return {"widget": "select", "options": options}
    return _WIDGETS.get(key.type, {"widget": "string"})
