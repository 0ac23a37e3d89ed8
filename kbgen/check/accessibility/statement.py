"""An accessibility statement: what was looked at, and what is known to fail.

Receives a look and settings; returns one Markdown text a language. The words are in `statements/`; a language that has none gets
the English ones, which say the same. Nothing is claimed that was not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kbgen.check.accessibility.look import Look
from kbgen.config import LocaleSettings, Settings
from kbgen.language.locale import Locale
from kbgen.pages.contact.channels import contacts_from

WORDS = Path(__file__).parent / "statements"
# What each finding is called by WCAG, and where EN 301 549 asks for it.
CLAUSES = {
    "contrast": "WCAG 1.4.3, EN 301 549 9.1.4.3",
    "link-text": "WCAG 2.4.4, EN 301 549 9.2.4.4",
    "table-header": "WCAG 1.3.1, EN 301 549 9.1.3.1",
    "passage-language": "WCAG 3.1.2, EN 301 549 9.3.1.2",
    "image-alt": "WCAG 1.1.1, EN 301 549 9.1.1.1",
    "video-captions": "WCAG 1.2.2, EN 301 549 9.1.2.2",
    "heading-order": "WCAG 1.3.1, EN 301 549 9.1.3.1",
}
NOTHING = {
    "en": "Nothing that was looked at fails.",
    "ar": "لا شيء مما فُحص يخفق.",
    "fa": "از آنچه بررسی شد هیچ‌چیز نادرست نبود.",
}


def statement(settings: Settings, found: Look, entry: LocaleSettings, day: date) -> str:
    """The statement in the language of `entry`."""
    locale = Locale.of(entry)
    spoken = entry.tag if (WORDS / f"{entry.tag}.md").is_file() else "en"
    counts: Mapping[str, int] = found.counts.get(entry.tag, {})
    ratios = [pair.ratio for pair in found.contrasts if pair.ratio is not None]
    values = {
        "site": entry.site_name or settings.site_name,
        "address": f" ({settings.site_url}{entry.tag}/)" if settings.site_url else "",
        "day": locale.date(day),
        "pairs": locale.number(len(found.contrasts)),
        "least": locale.number(round(min(ratios), 2)) if ratios else "–",
        "failures": _failures(found, entry.tag, spoken),
        "contact": _contact(settings, entry.tag),
        **{name: locale.number(counts.get(name, 0)) for name in ("articles", "links", "pictures", "videos", "tables")},
    }
    text = (WORDS / f"{spoken}.md").read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _failures(found: Look, tag: str, spoken: str) -> str:
    colours = [issue for issue in found.issues if issue.code == "contrast"]
    issues = [*colours, *found.by_language.get(tag, ())]
    lines = [
        f"- {issue.message} ({CLAUSES.get(issue.code, issue.code)}; `{issue.path}{f':{issue.line}' if issue.line else ''}`)"
        for issue in issues
    ]
    return "\n".join(lines) or NOTHING.get(spoken, NOTHING["en"])


def _contact(settings: Settings, tag: str) -> str:
    contacts, _ = contacts_from(settings)
    contact = contacts.get(tag)
    ways = [channel.address for channel in contact.channels] if contact else []
    return "\n".join(f"- {way}" for way in ways) or "–"
