"""From the outline of a locale to the pages that templates show.

Receives outlines, interfaces and settings; returns `Page`s. Nothing here reads Markdown or writes HTML: a view holds
what a page shows of other pages, so that a change of a title is seen as a change of every page that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from kbgen.articles.article import Article, Kind, Section, Status
from kbgen.articles.front_matter.keys import ARTICLE_KEYS
from kbgen.articles.kinds import KINDS
from kbgen.config import Settings
from kbgen.language.alphabet.collation import collation_key
from kbgen.language.alphabet.letters import heading
from kbgen.pages.contact.view import ContactView
from kbgen.pages.interface import Interface
from kbgen.pages.outline import Outline
from kbgen.pages.page import Alternate, ArticleView, Day, Link, Listing, Page, Tools, base_of, encoded
from kbgen.pages.sharing.preview import PreviewLook, preview_of

# The sidebar of an article shows its neighbours, not its whole section: a page must not grow with the site.
NEIGHBOURS = 12
RELATED = 4
# What the menu of every page names; a site with more sections has them all on its first page, or on a list of their own.
IN_MENU = 30
# Names in the description of a page that nobody described; search engines show about 160 letters.
IN_SUMMARY = 6
# What readers call the ways to support, as on the contact page.
CHANNELS = {"chat": "Chat", "phone": "Phone", "mail": "Email", "form": "Contact form"}

TEMPLATES: Mapping[Kind, str] = {kind: f"kinds/{kind}.html" for kind in Kind}


def article_url(locale: str, path: str) -> str:
    """The address of the article at `path` in a locale, relative to the site's root."""
    return f"{locale}/{path.removesuffix('.md')}/"


def section_url(locale: str, path: str) -> str:
    """The address of a section; that of the root section is the locale's home."""
    return f"{locale}/{path}/" if path else f"{locale}/"


def sections_url(locale: str, path: str) -> str:
    """The address of the list of what is directly below a section that has too much below it for cards."""
    return f"{section_url(locale, path)}sections.html"


def tag_url(locale: str, tag: str) -> str:
    """The address of a tag's page. Spaces become hyphens; other letters stay, so that the address can be read."""
    return f"{locale}/tags/{'-'.join(tag.replace('/', ' ').split()).lower()}/"


def anchor_of(term: str) -> str:
    """The anchor of a glossary term: its words joined by hyphens."""
    return "-".join(term.lower().split())


def special_url(locale: str, name: str) -> str:
    """The address of a page that every locale has once: its search, tags, glossary, contact or 404 page."""
    return f"{locale}/404.html" if name == "not-found" else f"{locale}/{name}/"


