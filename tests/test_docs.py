"""The manual names everything that there is: options, commands, front-matter keys, issue codes, endpoints, template names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from kbgen.articles.front_matter.keys import ARTICLE_KEYS, HOME_KEYS
from kbgen.check.project_files import PROJECT_FILES
from kbgen.cli import VERBS, cli
from kbgen.collect.http.openapi import document
from kbgen.config import OPTIONS

ROOT = Path(__file__).parents[1]
LOCALES = ("en", "ar", "fa")
# Every command has them, and --help explains them.
EVERYWHERE = {"--help", "--version"}


@cache
def manual(locale: str) -> str:
    """All articles of one language."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "content" / locale).rglob("*.md")))


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by their full names."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for verb in command.list_commands(context):
            found = command.get_command(context, verb)
            assert found is not None
            yield from commands(found, f"{name} {verb}")


COMMANDS = dict(commands(cli, "kbgen"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_setting_is_in_the_manual(locale):
    assert [name for name in OPTIONS if f"`{name}`" not in manual(locale) and f"{name}:" not in manual(locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_key_of_a_file_beside_the_settings_is_in_the_manual(locale):
    parts = {name: schema.get("properties") or schema["items"]["properties"] for name, schema in PROJECT_FILES.items()}
    keys = [(name, key) for name, properties in parts.items() for key in properties]
    assert [(name, key) for name, key in keys if name not in manual(locale) or f"`{key}`" not in manual(locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_key_of_front_matter_is_in_the_manual(locale):
    assert sorted({key.name for key in (*ARTICLE_KEYS, *HOME_KEYS) if f"`{key.name}`" not in manual(locale)}) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_is_in_the_manual(locale):
    assert [name for name in COMMANDS if name not in manual(locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_option_of_a_command_is_in_the_manual(locale):
    missing = [
        f"{name} {options[0]}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        and (options := [option for option in parameter.opts if option.startswith("--")])
        and not EVERYWHERE & set(options)
        and not any(option in manual(locale) for option in parameter.opts if option.startswith("--"))
    ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_address_of_the_collector_is_in_the_manual(locale):
    assert [path for path in document()["paths"] if path not in manual(locale)] == []


def issue_codes() -> set[str]:
    """The codes of all issues, as the code of kbgen writes them."""
    found: set[str] = set()
    for path in (ROOT / "kbgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Issue" and len(node.args) > 2:
                code = node.args[2]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add(code.value)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_of_an_issue_is_in_the_manual(locale):
    assert len(issue_codes()) > 25
    assert sorted(code for code in issue_codes() if f"`{code}`" not in manual(locale)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_name_that_templates_may_use_is_in_the_manual(locale):
    tree = ast.parse((ROOT / "kbgen" / "site" / "theme" / "templates.py").read_text("utf-8"))
    (function,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "context"]
    names = [
        key.value
        for node in ast.walk(function)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    page = (ROOT / "content" / locale / "publish" / "templates.md").read_text("utf-8")
    assert len(names) > 15
    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_option_says_what_it_does():
    silent = [
        f"{name} {parameter.name}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []
    assert [verb for verb, (_, summary) in VERBS.items() if not summary.endswith(".")] == []
