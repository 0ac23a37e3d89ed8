"""Converts every article of a site a few times and prints, for each time, seconds and those of the processor.

One turn of `markdown_speed.py`, in a process of its own:

    PYTHONPATH=<checkout> python benchmarks/markdown_conversion.py mkdocs.yml

Run as a file, so that `kbgen` is the checkout's that `PYTHONPATH` names. What is measured is `Renderer.body`, from the file to the
HTML of the body, as in a build; reading the site, planning it and loading modules come before the clock starts.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from kbgen.config import load
from kbgen.processes.garbage import collect_rarely
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.events import Events
from kbgen.site.planning import plan_site
from kbgen.site.render import Renderer
from kbgen.site.result import BuildResult
from kbgen.site.stops import checked

# In the first, patterns of programming languages and the like are made; a build makes them once in each process.
ROUNDS = 4


def main() -> None:
    """Convert and print."""
    collect_rarely()
    settings = load(Path(sys.argv[1]))
    mkdocs = mkdocs_config.load(settings, site_dir=settings.site_dir)
    result = BuildResult()
    library = checked(read_content(settings, {}, BuildState()), result, drafts=False, day=date.today())
    plan = plan_site(settings, library, mkdocs, result)
    renderer = Renderer(plan, mkdocs, Events(mkdocs))
    views = plan.views[settings.source_locale]
    articles = [(article, views.article(article)) for _, article in sorted(plan.outlines[settings.source_locale].articles.items())]
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        for article, page in articles:
            renderer.body(article, page)
        print(time.perf_counter() - began, time.process_time() - worked)


if __name__ == "__main__":
    main()
