"""An article's HTML as Markdown that Python-Markdown reads back as the same text.

Receives HTML and its `Surroundings`; returns Markdown in which no text has become markup, no HTML is left but `<sub>`,
`<sup>`, `<kbd>`, `<mark>`, `<ins>` and `<br>`, and every link and picture has been asked about. markdownify does the writing; what
is overridden here is where its Markdown (CommonMark) and Python-Markdown differ: four spaces for what belongs to a list
item, `&lt;` for `<`, one table syntax, admonitions, tabs and details.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from bs4 import Tag
from markdownify import MarkdownConverter

from kbgen.dialects.marks import PLACE, Surroundings, destination, heading_mark
from kbgen.dialects.video_hosts import page_of_film
from kbgen.imports.convert.clean_html import parse
from kbgen.imports.convert.tables import CELL, ROW, table

_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_INLINE = re.compile(r"([\\`*{}]|(?<![^\W_])_|_(?![^\W_])|\](?=[\[(])|\[(?=\^))")
# What means something to either reader of Markdown at the start of a line, with what to write instead.
_START = re.compile(
    r"^(\s*)(#|>|[+-](?=[\s-]|$)|(?P<number>\d+)(?P<sign>[.)])(?=\s|$)|!!!|\?\?\?|=+(?=\s|$|=)|:(?=\s|::|$)|\[(?=[ xX]\]))"
)
# What strikes words out, unless it stands before a number: "~5 minutes".
_TILDE = re.compile(r"(?<=\S)~|~(?!\d)")
_CLOSING = re.compile(r"#+$")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?|brush|highlight-source|highlight|sourceCode|code)[-:_ ]+([\w#.+-]*[\w#+])")
_LINES = re.compile(r"^(?=.)", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_TICKS = re.compile("`+")


def markdown_of(html: str, around: Surroundings) -> str:
    """Convert one body; ends with a line end unless there is nothing in it."""
    soup = parse(html, around)
    text = _Writer(around).convert_soup(soup)
    lines = [line if line.endswith("  ") and line.strip() else line.rstrip() for line in text.split("\n")]
    text = _BLANK.sub("\n\n", "\n".join(lines)).strip("\n")
    return f"{text.rstrip()}\n" if text.strip() else ""


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it unchanged, for use inside a paragraph."""
    # A definition (`[name]: address`) is found before backslashes count.
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace("]:", "]&#58;")
    text = _TILDE.sub("&#126;", text) if "~" in text else text
    return _INLINE.sub(r"\\\1", text)


