"""One file's bytes become an article or a section.

Receives the settings, the locale, the path and the bytes, and nothing else, so that the same call serves a build, a
build of what changed, and live reload. Never raises for what the bytes hold: returns issues. A file with mistakes
still gives an article where it can, with defaults in their place, so that links to it are not reported as broken too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kbgen.articles import prose
from kbgen.articles.article import Article, Kind, Section, Status
from kbgen.articles.front_matter import loose
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.foreign import hides, names_in
from kbgen.articles.front_matter.keys import HOME_KEYS, SECTION_KEYS, keys_for
from kbgen.articles.front_matter.parse import Parts, Table
from kbgen.articles.front_matter.values import read_kind, read_values
from kbgen.articles.kinds import KINDS
from kbgen.articles.names import issue_path, path_fault
from kbgen.articles.sections import default_title, title_from_name
from kbgen.articles.shared import uses_in
from kbgen.articles.source import INDEX, MAX_BYTES, digest_of
from kbgen.config import Settings
from kbgen.dialects.encodings import decoded
from kbgen.dialects.home_pages import KEYS as HOME
from kbgen.dialects.home_pages import opening
from kbgen.dialects.myst.labels import labels_in
from kbgen.dialects.myst.substitutions import page_values
from kbgen.issues import Issue, Level
from kbgen.markup import outline

_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_SECTION_KEYS = {key.name: key for key in SECTION_KEYS}
_HOME_KEYS = {key.name: key for key in HOME_KEYS}


def read_article(settings: Settings, locale: str, path: str, raw: bytes) -> tuple[Article | Section | None, list[Issue]]:
    """Read the file at `path` (relative to the locale's folder); an `index.md` gives a section.

    None if the bytes are not readable as text or their front matter never ends.
    """
    where = issue_path(settings, f"{locale}/{path}")
    if fault := path_fault(path):
        return None, [Issue(where, 0, "path-name", f"In the path, {fault}.", suggestion="Rename it.")]
    lenient = settings.front_matter == "lenient"
    text, issues = _guess(raw, where, locale) if lenient and len(raw) <= MAX_BYTES else _decode(raw, where)
    if text is None:
        return None, issues
    parts: Parts | None
    labels: tuple[str, ...] = ()
    table: Table | None = Table({}, 1)
    if lenient:
        parts, read, found = loose.read(text, where)
        issues += found
        if settings.translates:
            labels = _labels(parts.body, read)
            parts, found = _translated(_opened(parts, read), read, where)
            issues += found
        return _entry(_File(settings, locale, path, where, digest_of(raw), parts, labels), read or table, issues)
    parts, found = front_matter.split(text, where)
    issues += found
    if parts is None:
        return None, issues
    if parts.header is not None:
        table, found = front_matter.parse(parts.header, where)
        issues += found
    else:
        message = "The file has no front matter."
        advice = "Start it with a line of three dashes, title and the other keys, and three dashes again."
        issues.append(Issue(where, 1, "front-matter-missing", message, suggestion=advice))
        table = None
    return _entry(_File(settings, locale, path, where, digest_of(raw), parts), table, issues)


def _opened(parts: Parts, table: Table | None) -> Parts:
    """A body with what the front matter of another program's home page shows above it."""
    if table is None or not any(name in table.entries for name in HOME):
        return parts
    above = opening({name: front_matter.plain(entry.value) for name, entry in table.entries.items()}, parts.body)
    if not above:
        return parts
    line = max(1, parts.body_line - above.count("\n") - 2)
    return parts._replace(body=f"{above}\n\n{parts.body}", body_line=line)


def _translated(parts: Parts, table: Table | None, where: str) -> tuple[Parts, list[Issue]]:
    """A body without what only another program knows, and what of it is not shown."""
    # Loaded where it is needed: it takes as long as rendering twenty articles, and most sites are written for kbgen.
    from kbgen.dialects.alone import translate

    values = (
        {name: front_matter.plain(entry.value) for name, entry in table.entries.items()} if table and "{{" in parts.body else {}
    )
    body, lost = translate(parts.body, page_values(values))
    advice = "`kbgen import markdown` brings the whole folder along, with what its files include from one another."
    return parts._replace(body=body), [
        Issue(where, 0, "foreign-block", f"{what} is not shown: {why}", Level.WARNING, advice) for what, why in lost
    ]


def _labels(body: str, table: Table | None) -> tuple[str, ...]:
    """The names by which other texts of the same program call this one and places in it."""
    names = names_in(table) if table is not None else ()
    places = labels_in(body) if ")=" in body or "name:" in body else ()
    return (*(f"{name}\t\t" for name in names), *(f"#{name}\t{anchor}\t{words}" for name, anchor, words in places))


class _File(NamedTuple):
    """What is known of one file before its front matter is looked at."""

    settings: Settings
    locale: str
    path: str
    where: str
    digest: str
    parts: Parts
    labels: tuple[str, ...] = ()


def _entry(file: _File, table: Table | None, issues: list[Issue]) -> tuple[Article | Section, list[Issue]]:
    entry: Article | Section
    if file.path == INDEX or file.path.endswith("/" + INDEX):
        entry, found = _section(file, table)
    else:
        entry, found = _article(file, table)
    return entry, [*issues, *found]


def _decode(raw: bytes, where: str) -> tuple[str | None, list[Issue]]:
    if len(raw) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES:,} bytes."
        return None, [Issue(where, 0, "file-size", message, suggestion="Split the article.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark.
        offset = error.start + len(raw) - len(error.object)
        line = raw.count(b"\n", 0, offset) + 1
        message = f"The file is not UTF-8: byte 0x{raw[offset]:02x} at offset {offset}."
        advice = "It looks like UTF-16; save it as UTF-8." if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Save it as UTF-8."
        return None, [Issue(where, line, "file-encoding", message, suggestion=advice)]
    # A deleting translate runs through the bytes in C: 2 µs for an article, a regular expression takes 20.
    if len(raw.translate(None, _CONTROL)) != len(raw):
        position = next(place for place, byte in enumerate(raw) if byte in _CONTROL)
        line = raw.count(b"\n", 0, position) + 1
        message = f"The file holds the control character 0x{raw[position]:02x} at offset {position}."
        return None, [Issue(where, line, "file-control", message, suggestion="Remove it.")]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, []


def _guess(raw: bytes, where: str, locale: str) -> tuple[str, list[Issue]]:
    """The text of somebody else's file, whatever it was saved in."""
    text, guessed, control = decoded(raw, locale)
    issues = []
    if guessed:
        message = f"The file is not UTF-8; it is read as {guessed}."
        issues.append(Issue(where, 0, "file-encoding", message, Level.WARNING, "Save it as UTF-8."))
    if control:
        message = f"The file holds {control} control characters, which are left out."
        issues.append(Issue(where, 0, "file-control", message, Level.WARNING, "Remove them."))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, issues


def _article(file: _File, table: Table | None) -> tuple[Article, list[Issue]]:
    body, strict = file.parts.body, file.settings.front_matter == "strict"
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    keys = keys_for(Kind.GUIDE)
    if table is not None:
        kind = Kind.GUIDE if not strict and "kind" not in table.entries else read_kind(table)
        keys = keys_for(kind)
        values, issues = read_values(table, keys, file.settings, file.where, kind)
        if strict and kind:
            issues += _body_issues(file, kind)
        if values.get("status") is not Status.DRAFT:
            issues += _unwritten(file, table, values)
    stem = file.path.removesuffix(".md")
    title = values.get("title") or outline.first_heading(body) or title_from_name(stem)
    article = Article(
        id=values.get("id", stem),
        locale=file.locale,
        path=file.path,
        kind=values.get("kind", Kind.GUIDE),
        title=title,
        description=values.get("description") or prose.cut(outline.first_paragraph(body)),
        body=body,
        body_line=file.parts.body_line,
        digest=file.digest,
        status=values.get("status", Status.PUBLISHED),
        tags=values.get("tags", ()),
        owner=values.get("owner", ""),
        updated=values.get("updated"),
        reviewed=values.get("reviewed"),
        review_by=values.get("review_by"),
        related=values.get("related", ()),
        keywords=values.get("keywords", ()),
        order=values.get("order", 0),
        featured=values.get("featured", False),
        redirect_from=values.get("redirect_from", ()),
        publish_at=values.get("publish_at"),
        expire_at=values.get("expire_at"),
        replaced_by=values.get("replaced_by", ""),
        uses=uses_in(body),
        labels=file.labels,
        details={name: value for name, value in values.items() if name in keys and keys[name].kinds},
    )
    return article, issues


def _section(file: _File, table: Table | None) -> tuple[Section, list[Issue]]:
    keys = _HOME_KEYS if file.path == INDEX else _SECTION_KEYS
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    if table is not None:
        values, issues = read_values(table, keys, file.settings, file.where)
        if file.settings.front_matter == "lenient":
            # Foreign generators keep all sorts of things in an index.md; none of it changes what is shown.
            issues = [issue for issue in issues if issue.code != "front-matter-key"]
            if hides({name: entry.value for name, entry in table.entries.items()}):
                # Its articles may be shown all the same, under the folder's name.
                values, file = {}, file._replace(parts=file.parts._replace(body=""))
    path, body = file.path.rpartition("/")[0], file.parts.body
    title = values.get("title") or outline.first_heading(body) or default_title(file.settings, file.locale, path)
    section = Section(
        path=path,
        locale=file.locale,
        title=title,
        description=values.get("description", ""),
        icon=values.get("icon", ""),
        order=values.get("order", 0),
        body=body,
        body_line=file.parts.body_line,
        digest=file.digest,
        featured=values.get("featured", ()),
        redirect_from=values.get("redirect_from", ()),
        uses=uses_in(body),
        labels=file.labels,
        has_text=bool(body.strip()),
    )
    return section, issues


def _unwritten(file: _File, table: Table, values: Mapping[str, Any]) -> Iterator[Issue]:
    """What `kbgen new` wrote for the writer to replace, and nobody did: readers would see it."""
    for name, value in values.items():
        if value == "…" or value == ("…",) or value == {"…": "…"}:
            message = f"`{name}` still holds the `…` of the template, and the article is no draft."
            advice = "Write it, take the key out, or set `status: draft`."
            yield Issue(file.where, table.entries[name].line, "placeholder", message, suggestion=advice)


def _body_issues(file: _File, kind: Kind) -> list[Issue]:
    """What a kind's page is made from has to be in the body."""
    traits = KINDS[kind]
    if not traits.questions and not traits.marks:
        return []
    second = [heading for heading in outline.headings(file.parts.body) if heading.level == 2]
    line = file.parts.body_line
    if traits.questions and not second:
        message = f"A {kind} needs at least one question."
        return [Issue(file.where, line, "article-body", message, suggestion="Write each as a heading: ## How do I …?")]
    there = {name for heading in second for name in heading.classes}
    return [
        Issue(
            file.where,
            line,
            "article-body",
            f"An article of the kind {kind} needs a second-level heading marked {{.{mark}}}.",
            suggestion=f"Write it like: ## {mark.capitalize()} {{.{mark}}}",
        )
        for mark in traits.marks
        if mark not in there
    ]
