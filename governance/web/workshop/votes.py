# SPDX-License-Identifier: EUPL-1.2
"""What participants send: their college, their vote, their points, their reasons. Acknowledged once it is on disk."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from governance.bootstrap import application
from governance.errors import EchelonsError
from governance.web.workshop.door import RefusedError, Visit, arrive, enter
from governance.web.workshop.fields import read_fields, whole
from governance.web.workshop.live import hub, limits
from governance.web.workshop.outcome import not_taken, refused, taken
from governance.workshops.records import PRIORITIES

POINTS = "points:"
"""How the names of the fields for points begin; the action's id follows."""

Fields = Mapping[str, str]
Keep = Callable[[Visit, Fields], dict[str, Any]]


async def college(request: Request) -> Response:
    """POST /join/{code}: the college that the participant speaks for."""
    return await receive(request, keep_college)


async def vote(request: Request) -> Response:
    """POST /join/{code}/vote: an answer to the question in front, or points for the priorities."""
    return await receive(request, keep_vote)


async def argue(request: Request) -> Response:
    """POST /join/{code}/argue: why this level."""
    return await receive(request, keep_argument)


async def receive(request: Request, keep: Keep) -> Response:
    """Take what a phone sends: it must be in, keep its cookie, and not send too fast."""
    try:
        visit = await enter(request)
    except RefusedError as fault:
        return refused(request, fault)
    try:
        await admit(visit)
        told = await run_in_threadpool(keep, visit, await read_fields(request))
    except (RefusedError, EchelonsError) as fault:
        return await not_taken(request, visit, fault)
    hub().nudge()
    return taken(request, visit, {"stored": True, **told})


async def admit(visit: Visit) -> None:
    """RefusedError for a phone that keeps no cookie, and could vote as often as it likes; or for one that hurries."""
    if not visit.cookie:
        raise RefusedError(403, "participant.no_cookie")
    await arrive(visit)
    if not limits().may_vote(visit.participant):
        raise RefusedError(429, "participant.slow")


def keep_college(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a college."""
    if not fields.get("college"):
        raise RefusedError(422, "participant.wrong")
    application().ballots.join(visit.workshop.id, visit.participant, fields["college"])
    return {}


def keep_vote(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a vote."""
    ballots = application().ballots
    question, number, key = fields.get("question", ""), whole(fields, "round"), fields.get("key", "")
    if question == PRIORITIES and "answer" not in fields:
        points = {name.removeprefix(POINTS): whole(fields, name) for name in fields if name.startswith(POINTS)}
        version = ballots.spread(visit.workshop.id, visit.participant, number, points, key=key)
    else:
        answer = fields.get("answer", "")
        version = ballots.vote(visit.workshop.id, visit.participant, question, number, answer, key=key)
    return {"version": version.number}


def keep_argument(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a reason, for the facilitator to show or not."""
    level = whole(fields, "level") if fields.get("level", "").strip() else None
    application().ballots.argue(
        visit.workshop.id,
        visit.participant,
        fields.get("question", ""),
        fields.get("text", ""),
        level=level,
        key=fields.get("key", ""),
    )
    return {}
