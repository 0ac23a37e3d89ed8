"""JSON-LD: what a page is, in the words of schema.org, for search engines and assistants.

Receives a page and its body; returns one JSON text that is safe inside `<script>`. Types and properties follow
schema.org (FAQPage, TechArticle, HowTo, Article, Report, BreadcrumbList). Nothing of it asks for a place in results of its own:
search engines gave up how-to results in 2023 and those for questions in 2026. It says what a page is, to whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import orjson

from kbgen.articles.article import Kind
from kbgen.articles.kinds import KINDS
from kbgen.pages.body import Body
from kbgen.pages.page import Page

# Steps and answers stand on the page in full; here they say what the page is about. Whole, they were a fifth of its weight.
STEP_LENGTH = 100
ANSWER_LENGTH = 200


def json_ld(page: Page, body: Body | None, absolute: Callable[[str], str]) -> str:
    """The page's structured data, or nothing where there is nothing to say. `absolute` completes an address."""
    graph = [*_article(page, body), *_breadcrumbs(page, absolute)]
    if not graph:
        return ""
    text = orjson.dumps({"@context": "https://schema.org", "@graph": graph}).decode()
    # `</script>` inside a text must not end the element that carries it.
    return text.replace("<", "\\u003c")


def _article(page: Page, body: Body | None) -> list[dict[str, Any]]:
    article = page.article
    if article is None or body is None:
        return []
    traits = KINDS[Kind(article.kind)]
    common: dict[str, Any] = {"name": article.title, "description": article.description, "inLanguage": page.language}
    if page.canonical:
        common |= {"@id": page.canonical, "url": page.canonical}
    if article.keywords:
        common["keywords"] = list(article.keywords)
    if article.updated:
        common["dateModified"] = article.updated.iso
    if article.reviewed:
        common["lastReviewed" if traits.questions else "contentReferenceTime"] = article.reviewed.iso
    if traits.questions:
        questions = [
            {
                "@type": "Question",
                "name": question.text,
                "acceptedAnswer": {"@type": "Answer", "text": shortened(question.answer, ANSWER_LENGTH)},
            }
            for question in body.questions
        ]
        return [{"@type": traits.schema_type, **common, "mainEntity": questions}]
    if traits.steps and len(body.steps) > 1:
        steps = [
            {"@type": "HowToStep", "position": place, "text": shortened(text, STEP_LENGTH)}
            for place, text in enumerate(body.steps, 1)
        ]
        how_to: dict[str, Any] = {"@type": "HowTo", "name": article.title, "step": steps}
        if isinstance(article.details.get("minutes"), int):
            how_to["totalTime"] = f"PT{article.details['minutes']}M"
        common["hasPart"] = how_to
    headline = {"@type": traits.schema_type, **common, "headline": article.title}
    organisation = {"@type": "Organization", "name": article.owner or page.site_name}
    authors = article.details.get("authors")
    headline["author"] = [{"@type": "Person", "name": name} for name in authors] if authors else organisation
    if article.details.get("abstract"):
        headline["abstract"] = article.details["abstract"]
    return [headline]


def shortened(text: str, length: int) -> str:
    """The beginning of a text, up to the end of a word: what it says, not all that the page says a second time."""
    if len(text) <= length:
        return text
    return text[: text.rfind(" ", 0, length) if " " in text[:length] else length].rstrip(".,;:،؛ ") + "…"


def _breadcrumbs(page: Page, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    # A breadcrumb needs full addresses, so a site without one says nothing.
    if not page.breadcrumbs or not page.canonical:
        return []
    # Those of links are encoded.
    trail = [(crumb.title, absolute(unquote(crumb.url))) for crumb in page.breadcrumbs] + [(page.title, absolute(page.url))]
    items = [{"@type": "ListItem", "position": place, "name": name, "item": url} for place, (name, url) in enumerate(trail, 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
