# SPDX-License-Identifier: EUPL-1.2
"""The snapshot that a page for paper compares with, when its address names one."""

from starlette.requests import Request

from governance.assessments.snapshot import Snapshot
from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import Language, format_date, format_number, sentence
from governance.services.results import Result

PARAMETER = "compare"


def compared(request: Request) -> Snapshot | None:
    """The snapshot that the address names; NotFoundError when it is not one of this assessment."""
    asked = request.query_params.get(PARAMETER)
    if not asked:
        return None
    snapshot = application().assessments.snapshot(asked)
    if snapshot.assessment_id != request.path_params["assessment"]:
        raise NotFoundError("assessment.snapshot_unknown", id=asked)
    return snapshot


def snapshot_words(snapshot: Snapshot, language: Language) -> str:
    """What the page says of it: its name and its day."""
    day = format_date(snapshot.taken_at.astimezone(), language)
    return sentence("views.paper.compared", language, name=snapshot.name, date=day)


def earlier_score(snapshot: Snapshot | None, challenge_id: str, language: Language) -> str:
    """A challenge's score in it; a dash where it had none, or was not there."""
    known = {} if snapshot is None else {node.id: node.score for node in snapshot.profile.challenges}
    score = known.get(challenge_id)
    return "–" if score is None else format_number(score, language)


def place_words(result: Result, language: Language) -> str:
    """What kind of authority it is, and how many people live there."""
    territory = result.territory
    if not territory.population:
        return territory.kind_label(language)
    shown = format_number(territory.population, language)
    people = sentence("ui.home.population", language, count=territory.population, shown=shown)
    return f"{territory.kind_label(language)} · {people}"
