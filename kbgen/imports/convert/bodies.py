"""Every text's body as Markdown with links and pictures in their new places.

Receives the plan, the addresses of the export and its pictures; returns bodies by locale and path. Two steps: each body
is converted, then links to headings are finished, because only then it is known which headings there are.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from kbgen.dialects import excerpts
from kbgen.dialects.anchors import meant
from kbgen.dialects.markdown import markdown_of, substitute
from kbgen.dialects.marks import anchors_of, finish, pointed_at, pointer
from kbgen.dialects.titles import with_heading
from kbgen.imports.convert import from_html
from kbgen.imports.convert.addresses import Addresses
from kbgen.imports.convert.fragments import fragments
from kbgen.imports.export import Losses, Markup, Text
from kbgen.imports.pictures import Pictures, Refused
from kbgen.imports.plan import ImportPlan, Placed
from kbgen.imports.words import html_words, lost_words, page_words, source_words, texts_of
from kbgen.markup.commonmark import read
from kbgen.markup.safety.article import judge
from kbgen.pages.headings import give_ids

# The reader takes files of 1 MiB; the front matter may have 16 KiB of it.
MAX_BYTES = 1024 * 1024 - 32 * 1024
_SHARED = re.compile(r"(?<!\\)\{(?=[=+][ \t]+[^\s{}])")
# Where generators keep texts that several pages include.
PARTS = (
    "_includes",
    "includes",
    "docs/includes",
    "snippets",
    "_snippets",
    "docs/_snippets",
    "layouts/shortcodes",
    ".gitbook/includes",
)
# What the place that includes a text gives it: in Jekyll, and in MDX.
_GIVEN = re.compile(r"\{\{-?\s*include\.([\w-]+)\s*(?:\|[^{}]*)?-?\}\}|(?<![{\w$])\{\s*(?:props\.)?(\w+)\s*\}(?!\})")
_HEAD = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_EMPTY = re.compile(r"\[((?:[^\[\]\n]|\\?\[[^\[\]\n]*\])*)\]\(\)")
_EMPTY_DEFINITION = re.compile(r"^( {0,3}\[[^\[\]\n]+\]:)[ \t]*$", re.MULTILINE)


@dataclass
class _Around:
    """What stands around one body; answers the converters' questions."""

    text: Text
    key: str
    locale: str
    path: str
    targets: Mapping[str, str]
    addresses: Addresses
    pictures: Pictures
    losses: Losses
    depth: int = 0
    later = False

    def lose(self, what: str, why: str) -> None:
        self.losses.add(self.text.where, what, why)

    def include(self, name: str, values: Mapping[str, str] | None = None) -> str | None:
        if name.startswith("<"):
            called = re.escape(name.strip("<>"))
            found = re.search(
                rf"import\s+(?:{called}(?:\s*,\s*\{{[^{{}}]*\}})?|(?:\w+\s*,\s*)?\{{[^{{}}]*\b{called}\b[^{{}}]*\}})\s+from\s+"
                r"['\"]([^'\"]+\.mdx?)['\"]",
                self.text.body,
            )
            if found is None:
                return None
            name = found[1]
        name, part = excerpts.split(name)
        text = self.raw(name)
        if text is None or self.depth > 5:
            return None
        given = values or {}
        inner = replace(self, depth=self.depth + 1)
        body = excerpts.excerpt(_HEAD.sub("", text.replace("\r\n", "\n")), part)
        body = excerpts.between(body, given.get("start", ""), given.get("end", ""))
        body = _GIVEN.sub(lambda found: given.get((found[1] or found[2]).lower(), "" if found[1] else found[0]), body)
        return markdown_of(body, self._is_mdx, inner).strip("\n")

    @property
    def inside(self) -> bool:
        return self.depth > 0

    @property
    def _is_mdx(self) -> bool:
        return self.text.where.endswith(".mdx") or self.addresses.export.mdx

    def raw(self, name: str) -> str | None:
        if name.startswith("<"):
            # Of a page of MDX, the file whose text it imports under a name.
            called = re.escape(name.strip("<>"))
            found = re.search(
                rf"""import\s+{called}\s+from\s+['"](?:!!raw-loader!([^'"\n]+)|([^'"\n]+)\?raw)['"]""", self.text.body
            )
            if found is None:
                return None
            name = found[1] or found[2]
        folder, name = self.addresses.folder, re.sub(r"^(?:@site|@|~)/", "/", name.strip())
        for start in (self.text.folder, *self.addresses.export.roots, "", *PARTS):
            place = folder.inside(start, f"./{name.lstrip('/')}")
            for ending in ("", ".md", ".mdx"):
                if place is not None and f"{place}{ending}" in folder.known:
                    try:
                        text = folder.read(f"{place}{ending}", MAX_BYTES).decode("utf-8-sig", "replace")
                    except OSError:
                        return None
                    # A picture is no text.
                    return None if "\x00" in text else text
        return None

    def value(self, expression: str) -> str | None:
        name = expression.partition("|")[0].strip()
        own = self.text.values.get(name)
        return self.addresses.export.values.get(name) if own is None else own

    def link(self, target: str) -> str:
        lead = self.addresses.follow(target, self.text)
        if lead.key == "#":
            return pointer("", self.key, lead.fragment) if lead.fragment else ""
        if lead.key:
            if lead.key not in self.targets:
                self.lose(f"link {target}", "What it leads to is not imported; its text stays.")
                return ""
            to = posixpath.relpath(self.targets[lead.key], posixpath.dirname(self.path) or ".")
            if lead.key == self.key and lead.fragment:
                to = ""
            return pointer(to, lead.key, lead.fragment) if lead.fragment else to
        if lead.file:
            return self._placed(lead.file, target)
        if lead.address:
            if lead.problem:
                self.lose(f"link {target}", f"{lead.problem} It stays as it is.")
            return lead.address
        self.lose(f"link {target}", f"{lead.problem} Its text stays.")
        return ""

    def called(self, target: str) -> str:
        return self.addresses.called(target, self.text, self.locale)

    def picture(self, source: str) -> str:
        if source[:5].lower() == "data:":
            try:
                return self.pictures.place_data(self.locale, self.path, source)
            except Refused as refused:
                self.lose("picture written into the text", str(refused))
                return ""
        file = self.addresses.file(source, self.text)
        if file:
            return self._placed(file, source)
        lead = self.addresses.follow(source, self.text)
        if lead.address.startswith(("http://", "https://")):
            self.lose(f"picture {source}", "It is not in the folder. A link to where it was stands in its place.")
            return lead.address
        place = self.addresses.folder.inside(self.text.folder, source)
        outside = place is None and not source.startswith("/")
        self.lose(f"picture {source}", "It lies outside the folder." if outside else "It is not in the folder.")
        return ""

    def holds(self, source: str) -> bool:
        return source[:5].lower() == "data:" or bool(self.addresses.file(source, self.text))

    def _placed(self, file: str, reference: str) -> str:
        names = self.addresses.export.attachments.get(unquote(reference.partition("?")[0]), ())
        try:
            return self.pictures.place(self.locale, self.path, file, names[-1] if names else "")
        except Refused as refused:
            self.lose(f"file {reference}", str(refused))
            return ""


