"""An export that came as an archive: unpacked beside everything else, for as long as the import lasts.

Receives a path; gives a folder. Only ZIP is unpacked, parts of an export inside it too (Notion packs them once more). Nothing is
ever written outside of the folder, whatever the names in an archive say, and an archive that would fill the disk is refused.
"""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kbgen.errors import OperatorError
from kbgen.imports.export import Losses

MAX_FILES = 200_000
MAX_BYTES = 8 * 1024 * 1024 * 1024
MAX_DEPTH = 2
_BLOCK = 1024 * 1024
_UTF8 = 0x800
_DRIVE = re.compile(r"^[A-Za-z]:")


@contextmanager
def unpacked(source: Path, losses: Losses) -> Iterator[Path]:
    """The folder `source`, or one with what the archive `source` holds. Raises `OperatorError` for an archive that is broken."""
    if source.suffix.lower() != ".zip" or not source.is_file():
        yield source
        return
    with TemporaryDirectory(prefix="kbgen-import-") as place:
        _Unpacking(source, losses).unpack(source, Path(place).resolve(), 0)
        yield Path(place)


class _Unpacking:
    """Counts what one archive, with those inside it, comes to."""

    def __init__(self, source: Path, losses: Losses) -> None:
        self._source, self._losses = source, losses
        self._files = self._bytes = 0

    def unpack(self, archive: Path, place: Path, depth: int) -> None:
        inner: list[Path] = []
        try:
            with zipfile.ZipFile(archive) as opened:
                for member in opened.infolist():
                    target = self._member(opened, member, place)
                    if target is not None and target.suffix.lower() == ".zip":
                        inner.append(target)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            raise OperatorError(
                f"{self._source} is an archive that cannot be read ({error}). Unpack it and name the folder."
            ) from None
        except RuntimeError:
            raise OperatorError(f"{self._source} is an archive with a password. Unpack it and name the folder.") from None
        except OSError as error:
            raise OperatorError(f"{self._source} is an archive that cannot be unpacked: {error.strerror}.") from None
        for each in inner if depth < MAX_DEPTH else ():
            # Parts of one export belong into one folder; a download that is an archive stays one.
            if _is_part(each.name):
                self.unpack(each, each.parent, depth + 1)
                each.unlink()

    def _member(self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> Path | None:
        name = _name(member)
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
        if ".." in parts or name.startswith(("/", "\\")) or _DRIVE.match(name) or "\x00" in name or not parts:
            self._losses.add(name, "file", "Its name leads out of the archive.")
            return None
        if member.is_dir() or parts[0] == "__MACOSX":
            return None
        self._files += 1
        if self._files > MAX_FILES:
            raise OperatorError(f"{self._source} holds more than {MAX_FILES:,} files. Unpack it and name the folder.")
        target = place.joinpath(*parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(member) as packed, target.open("wb") as file:
                while block := packed.read(_BLOCK):
                    self._bytes += len(block)
                    if self._bytes > MAX_BYTES:
                        raise OperatorError(
                            f"{self._source} would fill more than {MAX_BYTES // 1024**3} GB. Unpack it and name the folder."
                        )
                    file.write(block)
        except OSError as error:
            if shutil.disk_usage(place).free < _BLOCK:
                raise
            self._losses.add(name, "file", f"It cannot be unpacked: {error.strerror}.")
            return None
        return target


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 even where the archive does not say so, as most programs write it."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _is_part(name: str) -> bool:
    return re.search(r"(?:^Export|Part-?\d+)[^/]*\.zip$", name, re.IGNORECASE) is not None
