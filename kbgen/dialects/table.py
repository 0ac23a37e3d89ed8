"""Which shape each component of other programs takes, by its name in small letters without `-` and `_`.

Sources: see `shapes.py`. A new dialect is a line here.
"""

from __future__ import annotations

from kbgen.dialects import shapes, tabs
from kbgen.dialects.mdx.code import code_block
from kbgen.dialects.shapes import Shape, plain, titled

# What stands in these is no Markdown.
_DIAGRAMS = "mermaid plantuml kroki vega echarts markmap"
RAW = frozenset(["raw", "highlight", "comment", "prism", *_DIAGRAMS.split()])
# Shortcodes of Hugo that hold code without a fence around it.
CODE = frozenset(["code", "codetoggle", "output", "terminal", "console", "cmd", "command", "shell", "bash", "yaml", "json", "toml"])
YOUTUBE = "https://www.youtube.com/watch?v="


def _each(names: str, shape: Shape) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), shape)


# Names that are kinds of notes elsewhere and something else, or nothing, here.
_NO_NOTES = _each("default check hint green blue yellow orange red primary summary secondary quote pageinfo example", plain)
_CONTAINERS = (
    "tabs subtabs steps stepper cardgrid cardgroup cardpane cards columns column col row grid filetree tree fragment accordiongroup"
    " tabpane div section center article figcaption main cover lead feature jumbotron browseronly bleed visibility"
    " content blocks hgroup panel updates swagger swaggerdescription openapi span wrapper box hero tabgroup linkgrid"
    " tiles clientonly mdx example markdown navtabs tabcontent steplist stepitem codewrapper for visible contentref"
    " openapioperation"
)
_SILENT = (
    "comment assign seo cycle increment toc tableofcontents tocinline doccardlist icon fontawesome anchor head layout readingtime"
    " vpteampage templatestyles nocard rem"
)
SHAPES: dict[str, Shape] = {
    **{name: shapes.note(name) for name in shapes.KINDS if name not in _NO_NOTES},
    **_each("aside admonition callout alert hint banner notice infobox highlightbox", shapes.typed_note),
    "check": shapes.ticked("tip", "✓"),
    "cross": shapes.ticked("danger", "✗"),
    "pageinfo": shapes.note("note"),
    **_each("details accordion expandable collapse collapsible expand spoiler toggle dropdown", shapes.folded),
    "summary": shapes.summary,
    **_each("tabitem tab subtab codegroupitem view", tabs.tabbed),
    **_each("requestexample responseexample codetabs", tabs.code_group),
    "codegroup": tabs.code_tabs,
    **_each("card linkcard docscard cardlink featurecard tile", shapes.card),
    **_each("linkbutton button link navlink routerlink nuxtlink a", shapes.link),
    "step": shapes.step,
    **_each("figure image img themedimage imgproc screenshot zoomimage picture", shapes.picture),
    **_each("frame window", shapes.framed),
    **_each("youtube youtubelite", shapes.film(YOUTUBE)),
    "vimeo": shapes.film("https://vimeo.com/"),
    **_each("embed video iframe loom", shapes.embedded),
    "gist": shapes.gist,
    **_each("file folder", shapes.entry),
    **_each(_DIAGRAMS, shapes.diagram),
    "diagram": shapes.drawn,
    "update": shapes.dated,
    "prompt": shapes.described,
    "capture": shapes.captured,
    **_each("code codetoggle output terminal console cmd command shell", shapes.titled_code),
    "codeblock": code_block,
    **_each("highlight prism", tabs.highlighted),
    **_each("paramfield responsefield field property swaggerparameter", shapes.field),
    **_each(
        "badge tag glossarytooltip label kbd gh newin deprecated versionadded translate",
        shapes.words("text", "label", "title", "term_id", "variant"),
    ),
    "tooltip": shapes.tooltip,
    "heading": shapes.heading,
    **_each("ref relref posturl", shapes.reference),
    "raw": shapes.raw,
    **_each("include includerelative includemarkdown rustdocinclude playground readfile includefile includehtml", shapes.included),
    **_each("snippet template", shapes.included),
    **_each(f"{_SILENT} title", shapes.nothing),
    **_each("if unless ifversion case", shapes.first_branch),
    **_each("else elsif elseif when", shapes.other_branch),
    **_each(_CONTAINERS, titled),
    **_each("tabs subtabs tabpane", tabs.tab_set),
}
