"""The verbs of a support lead: report, gaps, learn, digest, simulate. Thin; heavy imports wait until a command runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import OperatorError
from kbgen.report import options
from kbgen.report.options import (
    Beginning,
    config_option,
    locale_option,
    now,
    semantic_option,
    since_option,
    site_option,
    until_option,
)
from kbgen.store.options import DAY_MS, database_option

if TYPE_CHECKING:
    from kbgen.report.read.site import KnownSite
    from kbgen.report.write.locale_view import LocaleView


@click.command()
@database_option
@config_option
@site_option
@since_option("30d")
@until_option
@locale_option
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.  [default: report]")
@click.option(
    "--format", "form", type=click.Choice(["html", "json", "csv", "md"]), default="html", show_default=True, help="Of the report."
)
@click.option(
    "--before",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The report.json of an earlier report: which of its gaps closed in the days since, compared by the day.",
)
@click.option("--popular", is_flag=True, help="Also write content/popular.yml, what the home page calls popular now.")
@click.option(
    "--threshold",
    type=click.FloatRange(0.05, 0.95),
    default=0.6,
    show_default=True,
    help="The share of readers that an article should help.",
)
@click.option("--fewest", type=click.IntRange(1), default=5, show_default=True, help="Votes that are needed to judge an article.")
@semantic_option
def report(
    database: str,
    config_file: Path,
    site_dir: Path | None,
    since: Beginning,
    until: int | None,
    locales: tuple[str, ...],
    out: Path | None,
    form: str,
    before: Path | None,
    popular: bool,
    threshold: float,
    fewest: int,
    semantic: bool,
) -> None:
    """Say what readers asked and did not find, what failed them, and what to write next.

    HTML writes a page in each language of the site, and report.json for other commands. The other formats print one text, or
    write it to the folder of --out.
    """
    from kbgen.articles.popular import POPULAR_FILE
    from kbgen.report.feedback import read_report
    from kbgen.report.judge.closed_gaps import earlier_of
    from kbgen.report.judge.study import FailureRule, study
    from kbgen.report.read.wont_do import GAPS_FILE
    from kbgen.report.write.csv import as_csv
    from kbgen.report.write.json import as_json
    from kbgen.report.write.markdown import as_markdown
    from kbgen.report.write.output import DEFAULT_FOLDER, JSON_NAME, write, write_pages, write_popular

    with options.reading(database, config_file, site_dir) as (snapshot, site):
        options.check_locales(site, locales)
        earlier = earlier_of(read_report(before)) if before else None
        span = options.period_of(snapshot, site, since, until)
        rules, meaning = FailureRule(threshold, fewest), options.meaning_of(semantic)
        put_off, goals = options.put_off(site), options.goals_of(site)
        found = study(snapshot, site, span, locales, put_off, rules, earlier, meaning, goals=goals)
    for entry in found.unasked:
        advice = "Write it as readers do, or take it out if nobody asks any more."
        click.echo(f"Note: {GAPS_FILE}:{entry.line}: No search of this time means “{entry.question}”. {advice}", err=True)
    if popular:
        if site.content_dir is None:
            raise OperatorError("--popular writes into the content folder. Run it where mkdocs.yml is, or name it with -f.")
        click.echo(f"{write_popular(found, site.content_dir / POPULAR_FILE)}", err=True)
    if form == "html":
        written = write_pages(found, site, out or DEFAULT_FOLDER, threshold)
        click.echo(f"{written[0]}", err=True)
        return
    texts = {"json": lambda: as_json(found), "csv": lambda: as_csv(found), "md": lambda: as_markdown(found, _voice(site, locales))}
    text = texts[form]()
    if out is None:
        click.echo(text, nl=False)
    else:
        name = JSON_NAME if form == "json" else f"report.{form}"
        # A spreadsheet takes a file for UTF-8 only where it begins with the mark.
        mark = "\ufeff" if form == "csv" else ""
        click.echo(f"{write(out / name, mark + text)}", err=True)


def _voice(site: KnownSite, locales: Sequence[str]) -> LocaleView:
    from kbgen.report.write.output import voices

    wanted = locales[0] if locales else site.source_locale
    return next(voice for voice in voices(site) if voice.tag == wanted)


@click.command()
@database_option
@config_option
@site_option
@since_option("30d")
@until_option
@locale_option
@click.option(
    "--replay", "replaying", is_flag=True, help="Run the searches against today's index: what is answered now, what got worse."
)
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many to show.")
@click.option("--strict", is_flag=True, help="With --replay: exit with 1 if anything got worse.")
@semantic_option
def gaps(
    database: str,
    config_file: Path,
    site_dir: Path | None,
    since: Beginning,
    until: int | None,
    locales: tuple[str, ...],
    replaying: bool,
    limit: int,
    strict: bool,
    semantic: bool,
) -> None:
    """List the questions that readers asked in vain, those that left most of them first.

    A gap that will not be closed is put into content/gaps.yml with the reason.
    """
    from kbgen.report.judge.questions import questions
    from kbgen.report.judge.replay import ReplayOutcome, replay
    from kbgen.report.judge.study import count

    with options.reading(database, config_file, site_dir) as (snapshot, site):
        options.check_locales(site, locales)
        tally = count(snapshot, site, options.period_of(snapshot, site, since, until), locales)
        if replaying and not site.indexes:
            raise OperatorError("There is no search index to ask. Build the site first: kbgen build")
        if not replaying:
            asked = questions(tally, site, options.put_off(site), options.meaning_of(semantic))
            found = [question for question in asked if question.left and not question.wont_do]
            for number, question in enumerate(found[:limit], 1):
                nearest = question.nearest[0].article if question.nearest else "-"
                click.echo(f"{number:>3}  {question.left:>5} left  {question.locale}  {question.text}  (nearest: {nearest})")
            if not found:
                click.echo("No reader was left without help.")
            return
        replayed = replay(tally.words.values(), site)
    for outcome in ReplayOutcome:
        some = [one for one in replayed if one.outcome is outcome]
        readers = sum(one.readers for one in some)
        click.echo(f"{outcome}: {len(some)} searches, {readers} readers")
        for one in some[:limit]:
            click.echo(f"  {one.readers:>5}  {one.locale}  {one.text}" + (f"  → {one.article}" if one.article else ""))
    if strict and any(one.outcome is ReplayOutcome.WORSE for one in replayed):
        raise click.exceptions.Exit(1)


@click.command()
@database_option
@config_option
@site_option
@since_option("90d")
@until_option
@click.option("--fewest", type=click.IntRange(2), default=3, show_default=True, help="Readers whom an article must have helped.")
@click.option("--dry-run", is_flag=True, help="Only print what the file would be.")
def learn(
    database: str, config_file: Path, site_dir: Path | None, since: Beginning, until: int | None, fewest: int, dry_run: bool
) -> None:
    """Propose, for each article, the words that led readers to it and helped; writes content/asked.yml.

    What writers keep there stays as they wrote it, comments too: phrases are only added. Review the change as any other: search
    believes these words.
    """
    from kbgen.report.learning import learn_from
    from kbgen.report.write.output import write

    with options.reading(database, config_file, site_dir) as (snapshot, site):
        found = learn_from(snapshot, site, options.period_of(snapshot, site, since, until), fewest)
    if dry_run:
        click.echo(found.text, nl=False)
    elif found.added:
        write(found.path, found.text)
    for tag, phrase in found.doubtful:
        click.echo(f"Doubtful, no two readers on one day: {tag}: {phrase}", err=True)
    click.echo(f"{found.added} new phrases{'' if dry_run or not found.added else f' in {found.path}'}.", err=True)
    if found.simulated and found.added:
        click.echo("These readers never existed: kbgen simulate made them up. Look, but do not keep these words.", err=True)


@click.command()
@database_option
@config_option
@site_option
@click.option("--owner", required=True, help="The team, as mkdocs.yml names it.")
@click.option(
    "-l", "--locale", default="", help="The language of the mail; by default the team's own (teams: … locale), or the source's."
)
@since_option("7d")
@until_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("report"), show_default=True, help="The folder."
)
@semantic_option
def digest(
    database: str,
    config_file: Path,
    site_dir: Path | None,
    owner: str,
    locale: str,
    since: Beginning,
    until: int | None,
    out: Path,
    semantic: bool,
) -> None:
    """Write the week's mail for one team: digest-OWNER.eml, and its two parts as HTML and text. Nothing is sent."""
    from kbgen.report.draft import slug
    from kbgen.report.judge.study import study
    from kbgen.report.write.digest import digest as make_digest
    from kbgen.report.write.digest import team_locale
    from kbgen.report.write.output import voices, write

    with options.reading(database, config_file, site_dir) as (snapshot, site):
        tag = team_locale(site, owner, locale)
        span, meaning = options.period_of(snapshot, site, since, until), options.meaning_of(semantic)
        goals = options.goals_of(site)
        found = study(snapshot, site, span, put_off=options.put_off(site), meaning=meaning, goals=goals)
    voice = next(voice for voice in voices(site) if voice.tag == tag)
    message = make_digest(found, site, owner, voice)
    stem = f"digest-{slug(owner)}"
    for part in message.iter_parts():
        suffix = "html" if part.get_content_subtype() == "html" else "txt"
        write(out / f"{stem}.{suffix}", str(part.get_content()))
    click.echo(f"{write(out / f'{stem}.eml', message.as_string())}", err=True)


