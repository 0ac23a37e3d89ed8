"""Tabs, and blocks of code that stand in them, as kbgen writes them.

The shapes are of the same kind as those in `shapes.py`.
"""

from __future__ import annotations

import re

from kbgen.dialects.shapes import LANGUAGE, Part, Shaped, bold, fenced, indented, plain, titled

# Words behind the language of a block of code that say how it looks.
_SWITCHES = frozenset({"lines", "wrap", "expandable", "copy", "nocopy", "twoslash", "live", "showLineNumbers", "linenos", "active"})
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([^`\n]*)\n(.*?)^[ \t]*\2`*[ \t]*$", re.DOTALL | re.MULTILINE)
_TAB_HEAD = re.compile(r'^=== "([^"\n]*)"$', re.MULTILINE)
_QUOTED = re.compile(r"""'([^'\n]*)'|"([^"\n]*)\"""")
_OBJECT = re.compile(r"\{([^{}]*)\}")
_KEY = r"""["']?\b{}["']?\s*:\s*(?:'([^'\n]*)'|"([^"\n]*)")"""
_LABEL, _KEYED = re.compile(_KEY.format("label")), re.compile(_KEY.format("value"))
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
    content, listed = (part.content or "").strip("\n"), part.value("items", "values", "labels")
    labels = {}
    for each in _OBJECT.findall(listed):
        label, key = _LABEL.search(each), _KEYED.search(each)
        if label and key:
            labels[key[1] or key[2] or ""] = label[1] or label[2] or ""
    names = iter(_QUOTED.findall(listed) if not labels else ())

    def named(found: re.Match[str]) -> str:
        name = labels.get(found[1]) or (found[1] if found[1] != "…" else next((a or b for a, b in names), "…"))
        return f'=== "{name}"'

    return titled(part._replace(content=_TAB_HEAD.sub(named, content) if listed else content))


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
