"""An article's text becomes the body of its page.

Receives an article's Markdown, its kind and language, and something that knows where links lead; returns a `Body`. A reader of
`kbgen.markup` makes a tree of the text; the passes over it are listed in `Converter.convert`, in order, and know no reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from xml.etree.ElementTree import Element

from kbgen.articles.allowances import without_allowances
from kbgen.articles.article import Kind
from kbgen.issues import Issue, Level
from kbgen.language.tables.units import count_words, is_unspaced
from kbgen.markup import line_ends
from kbgen.markup.safety.article import judge
from kbgen.markup.safety.soften import link_frames, soften
from kbgen.markup.serialise import to_html
from kbgen.markup.slips import Slip
from kbgen.markup.tree import Tree
from kbgen.markup.without_code import without_known_code
from kbgen.pages import admonitions, direction, footnotes, headings, kinds, media, references, tasks, terms
from kbgen.pages.body import Body, Heading, Pointer, Question, Target
from kbgen.pages.interface import Interface
from kbgen.pages.references import Site
from kbgen.search.document import Passage

Read = Callable[[str], Tree]
Look = Callable[[str], list[Slip]]
LINE = "data-line"


@dataclass
class Article:
    """What the passes know of the article at hand, and what they find out; lives for one conversion."""

    path: str
    file: str
    kind: Kind
    title: str
    language: Interface
    site: Site
    markdown: str = ""
    first_line: int = 1
    lines: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    # Other addresses of headings, by their own.
    also: dict[str, str] = field(default_factory=dict)
    references: dict[str, Target] = field(default_factory=dict)
    pointers: list[Pointer] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    line_in_text: Callable[[Element], int | None] = lambda element: None

    def line_of(self, element: Element) -> int:
        """The line of the file on which `element` begins, or 0 where nobody knows; ask before the element is changed."""
        line = self.line_in_text(element)
        return 0 if line is None else self.file_line(line)

    def file_line(self, line: int) -> int:
        """The line of the file for one of the text, which counts from 0."""
        # Where a snippet was put in, its lines are those of the place that names it.
        return self.first_line + (self.lines[min(line, len(self.lines) - 1)] if self.lines else line)

    def warn(self, element: Element, code: str, message: str, advice: str) -> None:
        """Note a warning about `element`."""
        self.issues.append(Issue(self.file, self.line_of(element), code, message, Level.WARNING, advice))


class Converter:
    """Turns the Markdown of any number of articles into bodies, one after the other.

    `read` makes trees of texts. With `trusted` any HTML is published, with `lenient` what may not be published is replaced.
    With `facts_only` nothing is shaped for readers or written
    out: what a check needs, in half the time. `look_for` finds slips of the pen in a text. With `with_lines` links and tables carry
    the line of the file on which they begin, as `LINE`: for whoever looks through the HTML afterwards.
    """

    def __init__(
        self,
        read: Read,
        *,
        trusted: bool = False,
        lenient: bool = False,
        facts_only: bool = False,
        look_for: Look | None = None,
        with_lines: bool = False,
    ) -> None:
        self._read = read
        self._with_lines = with_lines
        self._lenient = lenient
        self._look_for = look_for
        self._trusted = trusted
        self._facts_only = facts_only

    def convert(self, article: Article) -> Body:
        """The body of `article`. What is wrong in it are issues of the body, never exceptions."""
        source, left = without_allowances(article.markdown)
        if left:
            article.lines = tuple(article.lines[line] for line in left) if article.lines else left
        if self._look_for is not None:
            for line, code, message, advice in self._look_for(source):
                article.issues.append(Issue(article.file, article.file_line(line), code, message, Level.WARNING, advice))
        tree = self._read(source)
        article.line_in_text = tree.line_of
        line_ends.join(tree.root, source)
        safe = self._trusted or _is_safe(tree, article, lenient=self._lenient)
        for element in (*tree.links, *tree.tables) if self._with_lines else ():
            element.set(LINE, str(article.line_of(element)))
        article.also = headings.give_ids(tree)
        headings.drop_title(tree, article, lenient=self._lenient)
        references.resolve(tree, article)
        media.dress(tree, article)
        headings.collect(tree, article)
        kinds.lower_fixes(tree.root, article)
        if self._facts_only or not safe:
            return _body(article, "", source)
        root = tree.root
        admonitions.name(root, article)
        terms.explain(root, article)
        kinds.shape(root, article)
        headings.add_permalinks(tree, article)
        footnotes.number(root, article)
        tasks.label(root, article)
        direction.isolate(root, article)
        return _body(article, to_html(root), source, without_known_code(source, tree.code))


def _is_safe(tree: Tree, article: Article, *, lenient: bool) -> bool:
    """Whether the page may be published; what may not be is an error with the line of the element that it stands in."""
    for element, (name, outcome) in link_frames(tree.root).items() if lenient else ():
        article.warn(element, "article-html", f"The article shows another page within its own, by `<{name}>`.", outcome)
    findings = judge(tree.root)
    if findings and lenient:
        done = soften(tree.root, findings)
        for element, message, _ in findings:
            if element in done:
                article.warn(element, "article-html", message, done[element])
        findings = judge(tree.root)
    for element, message, advice in findings:
        article.issues.append(Issue(article.file, article.line_of(element), "article-html", message, suggestion=advice))
    return not findings


def _body(article: Article, html: str, source: str, prose: str = "") -> Body:
    return Body(
        html=html,
        headings=tuple(article.headings),
        passages=tuple(article.passages),
        questions=tuple(article.questions),
        steps=tuple(article.steps),
        anchors=tuple(article.anchors),
        references=tuple(sorted(article.references.items())),
        pointers=tuple(article.pointers),
        words=sum(map(_words, chain.from_iterable((passage.heading, passage.text) for passage in article.passages))),
        issues=tuple(article.issues),
        markdown=source,
        prose=prose,
    )


def _words(text: str) -> int:
    if is_unspaced(text):
        return count_words(text)
    # Single spaces part them: see `headings.text_of`.
    return text.count(" ") + 1 if text else 0
