"""The week's mail to one team: its articles that fail, what was asked near them and not found, what helped; as HTML and as text.

Receives a report of the week, the site and a voice in the team's language; returns a message as RFC 5322 has it.
"""

from __future__ import annotations

from email.message import EmailMessage

from jinja2 import Environment, PackageLoader, StrictUndefined

from kbgen.errors import OperatorError
from kbgen.mail.compose import Letter, compose, framed
from kbgen.report.judge.figures import ArticleFigures, Question, Report
from kbgen.report.read.site import KnownSite
from kbgen.report.write.goals import goal_rows, goal_sentence
from kbgen.report.write.locale_view import LocaleView, straight
from kbgen.report.write.page import environment
from kbgen.report.write.sentences import Sentences

MOST = 10


def team_locale(site: KnownSite, owner: str, asked: str = "") -> str:
    """The language of a team's mail: the one asked for, that of the team in `mkdocs.yml`, or that of the source."""
    if owner not in site.teams and not any(facts.owner == owner for facts in site.articles.values()):
        known = ", ".join(sorted(site.teams)) or "none are named in mkdocs.yml"
        raise OperatorError(f"There is no team {owner}. Known: {known}.")
    known_locales = [locale.tag for locale in site.locales]
    if asked and asked not in known_locales:
        raise OperatorError(f"{asked} is not a locale of this site. It has: {', '.join(known_locales)}.")
    teams = site.settings.options.get("teams") if site.settings else None
    entry = teams.get(owner) if isinstance(teams, dict) else None
    own = str(entry.get("locale") or "") if isinstance(entry, dict) else ""
    return asked or (own if own in known_locales else site.source_locale)


def nobodys(report: Report, site: KnownSite) -> list[Question]:
    """The gaps that no article is near, or only one without an owner: they are every team's."""
    return [gap for gap in report.gaps if not gap.nearest or not site.facts(gap.nearest[0].article, gap.nearest[0].locale).owner][
        :MOST
    ]


def of_team(report: Report, site: KnownSite, owner: str) -> tuple[list[ArticleFigures], list[Question], int]:
    """The team's failing articles, the gaps nearest to its articles, and how many readers it had."""
    articles = [article for article in report.articles if article.owner == owner]
    owned = {facts.article for facts in site.articles.values() if facts.owner == owner}
    gaps = [gap for gap in report.gaps if gap.nearest and gap.nearest[0].article in owned]
    votes = sum(
        yes + no
        for (article, _), days in report.votes.items()
        if article in owned
        for day, (yes, no) in days.items()
        if report.period.first <= day <= report.period.last
    )
    return articles[:MOST], gaps[:MOST], votes


def digest(report: Report, site: KnownSite, owner: str, voice: LocaleView) -> EmailMessage:
    """The mail. It names no sender: whoever sends it does."""
    message = compose(digest_letter(report, site, owner, voice))
    team = site.teams.get(owner)
    if team and team.email:
        message["To"] = team.email
    return message


def digest_letter(report: Report, site: KnownSite, owner: str, voice: LocaleView) -> Letter:
    """What the mail says."""
    articles, gaps, votes = of_team(report, site, owner)
    context = {
        "report": report,
        "site": site,
        "voice": voice,
        "_": voice.gettext,
        "count": voice.count,
        "say": voice.say,
        "words": voice.readers_words,
        "straight": straight,
        "number": voice.number,
        "percent": voice.percent,
        "sentences": Sentences(report, voice),
        "team": site.team(owner, voice.tag),
        "articles": articles,
        "gaps": gaps,
        "nobodys": nobodys(report, site),
        "votes": votes,
        # Those of other teams are their own.
        "goals": [
            goal_sentence(row, voice)
            for row, one in zip(goal_rows(report.goals, voice, site), report.goals, strict=True)
            if one.goal.owner in ("", owner)
        ],
    }
    plain = Environment(
        loader=PackageLoader("kbgen.report.write", "templates"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # text has nothing to escape
    subject = voice.gettext("{team}: what readers said this week").format(team=context["team"])
    text = plain.get_template("digest.txt").render(context)
    html = framed(environment().get_template("digest.html").render(context), subject, voice.tag, voice.direction)
    return Letter(subject, text, html, voice.tag)
