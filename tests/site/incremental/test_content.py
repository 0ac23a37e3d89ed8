"""What a build holds of the texts that it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen import config
from kbgen.site.incremental import content
from kbgen.site.incremental.content import load_text, read_content
from kbgen.site.incremental.state import BuildState


def test_texts_of_a_large_site_are_read_again_where_they_are_needed(
    small: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = config.load(small({"en/a.md": "---\ntitle: A\n---\nOne text.\n", "en/t/index.md": "# T\n\nAnother.\n"}))
    held = read_content(settings, {}, BuildState()).sources
    assert all(source.entry and source.entry.body for source in held.values())
    monkeypatch.setattr(content, "HELD", 1)
    for name, source in read_content(settings, {}, BuildState()).sources.items():
        entry = source.entry
        assert entry is not None
        assert not entry.body
        assert load_text(settings, entry, name.partition("/")[2], name) == held[name].entry
