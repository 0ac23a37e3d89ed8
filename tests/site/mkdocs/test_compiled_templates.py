"""Two builds of one project with different settings do not end each other."""

from __future__ import annotations

import shutil

from jinja2 import DictLoader

from kbgen import config
from kbgen.site.mkdocs import config as mkdocs_config


def test_compiled_templates_may_be_removed_by_another_build(small, tmp_path):
    settings = config.load(small({"en/a.md": "Text.\n"}))
    compiled = tmp_path / "templates" / "these"
    environment = mkdocs_config.load(settings).keeping_templates(compiled).environment()
    shutil.rmtree(compiled.parent)
    environment.loader = DictLoader({"page.html": "{{ 1 + 1 }}"})
    assert environment.get_template("page.html").render() == "2"