@dataclass(frozen=True)
class Views:
    """Makes the pages of one locale."""

    settings: Settings
    interface: Interface
    interfaces: Mapping[str, Interface]
    outlines: Mapping[str, Outline]
    glossary: tuple[tuple[str, str], ...] = ()
    contact: ContactView | None = None
    popular: tuple[str, ...] = ()
    stale: frozenset[str] = frozenset()
    preview_look: PreviewLook | None = None

    @property
    def outline(self) -> Outline:
        """This locale's own outline."""
        return self.outlines[self.interface.tag]

    def article(self, article: Article) -> Page:
        """The page of one article, translated or not."""
        tag, path = self.interface.tag, article.path
        url = article_url(tag, path)
        around, previous, following = self.outline.around(article, NEIGHBOURS)
        home = self.outline.sections[article.section]
        instead = self.outline.by_id.get(article.replaced_by)
        view = ArticleView(
            id=article.id,
            kind=article.kind,
            kind_name=self.kind_name(article.kind),
            title=article.title,
            description=article.description,
            status=article.status,
            tags=tuple(Link(encoded(tag_url(tag, name)), name) for name in article.tags) if article.locale == tag else (),
            owner=self._team(article.owner),
            updated=self._day(article.updated),
            reviewed=self._day(article.reviewed),
            related=tuple(self.article_link(other) for other in self.outline.related(article, RELATED)),
            section=self.section_link(home) if home.path else None,
            siblings=tuple(map(partial(self._sibling_link, article), around)) if len(around) > 1 else (),
            previous=self.article_link(previous) if previous else None,
            following=self.article_link(following) if following else None,
            edit_url=self._edit_url(article),
            stale=article.locale == tag and path in self.stale,
            replacement=self.article_link(instead) if instead and article.status is Status.RETIRED else None,
            keywords=article.keywords,
            details={key.name: article.details.get(key.name) for key in ARTICLE_KEYS if article.kind in key.kinds},
        )
        translated = {other: self.outlines[other].articles[path].locale == other for other in self.outlines}
        canonical = article_url(article.locale, path)
        crumbs = (*self.home_crumb(), *(self.section_link(section) for section in self.outline.ancestors(article.section)))
        page = self.page(
            TEMPLATES[article.kind],
            url,
            article.title,
            article.description,
            language=article.locale,
            canonical=canonical,
            alternates=self.alternates(lambda other: article_url(other, path), translated),
            breadcrumbs=crumbs,
            article=view,
            id=article.id,
            kind=article.kind,
        )
        return self.pictured(page, article)

    def glossary_page(self) -> Page:
        """All terms of this locale's glossary."""
        title = self.interface.gettext("Glossary")
        ordered = sorted(self.glossary, key=lambda entry: collation_key(entry[0], self.interface.tag))
        terms = tuple((anchor_of(term), term, meaning) for term, meaning in ordered)
        alternates = self.alternates(lambda other: f"{other}/glossary/")
        letters: dict[str, str] = {}
        for anchor, term, _ in terms:
            letters.setdefault(heading(term, self.interface.tag), anchor)
        listing = Listing(title=title, terms=terms, initials=tuple(letters.items()))
        return self.special("glossary", title, listing, alternates)

    def contact_page(self) -> Page:
        """The ways to a person in this locale."""
        title = self.interface.gettext("Contact us")
        alternates = self.alternates(lambda other: f"{other}/contact/")
        channels = self.contact.channels if self.contact else ()
        ways = self.interface.locale.join(self.interface.gettext(CHANNELS[channel.kind]) for channel in channels)
        description = f"{self.interface.gettext('Contact support')}: {ways}" if ways else ""
        return self.special("contact", title, Listing(title=title), alternates, description=description)

    def not_found(self) -> Page:
        """The locale's 404 page; a server shows it at any depth, so its addresses start at the server's root."""
        title = self.interface.gettext("Page not found")
        sections = tuple(self.section_card(below) for below in self.outline.subsections[""][:IN_MENU])
        listing = Listing(title=title, sections=sections)
        url = special_url(self.interface.tag, "not-found")
        return self.page("404.html", url, title, "", base=self.root_path, listing=listing, robots="noindex")

    @property
    def root_path(self) -> str:
        """The path of the site's root on its server: `/` or, for instance, `/help/`."""
        return "/" + self.settings.site_url.partition("://")[2].partition("/")[2]

    @property
    def site_name(self) -> str:
        """The name of the site in this locale."""
        return self.settings.locale(self.interface.tag).site_name or self.settings.site_name

    def kind_name(self, kind: Kind) -> str:
        """What readers call this kind of article."""
        return self.interface.gettext(KINDS[kind].name)

    def title_link(self, article: Article) -> Link:
        """A link that shows nothing but a title."""
        link = self.article_link(article)
        return Link(link.url, link.title, language=link.language, direction=link.direction)

    def special(
        self, name: str, title: str, listing: Listing, alternates: tuple[Alternate, ...], robots: str = "", description: str = ""
    ) -> Page:
        url, crumbs = special_url(self.interface.tag, name), self.home_crumb()
        return self.page(
            f"{name}.html", url, title, description, breadcrumbs=crumbs, listing=listing, alternates=alternates, robots=robots
        )

    def page(
        self,
        template: str,
        url: str,
        title: str,
        description: str,
        *,
        language: str = "",
        base: str = "",
        canonical: str = "",
        robots: str = "",
        alternates: tuple[Alternate, ...] = (),
        breadcrumbs: tuple[Link, ...] = (),
        article: ArticleView | None = None,
        listing: Listing | None = None,
        id: str = "",
        kind: str = "",
    ) -> Page:
        language = language or self.interface.tag
        translated = [alternate for alternate in alternates if alternate.translated]
        default = next((a for a in translated if a.tag == self.settings.default_locale.tag), translated[0] if translated else None)
        tag = self.interface.tag
        return Page(
            template=template,
            url=url,
            base=base or base_of(url),
            locale=tag,
            direction=self.interface.direction,
            language=language,
            text_direction=self.interfaces[language].direction,
            title=title,
            description=description or self._summary(listing),
            site_name=self.site_name,
            home=f"{tag}/",
            canonical=self.absolute(canonical or url),
            robots=robots,
            # A page that no other locale has (a tag, a 404): the switcher leads home, which is no translation of it.
            alternates=alternates or self.alternates(lambda other: f"{other}/", dict.fromkeys(self.interfaces, False)),
            default_alternate=self.absolute_link(default.url) if default else "",
            breadcrumbs=breadcrumbs,
            navigation=self._navigation,
            tools=self._tools,
            article=article,
            listing=listing,
            og_locale=self.interface.locale.og,
            og_alternates=tuple(self.interfaces[one.tag].locale.og for one in translated if one.tag != tag),
            id=id,
            kind=kind,
        )

    def _summary(self, listing: Listing | None) -> str:
        """What a page is about that nobody described, for search engines and shared links: the first things that it lists."""
        if listing is None:
            return ""
        groups = (link for group in listing.letters for link in group.links)
        links = (*listing.sections, *(section for section, _ in listing.groups), *listing.articles, *groups)
        titles = [*(link.title for link in links), *(term for _, term, _ in listing.terms)]
        return " · ".join(titles[:IN_SUMMARY])

    def pictured(self, page: Page, entry: Article | Section) -> Page:
        """The page with the picture that a shared link to it shows."""
        file = preview_of(entry, self.settings, self.outlines, self.interfaces).file(self.preview_look) if self.preview_look else ""
        return replace(page, picture=self.absolute(file)) if file else page

    def absolute(self, url: str) -> str:
        """The full address of `url`, or nothing where the site does not say its own."""
        return self.absolute_link(encoded(url))

    def absolute_link(self, encoded: str) -> str:
        """The same of the address of a `Link`."""
        return self.settings.site_url and self.settings.site_url + encoded

    @cached_property
    def _navigation(self) -> tuple[Link, ...]:
        sections = self.outline.subsections[""]
        links = tuple(self.section_link(section) for section in sections[:IN_MENU])
        home = f"{self.interface.tag}/"
        every = sections_url(self.interface.tag, "") if len(sections) > self.settings.list_length else home
        more = Link(every, self.interface.gettext("All sections"))
        return (*links, more) if len(sections) > IN_MENU else links

    @cached_property
    def _tools(self) -> Tools:
        tag = self.interface.tag
        return Tools(
            search=f"{tag}/search/",
            tags=f"{tag}/tags/" if self.outline.by_tag else "",
            glossary=f"{tag}/glossary/" if self.glossary else "",
            contact=f"{tag}/contact/" if self.contact else "",
        )

    def alternates(self, url_in: Callable[[str], str], translated: Mapping[str, bool] | None = None) -> tuple[Alternate, ...]:
        return tuple(
            Alternate(
                *(tag, interface.name, interface.direction, encoded(url_in(tag))),
                translated=translated is None or translated[tag],
                current=tag == self.interface.tag,
            )
            for tag, interface in self.interfaces.items()
        )

    def home_crumb(self) -> tuple[Link, ...]:
        """The first of a page's breadcrumbs."""
        return (Link(f"{self.interface.tag}/", self.interface.gettext("Home")),)

    @cached_property
    def _links(self) -> dict[str, Link]:
        """The links made so far, by path: that to an article is the same on the pages of all its neighbours."""
        return {}

    def article_link(self, article: Article) -> Link:
        if article.path not in self._links:
            self._links[article.path] = self._new_link(article)
        return self._links[article.path]

    def _sibling_link(self, article: Article, sibling: Article) -> Link:
        link = self.article_link(sibling)
        return replace(link, current=True) if sibling is article else link

    def _new_link(self, article: Article) -> Link:
        foreign, retired = article.locale != self.interface.tag, article.status is Status.RETIRED
        return Link(
            url=encoded(article_url(self.interface.tag, article.path)),
            title=article.title,
            description=article.description,
            kind=article.kind,
            note=self.interface.gettext("No longer kept up to date") if retired else self.kind_name(article.kind),
            retired=retired,
            language=article.locale if foreign else "",
            direction=self.interfaces[article.locale].direction if foreign else "",
        )

    def section_link(self, section: Section) -> Link:
        foreign = section.locale != self.interface.tag
        return Link(
            url=encoded(section_url(self.interface.tag, section.path)),
            title=section.title or self.site_name,
            description=section.description,
            icon=section.icon,
            language=section.locale if foreign else "",
            direction=self.interfaces[section.locale].direction if foreign else "",
        )

    def section_card(self, section: Section) -> Link:
        link = self.section_link(section)
        note = self.interface.count("{n} article", "{n} articles", self.outline.counts[section.path])
        return Link(link.url, link.title, link.description, link.icon, note=note, language=link.language, direction=link.direction)

    def _team(self, owner: str) -> str:
        team = self.settings.teams.get(owner)
        return team.name_in(self.interface.tag) if team else owner

    def _day(self, day: date | None) -> Day | None:
        return Day(day.isoformat(), self.interface.date(day)) if day else None

    def day_text(self, day: date | None) -> str:
        return self.interface.date(day) if day else ""

    def _edit_url(self, article: Article) -> str:
        return self.settings.edit_url(encoded(f"{article.locale}/{article.path}"))
