"""The one schema of what the collector takes, versioned: the parser, OpenAPI, `kbgen events --describe` and the manual read it.

Receives nothing; promises that a field accepted anywhere is declared here with its type, its limits and its purpose.
Changing the meaning of a field needs a new `VERSION`; adding a field that may be left out does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kbgen.reasons import REASONS

VERSION = 1

# Bytes of a request's body: 2,000 letters of a comment in any script (up to 4 bytes each in UTF-8) and the other fields.
MAX_BODY = 8192
MAX_COMMENT = 2000
MAX_QUERY = 200
# Events that one request may carry.
MAX_EVENTS = 20

CHANNELS = ("page", "mail", "phone", "chat", "form")


class FieldType(StrEnum):
    """The JSON type of a field: text, a whole number, true or false, or true, false or null."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    YES_NO_NONE = "yes, no or null"


@dataclass(frozen=True)
class Field:
    """One field. `longest` counts characters before cleaning; `choices` are all values allowed; numbers have bounds."""

    name: str
    type: FieldType
    doc: str
    required: bool = False
    longest: int = 0
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class Shape:
    """One kind of thing that a browser sends."""

    kind: str
    doc: str
    fields: tuple[Field, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the fields that cannot be left out."""
        return tuple(field.name for field in self.fields if field.required)


def _article(*, required: bool) -> Field:
    return Field("article", FieldType.TEXT, "The article's id, as in the site's manifest.", required, longest=300)


def _query(doc: str, *, required: bool) -> Field:
    return Field("query", FieldType.TEXT, doc, required, longest=MAX_QUERY)


_LOCALE = Field("locale", FieldType.TEXT, "The locale of the page, as in the site's manifest.", True, longest=35)
_SCREEN = Field(
    "screen",
    FieldType.TEXT,
    "In an application: which pattern of `in_app.yml` its screen fits, ** for any other. On a page that a letter of a journey led "
    "to: mail: and its name. Never an address.",
    longest=100,
)
_RANK = Field("rank", FieldType.NUMBER, "The place in the list of results, from 1.", least=1, most=1000)
_OPINION = Field(
    "opinion", FieldType.TEXT, "meaning, where the second opinion had brought the result further up.", choices=("meaning",)
)
_COUNT = Field("count", FieldType.NUMBER, "How many results there were.", True, least=0, most=1_000_000)

VOTE = Shape(
    "vote",
    "The answer to “Was this helpful?”, with all that the reader has said so far. Sending again replaces it.",
    (
        _article(required=True),
        _LOCALE,
        Field("helpful", FieldType.YES_NO_NONE, "true for yes, false for no, null to take the vote back.", True),
        Field("reason", FieldType.TEXT, "Why it did not help; only with helpful = false.", choices=tuple(REASONS)),
        Field("effort", FieldType.NUMBER, "How easy it was to find help: 1 very hard to 5 very easy.", least=1, most=5),
        Field(
            "comment",
            FieldType.TEXT,
            "The reader's words. May hold personal data: e-mail addresses and long numbers are masked, the rest expires.",
            longest=MAX_COMMENT,
        ),
        Field(
            "ticket",
            FieldType.TEXT,
            "32 hexadecimal digits that the page makes at random and keeps in memory, so that a vote is changed and not "
            "doubled when it waited offline. Stored apart from the vote and deleted after 48 hours.",
            pattern="^[0-9a-f]{32}$",
        ),
        Field("website", FieldType.TEXT, "Hidden from people; a robot that fills it in marks its vote as suspect.", longest=300),
    ),
)

# What a reader searches for, where a second opinion is asked for. Nothing of it is stored.
OPINION = Shape(
    "opinion",
    "Asks for the order of the first results by what they mean. Nothing of it is stored.",
    (_query("The reader's words.", required=True),),
)

EVENTS = (
    Shape(
        "view",
        "An article was opened, or with a screen alone the film that a letter leads to. Counted without identifying anyone.",
        (_article(required=False), _LOCALE, _SCREEN),
    ),
    Shape(
        "search",
        "A search that the reader paused on, and how much it found.",
        (_query("The reader's words; masked and expired as comments are.", required=True), _COUNT, _LOCALE, _SCREEN),
    ),
    Shape(
        "open",
        "A result of a search was opened.",
        (_query("The search that led there.", required=True), _article(required=True), _RANK, _OPINION, _LOCALE, _SCREEN),
    ),
    Shape(
        "reword",
        "A search was reworded without any result being opened.",
        (
            _query("The new words.", required=True),
            Field("before", FieldType.TEXT, "The words before.", True, longest=MAX_QUERY),
            _LOCALE,
            _SCREEN,
        ),
    ),
    Shape(
        "contact",
        "A way to contact support was used: the contact page itself, or one of its channels.",
        (
            Field("channel", FieldType.TEXT, "Which way; page is the contact page.", True, choices=CHANNELS),
            _article(required=False),
            _query("The last search before it, if there was one.", required=False),
            _LOCALE,
            _SCREEN,
        ),
    ),
    Shape(
        "suggestion",
        "While writing a question, the reader opened an article that was suggested. The question itself is never sent.",
        (_article(required=True), _RANK, _LOCALE, _SCREEN),
    ),
    Shape(
        "sent",
        "The question was sent to support although articles were suggested (count) or none was (0).",
        (Field("channel", FieldType.TEXT, "How it was sent.", True, choices=("mail", "form")), _COUNT, _LOCALE, _SCREEN),
    ),
    Shape(
        "problem",
        "A reader's assistant says that an article is wrong or does not answer. Shown apart from votes, counted in no rate.",
        (
            _article(required=True),
            _query("What does not hold, in a sentence; masked and expired as comments are.", required=True),
            _LOCALE,
        ),
    ),
)


def event_shape(kind: str) -> Shape | None:
    """The shape of one kind of event; None if there is none."""
    return next((shape for shape in EVENTS if shape.kind == kind), None)


def describe() -> Iterator[str]:
    """The schema in words, line by line, for `kbgen events --describe`."""
    yield f"Events, version {VERSION}"
    yield ""
    yield "Every record also gets: at (the server's time), language (of the text shown), visit and network (opaque numbers that tie"
    yield "together what came from one device, and from one address, on one day, and lead to nobody once the day's salt is deleted"
    yield "after 48 hours), earlier (the device's number of the day before, within half an hour after midnight), suspect (it looked"
    yield "like a robot), simulated (made up by kbgen simulate)."
    yield ""
    yield "kbgen export has the same names, but for: count, which is called results there; changed_at, when a vote was last"
    yield "changed; ticket, website, network and earlier, which are left out."
    for shape in (VOTE, *EVENTS):
        route = "POST /_kb/votes" if shape is VOTE else "POST /_kb/events"
        yield ""
        yield f"{shape.kind}  ({route})"
        yield f"  {shape.doc}"
        for field in shape.fields:
            need = "required" if field.required else "optional"
            yield f"    {field.name:<8}  {field.type}, {need}{limits(field)}: {field.doc}"


def limits(field: Field) -> str:
    """The limits of a field, as words that follow a comma."""
    if field.choices:
        return ", one of " + " | ".join(field.choices)
    if field.type is FieldType.NUMBER:
        return f", {field.least} to {field.most}"
    if field.pattern:
        return f", matches {field.pattern}"
    return f", at most {field.longest} characters" if field.longest else ""


def json_schema(shape: Shape) -> dict[str, object]:
    """The JSON Schema (2020-12) of one shape, as OpenAPI 3.1 embeds it."""
    properties: dict[str, object] = {}
    if shape is not VOTE:
        properties["kind"] = {"type": "string", "const": shape.kind}
    for field in shape.fields:
        properties[field.name] = _property(field)
    required = list(shape.required) if shape is VOTE else ["kind", *shape.required]
    # A reason says why something did not help.
    more: dict[str, object] = (
        {"dependentSchemas": {"reason": {"properties": {"helpful": {"const": False}}}}} if shape is VOTE else {}
    )
    return {
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        **more,
    }


def _property(field: Field) -> dict[str, object]:
    if field.type is FieldType.YES_NO_NONE:
        return {"type": ["boolean", "null"], "description": field.doc}
    if field.type is FieldType.YES_NO:
        return {"type": "boolean", "description": field.doc}
    if field.type is FieldType.NUMBER:
        return {"type": "integer", "minimum": field.least, "maximum": field.most, "description": field.doc}
    entry: dict[str, object] = {"type": "string", "description": field.doc}
    if field.choices:
        entry["enum"] = list(field.choices)
    if field.longest:
        entry["maxLength"] = field.longest
    if field.pattern:
        entry["pattern"] = field.pattern
    if field.required and not field.choices:
        # Spaces alone are nothing.
        entry.setdefault("pattern", r"\S")
    return entry
