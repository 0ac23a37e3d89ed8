"""Names of files: which ones are safe in an address, which ones are the same on some disks, how issues show them.

Receives names and paths with forward slashes; returns text. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from kbgen.config import Settings

# What other programs call files of Markdown: MDX, Quarto and R Markdown, and spellings of `.md`.
OTHER_MARKDOWN = (".mdx", ".markdown", ".mdown", ".mkdn", ".mkd", ".qmd", ".rmd")
# Texts that are none, by their endings, with the names of what they are.
OTHER_MARKUP = {
    ".rst": "reStructuredText", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".org": "Org", ".textile": "Textile",
    ".mediawiki": "MediaWiki", ".tex": "LaTeX", ".ipynb": "a Jupyter notebook",
}  # fmt: skip
# C0, DEL, backslash, line separators, characters that reorder text, and bytes that are not UTF-8 (PEP 383).
_UNSAFE = re.compile("[\x00-\x1f\x7f\\\\\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def issue_path(settings: Settings, inside: str) -> str:
    """How issues name the file `inside` the content folder: relative to the folder of `mkdocs.yml`, printable."""
    within = settings.content_place
    place = f"{within}/{inside}" if inside else within
    if place.isprintable():
        return place
    return _UNSAFE.sub(lambda match: f"\\x{ord(match[0]) & 0xFF:02x}" if match[0] != "\\" else "\\", place)


# Folders and articles come again and again, in paths and in links.
@lru_cache(maxsize=16384)
def name_fault(name: str) -> str:
    """What makes a file's or folder's name unsafe as part of an address; empty if nothing does."""
    if name in ("", ".", ".."):
        return "is not a name"
    if _UNSAFE.search(name):
        return "holds a backslash, a control character or bytes that are not UTF-8"
    if "%" in name:
        decoded = unquote(name, errors="surrogateescape")
        if "/" in decoded or ".." in decoded or _UNSAFE.search(decoded):
            return "holds an encoded `/`, `..` or control character"
    return ""


# Names of devices with whatever behind a dot, signs of its own, and dots and spaces at the end, which it takes off ("Naming Files,
# Paths, and Namespaces" in Microsoft's documentation of Windows).
_REFUSED_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)|.*[<>:\"|?*]|.*[. ]\Z|.*[. ]\.md\Z", re.IGNORECASE)


def is_refused_by_windows(name: str) -> bool:
    """Whether a checkout of the content on Windows fails because of a file or folder with this name."""
    return _REFUSED_BY_WINDOWS.match(name) is not None


def path_fault(path: str) -> str:
    """The same for a whole path with forward slashes, which must be relative."""
    return next((f"{part or 'an empty part'} {fault}" for part in path.split("/") if (fault := name_fault(part))), "")


def fold(name: str) -> str:
    """Two names with the same fold are one file on some disks: APFS and NTFS ignore case, APFS the Unicode form."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
