"""A page as a browser reads it, by html5lib, which follows the parser of the HTML standard: what of it could run."""

from __future__ import annotations

import re

import html5lib

ACTIVE = """
    script style iframe object embed applet frame frameset base meta link form textarea noscript template xmp plaintext noembed
    noframes foreignobject animate set title
"""
SCHEMES = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|blob|filesystem|view-source):", re.IGNORECASE)
PICTURE = re.compile(r"data:image/", re.IGNORECASE)


def dangers(html: str) -> list[str]:
    """Elements, handlers and addresses in the body of a page that holds `html`."""
    page = html5lib.parse(f"<!doctype html><body>{html}", treebuilder="etree")
    body = page.find("{http://www.w3.org/1999/xhtml}body")
    found = []
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        space, _, name = element.tag.rpartition("}")
        # The title of a drawing is text.
        if name.lower() in ACTIVE.split() and not (name == "title" and space.endswith("svg")):
            found.append(name)
        for written, value in element.attrib.items():
            attribute = str(written).lower().rpartition("}")[2].rpartition(":")[2]
            if attribute.startswith("on") or attribute in ("srcdoc", "ping", "formaction"):
                found.append(attribute)
            if SCHEMES.match(re.sub(r"[\t\n\r]", "", value)) and attribute in (
                "href",
                "src",
                "srcset",
                "poster",
                "cite",
                "longdesc",
            ):
                found += [] if PICTURE.match(value) and attribute in ("src", "srcset", "poster") else [f"{attribute}={value}"]
    return found
