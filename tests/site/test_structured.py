"""JSON-LD of built pages: it parses, says what the page is, and uses schema.org's types and properties as they are defined."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

# type → (the type that it extends, its own properties), from schema.org 29.0; only what pages of a help center may need.
TYPES = {
    "Thing": (None, "@id name description url image sameAs alternateName identifier"),
    "CreativeWork": (
        "Thing",
        "inLanguage keywords dateModified datePublished dateCreated author publisher headline abstract about hasPart isPartOf "
        "mainEntity contentReferenceTime timeRequired text position version license audience isBasedOn translationOfWork",
    ),
    "WebPage": ("CreativeWork", "lastReviewed breadcrumb reviewedBy primaryImageOfPage significantLink specialty"),
    "FAQPage": ("WebPage", ""),
    "Article": ("CreativeWork", "articleBody articleSection wordCount"),
    "TechArticle": ("Article", "dependencies proficiencyLevel"),
    "Report": ("Article", "reportNumber"),
    "HowTo": ("CreativeWork", "step totalTime prepTime performTime supply tool estimatedCost yield"),
    "HowToStep": ("CreativeWork", "itemListElement item nextItem previousItem numberOfItems"),
    "Question": ("CreativeWork", "acceptedAnswer suggestedAnswer answerCount eduQuestionType"),
    "Answer": ("CreativeWork", "answerExplanation parentItem"),
    "BreadcrumbList": ("Thing", "itemListElement itemListOrder numberOfItems"),
    "ListItem": ("Thing", "item position nextItem previousItem"),
    "Person": ("Thing", "email jobTitle affiliation"),
    "Organization": ("Thing", "logo email contactPoint"),
}
# What search engines ask for, beyond the vocabulary.
REQUIRED = {
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
    "HowTo": {"name", "step"},
    "HowToStep": {"text"},
    "Article": {"headline", "author"},
    "TechArticle": {"headline", "author"},
    "Report": {"headline", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Person": {"name"},
    "Organization": {"name"},
}
DATES = {"dateModified", "lastReviewed", "contentReferenceTime"}


def properties(kind: str | None) -> set[str]:
    if kind is None:
        return set()
    parent, own = TYPES[kind]
    return properties(parent) | set(own.split())


def faults(node: object, where: str = "") -> list[str]:
    """What in a JSON-LD node is not as schema.org has it."""
    if isinstance(node, list):
        return [fault for place, each in enumerate(node) for fault in faults(each, f"{where}[{place}]")]
    if not isinstance(node, dict):
        return [] if node not in ("", None) else [f"{where} is empty"]
    kind = node.get("@type")
    if kind not in TYPES:
        return [f"{where}: {kind} is no type"]
    found = [f"{where}: {kind} has no property {name}" for name in node.keys() - properties(kind) - {"@type"}]
    found += [f"{where}: {kind} lacks {name}" for name in REQUIRED.get(kind, set()) - node.keys()]
    for name, value in node.items():
        if name in DATES:
            date.fromisoformat(value)
        if name in ("url", "item", "@id") and not urlsplit(value).scheme:
            found.append(f"{where}.{name}: {value} is no full address")
        if name not in ("@type", "@id"):
            found += faults(value, f"{where}.{name}")
    return found


def graph(tree) -> list[dict]:
    script = tree.find("script", type="application/ld+json")
    if script is None:
        return []
    document = json.loads(script.string)
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


def test_the_check_finds_what_is_wrong():
    wrong = {"@type": "FAQPage", "questions": [], "mainEntity": [{"@type": "Question", "name": ""}]}
    assert len(faults(wrong)) == 3
    assert faults({"@type": "Recipe"}) == [": Recipe is no type"]


def test_every_page_s_data_is_as_schema_org_defines_it(lantern, page):
    pages = [path.relative_to(lantern).as_posix() for path in sorted(lantern.rglob("*.html"))]
    found = {name: wrong for name in pages if (wrong := faults(graph(page(lantern, name))))}
    assert found == {}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("billing/invoices", "FAQPage"),
        ("start/set-up", "TechArticle"),
        ("start/invite-people", "TechArticle"),
        ("billing/card-declined", "TechArticle"),
        ("stories/school", "Article"),
        ("stories/offline-sync", "Report"),
    ],
)
@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_a_page_says_what_it_is(lantern, page, locale, path, kind):
    tree = page(lantern, f"{locale}/{path}/")
    nodes = {node["@type"]: node for node in graph(tree)}
    assert nodes.keys() == {kind, "BreadcrumbList"}
    content = tree.select_one(".kb-content").get("lang") or tree.html["lang"]
    assert nodes[kind]["inLanguage"] == content
    assert nodes[kind]["url"] == tree.find("link", rel="canonical")["href"]
    assert nodes[kind]["name"] == tree.h1.get_text()


def test_questions_and_steps_are_those_of_the_page(lantern, page):
    tree = page(lantern, "ar/billing/invoices/")
    (faq,) = [node for node in graph(tree) if node["@type"] == "FAQPage"]
    assert [question["name"] for question in faq["mainEntity"]] == [
        heading.contents[0].strip() for heading in tree.select(".kb-question h2")
    ]
    assert "DE123456789" in faq["mainEntity"][1]["acceptedAnswer"]["text"]
    (guide,) = [node for node in graph(page(lantern, "en/start/set-up/")) if node["@type"] == "TechArticle"]
    guide = guide["hasPart"]
    assert guide["@type"] == "HowTo"
    assert [step["position"] for step in guide["step"]] == [1, 2, 3]
    assert guide["totalTime"] == "PT10M"
    assert "sha256sum lantern-4.2.tar.gz" in guide["step"][1]["text"]


def test_breadcrumbs_lead_from_home_to_the_page(lantern, page):
    (trail,) = [node for node in graph(page(lantern, "fa/start/devices/phone/")) if node["@type"] == "BreadcrumbList"]
    site = "https://help.example.org/lantern/"
    assert [(item["position"], item["item"]) for item in trail["itemListElement"]] == [
        (1, site + "fa/"),
        (2, site + "fa/start/"),
        (3, site + "fa/start/devices/"),
        (4, site + "fa/start/devices/phone/"),
    ]


def test_every_page_that_search_engines_may_show_says_what_it_is_about(lantern: Path) -> None:
    seen = 0
    for file in sorted(lantern.glob("??/**/*.html")):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        if soup.select('meta[name="robots"]'):
            continue
        seen += 1
        descriptions = [meta["content"] for meta in soup.select('meta[name="description"], meta[property="og:description"]')]
        assert len(descriptions) == 2, file
        assert descriptions[0] == descriptions[1] != "", file
    assert seen > 40


def test_a_list_that_nobody_described_is_described_by_what_it_lists(lantern: Path) -> None:
    def description(url: str) -> str:
        soup = BeautifulSoup((lantern / url / "index.html").read_text("utf-8"), "html.parser")
        return str(soup.select_one('meta[name="description"]')["content"])

    assert description("en/contact") == "Contact support: Chat, Phone, and Email"
    assert description("fa/tags/").split(" · ")[0] in (lantern / "fa/tags/index.html").read_text("utf-8")
    assert description("en/search") == "Getting started · Phones and tablets · Plans and payment · Stories and papers"