@dataclass(frozen=True)
class ConvertedBody:
    """One converted body; `fragments` says how each heading's old anchor is called now, `anchors` which the page will have."""

    placed: Placed
    locale: str
    text: Text
    markdown: str
    fragments: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    words: int = 0
    lost: Counter[str] = field(default_factory=Counter)


def convert_all(
    plan: ImportPlan,
    addresses: Addresses,
    pictures: Pictures,
    losses: Losses,
    order: tuple[str, ...],
    progress: Callable[[int, int], None],
) -> list[ConvertedBody]:
    """All bodies, finished. `order` lists the locales, the source first: where pictures that several share are kept."""
    targets = plan.paths()
    bodies: list[ConvertedBody] = []
    entries = [placed for placed in (*plan.sections, *plan.articles) if placed.texts]
    for done, placed in enumerate(entries, 1):
        for locale in order:
            if locale in placed.texts:
                text = placed.texts[locale]
                around = _Around(text, placed.key, locale, targets[placed.key], targets, addresses, pictures, losses)
                bodies.append(_convert(placed, locale, text, around))
        progress(done, len(entries))
    return _finished(bodies, losses, order)


def _looked_at(body: ConvertedBody, keeps: Callable[[str], bool]) -> ConvertedBody:
    """With what its page will show, as the build reads it: its anchors, and which of the source's words it lacks."""
    tree = read(finish(body.markdown, lambda key, anchor: "x", keeps), colours=False)
    shown = [*texts_of(tree.root), body.text.title]
    anchors = frozenset(give_ids(tree).values())
    anchors |= {name for element in tree.root.iter() for name in (element.get("id"), element.get("name")) if name}
    if not body.text.body:
        return replace(body, anchors=anchors)
    seen = html_words(body.text.body) if body.text.markup is Markup.HTML else source_words(body.text.body)
    return replace(body, anchors=anchors, words=seen.total(), lost=lost_words(seen, page_words(shown)))


def _convert(placed: Placed, locale: str, text: Text, around: _Around) -> ConvertedBody:
    if text.markup is Markup.HTML:
        markdown = from_html.markdown_of(text.body, around) if text.body.strip() else ""
        anchors = anchors_of(markdown)
    else:
        markdown = markdown_of(text.body, text.where.endswith(".mdx") or around.addresses.export.mdx, around)
        anchors = fragments(markdown, text.markup)
    markdown = unshared(_harmless(_within(_untitled(markdown, text.title), around)))
    return ConvertedBody(placed, locale, text, markdown, anchors)


