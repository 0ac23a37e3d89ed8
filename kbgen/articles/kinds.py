"""The kinds of articles: all that one kind has of its own, in one table.

Whoever adds a kind adds it to `Kind` and here, with a template `theme/kinds/<kind>.html`, its texts in the catalogues and its
section of the manual; tests name what is missing. Receives nothing; `front_matter/keys.py`, `pages/`, `search/`, the widget in the
browser and `kbgen new` read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.articles.article import Kind
from kbgen.articles.front_matter.key import Key, KeyType


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


def W_(message: str) -> str:
    """As `N_`, for what only writers see, in a first draft."""
    return message


@dataclass(frozen=True)
class Draft:
    """One line that `kbgen new` writes: `{}` in it stands for `message` in the article's language."""

    line: str
    message: str = ""


@dataclass(frozen=True)
class KindTraits:
    """What makes a kind.

    `name` is what readers call it, `schema_type` what schema.org does. `keys` are the front matter that only it has (one that
    several kinds have stands in each). `marks` maps the class of each second-level heading that the text must hold to what it is
    called: such sections become boxes. With `questions` every second-level heading is a question; with `steps` numbered lists are
    steps. `reasons` are offered to readers whom it did not help, the likeliest first. `draft` is the text of a new article.
    """

    name: str
    schema_type: str
    keys: tuple[Key, ...]
    draft: tuple[Draft, ...]
    marks: Mapping[str, str]
    reasons: tuple[str, ...]
    questions: bool = False
    steps: bool = False


_ONE_STEP = Draft("1. {}", W_("The first step."))
_EMPTY = Draft("")

KINDS: Mapping[Kind, KindTraits] = {
    Kind.FAQ: KindTraits(
        name=N_("FAQ"),
        schema_type="FAQPage",
        keys=(Key("topic", KeyType.TEXT, W_("What the questions are about."), required=True),),
        draft=(
            Draft("## {}", W_("A question, as readers ask it?")),
            _EMPTY,
            Draft("{}", W_("The answer, in the first sentence.")),
        ),
        marks={},
        reasons=("unclear", "outdated", "other-question"),
        questions=True,
    ),
    Kind.GUIDE: KindTraits(
        name=N_("User guide"),
        schema_type="TechArticle",
        keys=(
            Key("goal", KeyType.TEXT, W_("One sentence: what the reader will have at the end."), required=True),
            Key("needs", KeyType.LIST, W_("What the reader needs before the first step.")),
            Key("minutes", KeyType.NUMBER, W_("How many minutes the steps take.")),
        ),
        draft=(Draft("## {}", N_("What to do")), _EMPTY, _ONE_STEP, Draft("2. {}", W_("The second step."))),
        marks={},
        reasons=("does-not-work", "unclear", "outdated", "other-question"),
        steps=True,
    ),
    Kind.TROUBLESHOOTING: KindTraits(
        name=N_("Troubleshooting"),
        schema_type="TechArticle",
        keys=(
            Key("symptoms", KeyType.LIST, W_("What the reader sees when the problem occurs."), required=True),
            Key("applies_to", KeyType.LIST, W_("The products, versions or systems on which it occurs.")),
        ),
        draft=(
            Draft("## {} {.cause}", N_("Cause")),
            _EMPTY,
            Draft("{}", W_("Why it happens.")),
            _EMPTY,
            Draft("## {} {.fix}", N_("Fix")),
            _EMPTY,
            _ONE_STEP,
        ),
        marks={"cause": N_("Cause"), "fix": N_("Fix")},
        reasons=("does-not-work", "other-question", "unclear", "outdated"),
        steps=True,
    ),
    Kind.CASE_STUDY: KindTraits(
        name=N_("Case study"),
        schema_type="Article",
        keys=(Key("facts", KeyType.TABLE, W_("What stands in the box of facts, as label and value."), required=True),),
        draft=(
            Draft("## {} {.challenge}", N_("Challenge")),
            _EMPTY,
            Draft("…"),
            _EMPTY,
            Draft("## {} {.approach}", N_("Approach")),
            _EMPTY,
            Draft("…"),
            _EMPTY,
            Draft("## {} {.result}", N_("Result")),
            _EMPTY,
            Draft("…"),
        ),
        marks={"challenge": N_("Challenge"), "approach": N_("Approach"), "result": N_("Result")},
        # It tells what happened: it cannot "not work".
        reasons=("unclear", "outdated", "other-question"),
    ),
    Kind.WHITE_PAPER: KindTraits(
        name=N_("White paper"),
        schema_type="Report",
        keys=(
            Key("abstract", KeyType.PARAGRAPHS, W_("The paper in one paragraph."), required=True),
            Key("authors", KeyType.LIST, W_("Who wrote the paper.")),
        ),
        draft=(Draft("## {}", N_("Introduction")), _EMPTY, Draft("…")),
        marks={},
        reasons=("unclear", "outdated", "other-question"),
    ),
}
