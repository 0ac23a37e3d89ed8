"""Scripts without what only people read: comments, spaces, long names of local things. A quarter less to load.

Receives scripts by name; returns them by name. `tdewolff-minify` does the work, where there is a wheel of it for the machine (see
`pyproject.toml`); elsewhere scripts come without comments only, as from `assets.without_comments`. It is a library in Go, whose
threads would not survive the forks of a build: it runs in a process of its own, for some hundredths of a second.

Only the theme's own scripts are given to it, which all tests in browsers run as it leaves them: it is not free of faults (2.24.12
drops the right side of `void (a && b())`, which tests/site/theme/test_minifier.py keeps out of the theme).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "tdewolff-minify"
# Of JavaScript, what browsers from Safari 16.0 and Firefox 90 on read (content/en/publish/host.md). A script that the library does
# not understand stays as it is.
_PROGRAM = """
import json, sys
import minify
minify.config({"js-version": 2021})
texts = json.load(sys.stdin)
for name, text in texts.items():
    try:
        texts[name] = minify.string("application/javascript", text)
    except minify.MinifyError:
        pass
json.dump(texts, sys.stdout)
"""
_LONGEST = 60  # seconds; it takes hundredths


def minified(scripts: Mapping[str, str]) -> Mapping[str, str]:
    """The same scripts, shorter where the library is installed and works."""
    if not scripts or not is_available():
        return scripts
    command = [sys.executable, "-P", "-c", _PROGRAM]
    try:
        done = subprocess.run(command, input=json.dumps(scripts), capture_output=True, text=True, check=True, timeout=_LONGEST)
    except (OSError, subprocess.SubprocessError):
        return scripts
    shorter: dict[str, str] = json.loads(done.stdout)
    return shorter


def is_available() -> bool:
    """Whether the library is installed."""
    try:
        return bool(version(DISTRIBUTION))
    except PackageNotFoundError:
        return False