def fenced(code: str, language: str = "") -> str:
    """A fenced block with a fence that the code does not hold."""
    longest = max((len(run) for run in _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def indented(text: str) -> str:
    """`text` as what belongs to the line above it."""
    return _LINES.sub("    ", text)


def _html(tag: str) -> Callable[..., str]:
    def wrap(self: _Writer, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = text.strip()
        if not inner or "_noformat" in parent_tags or "\n\n" in inner:
            return text
        # What stands in keys is not escaped yet, as what stands in code.
        inner = escaped(inner).replace("|", r"\|" if parent_tags & {"td", "th"} else "|") if tag == "kbd" else inner
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        return f"{before}<{tag}>{inner}</{tag}>{after}"

    return wrap


class _Writer(MarkdownConverter):
    """markdownify's converter for one body."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(heading_style="atx", bullets="-", autolinks=False)
        self.around = around

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escaped(text).replace("|", r"\|") if parent_tags & {"td", "th"} else escaped(text)

    def process_text(self, el: object, parent_tags: set[str] | None = None) -> str:
        text: str = super().process_text(el, parent_tags=parent_tags)  # type: ignore[misc]  # its stub leaves it out
        before = getattr(el, "previous_sibling", None)
        first = before is None or getattr(before, "name", None) in ("br", "p", "div")
        return _START.sub(_unmarked, text) if first and not (parent_tags or set()) & {"pre", "code", "_noformat"} else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "").strip()
        if not text.strip() and href and el.find("img") is not None and "_noformat" not in parent_tags:
            # A picture that did not come along led somewhere: the file that it stands for has a name.
            text = escaped(unquote(urlsplit(href).path).rstrip("/").rpartition("/")[2] or href)
        inner = text.strip()
        if not inner or not href or "_noformat" in parent_tags:
            return text
        target = self.around.link(href)
        if not target or "\n\n" in inner:
            return f"{text}\n\n[{destination(target)}]({destination(target)})\n\n" if target else text
        if PLACE.sub("", inner).startswith("![") and inner.endswith(f"]({destination(target)})"):
            # A picture that leads to itself: pages here enlarge pictures.
            return text
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        return f"{before}[{' '.join(inner.split())}]({destination(target)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = re.sub(r"[\[\]\s]+", " ", str(el.get("alt") or "")).strip()
        alt = escaped(alt).replace("|", r"\|") if "_inline" in parent_tags else escaped(alt)
        if "emoji" in (names := " ".join(map(str, el.get_attribute_list("class")))) or "emoticon" in names:
            return str(el.get("data-emoji-fallback") or "") or alt
        if "_noformat" in parent_tags:
            return alt
        sources = [source for source in str(el.get("data-kb-sources") or "").split("\n") if source]
        source = next(filter(self.around.holds, sources), sources[0] if sources else "")
        target = self.around.picture(source) if source else ""
        if not target:
            return f" {alt} " if alt else ""
        if target.startswith(("http:", "https:")) and el.find_parent("a", href=True) is not None:
            # There is no link within a link.
            return alt
        if target.startswith(("http:", "https:")):
            # A picture on another host would tell that host who reads the page; a link leaves that to the reader.
            return f"[{alt or 'picture'}]({destination(target)})"
        return f"![{alt}]({destination(target)})"

    def convert_iframe(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        sources = (str(el.get(name) or "").strip() for name in ("data-src", "data-lazy-src", "data-litespeed-src", "src"))
        return self._film(
            next((source for source in sources if source and source != "about:blank"), ""), str(el.get("title") or "")
        )

    def convert_video(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = el.find("source", src=True)
        source = str(el.get("src") or (inner.get("src") if isinstance(inner, Tag) else "") or "")
        target = self.around.picture(source) if source else ""
        label = escaped(str(el.get("aria-label") or el.get("title") or ""))
        if target.startswith(("http:", "https:")):
            return f"\n\n[{label or 'video'}]({destination(target)})\n\n"
        return f"\n\n![{label}]({destination(target)})\n\n" if target else ""

    def _film(self, source: str, title: str) -> str:
        address = page_of_film(source)
        label = escaped(re.sub(r"[\[\]\s]+", " ", title).strip())
        if address:
            return f"\n\n![{label}]({destination(address)})\n\n"
        target = self.around.link(source) if source else ""
        self.around.lose(f"frame {source[:200]}", "Only films of known hosts stay in the page; a link stands in its place.")
        return f"\n\n[{label or destination(target)}]({destination(target)})\n\n" if target else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = " ".join(text.split())
        if "_inline" in parent_tags:
            return inner
        ids = str(el.get("data-kb-ids") or "").split("\n")
        plain = re.sub(r"^\*\*(.*)\*\*$", r"\1", inner) if inner.count("**") == 2 else inner
        return f"\n\n{'#' * n} {_CLOSING.sub(_escaped_each, plain)}{heading_mark(*ids)}\n\n" if plain else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return "<br>"
        return " " if "_inline" in parent_tags else "  \n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip():
            return ""
        if parent_tags & {"td", "th", "_inline"}:
            lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
            apart = "<br>" if parent_tags & {"td", "th"} else " "
            return apart + "<br>".join(_span(line) for line in lines).replace("|", r"\|") + apart
        return f"\n\n{fenced(text.strip(chr(10)).rstrip(), _language(el))}\n\n"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags or not text.strip():
            return text
        span = _span(" ".join(text.split()))
        return span.replace("|", r"\|") if parent_tags & {"td", "th"} else span

    convert_samp = convert_code
    convert_mark = _html("mark")
    convert_ins = _html("ins")
    convert_kbd = _html("kbd")
    convert_sub = _html("sub")
    convert_sup = _html("sup")

    def convert_s(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        # Python-Markdown has no `~~`; what was struck out must not read as valid.
        return f"<s>{text.strip()}</s>" if text.strip() else text

    convert_del = convert_s

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = text.strip()
        if not inner:
            return ""
        if parent_tags & {"td", "th"}:
            return f"• {' '.join(inner.split()).removeprefix('<br>')}<br>"
        mark = f"{el.get('data-kb-number')}. " if el.get("data-kb-number") else "- "
        mark += f"[{el['data-kb-task']}] " if el.has_attr("data-kb-task") else ""
        return f"{mark}{indented(inner).lstrip()}\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        followed = el.next_sibling is not None and bool(el.next_sibling.get_text().strip())
        if parent_tags & {"td", "th"}:
            return f"<br>{text.strip()}".removesuffix("<br>") + "<br>" * followed
        if "li" in parent_tags:
            return f"\n{text.rstrip()}\n" + "\n" * followed
        return f"\n\n{text.rstrip()}\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = text.strip("\n").rstrip()
        title = escaped(str(el.get("data-kb-title") or ""))
        if title and "_inline" in parent_tags:
            inner = f"**{title}**{'<br>' if parent_tags & {'td', 'th'} else ' '}{inner.strip()}"
        if parent_tags & {"td", "th"} and "_inline" in parent_tags:
            return f"<br>{inner.strip()}<br>" if inner.strip() else ""
        if "_inline" in parent_tags:
            return f" {inner.strip()} "
        if not inner.strip():
            return ""
        return self._boxed(el, inner) or f"\n\n{inner}\n\n"

    def _boxed(self, el: Tag, inner: str) -> str:
        """A box, fold or tab, if the element has become one."""
        what, title = el.get("data-kb"), str(el.get("data-kb-title") or "").replace('"', "'")
        if what == "box":
            # Without a title a page names the box in its own language.
            said = f' "{escaped(title)}"' if title else ""
            return f"\n\n!!! {el.get('data-kb-kind')}{said}\n\n{indented(inner)}\n\n"
        if what == "fold":
            return f'\n\n??? note "{escaped(title)}"\n\n{indented(inner)}\n\n'
        return f'\n\n=== "{escaped(title)}"\n\n{indented(inner)}\n\n' if what == "tab" else ""

    convert_article = convert_div
    convert_section = convert_div
    convert_aside = convert_div
    convert_main = convert_div
    convert_figure = convert_div
    convert_header = convert_div
    convert_footer = convert_div
    convert_nav = convert_div
    convert_form = convert_div
    convert_p = convert_div
    convert_address = convert_div
    convert_center = convert_div
    convert_dialog = convert_div
    convert_fieldset = convert_div
    convert_figcaption = convert_div
    convert_hgroup = convert_div
    convert_legend = convert_div
    convert_search = convert_div

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"“{text}”" if text.strip() and "_noformat" not in parent_tags else text

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = text.strip()
        if not inner or "_inline" in parent_tags:
            apart = "<br>" if parent_tags & {"td", "th"} else " "
            return f"{apart}{inner}{apart}" if inner else ""
        return self._boxed(el, inner) or "\n\n" + "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) + "\n\n"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        summary = el.find("summary")
        title = " ".join(summary.get_text(" ").split()) if isinstance(summary, Tag) else ""
        inner = text.strip()
        if "_inline" in parent_tags:
            apart = "<br>" if parent_tags & {"td", "th"} else " "
            return f"{apart}{escaped(title)}{apart}{inner}{apart}"
        if not inner:
            return f"\n\n{escaped(title)}\n\n" if title else ""
        return f'\n\n??? note "{escaped(title.replace(chr(34), chr(39))) or "…"}"\n\n{indented(inner)}\n\n'

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "" if "details" in parent_tags else text

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = " ".join(text.split())
        if "_inline" in parent_tags:
            return f"<br>{inner}<br>"
        following = el.find_next_sibling()
        return f"\n\n{inner}\n{'' if following is not None and following.name == 'dd' else chr(10)}" if inner else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = text.strip()
        if "_inline" in parent_tags:
            return f"{inner}<br>"
        return f":   {indented(inner).lstrip()}\n\n" if inner else ""

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        span = str(el.get("colspan") or "1")
        wide = min(int(span), 50) if span.isascii() and span.isdigit() and len(span) < 5 else 1
        if str(el.get("rowspan") or "1") not in ("1", "0"):
            self.around.lose("merged cells of a table", "Markdown has none; the cells below are empty.")
        lines = [line for line in (line.strip() for line in " ".join(text.split()).split("<br>")) if line]
        return "<br>".join(lines) + CELL * max(1, wide)

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cells = el.find_all(["td", "th"], recursive=False)
        head = bool(cells) and (all(cell.name == "th" for cell in cells) or (el.parent is not None and el.parent.name == "thead"))
        return f"{'!' if head else ' '}{text}{ROW}"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th", "_inline"}:
            self.around.lose("a table inside a table", "Markdown has none; its text stands in the cell.")
            return text.replace(f"{CELL}{ROW}", "<br>").replace(CELL, " ").replace(ROW, "<br>")
        return f"\n\n{table(text)}\n\n"


def _unmarked(match: re.Match[str]) -> str:
    space, mark = match[1], match[2]
    if match["number"]:
        return f"{space}{match['number']}\\{match['sign']}"
    codes = {"?": "&#63;", "=": "&#61;", ":": "&#58;"}
    return f"{space}{codes[mark[0]]}{mark[1:]}" if mark[0] in codes else f"{space}\\{mark}"


def _escaped_each(signs: re.Match[str]) -> str:
    # Signs at the end of a heading would only close it: `## C#` to Python-Markdown, `## C #` to both readers.
    return "".join(f"\\{sign}" for sign in signs[0])


def _span(code: str) -> str:
    ticks = "`" * (max((len(run) for run in _TICKS.findall(code)), default=0) + 1)
    space = " " if len(ticks) > 1 else ""
    return f"{ticks}{space}{code}{space}{ticks}"


def _language(block: Tag) -> str:
    """What language a block of code is in, as the block, the code in it or the boxes right around it say."""
    above = [
        tag for tag in list(block.parents)[:3] if tag.name in ("div", "figure", "span") and len(tag.find_all("pre", limit=2)) == 1
    ]
    for tag in [block, *block.find_all("code"), *above]:
        for name in ("data-language", "data-lang", "data-syntaxhighlighter-params", "data-code-language", "syntax"):
            value = str(tag.get(name) or "").strip()
            found = _LANGUAGE.search(value) or re.fullmatch(r"()?([\w#+-]{1,30})", value)
            if found:
                return _common(found[found.lastindex or 1])
        if found := _LANGUAGE.search(" ".join(str(name) for name in tag.get_attribute_list("class") if name)):
            return _common(found[1])
    return ""


def _common(language: str) -> str:
    return "" if language.casefold() in ("plain", "none", "text", "plaintext", "nohighlight", "auto") else language.casefold()
