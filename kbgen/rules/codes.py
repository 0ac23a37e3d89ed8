"""Every code that an issue can carry: its usual level, whether it can be changed, and a sentence of help.

Receives nothing. The manual explains each in the article that `MANUAL` names, under the heading of its group; a test compares
the three: this table, the code and the manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from kbgen.issues import Level


class RuleGroup(StrEnum):
    """The tables of the manual; each is the address of a heading there."""

    FRONT_MATTER = "front-matter"
    TEXT = "text"
    STYLE = "style"
    SITE = "site"
    FILES = "files"
    SETTINGS = "settings"


# Where the manual has the table of each group. One article with all of them would be twice as heavy as a page may be.
MANUAL: Mapping[RuleGroup, str] = {
    RuleGroup.FRONT_MATTER: "write/check-codes.md",
    RuleGroup.TEXT: "write/check-codes.md",
    RuleGroup.STYLE: "write/house-style.md",
    RuleGroup.SITE: "write/check-codes.md",
    RuleGroup.FILES: "write/check-codes-site.md",
    RuleGroup.SETTINGS: "write/check-codes-site.md",
}


class Rule(NamedTuple):
    """One code. `level` is None where it depends on what was found.

    A `fixed` rule keeps its level and cannot be silenced: without what it asks for there is nothing to build or to show.
    """

    code: str
    group: RuleGroup
    level: Level | None
    help: str
    fixed: bool = False

    @property
    def manual(self) -> str:
        """Where the manual explains it: a path in the content of kbgen's own help center."""
        return f"{MANUAL[self.group]}#{self.group}"


def _rules(group: RuleGroup, *rules: tuple[str, Level | None, str]) -> list[Rule]:
    return [Rule(code, group, level, text, fixed=level is _STOPS) for code, level, text in rules]


_ERROR, _WARNING, _HINT = Level.ERROR, Level.WARNING, Level.HINT
# The level of a fixed rule is decided where it is found: an error, or a warning where something is left out.
_STOPS = None

