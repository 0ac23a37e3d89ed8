"""What articles are read as, where their site does not say it."""

from __future__ import annotations

import pytest

from kbgen.config import COMMONMARK, PYTHON_MARKDOWN, load
from kbgen.site.mkdocs import config as mkdocs_config


@pytest.mark.parametrize(
    ("more", "options", "dialect"),
    [
        ("", "", COMMONMARK),
        # An extension, or options of one that is always there, are written for Python-Markdown.
        ("markdown_extensions: [admonition]", "", PYTHON_MARKDOWN),
        ("markdown_extensions: [{toc: {permalink: true}}]", "", PYTHON_MARKDOWN),
        ("markdown_extensions: [toc]", "", COMMONMARK),
        # What the site says comes first.
        ("markdown_extensions: [admonition]", "      markdown: commonmark\n", COMMONMARK),
        ("", "      markdown: python\n", PYTHON_MARKDOWN),
    ],
)
def test_markdown_is_that_which_the_site_s_settings_are_written_for(small, more: str, options: str, dialect: str) -> None:
    settings = load(small({"en/a.md": "# A\n"}, more=more, options=options))
    assert mkdocs_config.load(settings, site_dir=settings.site_dir).dialect(settings) == dialect