def unshared(text: str) -> str:
    """Text in which nothing is a variable or snippet of this site: `{= name }` meant something else in the old one."""
    return _SHARED.sub(r"\\{", text) if "{=" in text or "{+" in text else text


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _untitled(markdown: str, title: str) -> str:
    """Without a first heading that only says the title again."""
    first, _, rest = markdown.partition("\n")
    words = first.lstrip("# ").partition("\ue003")[0].replace("\\", "").strip()
    if first.startswith("#") and words and words == " ".join(title.split()):
        return rest.lstrip("\n")
    # Of one that says something else no word may be lost.
    return with_heading(markdown, title) if title else markdown


def _within(markdown: str, around: _Around) -> str:
    raw = markdown.encode()
    if len(raw) <= MAX_BYTES:
        return markdown
    cut = raw[:MAX_BYTES].decode("utf-8", "ignore")
    whole = cut.rpartition("\n\n")[0] or cut.rpartition(" ")[0] or cut
    around.lose(
        "the end of the text", f"An article may have 1 MB; {len(raw) - len(whole.encode()):,} bytes are left out. Split it."
    )
    # A fence that the cut left open would turn into text.
    return f"{whole}\n"


def _harmless(markdown: str) -> str:
    """Text that would run a program in a page, written so that it is certainly text."""
    for _ in range(3):
        tree = read(markdown, colours=False)
        findings = judge(tree.root)
        if not findings:
            return markdown
        lines = markdown.split("\n")
        for number in {tree.line_of(finding.element) or 0 for finding in findings}:
            line = lines[number].replace("{", "&#123;").replace("\\&#123;", "&#123;").replace("<", "&lt;")
            lines[number] = line.replace("](", "] (").replace("]:", "] :")
        markdown = "\n".join(lines)
    return _all_text(markdown) if judge(read(markdown, colours=False).root) else markdown


def _all_text(markdown: str) -> str:
    """The last resort: no markup at all in a text that keeps looking dangerous."""
    for sign, code in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        ("{", "&#123;"),
        ("[", "&#91;"),
        ("`", "&#96;"),
        ("=", "&#61;"),
        (":", "&#58;"),
    ):
        markdown = markdown.replace(sign, code)
    return markdown


def _finished(bodies: list[ConvertedBody], losses: Losses, order: tuple[str, ...]) -> list[ConvertedBody]:
    """The bodies with links to headings resolved; only headings to which something leads keep their ids."""
    by_key: dict[str, dict[str, ConvertedBody]] = {}
    for body in bodies:
        by_key.setdefault(body.placed.key, {})[body.locale] = body
    wanted = {pointed for body in bodies for pointed in pointed_at(body.markdown)}

    def keeper(key: str) -> Callable[[str], bool]:
        return lambda anchor: (key, anchor) in wanted

    for body in bodies:
        by_key[body.placed.key][body.locale] = _looked_at(body, keeper(body.placed.key))
    finished = []
    for body in (by_key[body.placed.key][body.locale] for body in bodies):

        def fragment(key: str, anchor: str, body: ConvertedBody = body) -> str:
            editions = by_key.get(key, {})
            shown = next((editions[tag] for tag in (body.locale, *order) if tag in editions), None)
            names = (shown.fragments.get(anchor, ""), anchor) if shown else ()
            found = next((name for name in names if shown and name in shown.anchors), "")
            found = found or (meant(anchor, sorted(shown.anchors)) if shown else "")
            # What a page is called stands above its text, where the link leads anyway.
            if not found and not (shown and _slug(shown.text.title) == unquote(anchor).lower()):
                losses.add(
                    body.text.where, f"link to #{anchor}", "No heading is called that; the link leads to the article's start."
                )
            return quote(found, safe="~!*'(),;:@&+$/.-_") if not found.isprintable() or " " in found else found

        markdown = finish(body.markdown, fragment, keeper(body.placed.key))
        # A link within the page to a heading that is gone has nowhere to lead.
        markdown = _EMPTY.sub(r"\1", markdown) if "]()" in markdown else markdown
        # Without its definition a link by name would be shown as it was typed.
        markdown = substitute(_EMPTY_DEFINITION, markdown, lambda found: f"{found[1]} #") if "]:" in markdown else markdown
        if body.lost:
            lost = ", ".join(list(body.lost)[:8])
            losses.add(body.text.where, f"{body.lost.total()} of {body.words} words", f"They are not on the page: {lost}.")
        finished.append(replace(body, markdown=markdown, fragments={}, anchors=frozenset()))
    return finished
