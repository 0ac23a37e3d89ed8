"""The search of a reader without JavaScript, and of programs: `GET /_kb/<locale>/search/?q=…`.

Receives a built site's folder; answers with the site's own search page, results put in as the browser ranks and words them, or the
same as JSON. Nothing of a search is stored. Where the index cannot be read, the page with all articles is shown as it was built.
"""

from __future__ import annotations

import html
import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kbgen.errors import ClientError, KbgenError
from kbgen.language.locale import number_in
from kbgen.language.tag import data
from kbgen.search.answering.excerpt import marked
from kbgen.search.answering.searcher import Answer, Result, Searcher
from kbgen.search.answering.site_search import MOST, SiteSearch, passage
from kbgen.search.meaning.opinion import SecondOpinion
from kbgen.search.strings import KIND_NAMES

log = logging.getLogger("kbgen.collect")

_PLACE = re.compile(r'<div class="kb-results" data-kb-results>\s*</div>')
_BOX = re.compile(r'(<input id="kb-q"[^>]*?)>')
_INDEX = re.compile(r'(<section class="kb-index" data-kb-index)')
_CONFIG = re.compile(r'<script type="application/json" id="kb-config">(.*?)</script>', re.DOTALL)


class Search:
    """Searches of one site. Indexes are read when first asked, and again after a new release."""

    def __init__(self, site: Path, opinion: SecondOpinion | None = None) -> None:
        self._site = site
        self._indexes = SiteSearch(site)
        self._opinion = opinion
        # One at a time: a search takes milliseconds, and keeps what it has read.
        self.worker = ThreadPoolExecutor(1, "kbgen-search")

    def as_json(self, locale: str, query: str) -> dict[str, Any]:
        """The answer for a program."""
        return self._indexes.answer(locale, query)

    @property
    def has_opinion(self) -> bool:
        """Whether the order of results can be asked for."""
        return self._opinion is not None

    def order(self, locale: str, query: str) -> dict[str, Any]:
        """The order of the first results by words and meaning together, for a browser with the same version of the index."""
        searcher = self._indexes.searcher(locale)
        return {"version": searcher.version, "order": self._opinion.order(searcher, query) if self._opinion else []}

    def page(self, locale: str, query: str, *, under: str = "") -> str:
        """The search page with results. `under` is where this answer stands, if not in place of the built page: `_kb`."""
        try:
            written = (self._site / locale / "search" / "index.html").read_text("utf-8")
        except OSError:
            raise ClientError("There is no such page.", status=404) from None
        if query.strip():
            try:
                written = self._filled(written, locale, query)
            except (KbgenError, OSError, ValueError, KeyError):
                log.exception("a search was not answered")
        if under:
            # The page's own addresses start from where it was built, those within it from here.
            base = f"../../../{locale}/search/"
            address = html.escape(f"../../{under}/{locale}/search/?q={quote(query)}")
            written = written.replace('href="#', f'href="{address}#').replace("<head>", f'<head><base href="{base}">', 1)
        return written

    def _filled(self, written: str, locale: str, query: str) -> str:
        shown = self._shown(locale, query, _config(written))
        written = _PLACE.sub(lambda _: f'<div class="kb-results" data-kb-results>{shown}</div>', written, count=1)
        written = _BOX.sub(lambda box: f'{box[1]} value="{html.escape(query)}">', written, count=1)
        return _INDEX.sub(r"\1 hidden", written, count=1) if "<li>" in shown else written

    def _shown(self, locale: str, query: str, config: dict[str, str]) -> str:
        words: dict[str, Any] = json.loads((self._site / config["strings"]).read_text("utf-8"))
        searcher = self._indexes.searcher(locale)
        answer = searcher.answer(query, MOST)
        near = None if answer.count else searcher.beginning(query, MOST)

        def say(message: str, **values: str) -> str:
            text = html.escape(str(words.get(message, message)))
            for name, value in values.items():
                text = text.replace(f"{{{name}}}", f"<bdi>{html.escape(value)}</bdi>")
            return text

        if answer.count:
            forms = words.get("{n} result", {})
            one = data(locale).plural_form(answer.count)
            form = str(forms.get(one, forms.get("other", "{n}")) if isinstance(forms, dict) else forms)
            digits = config.get("numbers", "").partition("-u-nu-")[2] or "latn"
            number = number_in(locale, digits, answer.count)
            status = html.escape(form).replace("{n}", number)
        else:
            status = say("Nothing found for “{query}”.", query=query)
        notes = []
        if answer.corrected and answer.count:
            notes.append(
                say("Showing results for “{corrected}” instead of “{query}”.", corrected=answer.corrected, query=query.strip())
            )
        if near:
            notes.append(say("The nearest articles:"))
        shown = near or answer
        hits = "".join(f"<li>{self._hit(searcher, shown, result, say)}</li>" for result in shown.results)
        return (
            f'<p class="kb-results__status" role="status">{status}</p><p class="kb-results__note">{" ".join(notes)}</p>'
            f'<ol class="kb-results__list">{hits}</ol>'
        )

    @staticmethod
    def _hit(searcher: Searcher, answer: Answer, result: Result, say: Any) -> str:
        best = passage(searcher, answer, result)
        anchor = f"#{quote(best.anchor)}" if best.anchor else ""
        kind = say(KIND_NAMES.get(f"kind.{result.kind}", result.kind))

        def with_marks(text: str) -> str:
            parts = marked(text, answer.marks, searcher.locale)
            return "".join(f"<mark>{html.escape(part)}</mark>" if is_marked else html.escape(part) for part, is_marked in parts)

        return (
            f'<a class="kb-hit" href="../../{html.escape(quote(result.url, safe="/%"))}{anchor}">'
            f'<span class="kb-hit__title" dir="auto">{with_marks(result.title)}</span>'
            f'<span class="kb-hit__place"><span class="kb-hit__kind">{kind}</span></span>'
            f'<span class="kb-hit__heading" dir="auto">{with_marks(best.heading)}</span>'
            f'<span class="kb-hit__text" dir="auto">{with_marks(best.text)}</span></a>'
        )


def _config(written: str) -> dict[str, str]:
    """What the build tells scripts: where the interface text in the page's language is, and its digits."""
    found = _CONFIG.search(written)
    told: dict[str, str] = json.loads(found[1]) if found else {}
    return told
