"""Pictures and downloads that articles show: where they go, beside the article, under readable names.

Receives files of the export as texts mention them; says how the article refers to each and, at the end, what to copy.
Every name holds one content in all languages, so that translations share a picture. Files that could run a program on
the site's own address are refused.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from urllib.parse import unquote_to_bytes

from kbgen.articles.names import fold, path_fault
from kbgen.imports.folder import Folder
from kbgen.imports.names import slug
from kbgen.markup.safety.drawing import fault_of

MAX_BYTES = 100 * 1024 * 1024
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "svg"})
FILES = (
    PICTURES
    | {"mp4", "webm", "ogv", "vtt", "mp3", "ogg", "wav", "pdf", "zip", "csv", "tsv", "txt", "rtf", "ics"}
    | {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"}
)
_DATA = re.compile(r"^data:image/(png|jpe?g|gif|webp|avif|svg\+xml)((?:;[\w.=-]+)*),", re.IGNORECASE)
_SIGNATURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"), (b"%PDF", "pdf"))


@dataclass(frozen=True)
class Copy:
    """One file to write: `path` relative to the content folder, from `source` in the export or from `content`."""

    path: str
    digest: str
    source: str = ""
    content: bytes = b""


class Refused(Exception):
    """Says why a file is not carried."""


def _refuse_active(drawing: bytes) -> None:
    # The build would not publish it.
    if fault := fault_of(drawing):
        raise Refused(f"The drawing {fault}.")


class Pictures:
    """Gathers what has to be copied; lives as long as one import."""

    def __init__(self, folder: Folder, names: Mapping[str, str]) -> None:
        self.folder = folder
        self.names = {key: path for key, path in names.items() if key.startswith("file:") and not path_fault(path)}
        self._held: dict[str, Copy] = {}
        self._digests: dict[str, str | Refused] = {}
        self._reserved = {fold(path) for path in self.names.values()}

    def copies(self) -> list[Copy]:
        """Everything to write, by path."""
        return sorted(self._held.values(), key=lambda copy: copy.path)

    def place(self, locale: str, article: str, file: str, wished: str = "") -> str:
        """How the article at `article` refers to `file` of the export. Raises `Refused`."""
        known = self._digests.get(file)
        if known is None:
            try:
                known = self._digest(file, wished)
            except Refused as refused:
                known = refused
            self._digests[file] = known
        if isinstance(known, Refused):
            raise known
        ending = self._ending(file, wished)
        name = f"{slug(posixpath.splitext(posixpath.basename(wished or file))[0], 'file')}.{ending}"
        return self._refer(locale, article, file, name, Copy("", known, source=file))

    def place_data(self, locale: str, article: str, address: str) -> str:
        """The same for a picture that is written into the text as `data:`. Raises `Refused`."""
        match = _DATA.match(address[:200])
        if not match:
            raise Refused("Only pictures can be kept that are written into the text.")
        raw = unquote_to_bytes(address[match.end() :])
        if ";base64" in match[2].lower():
            try:
                raw = base64.b64decode(raw, validate=False)
            except (binascii.Error, ValueError):
                raise Refused("The picture written into the text is not readable.") from None
        ending = {"jpeg": "jpg", "svg+xml": "svg"}.get(match[1].lower(), match[1].lower())
        if not raw:
            raise Refused("The picture written into the text is empty.")
        if ending == "svg":
            _refuse_active(raw)
        digest = blake2b(raw, digest_size=16).hexdigest()
        name = f"{posixpath.basename(article).removesuffix('.md')}-{digest[:8]}.{ending}"
        return self._refer(locale, article, f"data:{digest}", name, Copy("", digest, content=raw))

    def _digest(self, file: str, wished: str) -> str:
        try:
            raw = self.folder.read(file, MAX_BYTES)
        except OSError as error:
            raise Refused(f"The file cannot be read: {error.strerror}.") from None
        if len(raw) > MAX_BYTES:
            raise Refused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        ending = self._ending(file, wished)
        if ending not in FILES:
            raise Refused(f"Files ending in .{ending[:20]} are not published." if ending else "The file's name has no ending.")
        if ending == "svg":
            _refuse_active(raw)
        return blake2b(raw, digest_size=16).hexdigest()

    def _ending(self, file: str, wished: str) -> str:
        for name in (file, wished):
            ending = posixpath.splitext(name)[1][1:].lower()
            if ending in FILES or (ending and not ending.isdigit()):
                return ending
        try:
            start = self.folder.read(file, 16)
        except OSError:
            return ""
        return next((ending for signature, ending in _SIGNATURES if start.startswith(signature)), "")

    def _refer(self, locale: str, article: str, source: str, name: str, copy: Copy) -> str:
        folder = posixpath.dirname(article)
        key = f"file:{folder}:{source}"
        wished = f"{folder}/{name}" if folder else name
        path = self.names.get(key, "")
        held = self._held.get(fold(path or wished))
        taken = held.digest != copy.digest if held else not path and fold(wished) in self._reserved
        if taken:
            stem, dot, ending = wished.rpartition(".")
            path = f"{stem}-{copy.digest[:8]}{dot}{ending}"
        path = path or wished
        self.names[key] = path
        self._reserved.add(fold(path))
        # The first language that shows it keeps it; links of the others find it there.
        self._held.setdefault(fold(path), replace(copy, path=f"{locale}/{path}"))
        return posixpath.relpath(path, folder or ".")
