"""Issues as other programs read them: JSON, GitHub's annotations, SARIF 2.1.0, JUnit XML.

Receives issues; returns text. Paths are relative to the folder of `mkdocs.yml`; `prefix` is put before them where a program
wants them relative to the repository. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kbgen import __version__
from kbgen.issues import Issue, Level
from kbgen.rules.codes import RULES

GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(issues: Sequence[Issue], prefix: str, strict: bool) -> str:
    """One object: how many issues of each level there are, whether they fail the check, and the issues themselves."""
    document = {
        "version": 1,
        "failed": any(fails(issue, strict) for issue in issues),
        "counts": {str(level): sum(issue.level is level for issue in issues) for level in Level},
        "issues": [
            {
                "path": prefix + issue.path,
                "line": issue.line,
                "level": str(issue.level),
                "code": issue.code,
                "message": issue.message,
                "suggestion": issue.suggestion,
                "help": _help(issue.code),
            }
            for issue in issues
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_github(issues: Sequence[Issue], prefix: str, strict: bool) -> str:
    """Workflow commands, one a line, that GitHub shows beside the lines of a pull request."""
    return "\n".join(
        f"::{GITHUB_LEVELS[issue.level]} file={_property(prefix + issue.path)},line={max(1, issue.line)},"
        f"title={_property(issue.code)}::{_data(_told(issue))}"
        for issue in issues
    )


def as_sarif(issues: Sequence[Issue], prefix: str, strict: bool) -> str:
    """A SARIF log of one run, with the rules that issues name."""
    codes = sorted({issue.code for issue in issues})
    driver = {
        "name": "kbgen",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": _help(code) or code}} for code in codes],
    }
    results = [
        {
            "ruleId": issue.code,
            "ruleIndex": codes.index(issue.code),
            "level": SARIF_LEVELS[issue.level],
            "message": {"text": _told(issue)},
            "locations": [_location(prefix + issue.path, issue.line)],
        }
        for issue in issues
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def as_junit(issues: Sequence[Issue], prefix: str, strict: bool) -> str:
    """A test suite in which each issue that fails the check is a failed test, and each other one a test that passed with words."""
    failed = sum(fails(issue, strict) for issue in issues)
    suite = Element("testsuite", {"name": "kbgen check", "tests": str(len(issues) or 1), "failures": str(failed), "errors": "0"})
    for issue in issues:
        name = f"{issue.code} line {issue.line}" if issue.line else issue.code
        case = SubElement(suite, "testcase", {"classname": prefix + issue.path, "name": name, "file": prefix + issue.path})
        if fails(issue, strict):
            failure = SubElement(case, "failure", {"type": issue.code, "message": _told(issue)})
            failure.text = str(issue)
        else:
            SubElement(case, "system-out").text = str(issue)
    if not issues:
        SubElement(suite, "testcase", {"classname": "kbgen", "name": "Nothing is wrong"})
    indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suite, encoding="unicode")


FORMATS: Mapping[str, Callable[[Sequence[Issue], str, bool], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}


def fails(issue: Issue, strict: bool) -> bool:
    """Whether an issue makes the check fail."""
    return issue.level is Level.ERROR or (strict and issue.level is Level.WARNING)


def _told(issue: Issue) -> str:
    return f"{issue.message} {issue.suggestion}".strip()


def _help(code: str) -> str:
    return RULES[code].help if code in RULES else ""


def _location(path: str, line: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    return {"physicalLocation": place | ({"region": {"startLine": line}} if line else {})}


def _uri(path: str) -> str:
    return quote(path)


def _data(text: str) -> str:
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts escapes these and no others.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
