"""`kbgen accessibility`: thin; writes a statement for each language."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from kbgen.errors import OperatorError
from kbgen.options import config_option, settings_of


@click.command()
@config_option
@click.option("-l", "--locale", "locales", multiple=True, help="Only this language; may be given several times.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("accessibility"),
    show_default=True,
    help="The folder.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that the statement names.")
def accessibility(config_file: Path, locales: tuple[str, ...], out: Path, today: datetime | None) -> None:
    """Write an accessibility statement for each language: what was looked at, and what is known to fail."""
    from kbgen.check.accessibility.look import look
    from kbgen.check.accessibility.statement import statement

    settings = settings_of(config_file)
    wanted = [entry for entry in settings.locales if not locales or entry.tag in locales]
    if missing := set(locales) - {entry.tag for entry in settings.locales}:
        raise OperatorError(f"The site has no language {', '.join(sorted(missing))}.")
    found = look(settings)
    for entry in wanted:
        text = statement(settings, found, entry, today.date() if today else date.today())
        try:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{entry.tag}.md").write_text(text, "utf-8")
        except OSError as error:
            raise OperatorError(f"{out} cannot be written: {error.strerror or error}.") from None
        failures = len(found.by_language.get(entry.tag, ())) + sum(issue.code == "contrast" for issue in found.issues)
        click.echo(f"{out / f'{entry.tag}.md'}: {found.counts[entry.tag]['articles']} articles looked at, {failures} known to fail")
