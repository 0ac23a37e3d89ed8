"""Extract, update and compile, on a real project of its own and on what kbgen ships."""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from kbgen.errors import AuthorError
from kbgen.issues import Issue, Level
from kbgen.language.catalogue import CATEGORIES, catalogue_file, category_samples, form_of, shipped_tags
from kbgen.language.commands import messages
from kbgen.language.completeness import missing_messages
from kbgen.language.extraction import extract
from kbgen.language.messages import plural_forms, separates, template_file, wanted
from kbgen.language.po import parse
from kbgen.language.tag import data
from kbgen.resources import locales_dir, theme_dir

# fmt: off
LANGUAGES = [
    "de", "fr", "es", "pt-BR", "it", "nl", "pl", "sv", "tr", "ru",
    "uk", "he", "ur", "hi", "id", "vi", "ja", "ko", "zh-Hans", "zh-Hant",
]
# fmt: on
SETTINGS = "site_name: Help\nplugins:\n  - kbgen:\n      locales: {en: English, fa: فارسی, el: Ελληνικά}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text(
        '<p title="{{ _(\'Our shop\') }}">{{ count("{n} offer", "{n} offers", 3) }} {{ pgettext("verb", "Order") }}</p>', "utf-8"
    )
    return tmp_path


def run(project: Path, verb: str) -> str:
    result = CliRunner().invoke(messages, [verb, "-f", str(project / "mkdocs.yml")], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def own(project: Path, tag: str) -> Path:
    return catalogue_file(project / "locales", tag)


def faults_of(project: Path, tag: str) -> list[Issue]:
    """The issues that are the project's own; what kbgen's catalogues lack has its own test."""
    shipped = {issue.message for issue in missing_messages(tag, locales_dir().parent)}
    return [issue for issue in missing_messages(tag, project) if issue.message not in shipped]


def test_shipped_catalogues_are_complete() -> None:
    shipped = sorted(path.parts[-3].replace("_", "-") for path in locales_dir().glob("*/LC_MESSAGES/kbgen.po"))
    assert sorted([*LANGUAGES, "ar", "fa"]) == shipped == list(shipped_tags())
    found = {tag: missing_messages(tag, locales_dir().parent) for tag in shipped}
    assert {tag: [issue for issue in issues if issue.level is not Level.HINT] for tag, issues in found.items()} == {
        tag: [] for tag in shipped
    }
    assert found["ar"] == found["fa"] == []  # those in which the manual and reports are written


@pytest.mark.parametrize(("tag", "own"), [("ar", "٠-٩"), ("fa", "۰-۹")])
def test_texts_have_the_digits_that_numbers_on_the_page_have(tag: str, own: str) -> None:
    with catalogue_file(locales_dir(), tag).open("rb") as file:
        catalogue = read_po(file)
    texts = [text for message in catalogue if message.id for text in _forms(message.string)]
    foreign = [text for text in texts if re.search(rf"(?![{own}])\d", text)]
    assert foreign == []
    assert any(re.search(f"[{own}]", text) for text in texts)


def _forms(string: str | Sequence[str] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or ())


def test_the_list_of_texts_is_that_of_code_and_theme() -> None:
    root = locales_dir().parent
    listed = {(message.context, message.id) for message in wanted(root) if message.id}
    found = {(message.context, message.id) for message in extract(root, [theme_dir()]) if message.id}
    assert listed == found, "run kbgen messages extract, then kbgen messages update"


def test_texts_of_a_projects_templates_are_listed_with_their_plurals_and_contexts(project: Path) -> None:
    assert run(project, "extract") == "locales/kbgen.pot: 3 texts\n"
    entries = parse(template_file(project / "locales").read_text("utf-8")).entries
    assert [entry[:3] for entry in entries] == [("", "Our shop", ""), ("", "{n} offer", "{n} offers"), ("verb", "Order", "")]


def test_a_new_language_gets_all_texts_and_one_that_is_shipped_only_the_projects_own(project: Path) -> None:
    run(project, "extract")
    assert run(project, "update").splitlines() == ["locales/fa/LC_MESSAGES/kbgen.po", "locales/el/LC_MESSAGES/kbgen.po"]
    persian, greek = (parse(own(project, tag).read_text("utf-8")) for tag in ("fa", "el"))
    assert {entry.message for entry in persian.entries} == {"Our shop", "{n} offer", "Order"}
    assert len(greek.entries) == len([message for message in wanted(project) if message.id]) > 60
    assert (persian.forms, greek.forms) == (2, 2)
    assert not own(project, "en").exists()


def test_nothing_is_written_for_a_language_that_has_all_texts(project: Path) -> None:
    (project / "theme" / "main.html").write_text("{{ _('Search') }}", "utf-8")
    run(project, "extract")
    assert "fa: nothing to add" in run(project, "update")
    assert not own(project, "fa").exists()


def test_extract_and_update_write_the_same_bytes_again(project: Path) -> None:
    written = []
    for _ in range(2):
        run(project, "extract")
        run(project, "update")
        written.append({path: path.read_bytes() for path in sorted((project / "locales").rglob("*")) if path.is_file()})
    assert written[0] == written[1]
    assert len(written[0]) == 3


def test_update_keeps_translations_marks_changed_ones_and_drops_what_is_gone(project: Path) -> None:
    run(project, "extract")
    run(project, "update")
    path = own(project, "fa")
    path.write_text(
        path.read_text("utf-8").replace('msgid "Our shop"\nmsgstr ""', 'msgid "Our shop"\nmsgstr "فروشگاه ما"'), "utf-8"
    )
    template = project / "theme" / "main.html"
    template.write_text("{{ _('Our shop') }} {{ pgettext('verb', 'Order') }}", "utf-8")
    run(project, "extract")
    run(project, "update")
    assert [entry[1:5] for entry in parse(path.read_text("utf-8")).entries] == [
        ("Our shop", "", ("فروشگاه ما",), False),
        ("Order", "", ("",), False),
    ]
    template.write_text("{{ _('Our shops') }}", "utf-8")
    run(project, "extract")
    run(project, "update")
    assert [entry[1:5] for entry in parse(path.read_text("utf-8")).entries] == [("Our shops", "", ("فروشگاه ما",), True)]


def test_compiled_catalogues_are_read_by_gettext(project: Path) -> None:
    path = own(project, "fr")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Search"\nmsgstr "Rechercher"\n', "utf-8"
    )
    assert run(project, "compile") == "locales/fr/LC_MESSAGES/kbgen.mo\n"
    assert gettext.translation("kbgen", project / "locales", ["fr"]).gettext("Search") == "Rechercher"


