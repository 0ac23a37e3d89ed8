"""The keys that front matter may hold: one table for articles, one for sections. The manual is held to both.

Receives nothing; tells `values.py` how to read each key, the documentation what it means, and tests what to compare.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kbgen.articles.article import Kind


class KeyType(StrEnum):
    """What a value looks like; the text is the one that the manual shows."""

    TEXT = "text"
    PARAGRAPHS = "text of one or more paragraphs"
    LIST = "list of texts"
    TABLE = "labels, each with a text"
    DATE = "date as YYYY-MM-DD"
    NUMBER = "whole number"
    SWITCH = "true or false"
    KIND = "one of the kinds"
    STATUS = "one of the statuses"
    ID = "id"
    TEAM = "id of a team"
    ADDRESSES = "list of paths or addresses"


def N_(message: str) -> str:
    """Mark a message for translation without translating it here: first drafts explain their keys in their own language."""
    return message


class Key(NamedTuple):
    """One key: `kinds` are those that know it, none meaning all; `required` holds in strict mode."""

    name: str
    type: KeyType
    description: str
    required: bool = False
    kinds: tuple[Kind, ...] = ()


ARTICLE_KEYS: tuple[Key, ...] = (
    Key("title", KeyType.TEXT, "The article's name, as the reader would ask for it.", required=True),
    Key(
        "description",
        KeyType.TEXT,
        N_("One sentence that says what the article answers; shown in lists and search results."),
        required=True,
    ),
    Key("kind", KeyType.KIND, "What the article is: faq, guide, troubleshooting, case-study or white-paper.", required=True),
    Key("id", KeyType.ID, "The article's lasting name, the same in every language; its path without .md unless set."),
    Key("tags", KeyType.LIST, N_("Subjects that it shares with other articles; each tag has a page.")),
    Key("owner", KeyType.TEAM, N_("The team that answers for the article, one of those under teams in mkdocs.yml.")),
    Key("updated", KeyType.DATE, "The day of the last change that matters to readers."),
    Key("reviewed", KeyType.DATE, "The day on which someone last made sure that the article is right."),
    Key("review_by", KeyType.DATE, N_("The day by which the article has to be reviewed again.")),
    Key("status", KeyType.STATUS, "published, draft (shown by kbgen serve only) or retired (kept, but marked as no longer valid)."),
    Key("related", KeyType.LIST, N_("The ids of articles to read next.")),
    Key("keywords", KeyType.LIST, N_("Words that readers use for the subject and that the text does not.")),
    Key("order", KeyType.NUMBER, "The place within its section; lower numbers come first."),
    Key("featured", KeyType.SWITCH, "Whether the home page shows the article."),
    Key("publish_at", KeyType.DATE, "The day from which readers see the article."),
    Key("expire_at", KeyType.DATE, "The day from which readers no longer see the article."),
    Key("replaced_by", KeyType.ID, "The id of the article that takes the place of this one once it is retired or expired."),
    Key("redirect_from", KeyType.ADDRESSES, "Old paths or addresses of the article, which lead to it from now on."),
    Key("topic", KeyType.TEXT, N_("What the questions are about."), required=True, kinds=(Kind.FAQ,)),
    Key("goal", KeyType.TEXT, N_("One sentence: what the reader will have at the end."), required=True, kinds=(Kind.GUIDE,)),
    Key("needs", KeyType.LIST, N_("What the reader needs before the first step."), kinds=(Kind.GUIDE,)),
    Key("minutes", KeyType.NUMBER, N_("How many minutes the steps take."), kinds=(Kind.GUIDE,)),
    Key(
        "symptoms", KeyType.LIST, N_("What the reader sees when the problem occurs."), required=True, kinds=(Kind.TROUBLESHOOTING,)
    ),
    Key("applies_to", KeyType.LIST, N_("The products, versions or systems on which it occurs."), kinds=(Kind.TROUBLESHOOTING,)),
    Key(
        "facts", KeyType.TABLE, N_("What stands in the box of facts, as label and value."), required=True, kinds=(Kind.CASE_STUDY,)
    ),
    Key("abstract", KeyType.PARAGRAPHS, N_("The paper in one paragraph."), required=True, kinds=(Kind.WHITE_PAPER,)),
    Key("authors", KeyType.LIST, N_("Who wrote the paper."), kinds=(Kind.WHITE_PAPER,)),
)

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

# `## Cause {.cause}`: the marks that a kind's second-level headings must hold, each at least once.
REQUIRED_MARKS: dict[Kind, tuple[str, ...]] = {
    Kind.TROUBLESHOOTING: ("cause", "fix"),
    Kind.CASE_STUDY: ("challenge", "approach", "result"),
}


def keys_for(kind: Kind | None) -> dict[str, Key]:
    """The keys of an article of `kind` by name; where the kind is not known, those that every kind has."""
    return {key.name: key for key in ARTICLE_KEYS if not key.kinds or kind in key.kinds}
