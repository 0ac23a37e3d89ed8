"""What an article may hold passes as it is; what could run, load, send or cover the page is found; what does nothing is dropped."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from kbgen.markup.safety.article import ADVICE, KNOWN, judge

THEME = Path(__file__).parents[3] / "theme"


def messages(xml: str) -> list[str]:
    return [finding.message for finding in judge(fromstring(f"<div>{xml}</div>"))]


def left(xml: str) -> str:
    """The tree as it is after judging, which finds nothing in it."""
    root = fromstring(f"<div>{xml}</div>")
    assert judge(root) == []
    return tostring(root, encoding="unicode", short_empty_elements=False)[5:-6]


UNCHANGED = [
    '<h2 id="a" class="b c">T</h2><p align="center">x<br></br>y</p>',
    '<p><a href="b.md#c" title="t" target="_blank" rel="noopener">x</a></p>',
    '<a href="https://example.org/javascript:x?a=1&amp;b=2">x</a><a href="mailto:a@b.c">x</a><a href="tel:+98 21">x</a>',
    '<a href="#part" name="old">x</a><a href="//example.org/">x</a><a href="kb:faq">x</a><a href="acme://open/settings">x</a>',
    '<img src="a.png" alt="x" width="200" height="100%" loading="lazy" align="right" border="0" hspace="3"></img>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt=""></img>',
    '<img src="data:image/webp;charset=x;base64,AAAA" srcset="a.png 1x, https://example.org/b.png 2x" sizes="50vw" alt=""></img>',
    '<img src="x.mp4" alt="x" captions="x.vtt" poster="x.jpg"></img>',
    '<picture><source srcset="dark.png 2x" media="(prefers-color-scheme: dark)" type="image/png"></source><img src="a.png"></img>'
    "</picture>",
    '<video controls="" src="a.mp4" poster="a.png" loop="" muted="" playsinline="" width="300"><track kind="captions" src="a.vtt" '
    'srclang="fa" label="فارسی" default=""></track></video><audio controls="" src="a.ogg" preload="none"></audio>',
    '<details open="" name="x"><summary>More</summary><kbd>Ctrl</kbd><sup>1</sup><sub>2</sub><mark>m</mark></details>',
    '<div dir="rtl" lang="fa"><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><bdo dir="ltr">x</bdo><bdi>y</bdi></div>',
    '<table border="1" cellpadding="2" summary="s"><caption>c</caption><colgroup><col span="2" width="9"></col></colgroup><thead>'
    '<tr><th scope="col" rowspan="2" abbr="a">x</th></tr></thead><tbody><tr bgcolor="#eee" valign="top"><td colspan="2" '
    'headers="h" nowrap="">y</td></tr></tbody></table>',
    '<ol start="3" type="a" reversed=""><li value="9">x</li></ol><dl compact=""><dt>a</dt><dd>b</dd></dl>',
    '<figure role="img" aria-label="x"><figcaption>c</figcaption></figure><font color="red" size="2" face="Arial">x</font>',
    '<ul class="task-list"><li><input type="checkbox" disabled="" checked=""></input> done</li></ul>',
    '<input type="radio" name="__tabbed_1" id="__tabbed_1_1" checked="checked"></input><label for="__tabbed_1_1">One</label>',
    '<blockquote cite="https://example.org/"><p>q</p></blockquote><del datetime="2026-01-01">x</del><time datetime="2026">t</time>',
    '<span data-line="3" data-info="x" aria-hidden="true" tabindex="0" translate="no" hidden="">x</span><wbr></wbr><hr></hr>',
    '<p itemscope="" itemtype="https://schema.org/HowTo" itemprop="step">x</p><abbr title="World Wide Web">WWW</abbr>',
    '<button type="button" disabled="">Save</button><label for="x">L</label><progress value="3" max="10">30 %</progress>',
    '<map name="m"><area href="a.md" shape="rect" coords="0,0,1,1" alt="a"></area></map><img src="a.png" usemap="#m" alt=""></img>',
    '<svg viewBox="0 0 9 9" width="9" fill="none"><title>t</title><defs><linearGradient id="g"><stop offset="0" stop-color="red">'
    '</stop></linearGradient></defs><g fill="url(#g)"><path d="M0 0h9" stroke-width="2"></path><use href="#g"></use></g>'
    '<a href="b.md"><text x="1">x</text></a></svg>',
    '<math display="block"><mrow><mi>x</mi><mo stretchy="false">=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></math>',
]


@pytest.mark.parametrize("xml", UNCHANGED)
def test_what_writers_use_passes_as_it_is(xml):
    assert left(xml) == tostring(fromstring(f"<div>{xml}</div>"), encoding="unicode", short_empty_elements=False)[5:-6]


ELEMENTS = """
    applet base basefont bgsound body dialog embed form frame frameset head html iframe isindex keygen link meta noembed noframes
    noscript object param plaintext script selectedcontent slot style template textarea title xmp
