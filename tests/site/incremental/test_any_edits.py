"""After any sequence of edits, a build that remembers gives the same site, byte for byte, as one that starts from nothing."""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kbgen.config import load
from kbgen.errors import AuthorError
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
LOCALES = st.sampled_from(["en", "fa"])
FOLDERS = st.sampled_from(["", "one/", "one/two/"])
TITLES = st.sampled_from(["Billing", "گذرواژه", "Set up", "A & B <i>"])
MORE_FRONT_MATTER = st.sampled_from(["", "tags: [money]", "tags: [money, phone]", "status: draft"])
KINDS = st.sampled_from(["faq", "guide", "troubleshooting"])
SENTENCES = st.sampled_from(
    [
        "Reset the password of the device.",
        "See [this](beta.md) and [that](one/gamma.md#more).",
        "By id: [here](kb:alpha).",
        "![A screen](/images/a.png)",
        "## More\n\nInvoices are sent monthly.",
        "پیوند [اینجا](delta.md) است.",
        "The term sync means much.",
        "It costs {= price }.",
    ]
)


def picture(width: int) -> bytes:
    """A black PNG of this width."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, 2, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes((width + 1) * 2))) + chunk(b"IEND", b"")
    )


class Edits(RuleBasedStateMachine):
    """A small help center whose writers do anything."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.root = Path(self._folder.name) / "project"
        self.changed = False

    def teardown(self) -> None:
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        self.options = "site_name: Small"
        self.write("mkdocs.yml", self.settings())
        self.write("overrides/readme.txt", "Our own templates.")
        for word in ("alpha", "beta", "gamma", "delta"):
            self.write(f"content/en/{word}.md", f"---\ntitle: About {word}\nid: {word}\n---\n\nText about {word}.\n")
        self.write("content/fa/alpha.md", "---\ntitle: الفبا\nid: alpha\n---\n\nمتن.\n")

    def settings(self) -> str:
        return (
            f"{self.options}\nsite_url: https://small.example.org/\ndocs_dir: content\n"
            "theme: {name: material, custom_dir: overrides}\n"
            "plugins:\n  - kbgen:\n      source_locale: en\n      front_matter: lenient\n"
            "      locales: {en: English, fa: {name: فارسی, calendar: persian}}\n"
        )

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.changed = True

    def articles(self) -> list[Path]:
        return sorted(path for path in (self.root / "content").rglob("*.md") if path.name != "index.md")

    @rule(locale=LOCALES, folder=FOLDERS, word=WORDS, title=TITLES, kind=KINDS, text=SENTENCES)
    def write_an_article(self, locale: str, folder: str, word: str, title: str, kind: str, text: str) -> None:
        self.write(f"content/{locale}/{folder}{word}.md", f"---\ntitle: {title}\nkind: {kind}\n---\n\n{text}\n")

    @rule(number=st.integers(0, 20), text=SENTENCES)
    def edit_an_article(self, number: int, text: str) -> None:
        articles = self.articles()
        if articles:
            path = articles[number % len(articles)]
            self.write(str(path.relative_to(self.root)), path.read_text("utf-8") + f"\n{text}\n")

    @rule(
        number=st.integers(0, 20),
        title=TITLES,
        tags=st.sampled_from(["", "tags: [money]", "tags: [money, phone]", "status: draft"]),
    )
    def edit_the_front_matter(self, number: int, title: str, tags: str) -> None:
        articles = self.articles()
        if articles:
            path = articles[number % len(articles)]
            body = path.read_text("utf-8").split("---\n", 2)[-1]
            self.write(str(path.relative_to(self.root)), f"---\ntitle: {title}\n{tags}\n---\n{body}")

    @rule(number=st.integers(0, 20), folder=FOLDERS, word=WORDS)
    def move_an_article(self, number: int, folder: str, word: str) -> None:
        articles = self.articles()
        if articles:
            path = articles[number % len(articles)]
            target = self.root / "content" / path.relative_to(self.root / "content").parts[0] / f"{folder}{word}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            self.changed = True

    @precondition(lambda self: len(self.articles()) > 2)
    @rule(number=st.integers(0, 20))
    def remove_an_article(self, number: int) -> None:
        articles = self.articles()
        articles[number % len(articles)].unlink()
        self.changed = True

    @rule(locale=LOCALES, folder=st.sampled_from(["", "one/"]), title=TITLES)
    def describe_a_section(self, locale: str, folder: str, title: str) -> None:
        self.write(f"content/{locale}/{folder}index.md", f"---\ntitle: {title}\ndescription: All of it.\n---\n")

    @rule(width=st.sampled_from([0, 4, 9]))
    def change_a_picture(self, width: int) -> None:
        if width:
            self.write("content/images/a.png", picture(width))
        else:
            (self.root / "content/images/a.png").unlink(missing_ok=True)
        self.changed = True

    @rule(text=st.sampled_from(["<footer>{{ 1 + 1 }}</footer>", "<footer>Other</footer>", ""]))
    def change_a_template(self, text: str) -> None:
        if text:
            self.write("overrides/partials/footer.html", text)
        else:
            (self.root / "overrides/partials/footer.html").unlink(missing_ok=True)
        self.changed = True

    @rule(words=st.sampled_from(["Look up", "Find"]))
    def change_the_catalogue(self, words: str) -> None:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        self.write("locales/fa/LC_MESSAGES/kbgen.po", f'{head}msgid "Search"\nmsgstr "{words}"\n')

    @rule(name=st.sampled_from(["Small", "Large"]))
    def change_the_settings(self, name: str) -> None:
        self.options = f"site_name: {name}"
        self.write("mkdocs.yml", self.settings())

    @rule(text=st.sampled_from(["- password, quokka", "- invoice, bill of fare"]))
    def change_the_synonyms(self, text: str) -> None:
        self.write("content/synonyms.en.yml", f"{text}\n")

    @rule(price=st.sampled_from(["5", "six"]))
    def change_a_variable(self, price: str) -> None:
        self.write("content/en/_variables.yml", f"price: {price}\n")

    @rule(meaning=st.sampled_from(["To make the same.", "To agree."]))
    def change_the_glossary(self, meaning: str) -> None:
        self.write("content/en/_glossary.yml", f"sync: {meaning}\n")

    @rule(damage=st.sampled_from(["state", "part", "words", "synonyms", "documents", "indexes", "spare", "site"]))
    def damage_what_is_remembered(self, damage: str) -> None:
        memory = self.root / ".kbgen" / "cache"
        match damage:
            case "state":
                state = memory / "state.json"
                if state.exists():
                    state.write_bytes(state.read_bytes()[:-100])
            case "part":
                for part in sorted((memory / "state.parts").glob("*"))[:1]:
                    part.unlink()
            case "words":
                for part in (memory / "state.parts").glob("*"):
                    part.write_bytes(part.read_bytes().replace(b'"title":"', b'"title":"x'))
            case "synonyms":
                state = memory / "state.json"
                if state.exists():
                    state.write_bytes(state.read_bytes().replace(b'"targets":', b'"target":'))
            case "documents" | "indexes":
                shutil.rmtree(memory / damage, ignore_errors=True)
            case "spare":
                shutil.rmtree(self.root / ".kbgen" / "spare", ignore_errors=True)
            case "site":
                files = sorted((self.root / "site").rglob("*.html"))
                if files:
                    files[len(files) // 2].unlink()
        self.changed = True

    @invariant()
    def the_site_is_that_of_a_first_build(self) -> None:
        if not self.changed:
            return
        self.changed = False
        mistakes = built(self.root)
        fresh = self.root.with_name("fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self.root, fresh, ignore=shutil.ignore_patterns("site", ".kbgen"))
        assert mistakes == built(fresh)
        if not mistakes:
            ours, theirs = files_below(self.root / "site"), files_below(fresh / "site")
            assert sorted(ours) == sorted(theirs)
            assert [name for name in ours if ours[name] != theirs[name]] == []


def built(root: Path) -> list[str]:
    """Build; returns the mistakes for which nothing was published, such as two articles with one id."""
    try:
        build(load(root / "mkdocs.yml"), BuildOptions(jobs=1, tolerant=True))
    except AuthorError as error:
        return [str(issue) for issue in error.issues]
    return []


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


TestAnyEdits = pytest.mark.timeout(600)(Edits.TestCase)
TestAnyEdits.settings = settings(
    max_examples=int(os.environ.get("KBGEN_EXAMPLES", "3")),
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
