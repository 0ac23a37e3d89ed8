"""Phrases put into the text of `asked.yml`: what stands there stays as it is, with its comments, order and way of writing.

Receives the text and phrases by article and locale; returns the text with those that are new, and how many they are. Each goes
behind the phrases of its article and locale, or begins a new entry; an article that has none yet comes at the end. What came out
is read again and compared. Raises `AuthorError` where the file is not what `kbgen check` accepts, and changes nothing then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from kbgen.errors import AuthorError
from kbgen.language.text import tokenise

Phrases = Mapping[str, Mapping[str, Sequence[str]]]
# Before this character of the text comes that text.
Insertion = tuple[int, str]


def read_asked(path: Path) -> str:
    """The file's text; empty where there is none."""
    try:
        return path.read_text("utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        raise AuthorError(f"{path} is not in UTF-8. Save it as UTF-8 first.") from None


def merged(text: str, phrases: Phrases, name: str = "asked.yml") -> tuple[str, int]:
    """`text` with the phrases that it does not have yet, and how many those are. `name` is the file's, for messages."""
    root, known = _read(text, name)
    new: dict[str, dict[str, list[str]]] = {}
    for article, locales in phrases.items():
        for tag, found in locales.items():
            fresh = _fresh(found, known.get(article, {}).get(tag, []), tag)
            if fresh:
                new.setdefault(article, {})[tag] = fresh
    entries = {str(key.value): value for key, value in root.value} if root else {}
    text += "" if not text or text.endswith("\n") else "\n"
    insertions = [one for article in new if article in entries for one in _into(entries[article], new[article], text)]
    # From the end on, so that places stay true; of two at one place the first stays first.
    insertions.sort(key=lambda one: one[0])
    for at, piece in insertions[::-1]:
        text = text[:at] + piece + text[at:]
    rest = {article: locales for article, locales in new.items() if article not in entries}
    if rest:
        text += yaml.safe_dump(rest, allow_unicode=True, width=120, default_flow_style=False, sort_keys=True)
    for article, locales in new.items():
        for tag, fresh in locales.items():
            known.setdefault(article, {}).setdefault(tag, []).extend(fresh)
    if _read(text, name)[1] != known:
        raise AuthorError(f"{name} is written in a way that phrases cannot be added to. Write each article as kbgen learn would.")
    return text, sum(len(fresh) for locales in new.values() for fresh in locales.values())


def _read(text: str, name: str) -> tuple[yaml.MappingNode | None, dict[str, dict[str, list[str]]]]:
    try:
        root, document = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{name}:{mark.line + 1}" if mark else name
        raise AuthorError(f"{place} is not readable as YAML. Fix it first: kbgen check says more.") from None
    if root is None or document is None:
        return None, {}
    if not isinstance(root, yaml.MappingNode) or not isinstance(document, dict) or root.flow_style:
        raise AuthorError(f"{name} is not a list of articles with their phrases. Fix it first: kbgen check says more.")
    known: dict[str, dict[str, list[str]]] = {}
    for article, locales in document.items():
        if not isinstance(locales, dict | None):
            raise AuthorError(f"{name}: what stands under {article} is no list of locales. Fix it first: kbgen check says more.")
        known[str(article)] = {
            str(tag): [str(one) for one in (some if isinstance(some, list) else [some]) if one is not None]
            for tag, some in (locales or {}).items()
        }
    return root, known


def _fresh(found: Sequence[str], known: Sequence[str], locale: str) -> list[str]:
    have = {_stems(one, locale) for one in known}
    fresh = []
    for phrase in found:
        if _stems(phrase, locale) not in have:
            have.add(_stems(phrase, locale))
            fresh.append(phrase)
    return fresh


def _stems(text: str, locale: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokenise(text, locale))


def _into(node: yaml.Node, locales: Mapping[str, Sequence[str]], text: str) -> list[Insertion]:
    """What to put where for one article that the file has."""
    if not isinstance(node, yaml.MappingNode):
        # An article without anything behind it.
        return [(node.start_mark.index, "".join(f"\n  {tag}: [{_flow(fresh)}]" for tag, fresh in locales.items()))]
    known = {str(key.value): value for key, value in node.value}
    insertions = [one for tag, fresh in locales.items() if tag in known for one in _behind(known[tag], fresh, text)]
    more = {tag: fresh for tag, fresh in locales.items() if tag not in known}
    if more and node.flow_style:
        comma = ", " if node.value else ""
        insertions.append((node.end_mark.index - 1, comma + ", ".join(f"{tag}: [{_flow(fresh)}]" for tag, fresh in more.items())))
    elif more:
        indent = " " * node.start_mark.column
        insertions.append(_lines(node, [f"{indent}{tag}: [{_flow(fresh)}]" for tag, fresh in more.items()], text))
    return insertions


def _behind(node: yaml.Node, fresh: Sequence[str], text: str) -> list[Insertion]:
    """The phrases behind those of one locale: in brackets, as a list of lines, or where one stood alone."""
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        last = node.value[-1].end_mark.index if node.value else node.end_mark.index - 1
        return [(last, (", " if node.value else "") + _flow(fresh))]
    if isinstance(node, yaml.SequenceNode):
        dash = " " * node.start_mark.column + "- "
        return [_lines(node, [dash + _flow([phrase]) for phrase in fresh], text)]
    if not node.value:
        return [(node.start_mark.index, f" [{_flow(fresh)}]")]
    return [(node.start_mark.index, "["), (node.end_mark.index, f", {_flow(fresh)}]")]


def _lines(node: yaml.Node, lines: Sequence[str], text: str) -> Insertion:
    """Lines behind the last line of a block, comments on that line included."""
    return text.index("\n", _last(node).end_mark.index) + 1, "".join(f"{line}\n" for line in lines)


def _last(node: yaml.Node) -> yaml.Node:
    """The last thing written in a block: the block's own end is where the next begins."""
    while node.value and isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _flow(phrases: Sequence[str]) -> str:
    """Phrases as they stand between brackets, quoted where they must be."""
    return yaml.safe_dump(list(phrases), allow_unicode=True, default_flow_style=True, width=1_000_000).strip()[1:-1]
