"""A mistake in a template is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from kbgen.site.theme.template_errors import template_issue


def issue_of(environment: jinja2.Environment, root: Path, name: str) -> tuple[str, int, str]:
    try:
        environment.get_template(name).render()
    except jinja2.TemplateError as error:
        issue = template_issue(error, root)
        return issue.path, issue.line, issue.message
    raise AssertionError("no mistake")


def test_a_mistake_is_told_with_its_file_and_line_below_the_settings_or_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "theme" / "parts"
    folder.mkdir(parents=True)
    (folder / "written.html").write_text("<p>\n{% if %}\n", "utf-8")
    (folder / "run.html").write_text("<p>\n\n{{ nobody.knows }}\n", "utf-8")
    (folder / "outer.html").write_text("{% include 'run.html' %}", "utf-8")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), undefined=jinja2.StrictUndefined)
    root = tmp_path / "project"
    assert issue_of(environment, root, "written.html")[:2] == ("theme/parts/written.html", 2)
    assert issue_of(environment, root, "run.html") == ("theme/parts/run.html", 3, "'nobody' is undefined.")
    assert issue_of(environment, root, "outer.html")[:2] == ("theme/parts/run.html", 3)
    # Of another's folder the name alone.
    assert issue_of(environment, tmp_path / "elsewhere", "run.html")[:2] == ("run.html", 3)


@pytest.mark.parametrize(("error", "said"), [(jinja2.TemplateError("Wrong"), "Wrong."), (jinja2.TemplateError(), "TemplateError.")])
def test_a_mistake_without_a_place_is_one_of_the_theme(tmp_path: Path, error: jinja2.TemplateError, said: str) -> None:
    issue = template_issue(error, tmp_path)
    assert (issue.path, issue.line, issue.message) == ("theme", 0, said)
