"""Drawings that programs save pass; what runs when a drawing is opened by itself is found, however it is written."""

from __future__ import annotations

import gzip

import pytest

from kbgen.markup.safety.drawing import fault_of, fault_of_address

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:html="http://www.w3.org/1999/xhtml"'


def drawing(inner: str, before: str = "", attributes: str = "") -> bytes:
    return f"{before}<svg {SVG}{attributes}>{inner}</svg>".encode()


SAFE = [
    # As an editor saves it: own namespaces, metadata, a style sheet, gradients, references within.
    drawing(
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x:Work xmlns:x="urn:x" rdf:about=""/>'
        "</rdf:RDF></metadata><style>@font-face{font-family:x;src:url(data:font/woff2;base64,AA)} .a{fill:url(#g)}</style><defs>"
        '<linearGradient id="g" xlink:href="#h"/></defs><use xlink:href="#a" x="3"/><text>on = 1</text>',
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- made by an editor -->\n',
    ),
    # As one of 2005 does, with a document type and entities of namespaces.
    drawing(
        '<g i:extraneous="self"><path d="M0 0"/></g>',
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">]>',
        ' xmlns:i="&ns_ai;"',
    ),
    # Diagrams: text as HTML inside, links, a picture of points inside, animation.
    drawing(
        '<switch><foreignObject width="9" height="9"><div xmlns="http://www.w3.org/1999/xhtml" style="display: flex; position: '
        'absolute"><b>Start</b><br/></div></foreignObject><text>Start</text></switch>'
    ),
    drawing('<a xlink:href="https://example.org/a?b=1" target="_top"><rect width="9"/></a><a href="mailto:a@b.c"><rect/></a>'),
    drawing('<image xlink:href="data:image/png;base64,iVBORw0KGgo="/><image href="https://example.org/a.png"/>'),
    drawing('<rect><animate attributeName="x" values="0;9;0" dur="1s"/><set attributeName="fill" to="red"/></rect>'),
    drawing("<?plantuml 1.2?><title>R&amp;D &lt;script&gt;</title>"),
    drawing("<x:script xmlns:x='urn:own'/>"),
    "<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"),
    b"",
    b"version https://git-lfs.github.com/spec/v1\n",
    # XML that is no drawing.
    b'<?xml version="1.0"?><o:Description xmlns:o="http://a9.com/-/spec/opensearch/1.1/"><o:Url template="x"/></o:Description>',
    b"<rss version='2.0'><channel><title>t</title><description>&lt;script&gt;</description></channel></rss>",
]


@pytest.mark.parametrize("raw", SAFE)
def test_what_programs_save_is_safe(raw):
    assert fault_of(raw) == ""


ACTIVE = [
    (drawing("<script>x()</script>"), "holds `<script>`"),
    (drawing("<SCRIPT/>"), "holds `<SCRIPT>`"),
    (drawing("<s:script xmlns:s='http://www.w3.org/2000/svg'/>"), "holds `<script>`"),
    (drawing("<html:script/>"), "holds `<script>`"),
    (drawing("<html:iframe src='x'/>"), "holds `<iframe>`"),
    (drawing("<iframe src='x'/><video/>"), "holds `<iframe>`"),
    (drawing("<handler type='application/ecmascript'/>"), "holds `<handler>`"),
    (drawing("", attributes=" onload='x()'"), "holds the attribute `onload`, which runs a program"),
    (drawing("<g ONCLICK='x()'/>"), "holds the attribute `onclick`, which runs a program"),
    (drawing("<foreignObject><html:b onkeyup='x()'/></foreignObject>"), "holds the attribute `onkeyup`, which runs a program"),
    (drawing("<foreignObject><html:form action='https://evil.example/'/></foreignObject>"), "holds `<form>`"),
    (drawing("<a xlink:href='javascript:x()'/>"), "holds a link that runs a program"),
    (drawing("<a href=' &#xad;java&#9;script:x()'/>"), "holds a link that runs a program"),
    (drawing("<use href='data:image/svg+xml,x#a'/>"), "holds a link that runs a program"),
    (drawing("<foreignObject><html:a href='data:text/html,x'>x</html:a></foreignObject>"), "holds a link that runs a program"),
    (drawing("<a><set attributeName='xlink:href' to='javascript:x()'/></a>"), "changes `xlink:href` while it is shown"),
    (drawing("<a><animate attributeName=' onclick' values='x()'/></a>"), "changes `onclick` while it is shown"),
    (drawing("<a><animateTransform values='a;javascript:x()'/></a>"), "holds a link that runs a program"),
    (drawing("", "<?xml-stylesheet type='text/xsl' href='#x'?>"), "names a style sheet, which can be a program"),
    (drawing("<x:template xmlns:x='http://www.w3.org/1999/XSL/Transform'/>"), "holds `<template>`"),
    (drawing("&x;", "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>"), "defines the entity `x`, which can hold anything"),
    (drawing("&x;", "<!DOCTYPE svg [<!ENTITY x SYSTEM 'https://x/'>]>"), "defines the entity `x`, which can hold anything"),
    (drawing("&x;", "<!DOCTYPE svg [<!ENTITY x '&#38;#60;script/>'>]>"), "defines the entity `x`, which can hold anything"),
    (drawing("", "<!DOCTYPE svg [<!ENTITY % x '<!ENTITY y \"z\">'> %x;]>"), "defines the entity `x`, which can hold anything"),
    (drawing("", "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]>"), "holds the attribute `onload`, which runs a program"),
    (drawing("<script>x()</script>").decode().encode("utf-16"), "holds `<script>`"),
    (b"<?xml version='1.0' encoding='utf-7'?>" + drawing("+ADw-script/+AD4-"), "is written in utf-7, not in UTF-8"),
    (b"<html><body><script>x()</script>", "is not readable as XML (no element found: line 1, column 32)"),
    (b"<p xmlns='http://www.w3.org/1999/xhtml'><script>x()</script>", "holds `<script>`"),
    (gzip.compress(drawing("<script/>")) + b"<", "is not readable as XML (not well-formed (invalid token): line 1, column 0)"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "wrong"), ACTIVE)
def test_what_runs_is_found(raw, wrong):
    assert fault_of(raw) == wrong


def test_entities_cannot_multiply():
    levels = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(20))
    assert (
        fault_of(drawing("&e20;", f"<!DOCTYPE svg [<!ENTITY e0 'x'>{levels}]>"))
        == "defines the entity `e1`, which can hold anything"
    )
    wide = fault_of(drawing("&e;" * 100_000, f"<!DOCTYPE svg [<!ENTITY e '{'x' * 100_000}'>]>"))
    assert wide.startswith("is not readable as XML (")


def test_deep_drawings_are_read_to_their_end():
    assert fault_of(drawing("<g>" * 100_000 + "<script/>" + "</g>" * 100_000)) == "holds `<script>`"


def test_drawings_in_addresses_are_read_as_browsers_do():
    assert fault_of_address("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9'/>") == ""
    assert fault_of_address(" data:image/\nsvg+xml,%3Csvg onload='x()'/%3E").startswith("holds the attribute `onload`")
    assert fault_of_address("data:image/svg+xml;charset=utf-8;base64,PHN2ZyBvbmxvYWQ9J3gnLz4").startswith("holds the attribute")
