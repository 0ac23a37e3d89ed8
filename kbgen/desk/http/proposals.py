"""From the desk into git: a draft for a gap, what was decided about questions, a goal, as a pull request or a patch for review.

Receives forms of admins; answers with the address of the pull request where `forge.yml` names a forge, with a patch file where it
does not. Nothing is written here: people review it as any other change.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from starlette.requests import Request
from starlette.responses import Response

from kbgen.config import Settings
from kbgen.desk.http.desk import Desk, need, show
from kbgen.desk.identity.people import Role
from kbgen.desk.read.knowledge import Span
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.trends import day_number
from kbgen.errors import AuthorError, ClientError, OperatorError
from kbgen.proposals.actions import draft_gap, edit_file, keep_words, put_apart, put_off, put_together
from kbgen.proposals.offer import offer
from kbgen.proposals.proposal import Proposal
from kbgen.reasons import N_
from kbgen.report.learning import Learnt, learn_from
from kbgen.report.read.goals_file import GOALS_FILE, Measure, load_goals
from kbgen.report.read.period import as_date
from kbgen.report.write.json import document

# As `kbgen learn` has it: phrases need several readers.
LEARN_DAYS = 90


class Proposals:
    """The handler of `POST /proposals`; the address carries the days and filters of the page that it came from."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.knowledge

    def propose(self, request: Request) -> Response:
        """Make a proposal of one decision."""
        need(request, Role.ADMIN)
        form: Mapping[str, str] = request.state.form
        frame = self._desk.frame(request)
        settings = frame.shelf.site.settings
        if settings is None:
            raise ClientError(N_("The writers' folder is not at hand: start the desk where mkdocs.yml is."), status=409)

        def make(folder: str) -> Proposal:
            return self._proposal(request, form, settings, folder)

        try:
            offered = offer(settings.root, os.environ, make, self._known.now_ms())
        except (OperatorError, AuthorError) as error:
            raise ClientError(str(error), status=409) from None
        if offered.url:
            return show("proposed.html", frame, address=offered.url)
        headers = {"Content-Disposition": f'attachment; filename="{offered.name}"'}
        return Response(offered.patch, media_type="text/x-patch", headers=headers)

    def _proposal(self, request: Request, form: Mapping[str, str], settings: Settings, folder: str) -> Proposal:
        what = form.get("what", "")
        if what == "draft":
            report = self._known.figures(Asked.of("/gaps", request.query_params).span).report
            number = next((n for n, gap in enumerate(report.gaps, 1) if gap.key == form.get("key")), 0)
            if not number:
                raise ClientError(N_("This gap is not there any more."), status=404)
            today = as_date(self._known.zone().day(self._known.now_ms()))
            return draft_gap(settings, document(report), number, today, folder=folder)
        if what == "learn":
            return keep_words(settings, self._learnt(), folder)
        if what == "goal":
            return _goal(form, settings, folder)
        question = (form.get("locale", ""), form.get("question", ""))
        made = [one for one in self._known.decisions().gaps if (one.locale, one.question) == question and one.what == what]
        if not made:
            raise ClientError(N_("Nothing like this was decided."), status=404)
        if what == "wont-do":
            return put_off(settings, question, made[0].said, folder)
        if what == "same":
            return put_together(settings, question, [(one.other_locale, one.other) for one in made], folder)
        if what == "apart":
            return put_apart(settings, question, folder)
        raise ClientError(N_("There is nothing to propose of this."), status=400)

    def _learnt(self) -> Learnt:
        """The words of readers whom an article helped, of the days that `kbgen learn` looks at."""
        figures = self._known.figures(Span(LEARN_DAYS))
        site = self._known.shelf().site
        with self._known.store.snapshot() as snapshot:
            return learn_from(snapshot, site, figures.report.period, tally=figures.tally)


def _goal(form: Mapping[str, str], settings: Settings, folder: str) -> Proposal:
    """One more goal at the end of `goals.yml`; what stands there stays as it is."""
    measures = {str(measure) for measure in Measure}
    aim, by = form.get("aim", ""), form.get("by", "")
    if form.get("measure") not in measures or not aim.isascii() or not aim.isdecimal() or not 0 < int(aim) < 100:
        raise ClientError(N_("A goal names what is measured, and a share from 1 to 99."), status=400)
    if day_number(by) is None:
        raise ClientError(N_("A goal has a day by which it is to be reached."), status=400)
    entry: dict[str, str] = {"goal": form["measure"], "aim": f"{int(aim)}%"}
    if form.get("section") and form["measure"] == Measure.HELPFULNESS:
        entry["section"] = form["section"]
    line = yaml.safe_dump([entry], allow_unicode=True, default_flow_style=None, sort_keys=False, width=1000)
    line = line.rstrip().removesuffix("}") + f", by: {by}}}\n"
    file = settings.root / GOALS_FILE
    before = file.read_text("utf-8") if file.is_file() else ""
    text = before + ("" if not before or before.endswith("\n") else "\n") + line
    if not _holds(settings, text):
        raise ClientError(N_("This goal is there already, or goals.yml has to be fixed first: kbgen check says how."), status=409)
    title = f"A goal: {entry['goal']} {entry['aim']} by {by}"
    return edit_file(settings, GOALS_FILE, text, title, "Set at the desk.", folder)


def _holds(settings: Settings, text: str) -> bool:
    """Whether `goals.yml` may say this: what `kbgen check` would refuse is not proposed."""
    with tempfile.TemporaryDirectory(prefix="kbgen-goals-") as folder:
        Path(folder, GOALS_FILE).write_text(text, "utf-8")
        goals, issues = load_goals(replace(settings, config_file=Path(folder, settings.config_file.name)))
    return bool(goals) and not issues