"""


@pytest.mark.parametrize("name", ELEMENTS.split())
@pytest.mark.parametrize("spell", [str.lower, str.upper])
def test_elements_that_run_load_send_or_hold_raw_text_are_found(name, spell):
    root = Element("div")
    SubElement(SubElement(root, "p"), spell(name))
    (finding,) = judge(root)
    assert (finding.element, finding.message) == (root[0][0], f"The article holds the HTML tag `<{name}>`.")
    assert ADVICE in finding.advice


@pytest.mark.parametrize(
    "name", ["Tabs", "tabitem", "image", "portal", "fencedframe", "permission", "x-own", "{urn:x}y", "s:script"]
)
def test_elements_that_html_does_not_know_are_nothing_but_what_is_in_them(name):
    root = Element("div")
    unknown = SubElement(root, name, {"src": "a.png", "class": "c", "value": "x", "items": "y"})
    unknown.text = "text"
    assert judge(root) == []
    assert (unknown.tag, unknown.attrib, unknown.text) == ("span", {"class": "c", "value": "x"}, "text")
    assert len(judge(Element(name, {"onclick": "x()"}))) == 1


ADDRESSES = [
    "javascript:x()",
    "JaVaScRiPt:x()",
    " javascript:x()",
    "\x01javascript:x()",
    "\x1fjavascript:x()",
    "\x00\x08\x0bjavascript:x()",
    "java\tscript:x()",
    "java\nscript\r:x()",
    "javascript\t:x()",
    "\u2028javascript:x()",
    "\ufeffjavascript:x()",
    "java\u00adscript:x()",
    "java\u200bscript:x()",
    "\ufffdjavascript:x()",
    "javascript://example.org/%0ax()",
    "&#106;avascript:x()",
    "&#x6A;avascript&colon;x()",
    "java&Tab;script:x()",
    "&#1;javascript:x()",
    "vbscript:x",
    "VBScript:x",
    "livescript:x",
    "mocha:x",
    "data:text/html,<script>x()</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:,x",
    "data:image/svg+xml,<svg onload='x()'/>",
    "data:application/xhtml+xml,x",
    "data:image/png,x",
    "blob:https://example.org/1",
    "filesystem:https://example.org/temporary/x",
    "view-source:javascript:x()",
    "feed:javascript:x()",
    "jar:javascript:x()!/",
    "mhtml:x",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("element", "attribute"), [("a", "href"), ("a", "HREF"), ("area", "href"), ("blockquote", "cite")])
def test_links_that_run_are_found(element, attribute, address):
    (finding,) = judge(Element(element, {attribute: address}))
    assert finding.message == "A link runs a program instead of leading to a page."


@pytest.mark.parametrize(
    ("element", "attribute"),
    [
        *(("img", "src"), ("img", "srcset"), ("img", "poster"), ("img", "longdesc"), ("source", "src"), ("source", "srcset")),
        *(("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src")),
    ],
)
@pytest.mark.parametrize("address", ["javascript:x()", "\x01java\tscript:x()", "data:text/html,x", "vbscript:x", "blob:x"])
def test_pictures_and_films_from_dangerous_addresses_are_found(element, attribute, address):
    assert len(judge(Element(element, {attribute: address}))) == 1


def test_in_a_list_of_pictures_every_address_counts():
    assert judge(Element("img", {"srcset": "a.png 1x, data:image/png;base64,AAAA 2x, b,c.png"})) == []
    for candidates in ("a.png,javascript:x() 2x", "a.png 1x,\n data:text/html,x 2x", "data:image/png,AA data:text/html,x"):
        assert len(judge(Element("img", {"srcset": candidates}))) == 1, candidates


def test_a_drawing_in_the_address_of_a_picture_is_looked_into():
    assert judge(Element("img", {"src": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"})) == []
    assert (
        judge(Element("img", {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="})) == []
    )
    (finding,) = judge(Element("img", {"src": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='x()'/%3E"}))
    assert finding.message == "The drawing in the address of a picture holds the attribute `onload`, which runs a program."


@pytest.mark.parametrize(
    "attribute",
    [
        "onclick",
        "ONERROR",
        "onbeforetoggle",
        "on",
        "onx",
        "onnewevent",
        "x:onload",
        "{http://www.w3.org/2000/svg}onload",
        "v-on:onclick",
    ],
)
def test_handlers_are_found_on_every_element(attribute):
    for element in ("p", "img", "details", "svg", "math", "td"):
        (finding,) = judge(Element(element, {attribute: "x()"}))
        assert "which runs a program" in finding.message


@pytest.mark.parametrize(
    ("element", "attribute"), [("a", "ping"), ("button", "formaction"), ("input", "formaction"), ("p", "srcdoc")]
)
def test_attributes_that_send_or_load_by_themselves_are_found(element, attribute):
    assert any(
        f"`{attribute}`" in finding.message for finding in judge(Element(element, {"type": "checkbox", attribute: "https://x/"}))
    )


@pytest.mark.parametrize("kind", ["", "text", "password", "image", "submit", "hidden", "file"])
def test_fields_to_write_into_are_found(kind):
    assert messages(f'<input type="{kind}"/>') == ["The article holds a field to write into, `<input>`."]


INERT = [
    '<p foo="1" v-if="x" x-data="{}" markdown="1" autofocus="" contenteditable="" popover="" is="x-y" slot="s" nonce="n">x</p>',
    '<img name="querySelector"></img>',
    '<button popovertarget="a" command="show-modal" commandfor="b" name="body" form="f"></button>',
    '<a data-player="https://evil.example/" data-kb-channel="mail" data-article="x" data-hours="1" data-kb-from="//x">x</a>',
    '<table background="https://example.org/a.png"></table>',
    '<img lowsrc="x" dynsrc="y" attributionsrc="https://example.org/" elementtiming="e"></img>',
]


@pytest.mark.parametrize("xml", INERT)
def test_attributes_that_nobody_has_judged_are_dropped_without_a_word(xml):
    assert re.fullmatch(r"<(\w+)>(x?)</\1>", left(xml))


def test_names_that_could_end_a_tag_are_dropped():
    element = Element("p", {'x"><script>': "1", "a b": "2", "data-a=b": "3", "data-x>": "4", "/": "5", "": "6", "data-ok": "7"})
    assert judge(element) == []
    assert element.attrib == {"data-ok": "7"}


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("text-align: right", "text-align: right"),
        ("TEXT-ALIGN:center;Width:50%;", "text-align: center; width: 50%"),
        ("width: 200px !important; color: rgb(1, 2, 3)", "width: 200px; color: rgb(1, 2, 3)"),
        ('font-family: "Segoe UI", sans-serif; font-size: .9em', 'font-family: "Segoe UI", sans-serif; font-size: .9em'),
        ("margin: 0 auto; padding: calc(1em + 2px)", "margin: 0 auto; padding: calc(1em + 2px)"),
        ("vertical-align: -3px; display: inline-block", "vertical-align: -3px; display: inline-block"),
        ("background: linear-gradient(red, #fff); border: 1px solid var(--x)",) * 2,
        # Inert or moving things about: dropped.
        ("position: relative; top: -900px; z-index: 99; transform: scale(9); box-shadow: 0 0 0 9999px red", ""),
        ("margin-top: -500px; text-indent: -9999px; margin-left: calc(0px - 9em); color: red", "color: red"),
        ('color: "; border: 1px', "border: 1px"),
        ("width: 9px) ; height: 1px; color: {}; --own: x; nonsense", "height: 1px"),
        ("color: red/**/; width: 1px", "width: 1px"),
        ("color: r\\65 d; content: 'x'; opacity: 0", ""),
    ],
)
def test_style_keeps_what_looks_after_the_element_itself(style, kept):
    element = Element("p", {"style": style})
    assert judge(element) == []
    assert element.get("style", "") == kept


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("position:fixed;inset:0", "lays the element over the page"),
        ("color:red;POSITION : Absolute", "lays the element over the page"),
        ("position:/**/sticky", "lays the element over the page"),
        ("\\70osition: fixed", "lays the element over the page"),
        ("position: f\\69 xed", "lays the element over the page"),
        ("background: url(https://example.org/a.png)", "loads a file"),
        ("background: u\\72l(javascript:x)", "loads a file"),
        ("background-image: image-set('a.png' 1x)", "loads a file"),
        ("width: expression(x())", "loads a file"),
        ("width: exp/**/ression(x())", "loads a file"),
        ("behavior: url(x.htc); -moz-binding: url(x)", "loads a file"),
        ("@import 'x'", "loads a file"),
    ],
)
def test_style_that_covers_the_page_or_loads_is_found(style, wrong):
    (finding,) = judge(Element("p", {"style": style}))
    assert finding.message == f"The attribute `style` {wrong}."


ISLANDS = [
    "<svg><script>x()</script></svg>",
    "<svg><style>a{}</style></svg>",
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "<svg><p>x</p></svg>",
    "<svg><animate attributeName='href' values='javascript:x()'/></svg>",
    "<svg><set attributeName='onclick' to='x()'/></svg>",
    "<svg><desc><a title='x'>x</a></desc></svg>",
    "<svg><title><path/></title></svg>",
    "<svg><a href='javascript:x()'><text>x</text></a></svg>",
    "<svg><a xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='java&#9;script:x()'><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,x'/></svg>",
    "<svg><image href='data:text/html,x'/></svg>",
    "<svg><g onclick='x()'/></svg>",
    "<svg><math><mi>x</mi></math></svg>",
    "<math><annotation-xml encoding='text/html'><p>x</p></annotation-xml></math>",
    "<math><mtext><p>x</p></mtext></math>",
    "<math><mtext><style>a{}</style></mtext></math>",
    "<math><mi href='javascript:x()'>x</mi></math>",
    "<math><mglyph/></math>",
    "<math><svg/></math>",
]


@pytest.mark.parametrize("xml", ISLANDS)
def test_drawings_and_formulas_hold_only_their_own(xml):
    assert messages(xml)


def test_a_drawing_keeps_to_itself():
    assert left(
        "<svg><use href='https://example.org/a.svg#b'/><path fill='url(https://example.org/x)' filter='url( \"#ok\")'/></svg>"
    ) == ("<svg><use></use><path filter='url( \"#ok\")'></path></svg>".replace("'url( \"#ok\")'", '"url( &quot;#ok&quot;)"'))


def test_our_own_nodes_are_left_alone():
    root = Element("div")
    own: Element = Element("?")
    own.tag = print  # type: ignore[assignment]
    SubElement(own, "script")
    root.append(own)
    assert judge(root) == []
    own.tag = None  # type: ignore[assignment]
    assert judge(root) == []


def test_every_danger_is_named_in_the_order_of_the_text():
    found = messages("<p onclick='x'><iframe onload='y'/></p><script/><a href='javascript:x'>x</a>")
    assert [text.split("`")[1] if "`" in text else text for text in found] == [
        *("onclick", "<iframe>", "onload", "<script>"),
        "A link runs a program instead of leading to a page.",
    ]


def test_depth_and_size_have_no_end():
    root = element = Element("div")
    for _ in range(50_000):
        element = SubElement(element, "blockquote")
    SubElement(element, "script")
    assert len(judge(root)) == 1


def test_known_names_are_those_of_the_standard():
    assert {"a", "blink", "h6", "marquee", "script", "svg", "math", "plaintext", "tt", "search", "wbr"} <= KNOWN
    assert not {"name", "path", "string", "host", "image", "x-own", "object name"} & KNOWN
    assert len(KNOWN) == 144


def test_attributes_that_the_sites_scripts_act_upon_are_never_an_authors():
    scripts = "\n".join(file.read_text("utf-8") for file in sorted((THEME / "assets/javascripts").rglob("*.js")))
    looked_for = set(re.findall(r"\[(data-[a-z-]+)", scripts))
    assert {"data-player", "data-kb-from", "data-article"} - looked_for == {"data-kb-from"}
    for name in looked_for - {"data-action", "data-theme"} | {"data-kb-from"}:
        element = Element("a", {name: "x"})
        assert judge(element) == []
        assert element.attrib == {}, name
