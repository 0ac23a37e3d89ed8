"""A mistake in a template, with the template's file and line.

Receives what Jinja raised; returns an issue. It has to be asked for in the process in which the error arose: on its way to
another one an exception loses its traceback, and with it the line.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from kbgen.issues import Issue

ENDINGS = (".html", ".svg", ".xml")


def template_issue(error: jinja2.TemplateError, root: Path) -> Issue:
    """The issue; its path is relative to `root`, the folder of `mkdocs.yml`, where the template is below it."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", 0)
    trace = error.__traceback__
    while trace is not None:
        # Jinja gives what runs in a template the template's own file and line.
        if trace.tb_frame.f_code.co_filename.endswith(ENDINGS):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    where = Path(str(file)) if file else root / "theme"
    name = where.relative_to(root).as_posix() if where.is_relative_to(root) else where.name
    advice = "Fix the template, or take it out: kbgen's own is used where the site has none."
    return Issue(name, int(line or 0), "template", f"{error.message or type(error).__name__}.", suggestion=advice)
