"""`kbgen messages`: extract, update and compile the interface text.

Receives the command line; writes below the project's `locales`. In kbgen's own checkout the texts are those of kbgen; in
a project they are those of its own templates, and its catalogues hold what kbgen's do not.
"""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.config import Settings, load
from kbgen.language.catalogue import SOURCE_LANGUAGE, catalogue_file, shipped_tags
from kbgen.language.extraction import extract
from kbgen.language.messages import compile_catalogue, template_file, write
from kbgen.language.messages import update as update_catalogue
from kbgen.resources import locales_dir

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's settings.",
)
templates = click.option(
    "-t",
    "--templates",
    type=click.Path(path_type=Path),
    multiple=True,
    default=(Path("theme"),),
    show_default=True,
    help="A folder of your own templates, relative to the settings; can be given more than once.",
)


@click.group()
def messages() -> None:
    """Collect, update and compile the interface text that is translated."""


@messages.command("extract")
@config_file
@templates
def extract_messages(config_file: Path, templates: tuple[Path, ...]) -> None:
    """List all texts of code and templates in locales/kbgen.pot."""
    settings = load(config_file)
    catalogue = extract(settings.root, [settings.root / folder for folder in templates])
    path = template_file(settings.root / "locales")
    write(catalogue, path)
    click.echo(f"{_shown(path, settings)}: {len(catalogue)} texts")


@messages.command()
@config_file
def update(config_file: Path) -> None:
    """Add new texts to the catalogue of each locale, and drop those that are gone."""
    settings = load(config_file)
    own = _translated_locales(settings)
    further = [tag for tag in shipped_tags() if tag not in own] if settings.root.resolve() == locales_dir().parent else []
    for tag in [*own, *further]:
        path = update_catalogue(tag, settings.root, readers_only=tag in further)
        click.echo(_shown(path, settings) if path else f"{tag}: nothing to add to the catalogue that kbgen ships")


@messages.command("compile")
@config_file
def compile_messages(config_file: Path) -> None:
    """Write the .mo beside each catalogue of the project, for other programs; kbgen reads the .po itself."""
    settings = load(config_file)
    for path in sorted((settings.root / "locales").glob("*/LC_MESSAGES/kbgen.po")):
        click.echo(_shown(compile_catalogue(path), settings))


def _translated_locales(settings: Settings) -> list[str]:
    # The source's texts are English: an English catalogue exists only where a project wants other words.
    return [
        locale.tag
        for locale in settings.locales
        if locale.tag.partition("-")[0] != SOURCE_LANGUAGE or catalogue_file(settings.root / "locales", locale.tag).is_file()
    ]


def _shown(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.root).as_posix()
