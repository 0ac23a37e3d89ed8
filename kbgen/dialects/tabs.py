"""Tabs, and blocks of code that stand in them, as kbgen writes them.

The shapes are of the same kind as those in `shapes.py`.
"""

from __future__ import annotations

import re
from typing import Any

from kbgen.dialects.mdx.literals import given
from kbgen.dialects.shapes import LANGUAGE, Part, Shaped, bold, fenced, indented, plain, titled

# Words behind the language of a block of code that say how it looks.
_SWITCHES = frozenset({"lines", "wrap", "expandable", "copy", "nocopy", "twoslash", "live", "showLineNumbers", "linenos", "active"})
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([^`\n]*)\n(.*?)^[ \t]*\2`*[ \t]*$", re.DOTALL | re.MULTILINE)
_TAB_HEAD = re.compile(r'^=== "([^"\n]*)"$', re.MULTILINE)
_QUOTED = re.compile(r"""'([^'\n]*)'|"([^"\n]*)\"""")
_NAMED = re.compile(r"""(?:title|filename|name)=(?:"([^"]*)"|'([^']*)')|\[([^\[\]]+)\]""")


def tab(title: str, content: str | None) -> Shaped:
    """One tab of several."""
    title = title.replace('"', "'").strip() or "…"
    return Shaped(f'=== "{title}"\n\n{indented((content or "").strip(chr(10)), "    ")}')


def tabbed(part: Part) -> Shaped:
    """A tab."""
    title = part.value("label", "title", "name", "header", "value", "text", "tabname", "tabtitle")
    title = title or (part.rest if part.style == "liquid" and '"' not in part.rest else next(iter(part.words), ""))
    if not (part.content or "").strip() and part.value("disabled"):
        # It only stands before the others as their heading.
        return Shaped(bold(title))
    return tab(title, part.content)


def tab_set(part: Part) -> Shaped:
    """Tabs that are named where they are gathered: `items={['A', 'B']}`, `values={[{label: 'A', value: 'a'}]}`."""
    content = (part.content or "").strip("\n")
    entries = given(part.rest, "items", "values", "labels")
    listed = part.value("items", "values", "labels")
    labels, names = (
        _labels(entries) if isinstance(entries, list) else ({}, [one or other for one, other in _QUOTED.findall(listed)])
    )
    following = iter(names)

    def named(found: re.Match[str]) -> str:
        name = labels.get(found[1]) or (found[1] if found[1] != "…" else next(following, "") or "…")
        return '=== "{}"'.format(name.replace('"', "'"))

    return titled(part._replace(content=_TAB_HEAD.sub(named, content) if labels or names else content))


def _labels(entries: list[Any]) -> tuple[dict[str, str], list[str]]:
    """What tabs are called by the values that stand for them, and in order."""
    labels, names = dict[str, str](), list[str]()
    for entry in entries:
        table = entry if isinstance(entry, dict) else {"label": entry}
        words = next((table[key] for key in ("label", "title", "name", "value") if isinstance(table.get(key), str)), "")
        names.append(" ".join(words.split()))
        if isinstance(value := table.get("value"), str) and names[-1]:
            labels[value] = names[-1]
    return labels, names


def code_group(part: Part) -> Shaped:
    """Blocks of code as tabs."""
    content = part.content or ""
    tabs = []
    for found in _FENCE.finditer(content):
        info = found[3].strip()
        named = _NAMED.search(info)
        language = LANGUAGE.match(info)
        words = info[language.end() :].split() if language else info.split()
        title = next((form for form in named.groups() if form), "") if named else ""
        title = title or " ".join(word for word in words if _is_title(word)) or (language or [""])[0]
        tabs.append(tab(title or "…", f"```{language[0] if language else ''}\n{_unindented(found[4], found[1])}```").text)
    left = _FENCE.sub("", content).strip()
    return Shaped("\n\n".join([*tabs, *([left] if left else [])]))


def code_tabs(part: Part) -> Shaped:
    """The same, unless its tabs are components of their own."""
    return plain(part) if _TAB_HEAD.search(part.content or "") else code_group(part)


def _is_title(word: str) -> bool:
    return "=" not in word and word[0] not in "{:" and word not in _SWITCHES


def _unindented(code: str, by: str) -> str:
    return "".join(line.removeprefix(by) for line in code.splitlines(keepends=True))


def highlighted(part: Part) -> Shaped:
    """A block of code, in a tab of its own where it is named for one."""
    language, title = part.value("lang", "language"), part.value("tabtitle")
    content = part.content or ""
    if part.style == "tag" and not language:
        # Components of this name in MDX colour words.
        return Shaped(content.strip(), block="\n" in content.strip())
    block = fenced(content.strip("\n"), language or next(iter(part.words), ""))
    return tab(title, block) if title else Shaped(block)
