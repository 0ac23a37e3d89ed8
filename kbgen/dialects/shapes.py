"""What each component of other programs becomes: the table of dialects.

Receives the values of a component and its content, already converted; returns Markdown as kbgen's own reader has it, and whether it
stands on lines of its own. Which component takes which shape stands in `table.py`.

Sources: the component pages of Docusaurus, Starlight, VitePress, Nextra, Mintlify and GitBook, the shortcodes of Hugo's own
docs and
of Docsy, Hextra and Book, and Liquid as Jekyll has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kbgen.dialects.marks import Surroundings, destination, settled
from kbgen.dialects.video_hosts import page_of_film


class Part(NamedTuple):
    """One component: its `name`, named `values`, other `words`, and its `content`, None where nothing closes it."""

    name: str
    style: str
    values: Mapping[str, str]
    words: tuple[str, ...]
    rest: str
    content: str | None
    around: Surroundings

    def value(self, *names: str) -> str:
        """The first of `names` that says anything."""
        return next((self.values[name] for name in names if self.values.get(name)), "")


class Shaped(NamedTuple):
    """What it became; `block` says that it stands on lines of its own."""

    text: str
    block: bool = True


Shape = Callable[[Part], Shaped]

KINDS = {
    **dict.fromkeys(("note", "secondary", "default", "generic", "primary", "neutral", "pageinfo"), "note"),
    **dict.fromkeys(("tip", "success", "check", "hint", "green"), "tip"),
    **dict.fromkeys(("info", "important", "blue", "information"), "info"),
    **dict.fromkeys(("warning", "caution", "warn", "attention", "yellow", "orange"), "warning"),
    **dict.fromkeys(("danger", "error", "red", "critical"), "danger"),
    **dict.fromkeys(("abstract", "question", "example", "quote", "bug", "failure", "summary"), ""),
}
LANGUAGE = re.compile(r"[\w#+.-]+")


def box(kind: str, title: str, content: str | None) -> Shaped:
    """A note."""
    kind = kind.lower()
    kind = KINDS.get(kind, "note") or kind
    return Shaped(f"{_colons(content)}{kind}{_label(title)}\n{(content or '').strip(chr(10))}\n{_colons(content).strip()}")


def fold(title: str, content: str | None) -> Shaped:
    """What opens at a click."""
    return Shaped(f"{_colons(content)}details{_label(title or '…')}\n{(content or '').strip(chr(10))}\n{_colons(content).strip()}")


def indented(text: str, by: str) -> str:
    """`text` with `by` before each line that holds anything."""
    return "\n".join(by + line if line.strip() else "" for line in text.split("\n"))


def item(mark: str, head: str, content: str | None) -> Shaped:
    """An item of a list, `head` its first line."""
    body = (content or "").strip("\n")
    below = f"\n\n{indented(body, ' ' * (len(mark) + 1))}" if body.strip() else ""
    return Shaped(f"{mark} {head}{below}")


def plain(part: Part) -> Shaped:
    """Nothing but its content."""
    return Shaped((part.content or "").strip("\n"))


def titled(part: Part) -> Shaped:
    """Its content, with its title as a line in bold."""
    title, content = part.value("title", "heading", "summary"), (part.content or "").strip("\n")
    return Shaped("\n\n".join(piece for piece in (bold(title), content) if piece))


def bold(words: str) -> str:
    """Words as a line in bold; they may hold some already."""
    words = " ".join(words.replace("**", "").split())
    return f"**{words}**" if words else ""


def fenced(code: str, language: str) -> str:
    """A block of code."""
    language = language if LANGUAGE.fullmatch(language) else ""
    mark = "`" * max([4, *(len(found) + 1 for found in re.findall("`{4,}", code))])
    return f"{mark}{language}\n{code.strip(chr(10))}\n{mark}"


def _colons(content: str | None) -> str:
    # A box that holds boxes needs a longer mark where one of them is never closed.
    longest = max((len(found) for found in re.findall(r"^[ \t]*(:{3,})", content or "", re.MULTILINE)), default=2)
    return ":" * (longest + 1) + " "


def _label(title: str) -> str:
    title = " ".join(title.split())
    return f"[{title}]" if title else ""


def note(kind: str) -> Shape:
    """A note of one kind."""
    return lambda part: box(kind, part.value("title", "header", "heading", "summary"), part.content)


def ticked(kind: str, sign: str) -> Shape:
    """A note of one kind where it holds words; alone it is a sign, such as one in a cell of a table."""

    def shape(part: Part) -> Shaped:
        return note(kind)(part) if (part.content or "").strip() else Shaped(sign, block=False)

    return shape


def typed_note(part: Part) -> Shaped:
    """A note whose values name its kind."""
    kind = part.value("type", "style", "variant", "color", "kind", "level", "intent", "context") or next(iter(part.words), "note")
    title = part.value("title", "header", "heading") or (part.words[1] if len(part.words) > 1 else "")
    return box(kind, title, part.content)


def folded(part: Part) -> Shaped:
    """A fold, with its title as a value or as a `<summary>`."""
    # Of HTML, words without a value are switches: `<details open>`.
    title = part.value("title", "summary", "label", "header", "name") or ("" if part.style == "tag" else next(iter(part.words), ""))
    content = part.content
    if content and (found := re.match(r"\s*\ue020(.*?)\ue021", content, re.DOTALL)):
        title, content = title or found[1], content[found.end() :]
        if not re.sub(r"\{:[^}\n]*\}", "", content).strip():
            # A table of contents stood in it, or nothing at all.
            return Shaped("")
    return fold(re.sub(r"<[^>]*>", "", title), content)


def summary(part: Part) -> Shaped:
    """The title of a fold, marked for it."""
    return Shaped(f"\ue020{' '.join((part.content or '').split())}\ue021", block=False)


def card(part: Part) -> Shaped:
    """A card as an item of a list."""
    title, href = part.value("title", "name", "heading", "label", "header"), part.value("href", "link", "to", "url")
    if not title and not href:
        return plain(part)
    target = part.around.link(href) if href else ""
    words = (title or href).replace("**", "")
    head = f"[{words}]({settled(destination(target))})" if target else words
    above = part.value("header").replace("**", "") if part.value("title", "name") else ""
    pieces = (
        above,
        part.value("description", "subtitle", "text"),
        (part.content or "").strip("\n"),
        part.value("footer"),
        part.value("cta"),
    )
    return item("-", f"**{head}**", "\n\n".join(piece for piece in pieces if piece))


def link(part: Part) -> Shaped:
    """A link."""
    if part.style == "liquid":
        return reference(part)
    href = part.value("href", "to", "url", "link") or next(iter(part.words), "")
    words = " ".join((part.content or "").split()) or part.value("title", "label", "text", "text1") or href
    target = part.around.link(href) if href else ""
    return Shaped(f"[{words}]({settled(destination(target))})" if target else words, block=False)


def step(part: Part) -> Shaped:
    """A step as a numbered item."""
    title = part.value("title", "name", "heading") or next(iter(part.words), "")
    if title:
        return item("1.", bold(title), part.content)
    content = (part.content or "").strip("\n")
    first, _, rest = content.partition("\n")
    head = first.lstrip("# ").strip()
    return item("1.", f"**{head}**" if first.startswith("#") else head, rest)


def picture(part: Part) -> Shaped:
    """A picture with its caption."""
    source = part.value("src", "source", "url", "path", "image", "light", "lightsrc") or next(iter(part.words), "")
    alt = part.value("alt", "alt-text", "title", "caption")
    caption = " ".join((part.content or "").split()) or part.value("caption")
    target = part.around.picture(source) if source else ""
    shown = f"![{alt}]({settled(destination(target))})" if target and not target.startswith("http") else ""
    if target.startswith("http"):
        shown = f"[{alt or 'picture'}]({settled(destination(target))})"
    below = caption if caption and caption != alt else ""
    below = f"*{below}*" if below and "*" not in below else below
    return Shaped("\n\n".join(piece for piece in (shown or alt, below) if piece), block=bool(below))


def framed(part: Part) -> Shaped:
    """What stands in a frame, and its caption."""
    said = [f"*{words}*" for name in ("hint", "caption") if (words := part.value(name))]
    return Shaped("\n\n".join(piece for piece in ((part.content or "").strip("\n"), *said) if piece))


def film(host: str) -> Shape:
    """Makes films of one host."""

    def shape(part: Part) -> Shaped:
        name = part.value("id", "videoid", "video-id", "src", "url") or next(iter(part.words), "")
        return Shaped(f"![{part.value('title')}]({name if name.startswith('http') else host + name})" if name else "")

    return shape


# Where films are that are named by their ids.
_HOSTS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "google-drive": "https://drive.google.com/file/d/",
}


def embedded(part: Part) -> Shaped:
    """A link to what was shown within the page."""
    url = part.value("url", "src", "href") or next(iter(part.words), "")
    if (name := part.value("id", "video_id", "video-id")) and "://" not in url:
        url = name if "://" in name else _HOSTS.get(part.value("provider", "type", "host").lower(), _HOSTS["youtube"]) + name
    words = " ".join((part.content or "").split()) or part.value("title", "caption")
    if page := page_of_film(url):
        return Shaped(f"![{words}]({settled(destination(page))})")
    target = part.around.link(url) if url else ""
    return Shaped(f"[{words or url}]({settled(destination(target))})" if target else words)


def gist(part: Part) -> Shaped:
    """A link to code that is kept on GitHub."""
    name = part.value("id", "url", "src", "gist") or "/".join(part.words[:2])
    url = name if "://" in name else f"https://gist.github.com/{name}"
    return Shaped(f"[{part.value('title', 'caption') or url}]({settled(destination(url))})" if name else "")


def titled_code(part: Part) -> Shaped:
    """Code with its file's name."""
    title, content = part.value("title", "filename", "file"), (part.content or "").strip("\n")
    return Shaped(f"**{title}**\n\n{content}" if title else content)