def test_a_project_behind_a_symbolic_link_is_the_same_project(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project)
    run(link, "extract")
    run(link, "update")
    assert {issue.path for issue in faults_of(link, "fa")} == {"locales/fa/LC_MESSAGES/kbgen.po"}
    assert b"#: theme/main.html\n" in own(project, "fa").read_bytes()


def test_a_template_that_jinja_cannot_read_is_named(project: Path) -> None:
    (project / "theme" / "broken.html").write_text("{% if %}", "utf-8")
    with pytest.raises(AuthorError, match=r"theme/broken\.html:1: "):
        extract(project, [project / "theme"])


def test_only_calls_with_their_texts_written_out_are_texts_of_the_interface(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        'a = _("A")\nb = i.gettext("B")\nc = i.count("{n} c", "{n} cs", number)\nd = text("D")\ne = i.pgettext("verb", "E")\n'
        'f = body.count(b"x")\ng = body.count("x")\nh = page.text("H")\ni = gettext(name)\nj = i.gettext("J" if a else "K")\n'
        'k = i.npgettext("sort", "{n} k", "{n} ks", 3)\nl = i.plurals("{n} l", "{n} ls")\nm = _("M", "more")\n',
        "utf-8",
    )
    found = [(message.context, message.id) for message in extract(tmp_path, [tmp_path]) if message.id]
    assert found == [
        (None, "A"),
        (None, "B"),
        (None, ("{n} c", "{n} cs")),
        (None, "D"),
        ("verb", "E"),
        ("sort", ("{n} k", "{n} ks")),
        (None, ("{n} l", "{n} ls")),
        (None, "M"),
    ]


@pytest.mark.parametrize("tag", ["en", "ar", "fa", *LANGUAGES, "cs", "ga", "cy", "sl", "lv", "br", "tlh"])
def test_plural_forms_of_a_new_catalogue_are_those_of_the_language(tag: str) -> None:
    header = parse(f'msgid ""\nmsgstr "Plural-Forms: {plural_forms(tag)};\\n"\n')
    assert separates(tag, header.rule)
    forms = {
        name: form_of(header.rule)(number) for name, number in category_samples(data(tag).plural_form).items() if number <= 1000
    }
    assert max(forms.values()) < header.forms
    assert [forms[name] for name in CATEGORIES if name in forms] == sorted(forms.values())


def test_arabic_hebrew_persian_and_indonesian_do_not_get_babels_plural_forms() -> None:
    assert [parse(f'msgid ""\nmsgstr "Plural-Forms: {plural_forms(tag)};\\n"\n').forms for tag in ("ar", "he", "fa", "id")] == [
        6,
        3,
        2,
        1,
    ]


HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
OFFERS = 'msgid "{n} offer"\nmsgid_plural "{n} offers"\n'


