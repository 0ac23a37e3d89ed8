"""Old addresses and where they lead: one small page for each, and the same as rules for hosts that can redirect by themselves.

Receives the plan; returns redirects, issues, and the files that carry them. An address that has a page is never redirected,
and a chain of moves leads straight to the last place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from kbgen.articles.git.moves import moved_sections
from kbgen.articles.names import issue_path, path_fault
from kbgen.issues import Issue, Level
from kbgen.pages.page import base_of
from kbgen.pages.views import article_url, section_url
from kbgen.site.outputs.owners import NETLIFY, NGINX, Owners
from kbgen.site.plan import SitePlan
from kbgen.site.theme.templates import Templates


class Redirect(NamedTuple):
    """`source` is a path below the site's root, decoded and without a leading slash, or a whole address that starts with
    http; `target` is relative to the root. A path that starts with `/` lies outside the site, on the same server."""

    source: str
    target: str
    locale: str
    title: str


def redirects(plan: SitePlan, owners: Owners) -> tuple[list[Redirect], list[Issue]]:
    """All redirects in the order of their addresses, and the issues of `redirect_from`."""
    found: dict[str, Redirect] = {}
    issues: list[Issue] = []
    pages = plan.addresses
    for tag, outline in plan.outlines.items():
        moved: list[tuple[str, str]] = []
        for path, former in sorted(plan.library.moves.items()):
            article = outline.articles.get(path)
            if article is None:
                continue
            for old in former.was:
                source = article_url(tag, old)
                if source not in pages:
                    found[source] = Redirect(source, article_url(tag, path), tag, article.title)
                moved.append((old, path))
        for old, now in moved_sections(moved).items():
            source = section_url(tag, old)
            if source not in pages:
                goal = outline.sections[now]
                found.setdefault(source, Redirect(source, section_url(tag, goal.path), tag, goal.title))
    named: dict[str, str] = {}
    for where, redirect in _named(plan):
        other = named.setdefault(redirect.source, where)
        if owner := owners.owner(_file(redirect.source)) or owners.owner(redirect.source):
            message = f"`redirect_from` names /{redirect.source}, where the site has {owner}."
            issues.append(Issue(where, 0, "redirect-taken", message, Level.WARNING, "Take it out."))
        elif other != where:
            message = f"`redirect_from` names /{redirect.source}, which {other} claims too."
            issues.append(Issue(where, 0, "redirect-twice", message, Level.WARNING, "Keep it in one of them."))
        else:
            found[redirect.source] = redirect
    return sorted(found.values()), issues


def _named(plan: SitePlan) -> Iterator[tuple[str, Redirect]]:
    """What front matter asks for, the source locale first."""
    root = plan.views[plan.settings.default_locale.tag].root_path
    tags = sorted(plan.outlines, key=lambda tag: tag != plan.settings.source_locale)
    for tag in tags:
        for path, article in sorted(plan.library.articles.get(tag, {}).items()):
            for address in article.redirect_from:
                where = issue_path(plan.settings, f"{tag}/{path}")
                yield where, Redirect(_within(address, root), article_url(tag, path), tag, article.title)
        for path, section in sorted(plan.library.sections.get(tag, {}).items()):
            for address in section.redirect_from:
                where = issue_path(plan.settings, f"{tag}/{path}/index.md")
                yield where, Redirect(_within(address, root), section_url(tag, path), tag, section.title)


def _within(address: str, root: str) -> str:
    """The old address below the site's root, if it is there; else as it is."""
    decoded = unquote(address)
    if not address.startswith("/") or not decoded.startswith(root) or path_fault(decoded.removeprefix(root).strip("/") or "x"):
        return address
    return decoded.removeprefix(root)


def redirect_files(plan: SitePlan, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """The pages, `_redirects` and nginx's map."""
    owners = Owners(plan)
    every, _ = redirects(plan, owners)
    names: set[str] = set()
    for redirect in every:
        name = _file(redirect.source)
        # Where a file of the site is in the way, hosts that redirect by themselves still lead on.
        if name and name not in names and not owners.obstacle(name):
            names.add(name)
            yield name, _page(plan, templates, redirect, name)
    yield NETLIFY, _netlify(plan, every).encode()
    yield NGINX, _nginx(plan, every).encode()


def _file(source: str) -> str:
    """The file that answers at an old address; empty where no file of this site can."""
    if source.startswith(("/", "http://", "https://")):
        return ""
    if source.endswith((".html", ".htm")):
        return source
    return f"{source.rstrip('/')}/index.html".lstrip("/")


def _page(plan: SitePlan, templates: Templates, redirect: Redirect, name: str) -> bytes:
    interface, views = plan.interfaces[redirect.locale], plan.views[redirect.locale]
    base = base_of(name)
    page = {
        "locale": redirect.locale,
        "direction": interface.direction,
        "title": redirect.title,
        "url": f"{base if base != './' else ''}{quote(redirect.target)}",
        "canonical": views.absolute(redirect.target),
        "base": base,
    }
    template = templates.environment.get_template("moved.html")
    return template.render(page=page, assets=plan.assets.names, _=interface.gettext).encode()


def _netlify(plan: SitePlan, every: list[Redirect]) -> str:
    """Rules as Netlify and Cloudflare Pages read them; the language of `/` is Netlify's alone, others leave such lines out."""
    root = plan.views[plan.settings.default_locale.tag].root_path
    lines = [f"{_source(each, root)} {root}{quote(each.target)} 301" for each in every]
    # The default language needs no rule: the page at / chooses for whoever asks for none of them.
    lines += [f"{root} {root}{tag}/ 302! Language={tag.lower()}" for tag in plan.outlines]
    return "".join(f"{line}\n" for line in lines)


def _source(redirect: Redirect, root: str) -> str:
    whole = redirect.source.startswith(("/", "http://", "https://"))
    return redirect.source if whole else root + quote(redirect.source)


def _nginx(plan: SitePlan, every: list[Redirect]) -> str:
    """Two maps to include in `http`: by path, and by host and path for whole addresses. nginx decodes what it compares."""
    root = plan.views[plan.settings.default_locale.tag].root_path
    by_path: dict[str, str] = {}
    by_host: dict[str, str] = {}
    for each in every:
        target = root + quote(each.target)
        if each.source.startswith(("http://", "https://")):
            parts = urlsplit(each.source)
            by_host[f"{parts.hostname or ''}{unquote(parts.path)}"] = target
            continue
        source = unquote(each.source) if each.source.startswith("/") else root + each.source
        by_path[source] = target
        if source.endswith("/") and source != "/":
            by_path.setdefault(source.rstrip("/"), target)
    return (
        "# In http: map_hash_bucket_size 256; and include this file.\n"
        "# In server: if ($kbgen_redirect) { return 301 $kbgen_redirect; }\n"
        + _map("$uri", "$kbgen_path_redirect", by_path, '""')
        + _map('"$host$uri"', "$kbgen_redirect", by_host, "$kbgen_path_redirect")
    )


def _map(value: str, name: str, entries: dict[str, str], default: str) -> str:
    lines = [f"    {_quoted(source)} {_quoted(target)};\n" for source, target in sorted(entries.items())]
    return f"map {value} {name} {{\n    default {default};\n{''.join(lines)}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
