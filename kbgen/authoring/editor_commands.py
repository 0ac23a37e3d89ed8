"""The verbs `kbgen editor` and `kbgen template`."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from kbgen.options import config_option, settings_of


@click.command()
@click.argument("program", metavar="EDITOR", type=click.Choice(["vscode", "decap"]))
@config_option
@click.option("--repo", default="owner/name", show_default=True, help="For decap: the repository on GitHub.")
@click.option("--branch", default="main", show_default=True, help="For decap: the branch that is edited.")
def editor(program: str, config_file: Path, repo: str, branch: str) -> None:
    """Prepare an editor for this site: vscode gets schemas of mkdocs.yml and front matter; for decap, a Git-based editor in the
    browser, its config.yml is printed."""
    settings = settings_of(config_file)
    if program == "vscode":
        from kbgen.authoring.schemas import write_editor_files

        for name in write_editor_files(settings.root):
            click.echo(name)
        return
    from kbgen.authoring.decap import decap_config
    from kbgen.site.plan import load_interfaces

    config = decap_config(settings, load_interfaces(settings), repo, branch)
    click.echo(yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120), nl=False)


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@config_option
def template(name: str | None, config_file: Path) -> None:
    """Copy kbgen's template NAME, such as partials/footer.html, into the site's folder to be changed; without NAME, list them."""
    from kbgen.rules.templates import copy_template, template_names

    if name is None:
        click.echo("\n".join(template_names()))
        return
    settings = settings_of(config_file)
    target = copy_template(settings, name)
    click.echo(target.relative_to(settings.root).as_posix() if target.is_relative_to(settings.root) else str(target))
    if settings.custom_dir is None:
        click.echo("Write custom_dir: theme below theme: in mkdocs.yml, so that it is used.")
