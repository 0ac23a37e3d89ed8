"""Reads WordPress' own export: posts, pages and the articles of knowledge-base plugins.

Receives a `Folder` with `.xml` files and, if wanted, the folder `wp-content/uploads`; returns an `Export`. Categories are sections,
pages stand below their parents, languages are those of Polylang. Only what is published and has no password is for readers.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from kbgen.imports.export import Export, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.tree import Page, shelve
from kbgen.imports.products.wordpress.text import Texts
from kbgen.imports.products.wordpress.wxr import Item, read_items
from kbgen.imports.web import hosts_of, parts_of

PATTERNS = (re.compile(r"^/kbgen-post/(?P<article>[\w-]+)$"), re.compile(r"^/kbgen-post/(?P<section>[\w-]+)$"))
_ARTICLES = re.compile(
    r"^(?:post|page)$|(?:^|[_-])(?:docs?|kb|kbe|epkb|knowledge|knowledgebase|faqs?|help|support|manual|documentation|articles?)(?:$|[_-])"
)
_SILENT = frozenset({"attachment", "revision", "nav_menu_item", "customize_changeset", "oembed_cache", "wp_block", "custom_css"})
_NO_SECTIONS = re.compile(
    r"tag|format|language|translations|nav_menu|visibility|link_category|^wp_|version|badge|difficulty|reaction"
)
_BY_NUMBER = re.compile(
    r"""(\bhref\s*=\s*["'])(https?://[^"'?/]+)?/?[^"'?]*\?(?:[^"'#]*&(?:amp;)?)?(?:p|page_id)=(\d+)[^"'#]*(#[^"']*)?(?=["'])"""
)
_HREF = re.compile(r"""(\bhref\s*=\s*["'])([^"']+)(?=["'])""")
_SIZED = re.compile(r"""\bsrc\s*=\s*["']([^"']+?)-\d{2,5}x\d{2,5}(\.(?:png|jpe?g|gif|webp|avif))["'?]""", re.IGNORECASE)
# Plugins that show a page to some readers only.
_RESTRICTED = ("_members_access_role", "_wpmem_block", "_mepr_rules", "rcp_user_level", "rcp_subscription_level", "_groups-read")


@dataclass
class _Site:
    """Everything that the files hold, before anything is decided."""

    posts: dict[str, Item] = field(default_factory=dict)
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    pages_of_files: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    terms: dict[tuple[str, str], Item] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Everything that the files of the folder hold of a site."""
    site = _gathered(folder, losses)
    groups = _translations(site)
    sections = _sections(site)
    names: dict[str, tuple[str, ...]] = {}
    texts = Texts(site.blocks, site.files)
    pages: list[Page] = [*sections.values()]
    for lead, numbers in groups.items():
        main = site.posts[lead]
        written = tuple(_text(site, number, texts, names, losses) for number in numbers)
        parent = _parent(site, main, groups, sections, losses)
        pages.append(Page(lead, parent, written, main.number("wp:menu_order"), featured=main.text("wp:is_sticky") == "1"))
    used = {page.parent for page in pages if not page.groups}
    while True:
        kept = [page for page in pages if not page.groups or page.key in used]
        more = {page.parent for page in kept if page.parent}
        if more <= used:
            break
        used |= more
    shelves = shelve(kept)
    return Export(
        articles=shelves.articles,
        sections=shelves.sections,
        patterns=PATTERNS,
        hosts=frozenset(site.hosts),
        attachments=names,
        roots=("", *sorted({path.partition("wp-content/")[0].rstrip("/") for path in folder.files if "wp-content/" in path})),
    )


def _gathered(folder: Folder, losses: Losses) -> _Site:
    site = _Site()
    left: Counter[str] = Counter()
    for path in folder.files:
        if not path.lower().endswith((".xml", ".wxr")):
            continue
        for item in read_items(folder, path, losses):
            number, kind = item.text("wp:post_id"), item.text("wp:post_type")
            if item.kind == "channel":
                site.hosts |= hosts_of([item.text("link"), item.text("wp:base_blog_url"), item.text("wp:base_site_url")])
            elif item.kind == "wp:author":
                site.authors[item.text("wp:author_login")] = item.text("wp:author_display_name") or item.text("wp:author_login")
            elif item.kind in ("wp:category", "wp:tag", "wp:term"):
                taxonomy = item.text("wp:term_taxonomy") or ("category" if item.kind == "wp:category" else "post_tag")
                site.terms[taxonomy, item.text("wp:category_nicename", "wp:term_slug", "wp:tag_slug")] = item
            elif kind == "attachment":
                address, caption = item.text("wp:attachment_url", "guid"), item.text("excerpt:encoded")
                site.files[number] = (address, html.unescape(item.text("title")), caption)
                site.pages_of_files[item.text("link")] = site.files[number][0]
            elif kind == "wp_block":
                site.blocks[number] = item.text("content:encoded")
            elif _ARTICLES.search(kind) and kind not in _SILENT:
                status = item.text("wp:status")
                if not number:
                    losses.add(path, item.text("title") or "an item", "It has no number.")
                elif status in ("trash", "auto-draft", "inherit"):
                    losses.add(path, f"post {number}", f"Its status is {status}; nobody saw it.")
                else:
                    site.posts[number], site.where[number] = item, f"{path} {kind} {number}"
            elif kind and kind not in _SILENT and not kind.startswith("wp_"):
                left[f"{path}\n{kind}"] += 1
    for named, count in sorted(left.items()):
        path, _, kind = named.partition("\n")
        losses.add(path, f"{count} of type {kind}", "They are no articles of a help center.")
    return site


def _translations(site: _Site) -> dict[str, list[str]]:
    """The posts that are one article in several languages, by the first of each; Polylang gives them one name."""
    found: dict[str, list[str]] = {}
    leads: dict[str, str] = {}
    for number, item in site.posts.items():
        group = next((each.name for each in item.categories if each.domain == "post_translations"), "")
        lead = leads.setdefault(group, number) if group else number
        found.setdefault(lead, []).append(number)
    return found


def _sections(site: _Site) -> dict[tuple[str, str], Page]:
    """A page that groups others for every category."""
    named: dict[tuple[str, str], tuple[str, str, str]] = {}
    for (taxonomy, slug), item in site.terms.items():
        title = item.text("wp:cat_name", "wp:term_name")
        above = item.text("wp:category_parent", "wp:term_parent")
        named[taxonomy, slug] = (title, above, item.text("wp:category_description", "wp:term_description"))
    for item in site.posts.values():
        for each in item.categories:
            named.setdefault((each.domain, each.name), (each.title, "", ""))
    found: dict[tuple[str, str], Page] = {}
    for (taxonomy, slug), (title, above, description) in named.items():
        if not slug or _NO_SECTIONS.search(taxonomy) or slug == "uncategorized":
            continue
        text = Text(locale="", title=html.unescape(title), description=description, where=f"{taxonomy} {slug}")
        parent = _term_key(taxonomy, above) if above and (taxonomy, above) in named else ""
        found[taxonomy, slug] = Page(_term_key(taxonomy, slug), parent, (text,), 0, groups=True)
    return found


def _term_key(taxonomy: str, slug: str) -> str:
    return f"{taxonomy}-{unquote(slug)}"


def _parent(
    site: _Site, item: Item, groups: Mapping[str, list[str]], sections: Mapping[tuple[str, str], Page], losses: Losses
) -> str:
    above = item.text("wp:post_parent")
    if above in site.posts:
        return next((lead for lead, numbers in groups.items() if above in numbers), above) if above not in groups else above
    places = [(each.domain, each.name) for each in item.categories if (each.domain, each.name) in sections]
    # A category inside another of the same post is where the post stands.
    parents = {sections[place].parent for place in places}
    inner = [place for place in places if sections[place].key not in parents] or places
    for other in inner[1:]:
        losses.add(
            site.where[item.text("wp:post_id")],
            f"also in {sections[other].texts[0].title}",
            "An article has one place; link to it from the other section.",
        )
    return sections[inner[0]].key if inner else ""


def _text(site: _Site, number: str, texts: Texts, names: dict[str, tuple[str, ...]], losses: Losses) -> Text:
    item, where = site.posts[number], site.where[number]
    status = item.text("wp:status") or "publish"
    locked = bool(item.text("wp:post_password")) or any(item.meta.get(name, "").strip() not in ("", "0") for name in _RESTRICTED)
    if locked:
        losses.add(where, "who may read it", "kbgen's sites are public; the article is imported as a draft.")
    body = texts.html(item.text("content:encoded"), lambda what, why: losses.add(where, what, why), item.meta.get("footnotes", ""))
    body = _BY_NUMBER.sub(lambda found: _numbered(found, site), body)
    body = _HREF.sub(
        lambda found: f"{found[1]}{html.escape(site.pages_of_files.get(html.unescape(found[2]), '')) or found[2]}", body
    )
    for found in _SIZED.finditer(body):
        # The picture that was uploaded, of which WordPress made smaller ones.
        path = parts_of(f"{found[1]}{found[2]}")[1]
        sized = re.search(r"-\d{2,5}x\d{2,5}$", found[0].rstrip("\"'?").rpartition(".")[0])
        if sized:
            names[unquote(parts_of(f"{found[1]}{sized[0]}{found[2]}")[1])] = (posixpath.basename(unquote(path)),)
    link = item.text("link")
    old = item.meta.get("_wp_old_slug", "").strip()
    address = parts_of(link)[1]
    addresses = [link] if address and "?" not in link else []
    if old and addresses:
        addresses.append(f"{posixpath.dirname(address.rstrip('/')).rstrip('/')}/{old}/")
    return Text(
        locale=next((each.name for each in item.categories if each.domain == "language"), ""),
        title=html.unescape(item.text("title")),
        body=body,
        where=where,
        description=_described(item),
        draft=locked or status != "publish",
        updated=item.day("wp:post_modified_gmt", "wp:post_modified", "wp:post_date_gmt", "wp:post_date"),
        author=site.authors.get(item.text("dc:creator"), item.text("dc:creator")),
        tags=tuple(dict.fromkeys(html.unescape(each.title) for each in item.categories if each.domain.endswith(("tag", "tags")))),
        keywords=tuple(
            word.strip() for word in _said(item, "_yoast_wpseo_focuskw", "rank_math_focus_keyword").split(",") if word.strip()
        ),
        addresses=tuple(addresses),
    )


def _described(item: Item) -> str:
    said = _said(item, "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description")
    # What a plugin fills in for each page says nothing here.
    return item.text("excerpt:encoded") or ("" if "%%" in said or "%" in said[:1] else said)


def _said(item: Item, *names: str) -> str:
    return next((value for name in names if (value := item.meta.get(name, "").strip())), "")


def _numbered(found: re.Match[str], site: _Site) -> str:
    own = not found[2] or parts_of(found[2])[0] in site.hosts
    return f"{found[1]}/kbgen-post/{found[3]}{found[4] or ''}" if own and found[3] in site.posts else found[0]
