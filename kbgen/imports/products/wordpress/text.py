"""The text of a post of WordPress as plain HTML.

Receives what the editor saved; returns HTML without the comments of blocks, with the paragraphs that WordPress makes of blank
lines, and with shortcodes as what they stand for. A shortcode that nobody here knows leaves what stands in it. Sources: WordPress'
`wpautop`, its block `core/footnotes`, and `shortcode_parse_atts`, and its block grammar.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from kbgen.dialects.video_hosts import page_of_film
from kbgen.imports.convert.parser import soup_of

_BLOCK = re.compile(r"<!--\s*(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(\{[^<>]*?\}\s+)?(/?)-->")
_WRAPPED = re.compile(r"""<div class="wp-block-embed__wrapper">\s*(https?://[^\s<]+)\s*</div>""")
_BARE = re.compile(r"^[ \t]*(?:<p>)?[ \t]*(https?://[^\s<\"']+)[ \t]*(?:</p>)?[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"<(pre|code|script|style|textarea)\b", re.IGNORECASE)
_HELD = re.compile("\ue0a0(\\d+)\ue0a1")
_QUESTION = re.compile(
    r"""<(strong|p|h\d)\b[^>]*class="[^"]*(?:schema-faq-question|rank-math-question)[^"]*"[^>]*>(.{0,2000}?)</\1>""", re.DOTALL
)
_TAG = re.compile(r"""\[(/?)([A-Za-z][\w-]*)((?:\s(?:"[^"\]]*"|'[^'\]]*'|[^"'\[\]])*)?)(/?)\](?!\()""")
_VALUES = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|"([^"]*)"|([^\s"'\]]+)""")
_BLOCKS = (
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address style p h1 h2"
    " h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure figcaption details menu summary"
)
_BLOCK_TAG = rf"</?(?:{'|'.join(_BLOCKS.split())})\b[^>]*>"
_OPENS = re.compile(rf"(<(?:{'|'.join(_BLOCKS.split())})\b[^>]*>)")
_CLOSES = re.compile(rf"(</(?:{'|'.join(_BLOCKS.split())})>)")
_EDGES = re.compile(rf"\A((?:\s*{_BLOCK_TAG})*)(.*?)((?:{_BLOCK_TAG}\s*)*)\Z", re.DOTALL)
_HOLDS = re.compile(r"<(?:p|li|td|th|dt|dd|h[1-6]|pre|figcaption|caption|summary|legend|address)\b[^>]*>\s*\Z")

_FOLDS = frozenset(
    (
        "accordion",
        "toggle",
        "spoiler",
        "su_spoiler",
        "expand",
        "collapse",
        "faq",
        "question",
        "accordion-item",
        "vc_toggle",
        "et_pb_toggle",
    )
)
# What a plugin makes anew, and layout without words of its own.
_MADE = frozenset(
    ("toc", "ez-toc", "lwptoc", "breadcrumb", "breadcrumbs", "clear", "clearfix",
     "divider", "separator", "spacer", "hr", "wpbreadcrumb", "sitemap", "related", "social", "share", "nextpage", "br")
)  # fmt: skip
_FILMS = frozenset(
    ("embed", "video", "audio", "youtube", "vimeo", "su_youtube", "su_vimeo", "su_video", "embedyt", "fve", "playlist", "gallery")
)
_TIPS = frozenset(("tooltip", "su_tooltip", "popover", "abbr", "glossary"))
_FOOTNOTES = frozenset(("footnote", "fn", "mfn", "efn_note", "ref"))
# The second link of a file, which says no more than that it can be fetched.
_FETCH = re.compile(r"""<a\b[^<>]*\bclass="[^"<>]*\bwp-block-file__button\b[^<>]*>[^<]*</a>""")
_NOTES_HERE = re.compile(r"<!--\s*wp:footnotes\s[^<>]*-->")
_TABS = frozenset(("tab", "su_tab", "vc_tta_section", "et_pb_tab", "tabitem"))
_NOTES = {
    **dict.fromkeys(("note", "su_note", "notice", "message", "box", "su_box", "callout", "alert"), "note"),
    **dict.fromkeys(("info", "information"), "info"),
    **dict.fromkeys(("tip", "hint", "success"), "tip"),
    **dict.fromkeys(("warning", "caution", "important", "attention"), "warning"),
    **dict.fromkeys(("danger", "error"), "danger"),
}
_CODES = frozenset(("code", "sourcecode", "source", "php", "js", "css", "html", "bash", "python", "cc"))
_LINKS = frozenset(("button", "su_button", "vc_btn", "btn"))
# Layout of page builders: what stands inside is the text.
_SILENT = re.compile(
    r"(?:vc_|et_pb_|fusion_|cs_|su_|mk_|av_|one_|two_|three_)|(?:row|column|columns|col|section|tabs|accordions|accordion-group)$"
)