def diagram(part: Part) -> Shaped:
    """What a program draws, as its source."""
    content = (part.content or "").strip("\n")
    return Shaped(fenced(content, part.name.rpartition("/")[2].lower()) if content else "")


def drawn(part: Part) -> Shaped:
    """The same where the source is a value: `{% @mermaid/diagram content="…" %}` of GitBook."""
    source = part.value("content") or part.content or ""
    language = part.name.strip("@").partition("/")[0].lower() if "/" in part.name else part.value("type", "language")
    return Shaped(fenced(source.replace("\\n", "\n"), language) if source.strip() else "")


def described(part: Part) -> Shaped:
    """What a reader is to copy, with what it is for."""
    return titled(part._replace(values={"title": part.value("description", "title")}))


def entry(part: Part) -> Shaped:
    """A file or folder in a tree of them."""
    if part.style != "tag":
        return embedded(part)
    return item("-", f"`{part.value('name')}`" if part.value("name") else "", part.content)


def dated(part: Part) -> Shaped:
    """An entry of a list of changes."""
    head = " – ".join(piece for name in ("label", "date", "title", "description") if (piece := part.value(name)))
    return titled(part._replace(values={"title": head}))


def captured(part: Part) -> Shaped:
    """Words that a template keeps for a place further down; one alone is an address or a switch."""
    return plain(part) if len((part.content or "").split()) > 1 else Shaped("", block=False)