@click.command()
@click.option("--database", default="simulated.db", show_default=True, help="A new SQLite file, or an empty PostgreSQL database.")
@config_option
@site_option
@click.option("--days", type=click.IntRange(1, 730), default=90, show_default=True, help="How many days.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same readers.")
@click.option("--visits", type=click.IntRange(1, 100_000), default=120, show_default=True, help="Visits a day, about.")
@until_option
def simulate(database: str, config_file: Path, site_dir: Path | None, days: int, seed: int, visits: int, until: int | None) -> None:
    """Fill a separate database with made-up readers of the built site, to try reports out.

    Every row is marked as simulated, and so is the head of every report over it.
    """
    from kbgen.report.judge.study import known_site
    from kbgen.report.read.site import find_site
    from kbgen.report.simulate import rows
    from kbgen.store.store import open_store

    settings = options.settings_if_any(config_file)
    end = (now() if until is None else until) // DAY_MS * DAY_MS
    # Before the database is made: one that stays empty would be in the way.
    if not find_site(settings, site_dir.absolute() if site_dir else None, ()).articles:
        raise OperatorError("There is no built site to read in. Build it first: kbgen build")
    store = open_store(database)
    try:
        with store.snapshot() as snapshot:
            there, also, *_ = next(iter(snapshot.read("figures")))
            site = known_site(snapshot, settings, site_dir.absolute() if site_dir else None)
        if there or also:
            raise OperatorError(f"{database} holds {there} votes and {also} events already. Simulate into a database of its own.")
        total = 0
        for events, votes in rows(site, days, seed, end, visits):
            total += store.load("events", events) + store.load("votes", votes)
    finally:
        store.close()
    click.echo(f"{total} simulated records of {days} days. See them: kbgen report --database {database}", err=True)
