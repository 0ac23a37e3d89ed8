"""Plugins of MkDocs that are known to do harm here, or nothing, by the names that `mkdocs.yml` has for them.

The manual's page on MkDocs has the table of those that work; `tests/site/mkdocs/test_known_plugins.py` runs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig

from kbgen.issues import Issue, Level

# They would publish the languages, or the articles, in another way than kbgen does.
REFUSED: Mapping[str, str] = {
    "i18n": "Languages are `locales` of the kbgen plugin, each with a folder of its own.",
    "monorepo": "Put the other folders' articles below the folder of their language.",
    "multirepo": "Put the other repositories' articles below the folder of their language.",
}
_ORDER = "Sections are folders; `order` in front matter and in `index.md` says what comes first."
WITHOUT_EFFECT: Mapping[str, str] = {
    "awesome-nav": _ORDER,
    "awesome-pages": _ORDER,
    "literate-nav": _ORDER,
    "section-index": "An `index.md` describes its folder without it.",
    "search": "kbgen has a search of its own.",
    "tags": "kbgen makes pages of tags itself.",
}
# Comments of Jinja begin as the address of a heading does: `## Pay {#pay}`.
_MACROS = ("macros", "j2_comment_start_string", "{##", "j2_comment_end_string", "##}")


def refused(config: MkDocsConfig) -> Issue | None:
    """The first plugin with which nothing can be published."""
    for name in config.plugins:
        if name in REFUSED:
            message = f"The plugin {name} cannot work together with kbgen."
            return Issue("mkdocs.yml", 0, "config-plugin", message, suggestion=f"{REFUSED[name]} Take it off the list.")
    return None


def without_effect(config: MkDocsConfig) -> Iterator[Issue]:
    """A warning for each plugin, and for each setting of MkDocs, that does nothing for kbgen's pages."""
    if not config.use_directory_urls:
        message = "use_directory_urls: false has no effect on this site: every page has an address that ends with a slash."
        advice = "Take the line out. For pages that are opened from a disk: kbgen build --offline."
        yield Issue("mkdocs.yml", 0, "setting-without-effect", message, Level.WARNING, advice)
    for key in config.plugins:
        # MkDocs prefers the theme's plugin of this name, and calls it so.
        name = key.removeprefix("material/")
        if name in WITHOUT_EFFECT:
            message = f"The plugin {name} has no effect on this site."
            yield Issue(
                "mkdocs.yml", 0, "plugin-without-effect", message, Level.WARNING, f"{WITHOUT_EFFECT[name]} Take it off the list."
            )


def spare_addresses(config: MkDocsConfig) -> None:
    """Let macros tell the addresses of headings from comments, unless the site has signs of its own for these."""
    name, opening, begin, closing, end = _MACROS
    plugin = config.plugins.get(name)
    if plugin is not None and not plugin.config.get(opening):
        plugin.config[opening], plugin.config[closing] = begin, end


def name_of(config: MkDocsConfig, method: object) -> str:
    """What `mkdocs.yml` calls the plugin or hook that `method` belongs to."""
    owner = getattr(method, "__self__", None)
    for name, plugin in config.plugins.items():
        if plugin is owner:
            return f"plugin {name}"
    return f"hook {getattr(method, '__module__', '')}"
