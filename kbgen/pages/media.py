"""Pictures, video and tables of an article.

Pictures are lazy, sized and can be enlarged; `![Caption](tour.mp4)` is a video, and an address of a known video host
is a still that loads nothing from that host until the reader presses play. Works on the tree of one article in place.
"""

from __future__ import annotations

from posixpath import splitext
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kbgen.dialects.video_hosts import hosted
from kbgen.markup.tree import Tree
from kbgen.pages import references

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

VIDEO_FILES = {".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"}
# Letters of code beside which a telephone still has room for a column of text; and letters of a figure or a name: a longer cell is
# a text, for which a third of a telephone is too narrow.
LONGEST_BESIDE, LONGEST_FIGURE = 12, 24
MOST_STACKED = 4  # columns; a table of figures is read along its lines

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
    host = hosted(source)
    if host:
        return _hosted_video(image, host.player, article) if host.player else _page_of_host(image, host.host, article)
    if _ending(source):
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


def _ending(source: str) -> str:
    """The ending of a file of video, whatever query or moment follows it; empty for anything else."""
    ending = splitext(source.partition("#")[0].partition("?")[0])[1].lower()
    return ending if ending in VIDEO_FILES else ""


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
    SubElement(video, "source", {"src": target.url, "type": VIDEO_FILES[_ending(source)]})
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


def _page_of_host(image: Element, host: str, article: Article) -> Element:
    """A link: as a picture, the host would be asked as soon as the article is opened."""
    source = image.get("src", "")
    advice = "Take the address of one film from the browser's address bar, or write a link: [Our films](https://…)."
    article.warn(image, "video-address", f"{source} is a page of {host}, but no film is named in it. Readers see a link.", advice)
    link = Element("a", {"href": source, "rel": "noopener"})
    link.text = image.get("alt", "") or source
    return link


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
    rows = [list(row) for row in copy.iter("tr")]
    if _is_stacked(rows):
        box.set("class", "kb-table kb-table--stacked")
        if len(rows[0]) > 2:
            # Below each other, the cells say what they are.
            heads = [" ".join("".join(head.itertext()).split()) for head in rows[0]]
            for cell, head in ((cell, head) for row in rows[1:] for cell, head in list(zip(row, heads, strict=True))[1:]):
                cell.set("data-head", head)
    elif _is_of_figures(rows):
        box.set("class", "kb-table kb-table--figures")
    return box


def _is_of_figures(rows: list[list[Element]]) -> bool:
    """Whether what stands beside the first column is short: figures, dates, a word. A telephone needs less room for it."""
    cells = [cell for row in rows[1:] for cell in row[1:]]
    return bool(cells) and len(rows[0]) > 2 and all(len("".join(cell.itertext()).strip()) <= LONGEST_FIGURE for cell in cells)


def _is_stacked(rows: list[list[Element]]) -> bool:
    """Whether a telephone shows the columns below each other: few, the first of them names too long to stand beside a text, or
    three and more with texts to read, of which a reader would see one and scroll for the others."""
    columns = len(rows[0]) if rows else 0
    if not 2 <= columns <= MOST_STACKED or any(cell.tag != "th" for cell in rows[0]):
        return False
    if any(len(row) != columns or any(cell.get("colspan") or cell.get("rowspan") for cell in row) for row in rows):
        return False
    if columns > 2 and any(len("".join(cell.itertext()).strip()) > LONGEST_FIGURE for row in rows[1:] for cell in row[1:]):
        return True
    return any(len("".join(code.itertext())) > LONGEST_BESIDE for row in rows[1:] for code in row[0].iter("code"))
