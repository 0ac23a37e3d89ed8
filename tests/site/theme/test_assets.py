"""Style sheets of many files are published as one."""

from __future__ import annotations

import pytest

from kbgen.errors import AuthorError
from kbgen.site.theme.assets import hashed

SHEETS = "assets/stylesheets/"


def sheets(**files: str) -> dict[str, bytes]:
    return {f"{SHEETS}{name.replace('__', '/')}.css": text.encode() for name, text in files.items()}


def test_imported_sheets_stand_in_place_of_their_import() -> None:
    sources = sheets(
        all='@import "./parts/one.css";\n@import "./parts/two.css";\nc { }\n', parts__one="a { }\n", parts__two="b { }\n"
    )
    published = hashed(sources)
    assert list(published.names) == [f"{SHEETS}all.css"]
    assert list(published.files.values()) == [b"a { }\nb { }\nc { }\n"]


def test_a_change_of_a_part_changes_the_name_of_the_whole() -> None:
    one, other = (hashed(sheets(all='@import "./part.css";\n', part=text)).names for text in ("a { }", "b { }"))
    assert one != other


def test_references_of_a_part_lead_from_the_folder_of_the_whole() -> None:
    sources = sheets(all='@import "./parts/one.css";\n', parts__one='a { background: url("../../images/a.svg") }\n')
    published = hashed({**sources, "assets/images/a.svg": b"<svg/>"})
    picture = published["images/a.svg"].removeprefix("assets/")
    assert published.files[published["stylesheets/all.css"]].decode() == f'a {{ background: url("../{picture}") }}\n'


def test_a_sheet_of_another_host_stays_an_import() -> None:
    text = '@import "https://fonts.example.org/a.css";\n'
    assert list(hashed(sheets(own=text)).files.values()) == [text.encode()]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a": '@import "./b.css";\n'}, "asset-missing"),
        ({"a": '@import "./a.css";\n'}, "asset-circle"),
        ({"a": '@import "./b.css";\n', "b": '@import "./c.css";\n', "c": '@import "./b.css";\n'}, "asset-circle"),
    ],
)
def test_an_import_that_leads_nowhere_or_back_is_named(files: dict[str, str], code: str) -> None:
    with pytest.raises(AuthorError) as caught:
        hashed(sheets(**files))
    assert [issue.code for issue in caught.value.issues] == [code]
