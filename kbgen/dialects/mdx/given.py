"""Texts that a page gives a component as a value: a table of parameters, a list of cards, of questions or of features.

Receives the value and what stands around the page; returns Markdown, a list whose items have the names, the links and the words.
Source: the components for tables of properties and lists of cards in documentation written in MDX.
"""

from __future__ import annotations

from typing import Any

from kbgen.dialects.marks import Surroundings, destination, settled
from kbgen.dialects.shapes import item

_NAMES = ("name", "title", "label", "question", "heading", "term", "text", "theme")
_WORDS = ("description", "details", "body", "answer", "content", "summary", "tagline", "definition", "value", "subtitle", "alt")
_LINKS = ("href", "link", "url", "to", "path")
_USUAL = ("default", "defaultValue")
_REQUIRED = ("required", "isRequired")


def as_list(value: Any, around: Surroundings, depth: int = 0) -> str:
    """`value` as a list; empty where it holds nothing that a reader sees."""
    if depth > 20:
        return ""
    entries = value if isinstance(value, list) else list(value.values()) if _holds_tables(value) else [value]
    items = [found for entry in entries if (found := _item(entry, around, depth))]
    return "\n".join(items)


def _holds_tables(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(entry, dict) for entry in value.values())


def _item(entry: Any, around: Surroundings, depth: int) -> str:
    if isinstance(entry, str):
        return item("-", " ".join(entry.split()), None).text if entry.strip() else ""
    if not isinstance(entry, dict):
        return as_list(entry, around, depth + 1) if isinstance(entry, list) else ""
    name = next((entry[key] for key in _NAMES if isinstance(entry.get(key), str) and entry[key].strip()), "")
    link = next((entry[key] for key in _LINKS if isinstance(entry.get(key), str) and entry[key].strip()), "")
    kind = entry["type"] if isinstance(entry.get("type"), str) else ""
    said = [entry[key].strip() for key in _WORDS if isinstance(entry.get(key), str) and entry[key].strip() and entry[key] != name]
    below = [as_list(inner, around, depth + 1) for inner in entry.values() if isinstance(inner, list | dict)]
    if not (name or said or any(below)):
        return ""
    usual = next((str(entry[key]) for key in _USUAL if isinstance(entry.get(key), str | bool) and entry[key] != ""), "")
    facts = [
        f"`{kind}`" if kind else "",
        f"`= {usual.lower() if usual in ('True', 'False') else usual}`" if usual else "",
        *(key for key in _REQUIRED[:1] if any(entry.get(each) is True for each in _REQUIRED)),
    ]
    told = ", ".join(fact for fact in facts if fact)
    head = f"`{name}`" if name and "type" in entry and "`" not in name else " ".join(name.split())
    target = around.link(link) if link else ""
    head = f"[{head or link}]({settled(destination(target))})" if target else head
    head = f"{head} ({told})" if told and head else head or told
    if not head and said:
        head = " ".join(said.pop(0).split())
    return item("-", head, "\n\n".join([*said, *(part for part in below if part)])).text
