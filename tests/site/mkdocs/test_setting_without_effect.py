"""A setting of MkDocs that does nothing here is named, instead of being ignored without a word."""

from __future__ import annotations


def test_addresses_of_files_are_refused_with_a_line_and_a_way_out(small, kbgen):
    config = small({"en/guides/a.md": "# A\n\nText\n"})
    config.write_text(config.read_text() + "use_directory_urls: false\n")
    said = kbgen("build", "-f", config)
    assert "setting-without-effect" in said.stdout + said.stderr
    assert "kbgen build --offline" in said.stdout + said.stderr
