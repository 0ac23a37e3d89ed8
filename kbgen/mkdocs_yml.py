"""Reads `mkdocs.yml` as YAML, with the file that it inherits from.

Receives a path; returns the mapping and the files that it was read from. Raises `ConfigError` for what is no YAML.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from kbgen.errors import ConfigError
from kbgen.issues import Issue


class _Loader(yaml.SafeLoader):
    """Safe YAML that tolerates MkDocs' own tags: `!ENV` is resolved, Python names are kept as text."""


def _env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    # The rule of pyyaml-env-tag, which MkDocs uses: the first variable that is set, else the last item of a list.
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(loader.construct_scalar(node)))
    names = [loader.construct_object(child) for child in node.value]
    *variables, default = names if len(names) > 1 else [*names, None]
    return next((os.environ[name] for name in variables if name in os.environ), default)


def _text(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    return suffix if isinstance(node, yaml.ScalarNode) else {}


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _text)
_Loader.add_multi_constructor("!", _text)


def read(path: Path) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The settings in the file at `path`, an absolute path, and that file with those above it."""
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # a subclass of SafeLoader
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {path.name} in {path.parent}. Run kbgen where it is, name it with -f, or start with: kbgen init my-help"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = getattr(error, "problem", None) or "not readable as YAML"
        issue = Issue(path.name, line, "config-yaml", f"{problem}.", suggestion="Fix the YAML and try again.")
        raise ConfigError(f"{path.name} cannot be read.", [issue]) from None
    if not isinstance(document, dict):
        raise ConfigError(f"{path.name} holds no settings.", [Issue(path.name, 1, "config-yaml", "The file is not a mapping.")])
    parent = document.pop("INHERIT", None)
    if not parent:
        return document, (path,)
    base, files = read((path.parent / str(parent)).absolute())
    return _merge(base, document), (path, *files)


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged
