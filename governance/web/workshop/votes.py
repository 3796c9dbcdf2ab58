# SPDX-License-Identifier: EUPL-1.2
"""What participants send: their college, their vote, their points, their reasons. Acknowledged once it is on disk."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from governance.bootstrap import application
from governance.errors import EchelonsError
from governance.services.workshop_ballots import Cast
from governance.web.workshop.door import RefusedError, Visit, arrive, enter
from governance.web.workshop.fields import read_fields, whole
from governance.web.workshop.live import box, hub, limits
from governance.web.workshop.outcome import not_taken, refused, taken
from governance.workshops.points import write_points
from governance.workshops.records import PRIORITIES

POINTS = "points:"
"""How the names of the fields for points begin; the action's id follows."""

Fields = Mapping[str, str]
Keep = Callable[[Visit, Fields], Awaitable[dict[str, Any]]]


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
        told = await keep(visit, await read_fields(request))
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


async def keep_college(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a college."""
    if not fields.get("college"):
        raise RefusedError(422, "participant.wrong")
    await run_in_threadpool(application().ballots.join, visit.workshop.id, visit.participant, fields["college"])
    return {}


async def keep_vote(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a vote, together with those that come at the same time."""
    question, number = fields.get("question", ""), whole(fields, "round")
    answer = fields.get("answer", "")
    if question == PRIORITIES and "answer" not in fields:
        names = [name for name in fields if name.startswith(POINTS)]
        answer = write_points({name.removeprefix(POINTS): whole(fields, name) for name in names})
    cast = Cast(visit.participant, question, number, answer, fields.get("key", ""))
    version = await box().put(visit.workshop.id, cast)
    return {"version": version.number}


async def keep_argument(visit: Visit, fields: Fields) -> dict[str, Any]:
    """Store a reason, for the facilitator to show or not."""
    level = whole(fields, "level") if fields.get("level", "").strip() else None
    question, text, key = (fields.get(name, "") for name in ("question", "text", "key"))
    argue = partial(application().ballots.argue, level=level, key=key)
    await run_in_threadpool(argue, visit.workshop.id, visit.participant, question, text)
    return {}
