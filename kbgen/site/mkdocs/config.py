"""MkDocs as the build sees it: its configuration, its theme's folders and other plugins' events.

With `plugin.py` the only module that imports MkDocs. Receives the path of `mkdocs.yml`; promises that other plugins and
Python-Markdown extensions named there take part in kbgen's own schedule as they do in MkDocs'.
"""

from __future__ import annotations

import contextlib
import io
import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from mkdocs import exceptions
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from kbgen.config import COMMONMARK, PYTHON_MARKDOWN, Settings
from kbgen.errors import ConfigError
from kbgen.issues import Issue
from kbgen.markup import commonmark
from kbgen.markup.python_markdown import BUILT_IN, PythonMarkdown
from kbgen.pages.markdown import Read
from kbgen.site.mkdocs.known_plugins import refused


@dataclass(frozen=True, eq=False)
class MkDocs:
    """A loaded MkDocs configuration. Templates once compiled are kept in the folder `compiled`, if there is one."""

    config: MkDocsConfig
    compiled: Path | None = None

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # MkDocs' configuration cannot be sent to another process; there it is read again.
        return _load, (self.config.config_file_path, {"site_dir": self.config.site_dir}, self.compiled)

    def keeping_templates(self, folder: Path) -> MkDocs:
        """The same, with compiled templates in `folder`, whose siblings are removed: they belong to other settings or code."""
        folder.mkdir(parents=True, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return replace(self, compiled=folder)

    @property
    def extensions(self) -> Sequence[Any]:
        """Python-Markdown extensions of the site."""
        return list(self.config.markdown_extensions)

    @property
    def extension_options(self) -> Mapping[str, Mapping[str, Any]]:
        """Options of those extensions, by name."""
        return dict(self.config.mdx_configs or {})

    def dialect(self, settings: Settings) -> str:
        """What articles are read as: what `settings` say, else what Python-Markdown takes where the site or one of its plugins
        names extensions or their options, else CommonMark."""
        named = set(map(str, self.extensions)) - BUILT_IN or self.extension_options
        return settings.markdown or (PYTHON_MARKDOWN if named else COMMONMARK)

    def reader(self, settings: Settings, *, colours: bool) -> Read:
        """What makes trees of the site's articles."""
        if self.dialect(settings) == COMMONMARK:
            return partial(commonmark.read, raw=settings.allow_raw_html, colours=colours)
        reader = PythonMarkdown(self.extensions, self.extension_options, colours=colours)
        return partial(reader.read, raw=settings.allow_raw_html)

    @property
    def styles(self) -> list[str]:
        """The writers' own style sheets, relative to the site's root."""
        return list(self.config.extra_css)

    @property
    def scripts(self) -> list[str]:
        """The writers' own scripts, likewise."""
        return [str(script) for script in self.config.extra_javascript]

    @property
    def own_theme(self) -> Path | None:
        """The site's own folder of templates and assets (`custom_dir`), if it has one."""
        return Path(self.config.theme.custom_dir) if self.config.theme.custom_dir else None

    def environment(self) -> jinja2.Environment:
        """A fresh Jinja environment over the theme's folders, as other plugins expect it."""
        environment = self.config.theme.get_env()
        if self.compiled:
            environment.bytecode_cache = _CompiledTemplates(str(self.compiled))
        return environment


# By the checksums of name and source. A preview makes environments again and again, and what is compiled never changes.
_COMPILED: dict[tuple[str, str], CodeType] = {}


class _CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Templates once compiled, by this process or an earlier one; not kept on disk where a build of the same project with other
    settings removes them meanwhile."""

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        super().load_bytecode(bucket)
        if bucket.code is None and (known := _COMPILED.get((bucket.key, bucket.checksum))):
            bucket.code = known
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is not None:
            _COMPILED[bucket.key, bucket.checksum] = bucket.code
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def load(settings: Settings, *, strict: bool = False, site_dir: Path | None = None) -> MkDocs:
    """Load `mkdocs.yml` the way MkDocs does, with all its plugins. Raises `ConfigError`."""
    options: dict[str, Any] = {"strict": strict} if strict else {}
    if site_dir is not None:
        options["site_dir"] = str(site_dir)
    return _load(str(settings.config_file), options)


def _load(config_file: str, options: Mapping[str, Any], compiled: Path | None = None) -> MkDocs:
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        # MkDocs prints what is wrong and raises a bare Abort; what it said becomes the message.
        with contextlib.redirect_stderr(said):
            config = load_config(config_file=config_file, **options)
            if problem := refused(config):
                raise ConfigError("A plugin of mkdocs.yml cannot be used here.", [problem])
            config.plugins.on_startup(command="build", dirty=False)
            config = config.plugins.on_config(config)
    except (exceptions.Abort, exceptions.ConfigurationError, exceptions.PluginError) as error:
        message = " ".join(" ".join([said.getvalue(), str(error)]).split())
        name = Path(config_file).name
        raise ConfigError(f"MkDocs refuses {name}.", [Issue(name, 0, "config-mkdocs", message)]) from None
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
    return MkDocs(config, compiled)
