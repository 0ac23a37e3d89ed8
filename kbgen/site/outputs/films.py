"""A page for each film that a letter of `journeys.yml` leads to, in the languages of the letter.

On it the film plays in its place once the reader wants it, and reports can tell that it was opened: elsewhere nobody counts.
Receives the plan and a renderer; returns names and contents. Search engines are asked to leave these pages out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup

from kbgen.articles.article import Section
from kbgen.articles.source import INDEX
from kbgen.pages.page import Listing
from kbgen.site.outputs.journeys import Step
from kbgen.site.plan import SitePlan
from kbgen.site.render import PLAIN, Renderer

TEMPLATE = "film.html"


def film_url(tag: str, step: Step) -> str:
    """The address of a film's page, relative to the site."""
    return f"{tag}/letters/{quote(step.campaign)}/"


def film_files(plan: SitePlan, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The pages of all films."""
    for step in plan.films:
        for tag in plan.outlines:
            if tag in step.languages:
                url = film_url(tag, step)
                yield f"{url}index.html", _page(plan, renderer, step, tag, url).encode()


def _page(plan: SitePlan, renderer: Renderer, step: Step, tag: str, url: str) -> str:
    subject = step.subject[tag]
    page = plan.views[tag].page(TEMPLATE, url, subject, "", listing=Listing(title=subject), robots="noindex")
    page = replace(page, canonical="", alternates=plan.lists[tag].home().alternates)
    # As in an article: where the host is known or the address is a file, it plays in its place.
    name = re.sub(r"([\\\[\]<>`*_])", r"\\\1", subject)
    film = renderer.convert(Section("", tag, ""), INDEX, PLAIN, "", f"![{name}](<{step.video}>)").html
    plays = "kb-video" in film or "<video" in film
    shown = {"film": Markup(film) if plays else "", "address": step.video, "paragraphs": step.paragraphs(tag)}
    return renderer.templates.render_with(page, **shown)
