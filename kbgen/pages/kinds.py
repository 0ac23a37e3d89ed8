"""The shape that an article's kind gives to its body.

A FAQ's questions become `<details>`; marked sections (`## Cause {.cause}`) become sections of their own, and a cause takes in the
fixes that follow it, so that a reader looks through causes, each with what to do; numbered lists of guides and fixes become steps.
Works on the tree of one article in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from kbgen.articles.kinds import KINDS
from kbgen.pages.body import Question
from kbgen.pages.headings import text_of

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


def shape(root: Element, article: Article) -> None:
    """Give the tree the shape of the article's kind."""
    traits = KINDS[article.kind]
    if traits.questions:
        _questions(root, article)
    elif traits.marks:
        _marked_sections(root, article, traits.marks)
    if traits.steps:
        _steps(root, article)


def _runs(root: Element) -> list[tuple[Element | None, list[Element]]]:
    """The tree's children as runs, each led by an `h2` (None for what stands before the first)."""
    runs: list[tuple[Element | None, list[Element]]] = [(None, [])]
    for child in root:
        if child.tag == "h2":
            runs.append((child, []))
        else:
            runs[-1][1].append(child)
    return runs


def _refill(root: Element, children: list[Element]) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _questions(root: Element, article: Article) -> None:
    children: list[Element] = []
    for heading, answer in _runs(root):
        if heading is None:
            children.extend(answer)
            continue
        anchor, question = heading.get("id", ""), text_of(heading)
        article.questions.append(Question(anchor, question, " ".join(text_of(part) for part in answer)))
        details = Element("details", {"class": "kb-question"})
        summary = Element("summary")
        summary.append(heading)
        # Browsers open a closed <details> for a target inside it, without JavaScript; a target in the summary
        # stays closed. So the question's address belongs to the answer.
        box = Element("div", {"class": "kb-answer", "id": anchor})
        heading.attrib.pop("id", None)
        if anchor in article.also:
            box.append(Element("span", {"id": article.also[anchor]}))
        box.extend(answer)
        details.extend([summary, box])
        children.append(details)
    _refill(root, children)


def _marked_sections(root: Element, article: Article, marks: Mapping[str, str]) -> None:
    # What a section is for, in words: colour alone says it to nobody who cannot see it, nor on paper.
    labels = {mark: article.language.gettext(name) for mark, name in marks.items()}
    children: list[Element] = []
    for heading, content in _runs(root):
        mark = next((name for name in (heading.get("class", "").split() if heading is not None else ()) if name in marks), "")
        if heading is None or not mark:
            children.extend([] if heading is None else [heading])
            children.extend(content)
            continue
        section = Element("section", {"class": f"kb-part kb-part--{mark}", "aria-labelledby": heading.get("id", "")})
        if text_of(heading).casefold() != labels[mark].casefold():
            label = Element("p", {"class": "kb-part__label"})
            label.text = labels[mark]
            section.append(label)
        section.append(heading)
        section.extend(content)
        children.append(section)
    _refill(root, _causes(children, article))


def lower_fixes(root: Element, article: Article) -> None:
    """Have the article's headings say that a fix stands within the cause before it, as `shape` puts it there."""
    marks, within, lower = KINDS[article.kind].marks, False, set()
    for heading in root.iterfind("h2") if "fix" in marks else ():
        mark = next((name for name in heading.get("class", "").split() if name in marks), "")
        if mark == "fix" and within:
            lower.add(heading.get("id"))
        else:
            within = mark == "cause"
    if lower:
        article.headings[:] = [each._replace(level=3) if each.id and each.id in lower else each for each in article.headings]


def _causes(children: list[Element], article: Article) -> list[Element]:
    """Fixes moved into the section of the cause before them, a level lower; several causes are numbered."""
    shaped: list[Element] = []
    for child in children:
        kind = child.get("class", "") if child.tag == "section" else ""
        cause = shaped[-1] if shaped and "kb-part--cause" in shaped[-1].get("class", "") else None
        if "kb-part--fix" not in kind or cause is None:
            shaped.append(child)
            continue
        next(part for part in child if part.tag == "h2").tag = "h3"
        cause.append(child)
    causes = [child for child in shaped if child.tag == "section" and "kb-part--cause" in child.get("class", "")]
    for number, cause in enumerate(causes, 1):
        label = cause.find("p")
        if len(causes) > 1 and label is not None and label.get("class") == "kb-part__label":
            label.text = f"{label.text} {article.language.locale.digits(str(number))}"
    return shaped


def _steps(root: Element, article: Article) -> None:
    containers = [root, *root.iter("section")]
    for container in containers:
        for child in container:
            if child.tag == "ol":
                child.set("class", f"{child.get('class', '')} kb-steps".strip())
                article.steps.extend(text_of(item) for item in child.findall("li"))
