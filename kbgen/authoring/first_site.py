"""A first site in any languages: its settings, home pages, a section and an article to begin with.

Receives the languages; gives the files of the site by their paths. Where kbgen has a starter folder in a language (`kbgen/starter`)
its text is taken; in others it is put together from the words below, as far as there is a catalogue. They are the site's own text
from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kbgen.config import LocaleSettings
from kbgen.language.catalogue import Catalogue, folders, load


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


SITE_NAME = N_("Help center")
TEAM = N_("Documentation team")
HOME_TITLE = N_("How can we help?")
HOME_DESCRIPTION = N_("Guides, answers and fixes. Search, or start from a section.")
SECTION_TITLE = N_("Getting started")
SECTION_DESCRIPTION = N_("The first steps with this help center.")

TITLE = N_("Write your first article")
DESCRIPTION = N_("Add an article to this help center and see it in the browser.")
GOAL = N_("An article of your own on the page, in your own words.")
TAG = N_("writing")
PREVIEW = N_("See the site while you write")
PREVIEW_STEPS = (
    N_("Run {command} in the folder of {file}."),
    N_("Open the address that it prints."),
    N_("Change this file and save it. The page in the browser follows."),
)
ADD = N_("Add an article")
ADD_STEPS = (
    N_("Run {command}."),
    N_("Open the file that it names and fill in the lines between the dashes."),
    N_("Write below them, in Markdown."),
)
ARTICLE = "start/first-article.md"
# What YAML 1.1 takes for text without quotation marks, but for the words that it takes for something else.
_PLAIN = re.compile(r"[^\W\d_][^:#,\[\]{}&*!|>'\"%@`?]*(?<=\S)")
_WORDS = frozenset({"no", "yes", "on", "off", "y", "n", "null", "true", "false"})
# Where the starter's own article names the folders of its translations, in words of its language.
_FOLDERS = re.compile(r"`content/\w+`(?: \S+ |، | و)`content/\w+`")
_TRANSLATE = re.compile(r"\n## [^\n]*\{#translate\}.*", re.DOTALL)
_LOCALES = re.compile(r"( +)source_locale: .*?\n\1locales:\n(?:\1 +.*\n)+", re.MULTILINE)


def site_files(starter: Path, locales: Sequence[LocaleSettings]) -> Iterator[tuple[str, str]]:
    """The path and text of each file of a new site in `locales`, of which the first is written first."""
    words = {locale.tag: load(locale.tag, folders(starter)) for locale in locales}
    source, *others = [locale.tag for locale in locales]
    yield "mkdocs.yml", _settings((starter / "mkdocs.yml").read_text("utf-8"), locales, words)
    for locale in locales:
        own = starter / "content" / locale.tag
        for path, text in _own_files(own) if own.is_dir() else _made_files(words[locale.tag], locale.tag == source):
            if path == ARTICLE and locale.tag != source and not (starter / "content" / source).is_dir():
                continue  # it would be no translation of the source's
            yield f"content/{locale.tag}/{path}", _about_translations(text, others) if path == ARTICLE else text


def _settings(template: str, locales: Sequence[LocaleSettings], words: Mapping[str, Catalogue]) -> str:
    source = locales[0].tag
    lines = []
    for locale in locales:
        options = [f"name: {_plain(locale.name)}"]
        if locale.tag != source:
            options.append(f"site_name: {_plain(words[locale.tag].gettext(SITE_NAME))}")
        if locale.calendar != "gregorian":
            options.append(f"calendar: {locale.calendar}")
        # YAML 1.1 takes an unquoted `no`, Norwegian, for false.
        lines.append(f"{_plain(locale.tag)}: {{{', '.join(options)}}}\n")
    teams = ", ".join(f"{_plain(locale.tag)}: {_plain(words[locale.tag].gettext(TEAM))}" for locale in locales)

    def block(found: re.Match[str]) -> str:
        indent = found[1]
        return f"{indent}source_locale: {_plain(source)}\n{indent}locales:\n" + "".join(f"{indent}  {line}" for line in lines)

    text = _LOCALES.sub(block, template)
    text = re.sub(r"(?m)^site_name: .*$", lambda _: f"site_name: {_plain(words[source].gettext(SITE_NAME))}", text)
    return re.sub(r"name: \{en: Documentation team.*\}", lambda _: f"name: {{{teams}}}", text)


def _own_files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


def _made_files(words: Catalogue, article: bool) -> Iterator[tuple[str, str]]:
    say = words.gettext
    featured = f"featured: [{ARTICLE.removesuffix('.md')}]\n"
    home = f"title: {_plain(say(HOME_TITLE))}\ndescription: {_plain(say(HOME_DESCRIPTION))}\n{featured}"
    yield "index.md", f"---\n{home}---\n"
    section = (
        f"title: {_plain(say(SECTION_TITLE))}\ndescription: {_plain(say(SECTION_DESCRIPTION))}\nicon: rocket-launch\norder: 1\n"
    )
    yield "start/index.md", f"---\n{section}---\n"
    if not article:
        return
    front = (
        f"title: {_plain(say(TITLE))}",
        f"description: {_plain(say(DESCRIPTION))}",
        "kind: guide",
        f"goal: {_plain(say(GOAL))}",
        "minutes: 5",
        f"tags: [{_plain(say(TAG))}]",
        "owner: docs",
        "# kbgen: allow review-missing because this example goes once there are articles of your own",
        "order: 1",
        "",
    )
    parts = (
        (PREVIEW, "preview", PREVIEW_STEPS, "kbgen serve"),
        (ADD, "add", ADD_STEPS, "kbgen new guide start/my-article"),
    )
    body = "".join(
        f"\n## {say(heading)} {{#{name}}}\n\n"
        + "".join(
            f"{at}. {say(step).replace('{command}', f'`{command}`').replace('{file}', '`mkdocs.yml`')}\n"
            for at, step in enumerate(steps, 1)
        )
        for heading, name, steps, command in parts
    )
    yield ARTICLE, "\n".join(("---", *front)) + f"---\n{body}"


def _about_translations(text: str, others: Sequence[str]) -> str:
    """The starter's article as it is right for a site whose other languages are `others`."""
    if not others:
        return _TRANSLATE.sub("", text)
    return _FOLDERS.sub(f"`content/{others[0]}`", text) if sorted(others) != ["ar", "fa"] else text


def _plain(text: str) -> str:
    """`text` as YAML takes it in a flow mapping too."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
