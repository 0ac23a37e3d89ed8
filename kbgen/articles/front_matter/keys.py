"""The keys that front matter may hold: one table for articles, one for sections; what one kind has of its own is
in `kbgen/articles/kinds.py`. The manual is held to them.

Receives nothing; tells `values.py` how to read each key, the documentation what it means, and tests what to compare.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.articles.article import Kind
from kbgen.articles.front_matter.key import Key, KeyType
from kbgen.articles.kinds import KINDS, KindTraits


def W_(message: str) -> str:
    """Mark what only writers see for translation: first drafts explain their keys in their own language."""
    return message


_EVERY_KIND: tuple[Key, ...] = (
    Key("title", KeyType.TEXT, "The article's name, as the reader would ask for it.", required=True),
    Key(
        "description",
        KeyType.TEXT,
        W_("One sentence that says what the article answers; shown in lists and search results."),
        required=True,
    ),
    Key("kind", KeyType.KIND, f"What the article is: {', '.join(list(Kind)[:-1])} or {list(Kind)[-1]}.", required=True),
    Key("id", KeyType.ID, "The article's lasting name, the same in every language; its path without .md unless set."),
    Key("tags", KeyType.LIST, W_("Subjects that it shares with other articles; each tag has a page.")),
    Key("owner", KeyType.TEAM, W_("The team that answers for the article, one of those under teams in mkdocs.yml.")),
    Key("updated", KeyType.DATE, "The day of the last change that matters to readers."),
    Key("reviewed", KeyType.DATE, "The day on which someone last made sure that the article is right."),
    Key("review_by", KeyType.DATE, W_("The day by which the article has to be reviewed again.")),
    Key("status", KeyType.STATUS, "published, draft (shown by kbgen serve only) or retired (kept, but marked as no longer valid)."),
    Key("related", KeyType.LIST, W_("The ids of articles to read next.")),
    Key("keywords", KeyType.LIST, W_("Words that readers use for the subject and that the text does not.")),
    Key("order", KeyType.NUMBER, "The place within its section; lower numbers come first."),
    Key("featured", KeyType.SWITCH, "Whether the home page shows the article."),
    Key("publish_at", KeyType.DATE, "The day from which readers see the article."),
    Key("expire_at", KeyType.DATE, "The day from which readers no longer see the article."),
    Key("replaced_by", KeyType.ID, "The id of the article that takes the place of this one once it is retired or expired."),
    Key("redirect_from", KeyType.ADDRESSES, "Old paths or addresses of the article, which lead to it from now on."),
)


def _with_kinds(tables: Mapping[Kind, KindTraits]) -> tuple[Key, ...]:
    """The keys of all kinds, each with those that know it."""
    known: dict[str, Key] = {}
    for kind, traits in tables.items():
        for key in traits.keys:
            known[key.name] = key._replace(kinds=(*known.get(key.name, key).kinds, kind))
    return tuple(known.values())


ARTICLE_KEYS: tuple[Key, ...] = (*_EVERY_KIND, *_with_kinds(KINDS))

SECTION_KEYS: tuple[Key, ...] = (
    Key("title", KeyType.TEXT, "The section's name; on a locale's first page the words above the search box.", required=True),
    Key("description", KeyType.TEXT, "One sentence on what the section holds; on a locale's first page the words below the title."),
    Key("icon", KeyType.TEXT, "The name of an icon of the theme."),
    Key("order", KeyType.NUMBER, "The place among its neighbours; lower numbers come first."),
    Key("redirect_from", KeyType.ADDRESSES, "Old paths or addresses of the section, which lead to it from now on."),
)

HOME_KEYS: tuple[Key, ...] = (
    *SECTION_KEYS,
    Key("featured", KeyType.LIST, "The ids of the articles that the home page shows; on a locale's first page only."),
)


def keys_for(kind: Kind | None) -> dict[str, Key]:
    """The keys of an article of `kind` by name; where the kind is not known, those that every kind has."""
    return {key.name: key for key in ARTICLE_KEYS if not key.kinds or kind in key.kinds}
