"""Chromium as a printer: HTML in, a tagged PDF out.

Receives the path of a browser, or looks for one; writes one file. Raises `OperatorError` with what the browser said where it fails.
WeasyPrint would need no browser and sets no right-to-left text (its issue of 2013 is open).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from kbgen.errors import OperatorError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
# Some 500 pages take a minute on a slow machine.
SECONDS = 600


def find_chromium(named: str = "") -> str:
    """The browser at `named`, else the first that is installed."""
    found = next(filter(None, map(shutil.which, (named,) if named else NAMES)), None)
    if found is None:
        what = f"{named} is no program that can be run" if named else "A PDF needs Chromium, Chrome or Edge, and none is installed"
        raise OperatorError(f"{what}. Install one, or name it with --browser.")
    return found


def print_pdf(browser: str, html: Path, pdf: Path) -> None:
    """Print the document at `html` to `pdf`, with bookmarks and tags, without the browser's own header and footer."""
    with tempfile.TemporaryDirectory(prefix="kbgen-book-") as profile:
        arguments = [
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--no-first-run",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={pdf}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium refuses to run as root with its sandbox; the document holds nothing that is run.
            arguments.append("--no-sandbox")
        try:
            done = subprocess.run(
                [browser, *arguments, html.as_uri()], capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise OperatorError(f"{browser} could not print the book: {error}") from None
    if done.returncode or not pdf.is_file():
        said = " ".join(done.stderr.split())[-300:]
        raise OperatorError(f"{browser} could not print the book: {said or 'it said nothing'}")