@pytest.mark.parametrize(
    ("messages_of_project", "faults"),
    [
        ('#, fuzzy\nmsgid "Our shop"\nmsgstr "x"\n', [(6, "message-fuzzy")]),
        ('msgid "Our shop"\nmsgstr ""\n', [(5, "message-missing")]),
        ("", [(0, "message-missing")]),
        ('msgid "Our shop"\nmsgstr "x {n}"\n', [(5, "message-placeholders")]),
        (OFFERS + 'msgstr[0] "{n} x"\nmsgstr[1] "x"\n\nmsgid "Our shop"\nmsgstr "x"\n', [(5, "message-placeholders")]),
        (OFFERS + 'msgstr[0] "{n} x"\n\nmsgid "Our shop"\nmsgstr "x"\n', [(5, "message-plurals")]),
        ('msgid "Our shop"\nmsgstr "x"\n<<<<<<< HEAD\n', [(0, "message-missing"), (7, "catalogue-syntax")]),
        ('msgid "Our shop"\nmsgstr "x"\n', []),
    ],
)
def test_each_fault_of_a_catalogue_is_named_with_its_line(
    messages_of_project: str, faults: list[tuple[int, str]], project: Path
) -> None:
    (project / "theme" / "main.html").write_text("{{ _('Our shop') }}", "utf-8")
    run(project, "extract")
    own(project, "fa").parent.mkdir(parents=True)
    own(project, "fa").write_text(HEADER + messages_of_project, "utf-8")
    issues = faults_of(project, "fa")
    assert [(issue.line, issue.code) for issue in issues] == faults
    assert {issue.path for issue in issues} <= {"locales/fa/LC_MESSAGES/kbgen.po"}


@pytest.mark.parametrize(
    ("forms", "code"),
    [
        ("nplurals=2; plural=(n != 1);", "catalogue-plural-forms"),
        ("nplurals=2; plural=system(n);", "catalogue-plural-forms"),
        ("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);", ""),
    ],
)
def test_a_plural_rule_that_is_too_poor_for_the_language_is_named(forms: str, code: str, project: Path) -> None:
    own(project, "ar").parent.mkdir(parents=True)
    own(project, "ar").write_text(HEADER.replace("nplurals=2; plural=(n > 1);", forms), "utf-8")
    assert {issue.code for issue in faults_of(project, "ar")} == ({code} if code else set())


def test_one_number_may_be_a_word_but_several_may_not(project: Path) -> None:
    arabic = 'msgstr[0] "صفر"\nmsgstr[1] "واحد"\nmsgstr[2] "اثنان"\nmsgstr[3] "{}"\nmsgstr[4] "{{n}}"\nmsgstr[5] "{{n}}"\n'
    header = catalogue_file(locales_dir(), "ar").read_text("utf-8").partition("\n\n")[0]
    own(project, "ar").parent.mkdir(parents=True)
    for few, codes in (("{n}", []), ("بضعة", ["message-placeholders"])):
        own(project, "ar").write_text(f"{header}\n\n{OFFERS}{arabic.format(few)}", "utf-8")
        assert [issue.code for issue in faults_of(project, "ar")] == codes


def test_a_language_without_a_catalogue_is_one_issue_and_english_is_none(tmp_path: Path) -> None:
    assert [issue.code for issue in missing_messages("el", tmp_path)] == ["catalogue-missing"]
    assert missing_messages("en-GB", tmp_path) == []


def test_what_is_missing_is_one_line_with_counts_and_what_readers_see_comes_first(project: Path) -> None:
    run(project, "update")
    entries = parse(own(project, "el").read_text("utf-8")).entries
    first_of_staff = next(at for at, entry in enumerate(entries) if entry.staff)
    assert all(entry.staff for entry in entries[first_of_staff:])
    readers, staff = first_of_staff, len(entries) - first_of_staff
    assert readers > 150 < staff
    (issue,) = missing_messages("el", project)
    assert (issue.code, issue.level, issue.line) == ("message-missing", Level.ERROR, entries[0].line)
    assert f"{readers} texts that readers see are not translated to el, and {staff} of reports" in issue.message
    assert issue.message.endswith(f"the first is “{entries[0].message}”.")


def test_texts_that_readers_do_not_see_are_one_hint(project: Path) -> None:
    (issue,) = missing_messages("de", project)
    assert (issue.code, issue.level, issue.path) == ("message-staff", Level.HINT, "locales/de/LC_MESSAGES/kbgen.po")
    assert "Run: kbgen messages update" in issue.suggestion


def test_a_project_that_updates_a_shipped_language_gets_only_what_readers_do_not_see(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS.replace("el: Ελληνικά", "de: Deutsch"), "utf-8")
    run(tmp_path, "update")
    entries = parse(own(tmp_path, "de").read_text("utf-8")).entries
    assert len(entries) > 150
    assert all(entry.staff for entry in entries)


def test_one_text_is_told_in_the_singular(project: Path) -> None:
    (project / "theme" / "main.html").write_text("{{ _('Our shop') }}{{ _('Our garden') }}", "utf-8")
    run(project, "extract")
    own(project, "fa").parent.mkdir(parents=True)
    for catalogue, said in (
        ("", "2 texts that readers see are not"),
        ('msgid "Our garden"\nmsgstr "x"\n', "1 text that readers see is not"),
    ):
        own(project, "fa").write_text(HEADER + catalogue, "utf-8")
        (issue,) = faults_of(project, "fa")
        assert issue.message.startswith(said)


def test_a_new_catalogue_is_not_marked_as_a_guess(project: Path) -> None:
    run(project, "update")
    head = own(project, "el").read_text("utf-8").partition('msgid ""')[0]
    assert head.startswith("# Interface text of kbgen in Greek.")
    assert "fuzzy" not in head
