"""The YAML files beside `mkdocs.yml` that say how kbgen works for a company: each with its schema, and what is wrong with it.

Receives the settings; returns issues. A file that is missing is no mistake. `kbgen editor` gives the schemas to editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.mail.settings import MAIL_FILE, load_mail
from kbgen.mail.settings import SCHEMA as MAIL_SCHEMA
from kbgen.notices.settings import NOTIFY_FILE, load_notify
from kbgen.notices.settings import SCHEMA as NOTIFY_SCHEMA
from kbgen.proposals.settings import FORGE_FILE, load_forge
from kbgen.proposals.settings import SCHEMA as FORGE_SCHEMA
from kbgen.report.read.goals_file import GOALS_FILE, load_goals
from kbgen.report.read.goals_file import SCHEMA as GOALS_SCHEMA

PROJECT_FILES: Mapping[str, Mapping[str, Any]] = {
    MAIL_FILE: MAIL_SCHEMA,
    NOTIFY_FILE: NOTIFY_SCHEMA,
    GOALS_FILE: GOALS_SCHEMA,
    FORGE_FILE: FORGE_SCHEMA,
}


def project_file_issues(settings: Settings) -> Iterator[Issue]:
    """What is wrong with each of them. Users and passwords are no matter here: a pipeline has none."""
    yield from load_mail(settings.root, {})[1]
    yield from load_notify(settings)[1]
    yield from load_goals(settings)[1]
    yield from load_forge(settings.root, {})[1]
