"""What an article may hold where nobody trusts its authors with programs: elements, attributes, properties of `style`.

Lists of what is allowed, not of what is forbidden: what a browser learns tomorrow is left out until somebody has looked at it.
Sources: the HTML Living Standard ("Index of elements", "Obsolete features"), SVG 2, MathML Core. None of the allowed elements
holds raw text in any browser: `style`, `xmp`, `noscript`, `textarea` and their kin are read in another way inside `<svg>` than
outside, by which harmless markup has turned into programs ("mutation XSS"). Names are in small letters, as HTML reads them.
"""

from __future__ import annotations

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADINGS = "h1 h2 h3 h4 h5 h6"
_BLOCKS = """
    address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer header hgroup hr legend
    li listing main menu nav ol p pre search section summary ul
"""
_WORDS = """
    a abbr acronym b bdi bdo big blink br cite code data del dfn em font i ins kbd mark marquee nobr q rb rp rt rtc ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_MEDIA = "area audio canvas img map picture source track video"
# They have nothing to be sent by: a form is no part of an article.
_CONTROLS = "button input label meter optgroup option output progress select"

ELEMENTS = _names(" ".join((_HEADINGS, _BLOCKS, _WORDS, _TABLES, _MEDIA, _CONTROLS)))
_REFUSED = """
    applet base basefont bgsound body datalist dialog embed form frame frameset head html iframe isindex keygen link math
    menuitem meta multicol nextid noembed noframes noscript object param plaintext script selectedcontent slot spacer style svg
    template textarea title xmp
"""
# Every element of the HTML standard, the obsolete ones included. `svg` and `math` have elements of their own inside.
KNOWN = ELEMENTS | _names(_REFUSED)

# Drawings and formulas in a text. Of their elements only those that hold no HTML and load nothing; `animate` and `set` could
# give a link another address later.
DRAWING = _names(
    """
    a circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting
    fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode
    femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter g image line lineargradient
    marker mask path pattern polygon polyline radialgradient rect stop svg switch symbol text textpath title tspan use view
    """
)
FORMULA = _names(
    """
    annotation maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """
)
ISLANDS = {"svg": DRAWING, "math": FORMULA}

# Attributes that do nothing by themselves, on whatever element they stand. `name` is for elements of their own: a picture of the
# name `querySelector` would take the place of the method of that name (HTML, "named access on the Document object").
ATTRIBUTES = _names(
    """
    accesskey class dir draggable hidden id itemprop itemscope itemtype itemid itemref lang role spellcheck tabindex title
    translate xml:lang xmlns align alink axis bgcolor border cellpadding cellspacing char charoff clear color compact face frame
    height hspace nowrap noshade rules size summary valign vlink vspace width download hreflang media rel rev target type
    referrerpolicy abbr colspan headers rowspan scope span reversed start value datetime open alt coords shape ismap usemap
    sizes loading decoding fetchpriority crossorigin autoplay controls controlslist disablepictureinpicture loop muted
    playsinline preload default kind label srclang checked disabled for high low max min optimum selected multiple behavior
    direction scrollamount scrolldelay
    """
)
NAMED = frozenset(("a", "details", "input", "map"))
INERT = re.compile(r"(?:aria|data)-[a-z0-9_.:-]+\Z")
# What the site's own scripts act upon; an author's element must not pass for one of theirs. A test reads the scripts.
OURS = re.compile(r"data-(?:kb-.*|player|article|hours|promise)\Z", re.DOTALL)

# Attributes of drawings and formulas; addresses among them are looked at apart.
_DRAWN = """
    accent accentunder alignment-baseline amplitude azimuth basefrequency baseline-shift baseprofile bias clip-path clip-rule
    clippathunits color-interpolation color-interpolation-filters columnalign columnlines columnspacing columnspan cx cy d depth
    diffuseconstant display displaystyle divisor dominant-baseline dx dy edgemode elevation encoding exponent fence fill
    fill-opacity fill-rule filter filterunits flood-color flood-opacity font-family font-size font-style font-variant
    font-weight form fr framespacing fx fy gradienttransform gradientunits height image-rendering in in2 intercept k1 k2 k3 k4
    kernelmatrix kernelunitlength largeop lengthadjust letter-spacing lighting-color limitingconeangle linethickness lspace
    marker-end marker-mid marker-start markerheight markerunits markerwidth mask maskcontentunits maskunits mathbackground
    mathcolor mathsize mathvariant maxsize minsize mode movablelimits notation numoctaves offset opacity operator order orient
    overflow paint-order pathlength patterncontentunits patterntransform patternunits points pointsatx pointsaty pointsatz
    preservealpha preserveaspectratio primitiveunits r radius refx refy result rotate rowalign rowlines rowspacing rowspan
    rspace rx ry scale scriptlevel seed separator shape-rendering side slope specularconstant specularexponent spreadmethod
    startoffset stddeviation stitchtiles stop-color stop-opacity stretchy stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfacescale symmetric systemlanguage
    tablevalues targetx targety text-anchor text-decoration text-rendering textlength transform transform-origin unicode-bidi
    values vector-effect version viewbox visibility voffset width word-spacing writing-mode x x1 x2 xchannelselector xml:space
    xmlns:xlink y y1 y2 ychannelselector z
"""
DRAWN = ATTRIBUTES | _names(_DRAWN)

# Properties that look after the element itself. What is not here is left out of the page: `position`, `z-index`, `transform`
# and shadows without end could cover the page.
PROPERTIES = _names(
    """
    align-content align-items align-self aspect-ratio background background-color border border-block border-block-end
    border-block-start border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color
    border-inline border-inline-end border-inline-start border-left border-left-color border-left-style border-left-width
    border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top
    border-top-color border-top-style border-top-width border-width box-sizing break-after break-before break-inside
    caption-side clear color column-count column-gap column-rule column-width columns direction display empty-cells flex
    flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family font-feature-settings font-size
    font-stretch font-style font-variant font-variant-numeric font-weight gap grid-column grid-row grid-template-columns
    grid-template-rows height hyphens inline-size block-size justify-content justify-items justify-self letter-spacing
    line-height list-style list-style-position list-style-type margin margin-block margin-block-end margin-block-start
    margin-bottom margin-inline margin-inline-end margin-inline-start margin-left margin-right margin-top max-height
    max-inline-size max-width min-height min-inline-size min-width object-fit object-position order overflow overflow-wrap
    overflow-x overflow-y padding padding-block padding-block-end padding-block-start padding-bottom padding-inline
    padding-inline-end padding-inline-start padding-left padding-right padding-top page-break-after page-break-before
    page-break-inside place-content place-items row-gap tab-size table-layout text-align text-align-last text-decoration
    text-decoration-color text-decoration-line text-decoration-style text-indent text-justify text-orientation text-overflow
    text-transform text-underline-offset text-wrap unicode-bidi vertical-align white-space width word-break word-spacing
    word-wrap writing-mode dominant-baseline fill fill-opacity fill-rule stop-color stop-opacity stroke stroke-dasharray
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    """
)
