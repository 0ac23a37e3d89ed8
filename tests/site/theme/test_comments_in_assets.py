"""What the browser does not need of a script or style is not published."""

from __future__ import annotations

import pytest

from kbgen.site.theme.assets import hashed, without_comments


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("/** Says\n * much. */\nlet a;\n", "let a;\n"),
        ("  // why\n  let a; // so\n", "  let a; // so\n"),
        ('let a = "// no";\nlet b = "/* no */";\n', 'let a = "// no";\nlet b = "/* no */";\n'),
        ("  /** @type {A} */ (a).b();\nlet c; /* d */\n", "  /** @type {A} */ (a).b();\nlet c; /* d */\n"),
        ("a { }\n/* b */\nc { }\n", "a { }\nc { }\n"),
    ],
)
def test_comments_that_begin_a_line_are_left_out(written: str, published: str) -> None:
    assert without_comments(written) == published


def test_types_in_comments_are_no_imports() -> None:
    script = b'/** @param {import("./missing.js").A} a */\nexport const f = (a) => a;\n'
    (name,) = hashed({"assets/javascripts/f.js": script}).files
    assert name.startswith("assets/javascripts/f.")
