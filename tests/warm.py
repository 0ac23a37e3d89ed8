"""Imported by the process that commands of tests are forks of (`command.py`): a small site, built once.

What a process makes for its first build stands in its memory then, and in that of every fork: modules that are loaded when they
are wanted, compiled templates and expressions, the words of a language. A small build takes a third of the time so.
"""

from __future__ import annotations

import contextlib
import gc
import tempfile
from pathlib import Path

from kbgen import config
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

SITE = """site_name: Warm
site_url: https://warm.example.org/
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: English, fa: فارسی, ar: العربية}
      front_matter: lenient
"""
KINDS = ("guide", "faq", "troubleshooting", "case-study", "white-paper")


def build_small_site(root: Path) -> None:
    """One article of each kind, in a section, with a tag and a term."""
    folder = root / "content" / "en"
    (folder / "part").mkdir(parents=True)
    for kind in KINDS:
        (folder / "part" / f"{kind}.md").write_text(
            f"---\ntitle: {kind}\nkind: {kind}\ntags: [tag]\n---\nA term.\n\n## One\n\n1. Text.\n\n```python\n1\n```\n"
        )
    (folder / "part" / "index.md").write_text("---\ntitle: Part\n---\n")
    (folder / "_glossary.yml").write_text("Term: What it means.\n")
    (root / "mkdocs.yml").write_text(SITE, "utf-8")
    build(config.load(root / "mkdocs.yml"), BuildOptions(jobs=1))


# A build that fails is for a test to tell.
with tempfile.TemporaryDirectory() as scratch, contextlib.suppress(Exception):
    build_small_site(Path(scratch))

# All that stands here stays: a fork that walked through it would copy it.
gc.collect()
gc.freeze()
