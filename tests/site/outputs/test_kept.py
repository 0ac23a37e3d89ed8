"""What a browser keeps of a release is listed by everything but the lists themselves."""

from __future__ import annotations

from kbgen.site.outputs.kept import LIST, MANIFEST, PAGE, WORKER, _of, is_kept


def test_lists_are_not_in_a_list() -> None:
    made = [WORKER, f"en/{LIST}", f"en/{MANIFEST}", f"en/{PAGE}"]
    others = ["search/en/index.json", f"en/part/{PAGE}", LIST, "en/index.html", f"a/{WORKER}"]
    assert [name for name in (*made, *others) if is_kept(name)] == made
    sizes = {name: number for number, name in enumerate((*made, *others))}
    assert _of(sizes, "en/") == {f"en/part/{PAGE}": sizes[f"en/part/{PAGE}"], "en/index.html": sizes["en/index.html"]}
    assert _of(sizes, "search/en/") == {"search/en/index.json": sizes["search/en/index.json"]}
