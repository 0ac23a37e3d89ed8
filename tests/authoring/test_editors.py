"""Schemas and forms for editors, made from the tables of kinds, keys and options."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from kbgen.articles.front_matter.keys import ARTICLE_KEYS, keys_for
from kbgen.articles.front_matter.parse import split
from kbgen.articles.kinds import KINDS
from kbgen.authoring.schemas import FRONT_MATTER_FILE, SETTINGS_FILE, front_matter_schema, settings_schema
from kbgen.check.project_files import PROJECT_FILES
from kbgen.config import OPTIONS
from kbgen.resources import package_dir

ROOT = Path(__file__).parents[2]


class Loader(yaml.SafeLoader):
    """YAML as JSON has it: days are texts."""


Loader.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
FRONT_MATTER = Draft7Validator(front_matter_schema(), format_checker=FormatChecker())
SETTINGS = Draft7Validator(settings_schema())
GUIDE = {"title": "A", "description": "B", "kind": "guide", "goal": "C"}


def header(path: Path) -> dict[str, object]:
    parts, _ = split(path.read_text("utf-8"), "")
    assert parts is not None
    values = yaml.load(parts.header or "{}", Loader)
    assert isinstance(values, dict)
    return values


def test_the_schemas_are_schemas() -> None:
    Draft7Validator.check_schema(front_matter_schema())
    Draft7Validator.check_schema(settings_schema())


def test_every_article_that_kbgen_ships_is_valid() -> None:
    folders = (ROOT / "content", package_dir() / "starter" / "content")
    articles = [path for folder in folders for path in sorted(folder.glob("*/**/*.md")) if path.name != "index.md"]
    articles = [path for path in articles if not any(part.startswith("_") for part in path.parts)]
    assert len(articles) > 150
    wrong = {str(path): [error.message for error in FRONT_MATTER.iter_errors(header(path))] for path in articles}
    assert {path: errors for path, errors in wrong.items() if errors} == {}


@pytest.mark.parametrize("path", [ROOT / "mkdocs.yml", package_dir() / "starter" / "mkdocs.yml"])
def test_settings_that_kbgen_ships_are_valid(path: Path) -> None:
    assert [error.message for error in SETTINGS.iter_errors(yaml.load(path.read_text("utf-8"), Loader))] == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "guides"}, "guides"),
        ({"titel": "A"}, "titel"),
        ({"symptoms": ["x"]}, "['x']"),
        ({"goal": None}, "None"),
        ({"updated": "21.11.2026"}, "21.11.2026"),
        ({"status": "hidden"}, "hidden"),
        ({"minutes": "five"}, "five"),
        ({"featured": "maybe"}, "maybe"),
    ],
)
def test_mistakes_in_front_matter_are_seen(change: dict[str, object], named: str) -> None:
    assert FRONT_MATTER.is_valid(GUIDE)
    errors = list(FRONT_MATTER.iter_errors({**GUIDE, **change}))
    assert errors
    assert named in " ".join(f"{list(error.path)} {error.message}" for error in errors)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_needs_is_asked_for(kind: str) -> None:
    needed = [key.name for key in keys_for(kind).values() if key.required and key.kinds]
    values = {"title": "A", "description": "B", "kind": str(kind)}
    errors = " ".join(error.message for error in FRONT_MATTER.iter_errors(values))
    assert needed
    assert all(f"'{name}' is a required property" in errors for name in needed)


@pytest.mark.parametrize(
    ("option", "value"),
    [("front_mater", "strict"), ("front_matter", "loose"), ("locales", {}), ("locales", {"fa": {"calender": "x"}})],
)
def test_mistakes_in_settings_are_seen(option: str, value: object) -> None:
    good = {"site_name": "Help", "plugins": ["search", {"kbgen": {"locales": {"en": {"name": "English"}}}}]}
    assert SETTINGS.is_valid(good)
    bad = copy.deepcopy(good)
    bad["plugins"][1]["kbgen"][option] = value  # type: ignore[index]
    assert not SETTINGS.is_valid(bad)


def test_schemas_know_every_key_and_every_option() -> None:
    assert set(front_matter_schema()["properties"]) == {key.name for key in ARTICLE_KEYS}
    plugins = settings_schema()["properties"]["plugins"]["anyOf"][1]["properties"]["kbgen"]
    assert set(plugins["properties"]) == set(OPTIONS)
    assert all(value["description"] for value in plugins["properties"].values())


def test_a_new_site_has_them_and_an_old_one_gets_them(kbgen, tmp_path: Path) -> None:
    kbgen("init", "my-help", "--locales", "en,de", cwd=tmp_path)
    project = tmp_path / "my-help"
    assert json.loads((project / SETTINGS_FILE).read_text("utf-8")) == settings_schema()
    assert json.loads((project / FRONT_MATTER_FILE).read_text("utf-8")) == front_matter_schema()
    settings = json.loads((project / ".vscode/settings.json").read_text("utf-8"))
    assert sorted(settings["yaml.schemas"].values()) == sorted(["mkdocs.yml", *PROJECT_FILES])
    assert all((project / schema).is_file() for schema in settings["yaml.schemas"])
    assert SETTINGS.is_valid(yaml.load((project / "mkdocs.yml").read_text("utf-8"), Loader))
    (project / SETTINGS_FILE).unlink()
    (project / ".vscode/settings.json").write_text('{"mine": true}')
    assert SETTINGS_FILE in kbgen("editor", "vscode", cwd=project).stdout.split()
    assert (project / ".vscode/settings.json").read_text() == '{"mine": true}'


# The widgets of Decap CMS, from its documentation.
WIDGETS = {"string", "text", "markdown", "list", "datetime", "number", "boolean", "select", "hidden", "keyvalue"}


def test_forms_for_decap_have_every_key_of_every_kind(kbgen, tmp_path: Path) -> None:
    kbgen("init", "my-help", "--locales", "en,fa", cwd=tmp_path)
    said = kbgen("editor", "decap", "--repo", "acme/help", cwd=tmp_path / "my-help").stdout
    config = yaml.safe_load(said)
    assert config["backend"] == {"name": "github", "repo": "acme/help", "branch": "main"}
    collections = {each["name"]: each for each in config["collections"]}
    assert set(collections) == {f"{tag}-{kind}" for tag in ("en", "fa") for kind in KINDS}
    assert collections["fa-guide"]["label"] == "راهنمای کاربر (فارسی)"
    for name, each in collections.items():
        tag, _, kind = name.partition("-")
        assert (each["folder"], each["extension"], each["format"]) == (f"content/{tag}", "md", "yaml-frontmatter")
        assert each["filter"] == {"field": "kind", "value": kind}
        fields = {field["name"]: field for field in each["fields"]}
        assert {field["widget"] for field in fields.values()} <= WIDGETS
        assert {*keys_for(kind), "body"} - set(fields) == {"redirect_from"}
        assert fields["kind"] == {"name": "kind", "widget": "hidden", "default": kind}
        assert fields["status"]["default"] == "draft"
        required = {field for field in fields if fields[field].get("required") is True}
        assert required == {key.name for key in keys_for(kind).values() if key.required} - {"kind"}
    owner = next(field for field in collections["en-guide"]["fields"] if field["name"] == "owner")
    assert owner["options"] == [{"label": "Documentation team", "value": "docs"}]
