"""What readers' votes say to a writer, in CI: `kbgen check --feedback report.json`.

Receives the settings and the JSON of a report; returns a warning for each article whose votes say that it fails, at its file,
with owner and reasons, and a hint where comments are open that `comments.yml` does not close. An edit does not silence it: it
stays until the votes after the edit recover.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kbgen.articles.article import Article
from kbgen.articles.library import read_library
from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.issues import Issue, Level
from kbgen.report.judge.helpfulness import FEWEST, THRESHOLD, Verdict, judged
from kbgen.report.read.comment_marks import COMMENTS_FILE, closed_comments
from kbgen.report.read.period import day_of
from kbgen.report.write.json import VERSION


def read_report(path: Path) -> dict[str, Any]:
    """The JSON of a report. Raises `OperatorError` for anything else."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError:
        raise OperatorError(f"There is no report {path}. Make one: kbgen report --format json --out {path.parent}") from None
    except ValueError:
        raise OperatorError(f"{path} is not JSON. Name the report.json that kbgen report wrote.") from None
    if not isinstance(document, dict) or not isinstance(document.get("gaps"), list):
        raise OperatorError(f"{path} is no report of kbgen. Name the report.json that kbgen report wrote.")
    if document.get("version") != VERSION:
        raise OperatorError(f"{path} is of version {document.get('version')}, this kbgen reads {VERSION}. Make the report again.")
    return document


def feedback_issues(settings: Settings, file: Path, threshold: float = THRESHOLD, fewest: int = FEWEST) -> list[Issue]:
    """A warning for each article that fails its readers."""
    document = read_report(file)
    library, _ = read_library(settings)
    known = {(article.id, tag): article for tag, shelf in library.articles.items() for article in shelf.values()}
    closed = closed_comments(settings.content_dir / COMMENTS_FILE)
    issues = []
    for entry in document.get("feedback") or ():
        article = known.get((str(entry["article"]), str(entry["locale"])))
        # An article that is gone, or that this locale shows in another language, has no file here to mend.
        if article is not None:
            issues += _issues(settings, article, entry, threshold, fewest)
            waiting = len(set(map(str, entry.get("comments") or ())) - closed)
            if waiting:
                where = issue_path(settings, f"{article.locale}/{article.path}")
                message = f"Comments of readers that nobody is done with: {waiting}."
                advice = "Go through them at the desk (kbgen desk), then write what became of them: kbgen comments."
                issues.append(Issue(where, 0, "feedback-comments", message, Level.HINT, advice))
    return sorted(issues)


def _issues(settings: Settings, article: Article, entry: Mapping[str, Any], threshold: float, fewest: int) -> list[Issue]:
    edited = day_of(article.updated) if article.updated else None
    votes = {day_of(date.fromisoformat(day)): (int(both[0]), int(both[1])) for day, both in entry["votes"].items()}
    found = judged(votes, edited, fewest)
    basis, now = found.basis, found.now
    if basis.verdict(threshold, fewest) is not Verdict.FAILING:
        # Whoever was failing has to be seen to have recovered, not only to have become hard to tell.
        was = found.then.verdict(threshold, fewest) is Verdict.FAILING
        if not (was and now.share < threshold):
            return []
    reasons: Counter[str] = Counter()
    for day, times in (entry.get("reasons") or {}).items():
        if not found.settled or edited is None or day_of(date.fromisoformat(day)) >= edited:
            reasons.update({str(reason): int(count) for reason, count in times.items()})
    said = ", ".join(f"{reason} ({count})" for reason, count in reasons.most_common(3))
    owner = f" Owner: {article.owner}." if article.owner else ""
    since = ""
    if not found.settled and found.then.votes:
        since = f" Since the edit of {article.updated}: {now.yes} of {now.votes}; {fewest} are needed to judge it again."
    message = (
        f"Readers do not find it helpful: {basis.yes} of {basis.votes} said yes, at most {basis.bounds[1]:.0%} of all would "
        f"(aim: {threshold:.0%}).{since}{owner}"
    )
    advice = f"Reasons: {said}." if said else "Read the comments in the report, fix the article, and set updated."
    where = issue_path(settings, f"{article.locale}/{article.path}")
    return [Issue(where, 0, "feedback", message, Level.WARNING, advice)]
