"""Which shape each component of other programs takes, by its name in small letters without `-` and `_`.

Sources: see `shapes.py`. A new dialect is a line here.
"""

from __future__ import annotations

from kbgen.dialects import shapes
from kbgen.dialects.shapes import Shape, plain

YOUTUBE = "https://www.youtube.com/watch?v="


def _each(names: str, shape: Shape) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), shape)


# Names that are kinds of notes elsewhere and something else, or nothing, here.
_NO_NOTES = _each("default check hint green blue yellow orange red primary summary secondary quote pageinfo example", plain)
_CONTAINERS = (
    "tabs steps stepper cardgrid cardgroup cards columns column col row grid filetree fragment accordiongroup tabpane div section"
    " center article figcaption main"
    " content blocks codeblock hgroup panel update updates swagger span wrapper box hero tabgroup linkgrid"
    " tile tiles clientonly mdx example markdown navtabs tabcontent steplist stepitem codewrapper for visible contentref"
)
_SILENT = (
    "comment assign seo cycle increment toc tableofcontents icon fontawesome anchor capture head layout readingtime vpteampage"
    " templatestyles nocard"
)
SHAPES: dict[str, Shape] = {
    **{name: shapes.note(name) for name in shapes.KINDS if name not in _NO_NOTES},
    **_each("aside admonition callout alert hint banner notice infobox highlightbox", shapes.typed_note),
    "check": shapes.note("tip"),
    "pageinfo": shapes.note("note"),
    **_each("details accordion expandable collapse collapsible expand spoiler toggle dropdown", shapes.folded),
    "summary": shapes.summary,
    **_each("tabitem tab", shapes.tabbed),
    **_each("codegroup requestexample responseexample codetabs", shapes.code_group),
    **_each("card linkcard docscard cardlink featurecard", shapes.card),
    **_each("linkbutton button link navlink a", shapes.link),
    "step": shapes.step,
    **_each("figure image img themedimage imgproc screenshot zoomimage picture", shapes.picture),
    **_each("frame window", shapes.framed),
    **_each("youtube youtubelite", shapes.film(YOUTUBE)),
    "vimeo": shapes.film("https://vimeo.com/"),
    **_each("embed file gist video iframe loom", shapes.embedded),
    "code": shapes.titled_code,
    **_each("highlight prism", shapes.highlighted),
    **_each("paramfield responsefield field property", shapes.field),
    **_each(
        "badge tag glossarytooltip label kbd newin deprecated versionadded",
        shapes.words("text", "label", "title", "term_id", "variant"),
    ),
    "tooltip": shapes.tooltip,
    "heading": shapes.heading,
    **_each("ref relref posturl", shapes.reference),
    "raw": shapes.raw,
    **_each("include includerelative readfile includefile includehtml snippet", shapes.included),
    **_each(_SILENT, shapes.nothing),
    **_each("if unless ifversion case", shapes.first_branch),
    **_each("else elsif elseif when", shapes.other_branch),
    **_each(_CONTAINERS, plain),
}