def field(part: Part) -> Shaped:
    """A parameter as an item of a list."""
    name = part.value("name", "path", "query", "body", "header") or next(iter(part.words), "")
    usual = part.value("default", "initialvalue")
    facts = [
        part.value("type"),
        *(word for word in ("required", "deprecated") if re.search(rf"(?<![\w-]){word}(?![\w-]|=\{{?[\"']?false)", part.rest)),
        f"`= {usual}`" if usual and "`" not in usual else usual,
    ]
    kind = ", ".join(fact for fact in facts if fact)
    return item("-", f"`{name}`" + (f" ({kind})" if kind else ""), part.content)


def words(*names: str) -> Shape:
    """Makes running text of a component."""

    def shape(part: Part) -> Shaped:
        return Shaped(" ".join((part.content or "").split()) or part.value(*names) or " ".join(part.words[:1]), block=False)

    return shape


def tooltip(part: Part) -> Shaped:
    """A word and what was said of it."""
    words, more = " ".join((part.content or "").split()), part.value("tip", "headline", "text", "content")
    return Shaped(f"{words} ({more})" if words and more and more != words else words or more, block=False)


def heading(part: Part) -> Shaped:
    """The words of a heading."""
    return Shaped(part.value("title", "label") or (part.content or "").strip() or next(iter(part.words), ""), block=False)


def reference(part: Part) -> Shaped:
    """The path of a page, within a link."""
    target = part.value("path", "href", "link") or next((word for word in part.words if word != "."), "")
    # Jekyll names its files from the top of the site.
    return Shaped(f"/{target}" if part.style == "liquid" and not target.startswith("/") else target, block=False)


def raw(part: Part) -> Shaped:
    """Template language that was meant to be read."""
    content = (part.content or "").replace("{{", "\ue031").replace("{%", "\ue032")
    return Shaped(content, block="\n" in content)


def included(part: Part) -> Shaped:
    """The text of another file, as code where the place says so."""
    first = " ".join(part.words[:1])
    name = first if part.style in ("liquid", "book") else part.value("file", "src", "path", "url", "name") or first
    if part.value("code") == "true" or part.name == "playground":
        code = part.around.raw(name) if name else None
        if code is not None:
            return Shaped(fenced(code, part.value("lang", "language") or name.rpartition(".")[2]))
    text = part.around.include(name, part.values) if name else None
    if text is not None:
        return Shaped(text)
    words, target = part.value("text", "title", "content", "caption", "alt"), part.value("link", "href", "url")
    if not words:
        part.around.lose(f"included text {name}"[:100], "It is not in the folder.")
    return link(part._replace(style="tag", content=words)) if words and target else Shaped(words, block="\n" in words)


def nothing(part: Part) -> Shaped:
    """What readers never saw."""
    return Shaped("", block=False)


def first_branch(part: Part) -> Shaped:
    """The first words of a condition: nobody knows the others' turn."""
    # Of `if … else …` the first words are shown.
    return Shaped(re.split("\ue022", part.content or "")[0].strip("\n"))


def other_branch(part: Part) -> Shaped:
    """Where the first words of a condition end."""
    return Shaped("\ue022", block=False)
