"""A text whose first heading says something else than the title of its page.

Programs show the heading and take the title for the tab of a browser (Docusaurus, VitePress, DocFX), or show both (Hugo, Starlight,
Mintlify). A page of kbgen shows the title and leaves out a first-level heading that a text begins with: it repeats the title.
Receives a text and its title; returns the text, whose first heading is one of the second level where it has a word that the title
lacks. Lines keep their numbers. Pure.
"""

from __future__ import annotations

import re
from html import unescape

_MARKED = re.compile(r"(?P<before>(?:[ \t]*\n)*[ ]{0,3})#(?P<words>[ \t]+\S[^\n]*)")
_UNDERLINED = re.compile(
    r"(?P<before>(?:[ \t]*\n)*[ ]{0,3})(?!\[[^\]\n]*\]:)"
    r"(?P<words>[^\s#>`~=<+*-][^\n]*)\n(?P<line>[ ]{0,3}=+)[ \t]*(?=\n|\Z)"
)
_HTML = re.compile(r"(?P<before>\s*)<h1(?P<rest>\b[^<>]*>)(?P<words>(?:(?!</?h[1-6]\b).)*)</h1\s*>", re.IGNORECASE | re.DOTALL)
_UNREAD = re.compile(r"\{[^{}]*\}[ \t]*$|(?<=\])\([^()\s]*\)|<[^<>]*>|\ue003[^\ue003]*\ue003")
_WORD = re.compile(r"\w+")


def with_heading(body: str, title: str) -> str:
    """`body` for a page that is called `title`."""
    if found := _MARKED.match(body):
        return body if repeats(found["words"], title) else f"{found['before']}##{found['words']}{body[found.end() :]}"
    if found := _UNDERLINED.match(body):
        under = found["line"].replace("=", "-").ljust(3, "-")
        kept = f"{found['before']}{found['words']}\n{under}"
        return body if repeats(found["words"], title) else kept + body[found.end() :]
    if found := _HTML.match(body):
        kept = f"{found['before']}<h2{found['rest']}{found['words']}</h2>"
        return body if repeats(found["words"], title) else kept + body[found.end() :]
    return body


def repeats(heading: str, title: str) -> bool:
    """Whether `heading` has no word that `title` lacks."""
    if heading == title:
        return True
    rest = _WORD.findall(unescape(title).casefold())
    # Few headings hold any of it.
    read = _UNREAD.sub(" ", heading) if any(sign in heading for sign in ("{", "](", "<", "\ue003")) else heading
    for word in _WORD.findall(unescape(read).casefold()):
        if word not in rest:
            return False
        rest.remove(word)
    return True
