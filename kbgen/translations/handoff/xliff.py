"""XLIFF 1.2, which Weblate, Crowdin, Trados and the others read alike (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html).

Writes and reads an `Exchange`. Code, links, variables and tags are inline elements (`ph`) that hold what they stand for. A file is
read without document types, so that no entity can grow, and with limits of size and depth.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.parsers import expat

from kbgen.translations.handoff.exchange import MOST_BYTES, Entry, Exchange, parts_of_id, refused
from kbgen.translations.handoff.protection import pieces

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
MOST_DEPTH = 64
BEFORE = "before:"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# What the standard calls not finished; a state of a tool's own (`x-…`) is taken for finished.
_OPEN_STATES = ("needs-", "new")


def write(exchange: Exchange) -> bytes:
    """The file. Every article is a `file` in it, every section a `group`."""
    root = Element("xliff", {"version": "1.2", "xmlns": SPACE})
    body: Element | None = None
    group: Element | None = None
    last: tuple[str, str] = ("", "")
    for entry in exchange.entries:
        path, section, _ = parts_of_id(entry.id)
        if path != last[0]:
            facts = {"original": path, "source-language": exchange.source_locale, "target-language": exchange.target_locale}
            body = SubElement(SubElement(root, "file", facts | {"datatype": "x-markdown"}), "body")
        if (path, section) != last and body is not None:
            group = SubElement(body, "group", {"id": section, "resname": section})
        last = (path, section)
        if group is not None:
            _unit(group, entry)
    _indent(root)
    written: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def read(data: bytes, name: str) -> Exchange:
    """The exchange in a file called `name`. Raises `AuthorError` that says what is wrong with it."""
    root = _parsed(data, name)
    if _local(root) != "xliff":
        raise refused(name, 1, f"It is {_local(root)} and not XLIFF.", "Name a file that kbgen translations export wrote.")
    version = root.get("version", "")
    if not version.startswith("1."):
        raise refused(name, 1, f"It is XLIFF {version or 'of no version'}.", "Let your tool save it as XLIFF 1.2.")
    files = [child for child in root if _local(child) == "file"]
    languages = {(each.get("source-language", ""), each.get("target-language", "")) for each in files}
    if len(languages) != 1:
        raise refused(name, 1, "It names no language, or several.", "Import one language at a time, as it was exported.")
    ((source, target),) = languages
    entries = [_entry(unit) for file in files for unit in file.iter() if _local(unit) == "trans-unit"]
    return Exchange(source, target, entries)


def _unit(group: Element, entry: Entry) -> None:
    facts = {"id": entry.id, "resname": entry.id, f"{_XML}space": "preserve"}
    unit = SubElement(group, "trans-unit", facts | ({"approved": "yes"} if entry.done else {}))
    names = _fill(SubElement(unit, "source"), entry.source, {})
    if entry.target:
        state = "final" if entry.done else "needs-review-translation"
        _fill(SubElement(unit, "target", {"state": state}), entry.target, names)
    for note in entry.notes:
        SubElement(unit, "note").text = note
    SubElement(unit, "note", {"from": "kbgen"}).text = f"{BEFORE} {entry.before or '-'}"


def _fill(element: Element, text: str, names: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put `text` into an element. The same thing in source and target has the same id, which tools compare."""
    given: dict[str, list[str]] = {}
    free = {kind: list(ids) for kind, ids in names.items()}
    taken = sum(map(len, names.values()))
    last: Element | None = None
    for piece in pieces(text):
        if not piece.kind:
            if last is None:
                element.text = (element.text or "") + piece.text
            else:
                last.tail = (last.tail or "") + piece.text
            continue
        ids = free.get(piece.text)
        if ids:
            number = ids.pop(0)
        else:
            taken += 1
            number = str(taken)
        given.setdefault(piece.text, []).append(number)
        last = SubElement(element, "ph", {"id": number, "ctype": f"x-{piece.kind}"})
        last.text = piece.text
    return given


def _entry(unit: Element) -> Entry:
    source = target = ""
    done, before, notes = unit.get("approved") == "yes", "", []
    for child in unit:
        match _local(child):
            case "source":
                source = _text(child)
            case "target":
                target = _text(child)
                state = child.get("state", "")
                # A tool that says nothing of states hands back what is good.
                done = done or not state or not state.startswith(_OPEN_STATES)
                if unit.get("approved") == "no":
                    done = False
            case "note" if (child.text or "").strip().startswith(BEFORE):
                before = (child.text or "").strip().removeprefix(BEFORE).strip().removeprefix("-")
            case "note":
                notes.append(child.text or "")
    name = next((each for each in (unit.get("id", ""), unit.get("resname", "")) if parts_of_id(each)[0]), unit.get("id", ""))
    return Entry(name, source, target, done and bool(target), before, tuple(notes))


def _text(element: Element) -> str:
    """All text of an element. Inline elements hold what they stand for; `equiv-text` does where a tool emptied them."""
    parts = [element.text or ""]
    for child in element:
        inner = _text(child)
        parts += [inner or child.get("equiv-text", ""), child.tail or ""]
    return "".join(parts)


def _parsed(data: bytes, name: str) -> Element:
    if len(data) > MOST_BYTES:
        raise refused(name, 0, f"It has {len(data):,} bytes; {MOST_BYTES:,} are allowed.", "Export and import article by article.")
    builder, parser, depth = TreeBuilder(), expat.ParserCreate(namespace_separator="}"), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise refused(name, parser.CurrentLineNumber, "Its elements are nested too deeply.", "Export it again.")
        builder.start(_named(tag), {_named(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    def doctype(*_: object) -> None:
        raise refused(name, parser.CurrentLineNumber, "It has a document type.", "XLIFF needs none: take the DOCTYPE out.")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        line = getattr(error, "lineno", 0)
        raise refused(name, line, f"It is not XML: {error}.", "Let your tool save it again, as UTF-8.") from None


def _named(tag: str) -> str:
    return "{" + tag if "}" in tag else tag


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _indent(element: Element, depth: int = 0) -> None:
    """New lines between elements, except in texts, whose spaces count."""
    if _local(element) in {"source", "target", "note"} or not len(element):
        return
    gap = "\n" + " " * (depth + 1)
    element.text = gap
    for child in element:
        _indent(child, depth + 1)
        child.tail = gap
    element[-1].tail = gap[:-1]
