"""Pictures, video and tables of an article.

Pictures are lazy, sized and can be enlarged; `![Caption](tour.mp4)` is a video, and an address of a known video host
is a still that loads nothing from that host until the reader presses play. Works on the tree of one article in place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kbgen.markup.tree import Tree
from kbgen.pages import references

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

VIDEO_FILES = {".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"}
# (pattern of the page's address, address of its player). The players are those that the hosts document for embedding.
HOSTS = (
    (re.compile(r"^https://(?:www\.)?youtube\.com/watch\?v=([\w-]+)"), "https://www.youtube-nocookie.com/embed/{}?autoplay=1"),
    (re.compile(r"^https://youtu\.be/([\w-]+)"), "https://www.youtube-nocookie.com/embed/{}?autoplay=1"),
    (re.compile(r"^https://(?:www\.)?vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?autoplay=1&dnt=1"),
    (re.compile(r"^https://(?:www\.)?aparat\.com/v/(\w+)"), "https://www.aparat.com/video/video/embed/videohash/{}/vt/frame"),
)

# How the address of a picture begins that holds the picture itself; which kinds may, `kbgen.markup.safety` says.
EMBEDDED = "data:image/"


def dress(tree: Tree, article: Article) -> None:
    """Give pictures, videos and tables what the page needs."""
    if not tree.images and not tree.tables:
        return
    wanted = {*tree.images, *tree.tables}
    # Parents first: replacing a child while iterating over the live tree would skip its neighbours.
    for parent in [parent for parent in tree.root.iter() if len(parent) and not wanted.isdisjoint(parent)]:
        for index, child in enumerate(list(parent)):
            if child in wanted:
                new = _picture_or_video(child, parent, article) if child.tag == "img" else _scrolling(child, article)
                _replace(parent, index, new)


def _replace(parent: Element, index: int, element: Element) -> None:
    old = parent[index]
    if element is not old:
        element.tail, old.tail = old.tail, None
        parent[index] = element


def _picture_or_video(image: Element, parent: Element, article: Article) -> Element:
    source = image.get("src", "")
    host = next(((match, player) for pattern, player in HOSTS if (match := pattern.match(source))), None)
    if host:
        return _hosted_video(image, host[1].format(host[0].group(1)), article)
    if any(source.lower().partition("#")[0].endswith(ending) for ending in VIDEO_FILES):
        return _video(image, article)
    return _picture(image, parent, article)


def _picture(image: Element, parent: Element, article: Article) -> Element:
    source = image.get("src", "")
    embedded = source[: len(EMBEDDED)].lower() == EMBEDDED
    if not image.get("alt", "").strip() and "decorative" not in image.get("class", "").split():
        advice = "Say between the brackets what it shows, or mark it {.decorative} if it shows nothing."
        name = f"{source[:40]}…" if embedded else source
        article.warn(image, "image-alt", f"The picture {name} has no alternative text.", advice)
    if embedded:
        # It stands in its address: there is nothing to follow, to wait for or to open by itself.
        return image
    target = references.follow(article, source, image)
    if not target.url:
        missing = Element("span", {"class": "kb-broken"})
        missing.text = image.get("alt", "")
        return missing
    image.set("src", references.encoded(target.url) if target.external else target.url)
    image.set("loading", "lazy")
    image.set("decoding", "async")
    if target.width and target.height and not image.get("width"):
        image.set("width", str(target.width))
        image.set("height", str(target.height))
    # A picture inside a link already leads somewhere; an icon has nothing to enlarge.
    if parent.tag in ("a", "picture") or 0 < target.width < 200:
        return image
    link = Element("a", {"class": "kb-zoom", "href": target.url})
    image_copy = SubElement(link, "img", image.attrib)
    if not image_copy.get("alt"):
        link.set("aria-label", article.language.gettext("Enlarge the picture"))
    return link


def _video(image: Element, article: Article) -> Element:
    source = image.get("src", "")
    target = references.follow(article, source, image)
    video = Element("video", {"controls": "controls", "preload": "none", "class": "kb-video"})
    label = image.get("alt", "")
    if label:
        video.set("aria-label", label)
    poster = image.get("poster")
    if poster:
        video.set("poster", references.follow(article, poster, image).url)
    ending = next((value for key, value in VIDEO_FILES.items() if source.lower().endswith(key)), "video/mp4")
    SubElement(video, "source", {"src": target.url, "type": ending})
    captions = image.get("captions")
    if captions:
        track = {"kind": "captions", "src": references.follow(article, captions, image).url, "srclang": article.language.tag}
        SubElement(video, "track", {**track, "label": article.language.name, "default": "default"})
    else:
        advice = "Name a WebVTT file: ![…](film.mp4){captions=film.vtt}."
        article.warn(image, "video-captions", f"The video {source} has no captions.", advice)
    return _figure(video, label)


def _hosted_video(image: Element, player: str, article: Article) -> Element:
    label = image.get("alt", "")
    link = Element(
        "a", {"class": "kb-video kb-video--hosted", "href": image.get("src", ""), "data-player": player, "rel": "noopener"}
    )
    poster = image.get("poster")
    if poster:
        target = references.follow(article, poster, image)
        SubElement(link, "img", {"src": target.url, "alt": "", "loading": "lazy"})
    play = SubElement(link, "span", {"class": "kb-video__play"})
    play.text = article.language.gettext("Play the video: {title}").format(title=label)
    host = SubElement(link, "span", {"class": "kb-video__host"})
    host.text = article.language.gettext("Nothing is loaded from the video's host before you press play.")
    return _figure(link, "")


def _figure(element: Element, caption: str) -> Element:
    # A span, not a figure: Markdown has already put the picture into a paragraph.
    figure = Element("span", {"class": "kb-figure"})
    figure.append(element)
    if caption:
        text = SubElement(figure, "span", {"class": "kb-figure__caption"})
        text.text = caption
    return figure


def _scrolling(table: Element, article: Article) -> Element:
    label = article.language.gettext("Table")
    box = Element("div", {"class": "kb-table", "role": "group", "tabindex": "0", "aria-label": label})
    copy = SubElement(box, "table", table.attrib)
    copy.extend(list(table))
    return box
