"""A message in words: what happened, in one language, before it is a mail or takes the form of a chat.

Receives happenings of one kind and a voice; returns a `Notice`, which is plain text throughout: whatever readers wrote is escaped
by the form that it is put into, and keeps its own direction by the marks of Unicode (FSI and PDI).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup, escape

from kbgen.mail.compose import Letter, framed
from kbgen.notices.happenings import Happening
from kbgen.notices.settings import When
from kbgen.report.write.locale_view import LocaleView, straight

# What a message holds before it is a wall; the rest is counted.
MOST = 10
# A comment in a chat is a beginning: the desk has the whole.
LETTERS = 400


@dataclass(frozen=True)
class Line:
    """One thing that happened: what it is about, where that is, and what is said of it."""

    title: str
    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Notice:
    """`data` are the happenings as a program wants them; `link` leads to the desk, `link_text` says so."""

    when: str
    title: str
    lines: tuple[Line, ...]
    locale: str
    direction: str
    more: str = ""
    link: str = ""
    link_text: str = ""
    site: str = ""
    data: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the outbox keeps it."""
        return asdict(self)

    @classmethod
    def of_json(cls, found: Mapping[str, Any]) -> Notice:
        """What `as_json` gave, read again."""
        return cls(**{**found, "lines": tuple(Line(**line) for line in found["lines"]), "data": tuple(found["data"])})


def notice_of(happenings: Sequence[Happening], voice: LocaleView, site: str, desk: str = "") -> Notice:
    """The message about happenings of one kind, those that matter most first."""
    first = happenings[0].when
    ordered = sorted(
        happenings, key=lambda one: (-one.readers, -(one.votes - one.yes), one.helpful, one.day, one.locale, one.title)
    )
    shown = ordered[:MOST]
    rest = len(ordered) - len(shown)
    return Notice(
        when=str(first),
        title=_title(first, len(happenings), voice),
        lines=tuple(Line(_subject(one, voice), _text(one, voice), one.url, one.language or one.locale) for one in shown),
        locale=voice.tag,
        direction=voice.direction,
        more=voice.count("and {n} more", "and {n} more", rest) if rest else "",
        link=desk,
        link_text=voice.gettext("Open the desk") if desk else "",
        site=site,
        data=tuple(_data(one) for one in shown),
    )


def _title(when: When, number: int, voice: LocaleView) -> str:
    count = voice.count
    if when is When.ARTICLE_FAILS:
        return count("{n} article fails its readers", "{n} articles fail their readers", number)
    if when is When.GAP:
        return count("{n} question leaves many readers without help", "{n} questions leave many readers without help", number)
    if when is When.COMMENT:
        return count("{n} new comment", "{n} new comments", number)
    return count("{n} article is due for review", "{n} articles are due for review", number)


def _subject(one: Happening, voice: LocaleView) -> str:
    title = _boxed(one.title)
    if one.when is When.GAP:
        title = voice.locale.quote(title)
    return title if one.locale == voice.tag else f"{title} ({voice.locale.language_name(one.locale)})"


def _text(one: Happening, voice: LocaleView) -> str:
    text = voice.gettext
    if one.when is When.ARTICLE_FAILS:
        said = text("{yes} of {all} said that it helped")
        return said.format(yes=voice.number(one.yes), all=voice.number(one.votes))
    if one.when is When.GAP:
        left = voice.count("{n} reader left without help", "{n} readers left without help", one.readers)
        return f"{left} · {text('Closest article')}: {_boxed(one.text)}" if one.text else left
    if one.when is When.COMMENT:
        answer = text("Helped") if one.helpful else text("Did not help")
        return f"{answer}: {voice.locale.quote(_boxed(_cut(one.text)))}"
    return text("Review was due on {day}").format(day=voice.iso(one.day))


_FIGURES = {
    When.ARTICLE_FAILS: ("yes", "votes"),
    When.GAP: ("readers",),
    When.COMMENT: ("helpful",),
    When.REVIEW_PAST: ("day",),
}


def _data(one: Happening) -> dict[str, Any]:
    """The happening for a program: what it is about, as far as that is known, and its figures."""
    about = {key: value for key in ("article", "locale", "language", "owner", "title", "url") if (value := getattr(one, key))}
    return {"when": str(one.when)} | about | {key: getattr(one, key) for key in _FIGURES[one.when]}


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"


def _boxed(text: str) -> str:
    """A text of any direction that does not move what stands around it."""
    return f"\u2068{straight(text)}\u2069"


def letter_of(notice: Notice) -> Letter:
    """The message as a mail."""
    rows, text = [], [notice.title, ""]
    for line in notice.lines:
        title = Markup('<b lang="{}">{}</b>').format(line.language, line.title)
        if line.url:
            title = Markup('<a href="{}" style="color:#0b6b74">{}</a>').format(line.url, title)
        rows.append(
            Markup('<li style="margin-bottom:10px">{}<br><span style="color:#4c5a60">{}</span></li>').format(title, line.text)
        )
        text += [f"- {line.title}", f"  {line.text}", *([f"  {line.url}"] if line.url else [])]
    body = Markup('<h1 style="font-size:20px;margin:0 0 12px">{}</h1>\n<ul>{}</ul>').format(notice.title, Markup("\n").join(rows))
    if notice.more:
        body += Markup("<p>{}</p>").format(notice.more)
        text += ["", notice.more]
    if notice.link:
        body += Markup('<p><a href="{}" style="color:#0b6b74">{}</a></p>').format(notice.link, notice.link_text)
        text += ["", f"{notice.link_text}: {notice.link}"]
    subject = f"{notice.site}: {notice.title}" if notice.site else notice.title
    return Letter(subject, "\n".join(text), framed(str(body), escape(subject), notice.locale, notice.direction), notice.locale)
