"""What a report says in sentences: the point of the week, why an article did not serve, what figures mean.

Receives a report and a voice; returns text or markup in that language. The same sentences go into the page, the mail and
Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kbgen.reasons import REASONS
from kbgen.report.judge.figures import ArticleFigures, Closed, Near, Question, Report
from kbgen.report.judge.helpfulness import Verdict
from kbgen.report.write.locale_view import LocaleView


@dataclass(frozen=True)
class Point:
    """One thing to do this week: `verb` says what, `what` on which, `why` in figures; `target` is the place on the page."""

    verb: str
    what: Markup
    why: str
    target: str


@dataclass(frozen=True)
class Sentences:
    """The sentences of one report in one language."""

    report: Report
    voice: LocaleView

    def points(self) -> list[Point]:
        """What to do first: at most one gap, one article, one translation, and what was closed."""
        text, count = self.voice.gettext, self.voice.count
        found = []
        if self.report.gaps:
            gap = self.report.gaps[0]
            left = count("{n} reader left without help", "{n} readers left without help", gap.left)
            found.append(Point(text("Write first"), self.question(gap), left, "gaps"))
        failing = [article for article in self.report.articles if article.verdict is Verdict.FAILING]
        if failing:
            article = failing[0]
            why = text("{yes} of {all} said that it helped").format(
                yes=self.voice.number(article.basis.yes), all=self.voice.number(article.basis.votes)
            )
            found.append(Point(text("Fix first"), self.title(article), why, "articles"))
        if self.report.demand:
            wanted = self.report.demand[0]
            readers = count("{n} reader wanted it", "{n} readers wanted it", wanted.reads + wanted.searches)
            found.append(Point(text("Translate first"), self.voice.readers_words(wanted.title), readers, "translations"))
        if self.report.closed:
            closed = count("{n} gap is closed", "{n} gaps are closed", len(self.report.closed))
            then = sum(one.then for one in self.report.closed)
            why = count("it left {n} reader without help before", "they left {n} readers without help before", then)
            found.append(Point(text("What helped"), Markup("{}").format(closed), why, "closed"))
        return found

    def question(self, question: Question) -> Markup:
        """A question in its readers' words, in quotation marks."""
        return Markup('<q lang="{}">{}</q>').format(question.locale, self.voice.readers_words(question.text))

    def title(self, article: ArticleFigures) -> Markup:
        """An article's title in its own direction."""
        return Markup('<bdi lang="{}">{}</bdi>').format(article.language or article.locale, article.title)

    def why(self, near: Near, question: Question) -> str:
        """Why the nearest article did not serve."""
        text, count = self.voice.gettext, self.voice.count
        if near.language:
            return text("It is not translated.")
        reasons: list[str] = []
        if near.lacks:
            words = self.voice.locale.join([self.voice.readers_words(word) for word in near.lacks])
            reasons.append(self.voice.say(text("It does not say: {words}."), words=words))
        if near.opened:
            reasons.append(count("{n} reader opened it.", "{n} readers opened it.", near.opened))
        elif not near.lacks and question.unopened:
            reasons.append(text("It has the words, but nobody opened it: its title may not say so."))
        elif not near.lacks:
            reasons.append(text("It has the words, but was not shown or did not answer."))
        return Markup(" ").join(reasons)

    def how(self, question: Question) -> str:
        """How the searches for a question ended."""
        count = self.voice.count
        parts = [
            count("{n} found nothing", "{n} found nothing", question.nothing) if question.nothing else "",
            count("{n} opened nothing", "{n} opened nothing", question.unopened) if question.unopened else "",
            count("{n} tried other words", "{n} tried other words", question.reworded) if question.reworded else "",
            count("{n} contacted support", "{n} contacted support", question.contact) if question.contact else "",
        ]
        return self.voice.locale.join([part for part in parts if part])

    def change(self, now: int, before: int) -> str:
        """Against the period before, where that was recorded whole."""
        text = self.voice.gettext
        if not self.report.period.comparable:
            return ""
        if not before:
            return text("new") if now else "–"
        if now == before:
            return text("as before")
        template = text("up from {before}") if now > before else text("down from {before}")
        return template.format(before=self.voice.number(before))

    def compared(self) -> str:
        """Which days are compared to tell the gaps that closed; empty where none are."""
        text, count, voice, days = self.voice.gettext, self.voice.count, self.voice, self.report.compared
        if days is None or days.then.days <= 0:
            return ""
        if days.now is None:
            return text("The earlier report reaches to the end of this one: no days after it are left to compare.")
        return text(
            "Compared per day: {then} up to {day} with {now} up to {until}. A gap counts as closed where a day leaves a quarter "
            "of the readers or fewer, and chance alone would hardly do that."
        ).format(
            then=count("{n} day", "{n} days", days.then.days),
            now=count("{n} day", "{n} days", days.now.days),
            day=voice.day(days.then.last),
            until=voice.day(days.now.last),
        )

    def closed(self, one: Closed) -> str:
        """The readers left by a closed gap. No arrow: in text that runs from right to left it would point the wrong way."""
        now, then = self.voice.number(one.now), self.voice.number(one.then)
        return self.voice.gettext("{now} left now, {then} before").format(now=now, then=then)

    def without_contact(self) -> str:
        """The share of visits that ended without contact, and what it is not."""
        days = self.report.sum(self.report.period.first, self.report.period.last)
        share = self.voice.percent(1 - days.contacts / days.visits) if days.visits else "–"
        return self.voice.gettext(
            "{share} of visits ended without contact with support. That is not the share of readers who found an answer: "
            "some gave up, some knew another way."
        ).format(share=share)

    def self_service(self) -> list[str]:
        """The self-service score and the deflection, where there is anything to count."""
        days = self.report.sum(self.report.period.first, self.report.period.last)
        said = []
        if days.contacts:
            score = self.voice.number(days.visits / days.contacts, 1)
            said.append(
                self.voice.gettext("Self-service score: {score} visits for each that contacted support.").format(score=score)
            )
        if days.sought:
            said.append(
                self.voice.gettext("Deflection: {share} of {visits} visits that looked for support did not contact it.").format(
                    share=self.voice.percent(1 - days.contacts / days.sought), visits=self.voice.number(days.sought)
                )
            )
        return said

    def days(self) -> list[str]:
        """Which days are counted, and what that leaves out."""
        text, period = self.voice.gettext, self.report.period
        said = [text("Days end at midnight in the time zone {zone}.").format(zone=self.voice.zone(period.zone))]
        if period.in_part:
            said.append(text("Today is not over: its figures are compared with nothing."))
        else:
            said.append(text("Only whole days are counted; today is not over."))
        if not period.in_part and not period.comparable and not self.report.empty:
            said.append(text("The period before was not recorded from its beginning, so nothing is compared with it."))
        return said

    def verdict(self, article: ArticleFigures) -> str:
        """What the votes say."""
        text = self.voice.gettext
        if article.verdict is Verdict.FAILING:
            return text("fails its readers")
        return text("may be failing: more votes will tell")

    def reason(self, reason: str) -> str:
        """A reason that readers chose."""
        return self.voice.gettext(REASONS[reason]) if reason in REASONS else reason

    def channel(self, channel: str) -> str:
        """A way to a person."""
        text = self.voice.gettext
        names = {
            "page": text("Contact page"),
            "mail": text("Email"),
            "phone": text("Phone"),
            "chat": text("Chat"),
            "form": text("Form"),
        }
        return names.get(channel, channel)

    def notes(self) -> list[str]:
        """What to know about the figures."""
        notes, count = self.report.notes, self.voice.count
        found = []
        if self.report.meant:
            found.append(
                count(
                    "{n} result that readers opened had been brought further up by the second opinion.",
                    "{n} results that readers opened had been brought further up by the second opinion.",
                    self.report.meant,
                )
            )
        if notes.suspects:
            found.append(
                count(
                    "{n} record looked like a robot's and is left out.",
                    "{n} records looked like a robot's and are left out.",
                    notes.suspects,
                )
            )
        if notes.flooded:
            found.append(
                count(
                    "{n} record came from a source that asked more than a person could; it is left out.",
                    "{n} records came from sources that asked more than a person could; they are left out.",
                    notes.flooded,
                )
            )
        if notes.votes:
            found.append(
                count(
                    "{n} vote was more than one network may say about one article in a day; it judges nothing.",
                    "{n} votes were more than one network may say about one article in a day; they judge nothing.",
                    notes.votes,
                )
            )
        if notes.readers:
            found.append(
                count(
                    "{n} reader was more than one network may be for one question in a day; they are left out of gaps.",
                    "{n} readers were more than one network may be for one question in a day; they are left out of gaps.",
                    notes.readers,
                )
            )
        if notes.later:
            found.append(
                count(
                    "{n} record has a later time than now: a clock was wrong. It is not counted.",
                    "{n} records have a later time than now: a clock was wrong. They are not counted.",
                    notes.later,
                )
            )
        return found
