"""The marks that a language puts around quoted words.

Receives a language tag and its parents; returns the opening and closing mark. Babel leaves this part of Unicode's CLDR
out, so it is here (CLDR 48, `delimiters`), for the languages that differ from the root's “…”. Two entries follow
printed usage instead: Arabic writes «…» (CLDR: ”…“), and French sets a no-break space inside its marks.
"""

from __future__ import annotations

from collections.abc import Iterable

_ROOT = ("“", "”")
_LANGUAGES = {
    ("«", "»"): (
        "am ar ast az-Arab az-Cyrl bas be blo bm br ca cv dua dyo el es-US eu ewo fa gsw hy ie it jgo kab kk kkj ksf ky lij mg mua "
        "mzn nb nn nnh no oc os pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL rm ru rw sah sc sdh sg shi sq ti "
        "uk wae yav zgh"
    ),
    ("«\u00a0", "\u00a0»"): "fr ht",
    ("”", "“"): "lld ms-Arab syr ur",
    ("„", "“"): "bg bs-Cyrl cs de dsb et hr hsb is ka ksh lb lt luy mk nds prg sk sl",
    ("„", "”"): "agq bs ff hu nmg pl ro sr szl",
    ("”", "”"): "fi he lag rn se sn sv yi",
    ("‘", "’"): "fur ia nl nso ti-ER tn",
    ("「", "」"): "ja yue zh-Hant",
    ("“", "’"): "st",
    ("»", "«"): "ug",
    _ROOT: "bm-Nkoo ff-Adlm kk-Arab yue-Hans",
}
_MARKS = {tag: marks for marks, tags in _LANGUAGES.items() for tag in tags.split()}


def quotation_marks(lineage: Iterable[str]) -> tuple[str, str]:
    """The opening and closing mark of the first tag in `lineage` that has its own, for example `pt-PT`, then `pt`."""
    return next((_MARKS[tag] for tag in lineage if tag in _MARKS), _ROOT)
