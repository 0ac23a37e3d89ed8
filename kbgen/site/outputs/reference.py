"""`<locale>/reference.json`: what programs that answer for the site need besides articles: sections, glossary, ways to a person.

Receives the plan; returns names and contents. `kbgen mcp` reads it; hours are as `hours.js` takes them, so that "open now" is
computed when it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kbgen.pages.views import section_url
from kbgen.site.plan import SitePlan

REFERENCE = "reference.json"
VERSION = 1


def reference_files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """One file a locale."""
    for tag in plan.outlines:
        yield f"{tag}/{REFERENCE}", (json.dumps(_reference(plan, tag), ensure_ascii=False, indent=1) + "\n").encode()


def _reference(plan: SitePlan, tag: str) -> dict[str, Any]:
    outline, contact = plan.outlines[tag], plan.views[tag].contact
    sections = [
        {
            "path": path,
            "title": section.title,
            "description": section.description,
            "url": section_url(tag, path),
            "articles": len(outline.in_section.get(path, ())),
        }
        for path, section in outline.sections.items()
    ]
    channels = [
        {
            "kind": channel.kind,
            "address": channel.address,
            "href": channel.href,
            "hours": [{"days": line.days, "times": line.times} for line in channel.hours],
            "zone": channel.zone,
            "week": json.loads(channel.data) if channel.data else None,
        }
        for channel in (contact.channels if contact else ())
    ]
    if contact and contact.question_kind == "form":
        # It stands on the contact page itself; a question can be written at any time.
        form = {"kind": "form", "address": contact.question_link, "href": contact.question_link}
        channels.append(form | {"hours": [], "zone": "", "week": None})
    return {
        "version": VERSION,
        "locale": tag,
        "site_name": plan.views[tag].site_name,
        "sections": sections,
        "glossary": [{"term": term, "meaning": meaning} for term, meaning in plan.views[tag].glossary],
        "contact": channels,
    }