_EVERY = [
    *_rules(
        RuleGroup.FRONT_MATTER,
        ("front-matter-missing", _STOPS, "The block or a required key is missing or empty."),
        ("front-matter-key", _STOPS, "The key does not exist, or belongs to another kind."),
        ("front-matter-value", _STOPS, "The value does not fit its key."),
        ("front-matter-duplicate", _STOPS, "The key is there twice."),
        ("front-matter-open", _STOPS, "The second line of three dashes is missing."),
        ("front-matter-yaml", _STOPS, "The front matter is not readable as YAML."),
        ("front-matter-size", _STOPS, "The front matter has more than 16 KiB."),
        ("front-matter-depth", _STOPS, "The front matter has more than eight levels."),
        ("front-matter-anchor", _STOPS, "Anchors, aliases and merge keys of YAML are not read."),
        ("front-matter-tag", _STOPS, "A YAML tag is not read."),
        ("front-matter-control", _STOPS, "An escape makes a control character."),
        ("id-duplicate", _STOPS, "Two articles have one id."),
        ("id-differs", _STOPS, "Translations of one article set different ids."),
        ("owner-unknown", _WARNING, "The team is not among those under `teams`."),
        ("related-unknown", _WARNING, "`related` names an id that no article has."),
        ("featured-unknown", _WARNING, "`featured` names an id that no article has."),
        ("replaced-by-unknown", _WARNING, "`replaced_by` names an id that no article has."),
        ("icon-unknown", _WARNING, "The theme has no icon of this name."),
        ("title-length", _WARNING, "The title is longer than search engines and lists show."),
        ("description-length", _WARNING, "The description is longer than search engines show."),
        ("review-missing", _HINT, "Nobody said by when the article has to be looked at again."),
        ("review-past", _WARNING, "The day by which the article had to be looked at again is past."),
        ("draft-late", _WARNING, "The article is still a draft, and its date is past."),
    ),
    *_rules(
        RuleGroup.TEXT,
        ("article-body", _STOPS, "The kind of the article needs a heading that is not there."),
        ("article-html", _STOPS, "The text holds HTML or a link that could run a program."),
        ("article-time", _STOPS, "The article takes too long to convert."),
        ("article-depth", _STOPS, "Notes, lists or definitions stand in one another too deeply."),
        ("link", _WARNING, "The link, picture or download leads to nothing."),
        ("anchor", _WARNING, "The article exists, the heading does not."),
        ("link-external", _WARNING, "The other site does not answer, or not with this page; looked at with `--external` only."),
        ("image-alt", _WARNING, "The picture has no alternative text."),
        ("video-captions", _WARNING, "The video has no captions."),
        ("video-address", _WARNING, "A page of a host of videos is shown as a video, and no film is named in its address."),
        ("placeholder", None, "A `…` of the template was never replaced, and the article is no draft."),
        ("heading-order", _WARNING, "A level of headings is left out."),
        ("heading-space", _WARNING, "A line looks like a heading and lacks the space behind its signs."),
        ("anchor-duplicate", _WARNING, "Two headings of an article have been given one address."),
        ("fence-open", _WARNING, "Nothing closes a block of code."),
        ("table-divider", _WARNING, "Lines look like a table and lack the line of dashes."),
        ("note-empty", _WARNING, "Nothing stands in a note, fold or tab."),
        ("note-kind", _WARNING, "The word behind `!!!` or `???` is no kind of note."),
        ("box-open", _WARNING, "Nothing closes a box that `:::` opens."),
        ("reference-unknown", _WARNING, "A link in two pairs of brackets names what is not defined."),
        ("footnote-unknown", _WARNING, "A mark refers to a footnote that is not there."),
        ("footnote-unused", _WARNING, "No mark refers to a footnote."),
        ("emphasis-open", _WARNING, "Spaces stand inside the stars of bold words."),
        ("tag-unknown", _WARNING, "A tag is no element of HTML, and is shown as it is."),
        ("foreign-block", _WARNING, "What only another program knows is not on the page."),
        ("snippet-unknown", _STOPS, "The snippet does not exist."),
        ("snippet-circle", _STOPS, "Snippets hold one another."),
        ("snippet-size", _STOPS, "A text with its snippets in it is too large."),
        ("variable-unknown", _STOPS, "The variable does not exist."),
        ("variable", _STOPS, "An entry of a file of variables is not a text."),
        ("banner", _STOPS, "The banner of a language cannot be understood."),
        ("glossary", _STOPS, "A term of the glossary has no meaning, or the file cannot be read."),
        ("allow-reason", _WARNING, "A comment allows an issue and does not say why."),
        ("allow-unknown", _WARNING, "A comment allows what does not exist or cannot be allowed."),
        ("allow-unused", _HINT, "A comment allows an issue that is not there."),
    ),
    *_rules(
        RuleGroup.STYLE,
        ("style-banned", _WARNING, "The style file of the language advises against the word."),
        ("style-term", _WARNING, "The style file of the language has another word for it."),
        ("style-spelling", _WARNING, "The style file of the language spells it in another way."),
        ("style-file", _WARNING, "An entry of a style file cannot be understood."),
        ("sentence-length", _HINT, "The sentence is long."),
        ("paragraph-length", _HINT, "The paragraph is long."),
    ),
    *_rules(
        RuleGroup.SITE,
        ("orphan", _WARNING, "No text leads to the article, and nobody described its section."),
        ("title-duplicate", _WARNING, "Two articles of one language have the same title."),
        ("translation-stale", _HINT, "The original changed after the translation was last brought up to date."),
        ("translations-file", _WARNING, "A line of a file of translation records cannot be understood."),
        (
            "translations-handoff",
            _WARNING,
            "A text from a translator's file was not taken; told by kbgen translations import only.",
        ),
        ("redirect-taken", _WARNING, "An old address is that of something that the site has."),
        ("redirect-twice", _WARNING, "Two articles claim one old address."),
        ("feedback", _WARNING, "Readers do not find the article helpful; looked at with `--feedback` only."),
        ("contrast", None, "Two colours of the site are too much alike; looked at with `--accessibility` only."),
        ("link-text", _WARNING, "A link does not say where it leads; looked at with `--accessibility` only."),
        ("table-header", _WARNING, "A table has no headers; looked at with `--accessibility` only."),
        ("passage-language", _WARNING, "A passage is in another language unmarked; looked at with `--accessibility` only."),
        ("feedback-comments", _HINT, "Comments are open that `comments.yml` does not close; looked at with `--feedback` only."),
        ("search-test", _ERROR, "A question does not find the article that the writers' test names."),
    ),
    *_rules(
        RuleGroup.FILES,
        ("content-missing", _STOPS, "The folder of `docs_dir` is not there."),
        ("locale-missing", _STOPS, "A language has no folder."),
        ("locale-unknown", _WARNING, "A folder looks like a language that `mkdocs.yml` does not name."),
        ("article-outside", _WARNING, "An article lies outside every language's folder."),
        ("path-name", _STOPS, "The name is not safe in an address."),
        ("path-clash", _STOPS, "Two names differ in case only, or a file and a folder want one address."),
        ("path-reserved", _STOPS, "The address belongs to a page that kbgen makes."),
        ("file-taken", _WARNING, "A file would take the place of something that the site writes, and is left out."),
        ("file-markup", _WARNING, "A text is in another markup than Markdown: it is a file to keep, and no page."),
        ("path-symlink", _STOPS, "A symbolic link leads out of the content folder, nowhere, or in a circle."),
        ("file-read", _STOPS, "The file cannot be read."),
        ("file-kind", _STOPS, "This is not an ordinary file."),
        ("file-size", _STOPS, "The file is too large."),
        ("file-encoding", _STOPS, "The file is not UTF-8."),
        ("file-control", _STOPS, "A control character is in the text."),
        ("file-active", _STOPS, "The file could run a program when a reader opens it."),
        ("moves", _STOPS, "The record of moved articles cannot be understood or kept."),
    ),
    *_rules(
        RuleGroup.SETTINGS,
        ("config-yaml", _STOPS, "`mkdocs.yml` is not readable."),
        ("config-option", _STOPS, "An option or value under `kbgen` is wrong."),
        ("extra-missing", _WARNING, "`extra_css` or `extra_javascript` names a file that is not there."),
        ("config-mkdocs", _STOPS, "MkDocs itself refuses a setting."),
        ("config-plugin", _STOPS, "A plugin of MkDocs cannot work together with kbgen."),
        ("plugin-without-effect", _WARNING, "A plugin of MkDocs does nothing for this site."),
        ("setting-without-effect", _WARNING, "A setting of MkDocs does nothing for this site."),
        ("plugin-page", _WARNING, "A plugin made a page while the site is built; it is not published."),
        ("contact", _STOPS, "Something under `contact` is wrong."),
        ("project-file", _STOPS, "A file beside `mkdocs.yml`, such as `mail.yml`, says something that does not fit."),
        ("catalogue-missing", _ERROR, "The language has no interface text."),
        ("catalogue-syntax", _STOPS, "The catalogue is not readable."),
        ("catalogue-plural-forms", _ERROR, "The rule for plural forms is wrong or too coarse."),
        ("message-missing", _ERROR, "Texts that readers see are not translated."),
        ("message-staff", _HINT, "Texts of reports and of first drafts are not translated; readers see none of them."),
        ("message-fuzzy", _ERROR, "A translation of interface text has to be looked at again."),
        ("message-plurals", _ERROR, "Not all plural forms are written."),
        ("message-placeholders", _ERROR, "A translation lacks a placeholder or has one too many."),
        ("template", _STOPS, "A template of the theme cannot be understood; shown by `kbgen serve`."),
        ("template-copy", _WARNING, "The original of a copied template has changed since, or is gone."),
        ("asset-missing", _STOPS, "A style or script of the theme names a file that is not there."),
        ("asset-circle", _STOPS, "Styles or scripts of the theme lead back to themselves."),
        ("offline-script", _STOPS, "A script of the theme cannot be used in a copy without a server."),
        ("asked-yaml", _STOPS, "`asked.yml` is not readable."),
        ("asked-entry", _STOPS, "An entry of `asked.yml` leads nowhere."),
        ("popular-yaml", _STOPS, "`popular.yml` is not readable."),
        ("popular-entry", _STOPS, "An entry of `popular.yml` leads nowhere."),
        ("journey", None, "A letter of `journeys.yml` leads nowhere, or a language lacks it."),
        ("in-app-yaml", _STOPS, "`in_app.yml` is not readable."),
        ("in-app-pattern", _STOPS, "A pattern of `in_app.yml` fits no screen, or none that is left."),
        ("in-app-entry", _STOPS, "An entry of `in_app.yml` leads nowhere, or is there twice."),
        ("gaps-yaml", _STOPS, "The file of closed gaps is not readable."),
        ("gaps-list", _STOPS, "The file of closed gaps is not a list."),
        ("gaps-entry", _STOPS, "An entry of the file of closed gaps cannot be understood."),
        ("synonyms-yaml", _STOPS, "A file of synonyms is not readable."),
        ("synonyms-list", _STOPS, "A file of synonyms is not a list."),
        ("synonyms-group", _STOPS, "A line of synonyms cannot be understood."),
        ("search-tests-yaml", _STOPS, "`search-tests.yml` is not readable."),
        ("search-tests-list", _STOPS, "`search-tests.yml` is not a list."),
        ("search-test-entry", _STOPS, "An entry of `search-tests.yml` cannot be understood."),
        ("search-test-locale", _STOPS, "A test of search names a language that the site does not have."),
    ),
]

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _EVERY}
