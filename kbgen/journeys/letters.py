"""The letters of a step: what one customer gets, in one language.

Receives a step and the built site; returns a `Letter`, or none where the step is not written in that language. Links carry the name
of the step (`?via=first-week/3`), so that reports can say what was opened from it; nothing in a letter tells who opens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kbgen.errors import OperatorError
from kbgen.language.catalogue import folders, load
from kbgen.language.locale import Locale
from kbgen.mail.compose import Letter, Picture, framed
from kbgen.pages.interface import Interface
from kbgen.report.read.site import KnownSite
from kbgen.site.outputs.films import film_url
from kbgen.site.outputs.journeys import Step

# As in `theme/assets/javascripts/feedback/campaign.js`.
PARAMETER = "via"
_WIDTH = 560
_BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6b74;color:#ffffff;text-decoration:none;font-weight:600"
)


@dataclass(frozen=True)
class Writer:
    """Writes letters for one site. `unsubscribe` is where whoever wants no more says so, empty where there is no such place."""

    site: KnownSite
    content: Path
    interfaces: Mapping[str, Interface]
    unsubscribe: str = ""

    @classmethod
    def of(cls, site: KnownSite, unsubscribe: str) -> Writer:
        """A writer for a site whose `mkdocs.yml` is known. Raises `OperatorError` where links would lead nowhere."""
        if site.settings is None or site.content_dir is None:
            raise OperatorError("Journeys are in the content folder. Run this where mkdocs.yml is, or name it with -f.")
        if not site.url:
            raise OperatorError("A letter needs full addresses: set site_url in mkdocs.yml and build the site.")
        places = folders(site.settings.root)
        interfaces = {entry.tag: Interface(Locale.of(entry), load(entry.tag, places)) for entry in site.settings.locales}
        return cls(site, site.content_dir, interfaces, unsubscribe)

    def letter(self, step: Step, tag: str) -> Letter | None:
        """The letter of `step` in the language `tag`."""
        if tag not in step.languages or tag not in self.interfaces:
            return None
        address, label = self._target(step, tag)
        if not address:
            return None
        interface = self.interfaces[tag]
        picture = self._picture(step, tag)
        name = self.site.settings.locale(tag).site_name or self.site.name if self.site.settings else self.site.name
        why = interface.gettext("You get this because you began to use our service.")
        stop = interface.gettext("No more of these letters")
        paragraphs = step.paragraphs(tag)
        lines = [
            *paragraphs,
            f"{label}\n{address}",
            "--",
            f"{name}. {why}",
            *([f"{stop}: {self.unsubscribe}"] if self.unsubscribe else []),
        ]
        parts = [Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs]
        if picture:
            parts.append(Markup('<p><a href="{}">{}</a></p>').format(address, picture.tag(_WIDTH)))
        parts.append(Markup('<p><a href="{}" style="{}">{}</a></p>').format(address, _BUTTON, label))
        end = Markup('<p style="font-size:13px;color:#55636b">{}. {}</p>').format(name, why)
        if self.unsubscribe:
            end += Markup('<p style="font-size:13px"><a href="{}">{}</a></p>').format(self.unsubscribe, stop)
        html = framed(Markup("\n").join([*parts, end]), step.subject[tag], tag, interface.direction)
        return Letter(step.subject[tag], "\n\n".join(lines), html, tag, [picture] if picture else [])

    def _target(self, step: Step, tag: str) -> tuple[str, str]:
        """Where the letter leads, and what its button says."""
        interface = self.interfaces[tag]
        if step.video:
            return f"{self.site.url}{film_url(tag, step)}?{PARAMETER}={step.campaign}", interface.gettext("Watch the video")
        article, _, heading = step.article.partition("#")
        facts = self.site.articles.get((article, tag))
        if facts is None:
            return "", ""
        place = f"{self.site.url}{quote(facts.url)}?{PARAMETER}={step.campaign}" + (f"#{quote(heading)}" if heading else "")
        return place, facts.title

    def _picture(self, step: Step, tag: str) -> Picture | None:
        if not step.picture:
            return None
        file = self.content / step.picture
        kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(file.suffix.lower().lstrip("."), file.suffix.lower().lstrip("."))
        return Picture(f"step-{step.day}", file.read_bytes(), kind, (step.alt or {}).get(tag, ""))
