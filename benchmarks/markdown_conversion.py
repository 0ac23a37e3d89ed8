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
from importlib import import_module
from pathlib import Path
from typing import Any

from kbgen.config import load

# The same things as checkouts of before 29 November 2026 have them: this runs with the code of other checkouts too.
FORMER = {
    "kbgen.processes.garbage": "kbgen.site.pace",
    "kbgen.site.incremental.content": "kbgen.site.reading",
    "kbgen.site.incremental.state:BuildState": "kbgen.site.cache:State",
    "kbgen.site.mkdocs.config": "kbgen.site.mkdocs",
    "kbgen.site.mkdocs.events": "kbgen.site.events",
    "kbgen.site.planning": "kbgen.site.build",
    "kbgen.site.result:BuildResult": "kbgen.site.result:Result",
    "kbgen.site.stops": "kbgen.site.build",
}


def of(module: str, name: str) -> Any:
    """What `module` calls `name`, under its former name where the code is older."""
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):
        former, _, other = FORMER.get(f"{module}:{name}", FORMER.get(module, module)).partition(":")
        return getattr(import_module(former), other or name)


# In the first, patterns of programming languages and the like are made; a build makes them once in each process.
ROUNDS = 4


def main() -> None:
    """Convert and print."""
    site, building = "kbgen.site", "kbgen.site.incremental"
    of("kbgen.processes.garbage", "collect_rarely")()
    settings = load(Path(sys.argv[1]))
    mkdocs = of(f"{site}.mkdocs.config", "load")(settings, site_dir=settings.site_dir)
    result = of(f"{site}.result", "BuildResult")()
    content = of(f"{building}.content", "read_content")(settings, {}, of(f"{building}.state", "BuildState")())
    library = of(f"{site}.stops", "checked")(content, result, drafts=False, day=date.today())
    plan = of(f"{site}.planning", "plan_site")(settings, library, mkdocs, result)
    renderer = of(f"{site}.render", "Renderer")(plan, mkdocs, of(f"{site}.mkdocs.events", "Events")(mkdocs))
    views = plan.views[settings.source_locale]
    articles = [(article, views.article(article)) for _, article in sorted(plan.outlines[settings.source_locale].articles.items())]
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        for article, page in articles:
            renderer.body(article, page)
        print(time.perf_counter() - began, time.process_time() - worked)


if __name__ == "__main__":
    main()
