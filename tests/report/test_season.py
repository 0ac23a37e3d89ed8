"""Ten weeks of made-up readers give the report that was looked at when it was written: any other figure, or order, has to be meant.

Where a change is meant, `python -m tests.report.test_season` writes `season.json` anew; look at its difference before it is kept.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import astuple, replace
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

from kbgen.config import LocaleSettings
from kbgen.report.judge.learn import doubtful, learned
from kbgen.report.judge.replay import replay
from kbgen.report.judge.study import FailureRule, count, known_site, study
from kbgen.report.read.goals_file import Goal, Measure
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.site import ArticleFacts
from kbgen.report.read.wont_do import Correction, WontDo
from kbgen.report.simulate import rows
from kbgen.report.write.csv import as_csv
from kbgen.report.write.digest import digest_letter
from kbgen.report.write.json import document
from kbgen.report.write.markdown import as_markdown
from kbgen.report.write.output import voices
from kbgen.report.write.page import interval, months, tiles, week_spark, weeks
from kbgen.search.analysis import analyse
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import build_index
from kbgen.search.synonyms import synonyms_from
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, contact, opened, reword, search, view, vote

KEPT = Path(__file__).with_name("season.json")
ARTICLES = [f"{section}/{name}" for section in ("billing", "start", "team") for name in ("pay", "set-up", "roles", "export")]
QUESTIONS = {
    "en": [
        *["export my data", "exporting data", "export data csv", "cancel subscription", "cancel my subscripton", "invoice address"],
        *[
            "change password",
            "password reset",
            "single sign on",
            "sso",
            "add a member",
            "invite people",
            "dark mode",
            "refund",
            "tax",
        ],
    ],
    "ar": ["تصدير بياناتي", "صدر البيانات", "إلغاء الاشتراك", "كلمة المرور", "تغيير كلمه المرور", "الفاتورة"],
    "fa": ["خروجی گرفتن از داده‌ها", "لغو اشتراک", "گذرواژه", "تغییر گذرواژه", "صورت‌حساب", "دعوت از هم‌تیمی"],
}
LOCALES = (LocaleSettings("en", "English"), LocaleSettings("ar", "العربية"), LocaleSettings("fa", "فارسی", "persian"))
WORDS = """
zeppelin glacier walnut harbour violin lantern cobalt meadow turbine saffron orchid granite pelican tundra quartz jasmine falcon
bamboo crater dolphin ember fjord gazelle hammock igloo juniper kayak lagoon mango nectar
"""
TITLES = {
    "en": ("Pay an invoice", "Set up your account", "Add members and change roles", "Export your data (CSV)"),
    "ar": ("ادفع فاتورة", "إعداد حسابك", "أضف أعضاء", "تصدير البيانات"),
    "fa": ("پرداخت صورت‌حساب", "حسابتان را راه بیندازید", "دعوت از هم‌تیمی‌ها", "خروجی گرفتن از داده‌ها"),
}
FACTS = {
    (article, locale): ArticleFacts(
        article,
        locale,
        TITLES[locale][number % 4],
        # Shown in English where nobody has translated it.
        "en" if (article, locale) == ("start/set-up", "fa") else locale,
        "guide",
        article[:4],
        f"{locale}/{article}/",
        f"{article}.md",
        f"2026-{month}-03",
    )
    for locale, month in (("en", "11"), ("ar", "09"), ("fa", "10"))
    for number, article in enumerate(ARTICLES)
    if not (locale == "ar" and article.startswith("team"))
}
TODAY = NOW // DAY_MS
GOALS = (
    Goal(Measure.HELPFULNESS, 0.8, TODAY + 60, TODAY - 40, section="billing"),
    Goal(Measure.HELPFULNESS, 0.7, TODAY + 20, locale="fa"),
    Goal(Measure.HELPFULNESS, 0.6, TODAY - 3, TODAY - 30, owner="team"),
    Goal(Measure.CONTACT_RATE, 0.05, TODAY + 90, locale="en"),
    Goal(Measure.NO_RESULT_RATE, 0.1, TODAY + 30, TODAY - 20),
    Goal(Measure.ANSWERED_GAPS, 0.5, TODAY + 120, TODAY - 35),
)
PUT_OFF = [WontDo("dark mode", "en", "Not this year."), WontDo("phone support", "en", "By mail only.")]
CORRECTIONS = [
    Correction("sso", "en", (("en", "single sign on"),)),
    Correction("refund", "en", (("en", "money back"),)),
    Correction("cancel my subscripton", "en", apart=True),
]


def readers(random: Random) -> Journal:
    """Visits of 75 days: more and more come, fewer of them are helped, and some write comments, are robots or one network."""
    journal = Journal()
    for number in range(1400):
        days = random.triangular(-0.5, 75, 5)
        locale = random.choices(("en", "ar", "fa"), (6, 3, 2))[0]
        asked = random.choices(QUESTIONS[locale], range(len(QUESTIONS[locale]), 0, -1))[0]
        article = random.choices(ARTICLES, range(len(ARTICLES), 0, -1))[0]
        steps: list[tuple[str, dict[str, Any]]] = []
        for _ in range(random.choice((1, 1, 2, 3))):
            match random.randrange(9):
                case 0 | 1:
                    steps.append(search(asked, random.choice((0, 0, 4))))
                case 2 | 3:
                    steps += [search(asked, 5), opened(asked, article, random.randint(1, 4))]
                case 4:
                    other = random.choice(QUESTIONS[locale])
                    steps += [search(asked, 2), reword(asked, other), search(other, random.choice((0, 3)))]
                case 5 | 6:
                    seconds = random.choice((5, 40, 300, 2400))
                    steps += [view(article, seconds=seconds, language=random.choice((locale, "en")))]
                    helpful = random.random() < (0.25 if article in ("billing/pay", "team/roles") else 0.8 - days / 150)
                    more: dict[str, Any] = (
                        {"effort": random.randint(1, 5)} if helpful else {"reason": random.choice(("unclear", "wrong"))}
                    )
                    if random.random() < 0.1:
                        more["comment"] = f"Note {number} of {article}"
                    steps += [vote(article, helpful, seconds=random.choice((20, 90)), **more)]
                case 7:
                    steps += [contact(channel=random.choice(("mail", "page", "phone")), article=article, seconds=200)]
                case _:
                    steps += [
                        contact(channel="page"),
                        ("suggestion", {"article": article, "rank": 1}),
                        ("sent", {"channel": "form", "results": random.randrange(2)}),
                    ][: random.randint(1, 3)]
            # Some go away for longer than a visit lasts.
            steps[-1][1].setdefault("seconds", random.choice((10, 60, 60, 700, 1900)))
        beside: dict[str, Any] = {"suspect": 1} if random.random() < 0.02 else {}
        if random.random() < 0.1:
            beside["screen"] = random.choice(("/billing/", "/team/*"))
        visited(journal, random.choice((None, *range(40))), *steps, locale=locale, days=days, **beside)
    # Scripts: one with many faces at once, one that asks the same for ever.
    for browser in range(14):
        lie = vote("billing/set-up", False, seconds=0)
        visited(journal, 666, search("gift vouchers", seconds=0), view("billing/set-up"), lie, days=9 - browser * 4 / 86_400)
    for _ in range(60):
        visited(journal, 667, search("free robots"), search("robots free"), days=12)
    # A gap that an article closed.
    for back in range(31, 60):
        journal.visit(search("set up account", 1), days=back)
    journal.many(2, search("account set up"), days=10)
    # Questions that are new, and others that nobody asks any more.
    for place, word in enumerate(WORDS.split()):
        days = random.uniform(1, 20) if place % 2 else random.uniform(31, 55)
        journal.many(1 + place % 7, search(word), locale="en", days=days)
    return journal


def publish_index(folder: Path) -> None:
    """The search index of the articles, with a passage or two each."""
    for locale in TITLES:
        synonyms = synonyms_from([], locale)
        written = []
        for number, facts in enumerate(facts for facts in FACTS.values() if facts.locale == locale):
            opening = Passage("", "", f"{facts.title}. {QUESTIONS[locale][number % 5]}.")
            more = Passage("more", QUESTIONS[locale][-1 - number % 5], f"{TITLES[locale][number % 3]}, {facts.article}")
            section = facts.article.partition("/")[0]
            document = Document(
                *(facts.article, locale, facts.path, facts.url, facts.title, "guide", section, locale), passages=(opening, more)
            )
            written.append(analyse(document, synonyms))
        build_index(written, locale, synonyms, folder)


def visited(journal: Journal, network: int | None, *steps: tuple[str, dict[str, Any]], **more: Any) -> None:
    """One visit from a network."""
    events, votes = len(journal.events), len(journal.votes)
    journal.visit(*steps, **more)
    journal.events[events:] = [(*row[:13], network, *row[14:]) for row in journal.events[events:]]
    journal.votes[votes:] = [(*row, network) for row in journal.votes[votes:]]


def told(folder: Path) -> dict[str, Any]:
    """What the report says of them, to programs and to people."""
    publish_index(folder)
    journal = readers(Random(14))
    store = open_store(str(folder / "kb.db"))
    store.load("events", journal.events)
    store.load("votes", journal.votes)
    try:
        with store.snapshot() as snapshot:
            site = replace(known_site(snapshot, None, None), locales=LOCALES, articles=FACTS, folder=folder)
            tally = count(snapshot, site, period(NOW - 30 * DAY_MS, NOW))
            report = study(
                snapshot,
                site,
                tally.period,
                tally=tally,
                put_off=PUT_OFF,
                corrections=CORRECTIONS,
                goals=GOALS,
                rules=FailureRule(0.7, 6),
            )
    finally:
        store.close()
    made_up = list(rows(site, 3, 14, NOW, 24))
    usual = [(len(events), len(votes), digest_of([events, votes])) for events, votes in rows(site, 8, 14, NOW)]
    voice = voices(site)[0]
    phrases = learned(tally, site, fewest=2)
    return {
        "simulated": [" ".join(map(str, row)) for both in made_up for some in both for row in some],
        "simulated_usually": usual,
        "learned": phrases,
        "doubtful": doubtful(tally, phrases),
        "replayed": [astuple(one) for one in replay(tally.words.values(), site)],
        "json": document(report),
        "csv": as_csv(report).splitlines(),
        "markdown": as_markdown(report, voice).splitlines(),
        "tiles": [
            [tile.name, tile.value, tile.before, tile.change, tile.direction, str(tile.spark)] for tile in tiles(report, voice)
        ],
        "weeks": [astuple(one) for one in weeks(report, voice)],
        "months": [astuple(one) for each in voices(site) for one in months(report, each)],
        "bars": [dict(interval(one.basis)) for one in report.articles],
        "sparks": [[bool(week_spark(gap, voice, cut)) for cut in (0, 24, 25)] for gap in report.gaps[:9]],
        "digest": digest_letter(report, site, "bill", voice).text.splitlines(),
        "every": [[one.article, one.locale, one.visits, one.contacts, one.basis.yes, one.basis.no] for one in report.every],
    }


def digest_of(made_up: object) -> str:
    """Whether anything of it is another: it is too long to be looked at."""
    return blake2b(repr(made_up).encode(), digest_size=6).hexdigest()


def written(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n"


def test_a_season_of_readers_gives_the_report_that_was_looked_at(tmp_path: Path) -> None:
    assert json.loads(written(told(tmp_path))) == json.loads(KEPT.read_text("utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        KEPT.write_text(written(told(Path(made))), "utf-8")
