"""What the preview itself says over a page, in the language of that page.

Receives the folder of the project and a page's path (`fa/start/pay/`); returns the texts of that language. What is wrong in a
file stays as `kbgen check` says it: those lines are looked up, searched for and passed on as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from kbgen.config import LocaleSettings
from kbgen.errors import AuthorError
from kbgen.issues import Issue, errors_in
from kbgen.language import catalogue, tag
from kbgen.language.catalogue import SOURCE_LANGUAGE, Catalogue
from kbgen.language.locale import Locale

ENGLISH = Catalogue(SOURCE_LANGUAGE)


def W_(message: str) -> str:
    """Marks a text for translation that is shown in the language of a page once that is known."""
    return message


def words_for(root: Path, page: str, number: int) -> Catalogue:
    """The texts for the page at `page` after the save with this `number`; English where its language has none to be read."""
    name = page.strip("/").partition("/")[0]
    return _loaded(root, name, number) if tag.is_language(name) else ENGLISH


# A save may have changed them; pages in between ask again and again.
@lru_cache(maxsize=16)
def _loaded(root: Path, name: str, number: int) -> Catalogue:
    try:
        return catalogue.load(name, catalogue.folders(root))
    except AuthorError:
        # What is wrong with it is what is being said.
        return ENGLISH


def headline(issues: Iterable[Issue], words: Catalogue = ENGLISH) -> str:
    """How many of `issues` have to be fixed; empty where none has."""
    count = len(errors_in(issues))
    if not count:
        return ""
    said = words.ngettext(
        "{n} mistake to fix before this can be published.", "{n} mistakes to fix before this can be published.", count
    )
    return said.replace("{n}", Locale.of(LocaleSettings(words.tag, words.tag)).number(count))


def box_words(words: Catalogue) -> dict[str, str]:
    """What the page's script says by itself."""
    return {
        "close": words.gettext("Press to close"),
        "kept": words.gettext("Saved beside the article. This is its Markdown, also on the clipboard:"),
    }