class Texts:
    """Makes HTML of texts; `blocks` are reusable blocks, `files` addresses, names and captions of attachments, by their numbers."""

    def __init__(self, blocks: Mapping[str, str], files: Mapping[str, tuple[str, str, str]]) -> None:
        self._blocks, self._files = blocks, files

    def html(self, text: str, lose: Callable[[str, str], None], notes: str = "") -> str:
        """One post's text; `notes` are its footnotes, as the editor of blocks keeps them beside it."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if listed := _footnotes(notes):
            text = _NOTES_HERE.sub(lambda found: listed, text) if _NOTES_HERE.search(text) else f"{text}\n\n{listed}"
        text = self._unblocked(text, lose, 0) if "<!-- wp:" in text else paragraphs(_films(text))
        held: list[str] = []

        def hold(name: str, code: str) -> str:
            held.append(code)
            return f"\ue0a0{len(held) - 1}\ue0a1"

        text = self._codes(text)
        text = _held(text, hold)
        text = _QUESTION.sub(lambda found: f"<h3>{found[2]}</h3>", text)
        text = self._shortcodes(text, lose)
        return _HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", text)

    def _unblocked(self, text: str, lose: Callable[[str, str], None], depth: int) -> str:
        def comment(found: re.Match[str]) -> str:
            if found[1] or not found[4]:
                return ""
            values = _json(found[3])
            if found[2] == "block" and depth < 5:
                inner = self._blocks.get(str(values.get("ref") or ""))
                if inner is not None:
                    return self._unblocked(inner, lose, depth + 1)
            if found[2] not in ("more", "nextpage", "spacer", "separator"):
                lose(f"block {found[2]}", "A program of the old site makes it anew for each page.")
            return ""

        return _WRAPPED.sub(lambda found: _embedded(found[1]), _FETCH.sub("", _BLOCK.sub(comment, text)))

    def _codes(self, text: str) -> str:
        def code(found: re.Match[str]) -> str:
            values = _values(found[2])[0]
            language = (
                values.get("language")
                or values.get("lang")
                or (found[1] if found[1] not in ("code", "sourcecode", "source", "cc") else "")
            )
            body = re.sub(r"</?p>|<br\s*/?>\n?", "\n", found[3]).strip("\n")
            body = body if "&lt;" in body or "&gt;" in body else html.escape(body, quote=False)
            named = f' class="language-{html.escape(language)}"' if language else ""
            return f"<pre{named}>{body}</pre>"

        names = "|".join(sorted(_CODES))
        return re.sub(rf"(?<!\[)\[({names})((?:\s[^\]]*)?)\]((?:(?!\[\1).)*?)\[/\1\]", code, text, flags=re.DOTALL)

    def _shortcodes(self, text: str, lose: Callable[[str, str], None]) -> str:
        found = list(_TAG.finditer(text))
        closed = {each[2] for each in found if each[1]}
        pieces: list[str] = []
        stack: list[tuple[str, Mapping[str, str], list[str], int]] = []
        done = 0
        for each in found:
            name, single = each[2], each[2] not in closed or bool(each[4])
            values, words = _values(each[3])
            if text[each.start() - 1 : each.start()] == "[" and text[each.end() : each.end() + 1] == "]":
                # Two brackets show what stands in them.
                if each.start() > done:
                    pieces += [text[done : each.start() - 1], each[0]]
                    done = each.end() + 1
                continue
            if not (name in closed or values or "_" in name or "-" in name or name in _MADE or name in _FILMS):
                continue
            pieces.append(text[done : each.start()])
            done = each.end()
            if not each[1] and not single and len(stack) < 50:
                stack.append((name, values, words, len(pieces)))
            elif each[1]:
                place = next((place for place in range(len(stack) - 1, -1, -1) if stack[place][0] == name), -1)
                if place >= 0:
                    _, opened, told, start = stack[place]
                    del stack[place:]
                    inner = "".join(pieces[start:])
                    del pieces[start:]
                    pieces.append(self._shaped(name, opened, told, inner, lose))
            else:
                pieces.append(self._shaped(name, values, words, "", lose))
        return "".join([*pieces, text[done:]])

    def _shaped(self, name: str, values: Mapping[str, str], words: list[str], inner: str, lose: Callable[[str, str], None]) -> str:
        name = name.lower()
        title = html.escape(values.get("title") or values.get("heading") or values.get("question") or "")
        if name in ("caption", "wp_caption"):
            return _captioned(inner, values.get("caption", ""))
        if name in ("gallery", "playlist"):
            return self._gallery(values, lose)
        if name in _MADE:
            return inner
        if name in _FOOTNOTES:
            return f" ({inner.strip()})" if inner.strip() else ""
        if name in _TIPS:
            more = values.get("text") or values.get("content") or values.get("title") or values.get("tip") or ""
            return f"{inner} ({html.escape(more)})" if more and inner.strip() and more not in inner else inner or html.escape(more)
        if name in _FILMS:
            named = (values.get(key) for key in ("src", "url", "mp4", "webm", "ogv", "mp3", "m4a", "id", "href"))
            address = inner.strip() or next((value for value in named if value), "") or next(iter(words), "")
            address = re.sub(r"<[^>]+>", "", address).strip()
            if name.endswith(("youtube", "yt")) and address and "://" not in address:
                address = f"https://www.youtube.com/watch?v={address}"
            return _embedded(address, video=name == "video") if address else ""
        if name in _FOLDS and title:
            return f"<details><summary>{title}</summary>{inner}</details>"
        if name in _TABS and title:
            return f'<div data-kb="tab" data-kb-title="{title}">{inner}</div>'
        if name in _NOTES and inner.strip():
            said = values.get("type") or values.get("style") or values.get("class") or name
            kind = _NOTES.get(said.lower(), "note")
            head = f'<p class="callout-title">{title}</p>' if title else ""
            return f'<div class="callout {kind}">{head}{inner}</div>'
        if name in _LINKS:
            target = values.get("url") or values.get("link") or values.get("href") or ""
            if parts := re.match(r"url:([^|]+)", target):
                target = unquote(parts[1])
            shown = inner or html.escape(values.get("text") or values.get("title") or target)
            return f'<a href="{html.escape(target)}">{shown}</a>' if target else shown
        if not _SILENT.match(name):
            lose(f"[{name}]", "kbgen has no such shortcode; what stood inside it is kept.")
        whole = f"{f'<p><strong>{title}</strong></p>' if title and inner.strip() else ''}{inner}"
        # Parts of a page stand one below the other; a mark within a sentence leaves it whole.
        return f"<div>{whole}</div>" if whole.strip() and _SILENT.match(name) else whole

    def _gallery(self, values: Mapping[str, str], lose: Callable[[str, str], None]) -> str:
        shown = []
        for number in re.findall(r"\d+", values.get("ids") or values.get("include") or ""):
            if number in self._files:
                address, name, caption = self._files[number]
                below = f"<figcaption>{caption}</figcaption>" if caption else ""
                shown.append(f'<figure><img src="{html.escape(address)}" alt="{html.escape(name)}">{below}</figure>')
            else:
                lose(f"picture {number} of a gallery", "The export does not name its address.")
        return "".join(shown)


def _held(text: str, hold: Callable[[str, str], str]) -> str:
    """`text` with code held back; what is never closed is looked for once and is no code."""
    small, pieces, done = text.lower(), list[str](), 0
    unclosed: set[str] = set()
    for found in _CODE.finditer(text) if len(small) == len(text) else ():
        name = found[1].lower()
        if found.start() < done or name in unclosed:
            continue
        end = small.find(f"</{name}>", found.end())
        if end < 0:
            unclosed.add(name)
            continue
        stop = end + len(name) + 3
        pieces += [text[done : found.start()], hold(name, text[found.start() : stop])]
        done = stop
    return "".join([*pieces, text[done:]])


def _footnotes(notes: str) -> str:
    """The list of footnotes as WordPress shows it."""
    try:
        entries = json.loads(notes or "[]")
    except (ValueError, RecursionError):
        return ""
    items = [
        f'<li id="{html.escape(str(entry.get("id") or ""))}">{entry["content"]}</li>'
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("content"), str)
    ]
    return f"<ol>{''.join(items)}</ol>" if items else ""


def _json(text: str | None) -> dict[str, object]:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _values(text: str) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    words: list[str] = []
    for found in _VALUES.finditer(html.unescape(text or "").replace("”", '"').replace("“", '"').replace("″", '"')):
        if found[1]:
            values[found[1].lower()] = found[2] or found[3] or found[4] or ""
        else:
            words.append(found[5] or found[6] or "")
    return values, words


def _embedded(address: str, *, video: bool = False) -> str:
    address = html.unescape(address.strip())
    if page_of_film(address):
        return f'<iframe src="{html.escape(address)}"></iframe>'
    if video:
        return f'<video src="{html.escape(address)}"></video>'
    return f'<p><a href="{html.escape(address)}">{html.escape(address)}</a></p>'


def _films(text: str) -> str:
    """An address alone on its line: WordPress shows what stands there."""
    return _BARE.sub(lambda found: f"\n\n{_embedded(found[1])}\n\n", text)


def _captioned(inner: str, said: str) -> str:
    soup = soup_of(inner)
    picture = soup.find("a") or soup.find("img")
    if picture is None:
        return inner
    shown = str(picture)
    picture.extract()
    words = said or " ".join(soup.get_text(" ").split())
    return f"<figure>{shown}{f'<figcaption>{html.escape(words)}</figcaption>' if words else ''}</figure>"


def paragraphs(text: str) -> str:
    """Paragraphs where blank lines are, line breaks where lines end, as WordPress shows a text of its old editor."""
    held: list[str] = []

    def hold(name: str, code: str) -> str:
        held.append(code)
        return f"\n\n\ue0a0{len(held) - 1}\ue0a1\n\n" if name != "code" else f"\ue0a0{len(held) - 1}\ue0a1"

    text = _held(text, hold)
    text = _CLOSES.sub(r"\1\n\n", _OPENS.sub(r"\n\n\1", text))
    out = []
    for chunk in re.split(r"\n[ \t]*\n", text):
        edges = _EDGES.match(chunk.strip())
        if edges is None or not chunk.strip():
            continue
        before, middle, after = edges.groups()
        alone = re.fullmatch("\ue0a0\\d+\ue0a1", middle.strip()) and not middle.strip().startswith("<")
        lines = re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n", "<br>", middle.strip())
        if not middle.strip() or alone or _HOLDS.search(before):
            out.append(f"{before}{lines if not alone else middle.strip()}{after}")
        else:
            out.append(f"{before}<p>{lines}</p>{after}")
    return _HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", "\n".join(out))
