"""The command line: one verb a module, imported only when it is called, so that `kbgen --help` stays quick."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from kbgen import __version__
from kbgen.errors import AuthorError, KbgenError

# verb → (module and command object, what it does: shown by --help without importing the module)
VERBS: Mapping[str, tuple[str, str]] = {
    "init": ("kbgen.authoring.commands:init", "Start a help center in a new folder."),
    "new": ("kbgen.authoring.commands:new", "Start an article of some kind."),
    "rename": ("kbgen.authoring.move_commands:rename", "Move an article or section in every language."),
    "retire": ("kbgen.authoring.move_commands:retire", "Mark an article as no longer kept up to date."),
    "template": ("kbgen.authoring.editor_commands:template", "Copy one of kbgen's templates, to be changed."),
    "editor": ("kbgen.authoring.editor_commands:editor", "Prepare an editor: schemas for VS Code, forms for Decap CMS."),
    "check": ("kbgen.check.command:check", "Say everything that is wrong with the content."),
    "accessibility": ("kbgen.check.accessibility.command:accessibility", "Write an accessibility statement for each language."),
    "build": ("kbgen.site.command:build", "Build the site."),
    "book": ("kbgen.site.book.command:book", "Write the help center or a part of it as a book, for paper."),
    "import": ("kbgen.imports.commands:import_", "Bring an old help center along."),
    "serve": ("kbgen.preview.commands:serve", "Show the site while it is written."),
    "search": ("kbgen.search.command:search", "Search the built site as a reader would."),
    "mcp": ("kbgen.assistants.commands:mcp", "Let assistants search and read the built site."),
    "collect": ("kbgen.collect.commands:collect", "Collect votes and events from readers."),
    "events": ("kbgen.collect.commands:events", "Explain what the collector stores."),
    "report": ("kbgen.report.commands:report", "Say what readers asked and did not find, and what failed them."),
    "desk": ("kbgen.desk.commands:desk", "Show every day what readers asked, and take down what becomes of it."),
    "comments": ("kbgen.desk.commands:comments", "Write what became of readers' comments, for the writers' folder."),
    "gaps": (
        "kbgen.report.commands:gaps",
        "List the questions that readers asked without finding an answer; replay them on today's site.",
    ),
    "learn": ("kbgen.report.commands:learn", "Propose readers' own words for search."),
    "propose": ("kbgen.proposals.commands:propose", "Propose drafts and decisions as a pull request or a patch."),
    "digest": ("kbgen.report.commands:digest", "Write the week's mail for one team."),
    "notify": ("kbgen.notices.commands:notify", "Send weekly mail and messages to teams and chats."),
    "journey": ("kbgen.journeys.commands:journey", "Write and send letters for new customers."),
    "simulate": ("kbgen.report.commands:simulate", "Make up readers, to try reports out."),
    "export": ("kbgen.operations.commands:export", "Print votes and events as CSV or JSON Lines."),
    "backup": ("kbgen.operations.commands:backup", "Copy votes and events into one file."),
    "restore": ("kbgen.operations.commands:restore", "Make a database from a backup."),
    "forget": ("kbgen.operations.commands:forget", "Forget a text or a period."),
    "expire": ("kbgen.operations.commands:expire", "Empty comments and searches that are old."),
    "translations": ("kbgen.translations.commands:translations_group", "Say which translations are missing or stale."),
    "translate": ("kbgen.drafting.commands:translate", "Draft a translation, by hand or with a program."),
    "suggest": ("kbgen.drafting.commands:suggest", "Propose how readers might ask for an article."),
    "messages": ("kbgen.language.commands:messages", "Keep the catalogues of interface text up to date."),
}


class Verbs(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All verbs, in the order of a writer's day."""
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import the command called `name`."""
        if name not in VERBS:
            return None
        module, _, attribute = VERBS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in VERBS.items()])

    def resolve_command(self, context: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a mistyped verb."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, 1)
            context.fail(f"There is no command {args[0]!r}." + (f" Did you mean {near[0]}?" if near else " Run: kbgen --help"))
        return super().resolve_command(context, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kbgen")
@click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """A help center in many languages from Markdown, with search and feedback."""
    context.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> Any:
    """Run kbgen; errors that it raises on purpose are told in a sentence, and the exit code says that it failed.

    Raises `KeyboardInterrupt` where it was stopped: see `kbgen.__main__`.
    """
    try:
        return cli.main(arguments, prog_name="kbgen", standalone_mode=False)
    except click.exceptions.Abort:
        # Ctrl-C, or No to a question.
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KbgenError as error:
        written = sys.argv if arguments is None else arguments
        if "--debug" in written:
            raise
        if isinstance(error, AuthorError):
            from kbgen.terminal import Reporter

            Reporter(verbose=bool({"-v", "--verbose"} & set(written))).refused(error.issues)
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
