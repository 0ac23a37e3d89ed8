"""JSON Schemas of what is typed, for editors: the front matter of articles, `kbgen`'s part of `mkdocs.yml`, the files beside it.

Receives nothing but kbgen's own tables of keys, kinds and options, so that an editor offers what a build takes; returns mappings
ready for JSON (Schema draft 7, which VS Code's YAML extension reads). `write_editor_files` puts them into a project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbgen.articles.article import Kind, Status
from kbgen.articles.front_matter.key import Key, KeyType
from kbgen.articles.front_matter.keys import ARTICLE_KEYS
from kbgen.articles.kinds import KINDS
from kbgen.check.project_files import PROJECT_FILES
from kbgen.config import CALENDARS, COMMONMARK, DIGITS, FRONT_MATTER, LOCALE_TAG, MOST_LISTED, OPTIONS, PYTHON_MARKDOWN

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
FRONT_MATTER_FILE, SETTINGS_FILE, EDITOR_FILE = (
    ".vscode/kbgen.front-matter.schema.json",
    ".vscode/kbgen.mkdocs.schema.json",
    ".vscode/settings.json",
)
_SCALAR = {"type": ["string", "number", "integer", "boolean"]}
_DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
_TYPES: Mapping[KeyType, Mapping[str, Any]] = {
    KeyType.LIST: {"anyOf": [{"type": "array", "items": _SCALAR}, {"type": "string"}]},
    KeyType.TABLE: {"type": "object", "additionalProperties": _SCALAR},
    KeyType.DATE: _DATE,
    KeyType.NUMBER: {"type": "integer", "minimum": 0},
    KeyType.SWITCH: {"type": "boolean"},
    KeyType.KIND: {"enum": [kind.value for kind in Kind]},
    KeyType.STATUS: {"enum": [status.value for status in Status]},
    KeyType.ADDRESSES: {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
}


def front_matter_schema() -> dict[str, Any]:
    """What stands between the dashes of an article: each key with its meaning; by kind, which it must have and may not have."""
    return {
        "$schema": DRAFT_7,
        "title": "Front matter of an article of kbgen",
        "type": "object",
        "properties": {key.name: _of(key) for key in ARTICLE_KEYS},
        "required": [key.name for key in ARTICLE_KEYS if key.required and not key.kinds],
        "additionalProperties": False,
        "allOf": [_for_kind(kind) for kind in KINDS],
    }


def _of(key: Key) -> dict[str, Any]:
    value = _TYPES.get(key.type, _SCALAR)
    # A key without a value counts as left out.
    return {"description": key.description, **(value if key.required else {"anyOf": [value, {"type": "null"}]})}


def _for_kind(kind: Kind) -> dict[str, Any]:
    own = [key for key in ARTICLE_KEYS if kind in key.kinds]
    others: dict[str, Any] = {key.name: False for key in ARTICLE_KEYS if key.kinds and kind not in key.kinds}
    return {
        "if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]},
        "then": {"required": [key.name for key in own if key.required], "properties": others},
    }


def settings_schema() -> dict[str, Any]:
    """`mkdocs.yml`: MkDocs' own keys are left alone, the options under `kbgen` are all known."""
    options: dict[str, Any] = {name: {"description": text, **_OPTIONS.get(name, {})} for name, text in OPTIONS.items()}
    kbgen = {"type": "object", "properties": options, "required": ["locales"], "additionalProperties": False}
    entry = {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "properties": {"kbgen": kbgen}, "maxProperties": 1},
        ]
    }
    plugins = {"anyOf": [{"type": "array", "items": entry}, {"type": "object", "properties": {"kbgen": kbgen}}]}
    return {
        "$schema": DRAFT_7,
        "title": "Settings of a help center made with kbgen",
        "type": "object",
        "properties": {
            "site_name": {"type": "string", "description": "What the site is called."},
            "site_url": {"type": "string", "description": "The address under which readers find it."},
            "docs_dir": {"type": "string", "description": "The folder of the articles, with one folder for each language."},
            "site_dir": {"type": "string", "description": "The folder that the built site is published to."},
            "plugins": plugins,
        },
        "required": ["site_name"],
    }


_LOCALE = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "What the language calls itself; shown in the menu."},
                "site_name": {"type": "string", "description": "The site's name in this language."},
                "calendar": {"enum": list(CALENDARS), "description": "The calendar of dates."},
                "digits": {"enum": list(DIGITS), "description": "Whether numbers are written in the language's own digits."},
            },
            "additionalProperties": False,
        },
        {"type": "null"},
    ]
}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "source_locale": {"type": "string", "pattern": LOCALE_TAG.pattern},
    "locales": {"type": "object", "minProperties": 1, "additionalProperties": _LOCALE},
    "front_matter": {"enum": list(FRONT_MATTER)},
    "markdown": {"enum": [COMMONMARK, PYTHON_MARKDOWN]},
    "feedback": {"type": "boolean"},
    "glossary_tooltips": {"type": "boolean"},
    "minify_scripts": {"type": "boolean"},
    "allow_raw_html": {"type": "boolean"},
    "article_seconds": {"type": "number", "exclusiveMinimum": 0},
    "list_length": {"type": "integer", "minimum": 1, "maximum": MOST_LISTED},
    "index_memory": {"type": "integer", "minimum": 1},
    "checks": {"type": "object"},
    "teams": {"type": "object"},
    "contact": {"type": ["object", "null"]},
}


def editor_settings() -> dict[str, Any]:
    """Settings of VS Code for its YAML extension: the schema of `mkdocs.yml`, and MkDocs' own tags in it."""
    return {
        "yaml.schemas": {f"./{SETTINGS_FILE}": "mkdocs.yml"} | {f"./{schema_file(name)}": name for name in PROJECT_FILES},
        "yaml.customTags": ["!ENV scalar", "!ENV sequence", "!relative scalar"],
    }


def schema_file(name: str) -> str:
    """Where the schema of a file beside `mkdocs.yml` goes."""
    return f".vscode/kbgen.{name.partition('.')[0]}.schema.json"


def write_editor_files(root: Path) -> list[str]:
    """Write the schemas into the project at `root`, and the editor's settings where it has none; returns what was written."""
    files = {FRONT_MATTER_FILE: front_matter_schema(), SETTINGS_FILE: settings_schema()}
    files |= {schema_file(name): dict(schema) for name, schema in PROJECT_FILES.items()}
    if not (root / EDITOR_FILE).exists():
        files[EDITOR_FILE] = editor_settings()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return list(files)
