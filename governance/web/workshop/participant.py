# SPDX-License-Identifier: EUPL-1.2
"""The participants' page: the form for the code, the page itself, its state and its stream."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from governance.web.documents import preferred_language
from governance.web.workshop.door import RefusedError, Visit, arrive, enter, keep_cookie, new_cookie
from governance.web.workshop.following import follow
from governance.web.workshop.listener import PHONE_PACE
from governance.web.workshop.live import Seen, hub
from governance.web.workshop.outcome import refused
from governance.web.workshop.pages import html, language_choice, refusal
from governance.web.workshop.payload import answer, phone_state
from governance.web.workshop.phone import show
from governance.web.workshop.stream import EventStream
from governance.workshops.codes import read_code
from governance.workshops.views import Mine


async def join(request: Request) -> Response:
    """GET /join: the form; with ``?code=…``, on to the workshop's page."""
    if choice := language_choice(request):
        return choice
    typed = request.query_params.get("code")
    if typed is None:
        return html("join", preferred_language(request.headers), title="participant.join", reason="", typed="")
    code = read_code(typed)
    return RedirectResponse(f"/join/{code}", 303) if code else refusal(request, 404, "participant.unreadable", typed)


async def page(request: Request) -> Response:
    """GET /join/{code}: the participant's page."""
    if choice := language_choice(request):
        return choice
    try:
        visit = await enter(request)
        first = not visit.cookie
        if first:
            visit = visit.with_cookie(new_cookie())
        await arrive(visit)
    except RefusedError as fault:
        return refusal(request, fault.status, fault.reason, request.path_params["code"])
    shown = await show(visit)
    if first:
        keep_cookie(shown, request, visit.cookie)
    return shown


async def state(request: Request) -> Response:
    """GET /join/{code}/state: where the workshop stands, for one phone."""
    try:
        visit = await enter(request)
        if visit.cookie:
            await arrive(visit)
            hub().note_asking(visit.workshop.id, visit.participant)
    except RefusedError as fault:
        return refused(request, fault)
    seen = await hub().present(visit.workshop.id)
    return answer(request, told(visit, seen))


async def events(request: Request) -> ASGIApp:
    """GET /join/{code}/events: the same, each time something moves."""
    try:
        visit = await enter(request)
        if visit.cookie:
            await arrive(visit)
    except RefusedError as fault:
        return refused(request, fault)
    participant = visit.participant if visit.cookie else None
    return EventStream(follow(visit.workshop.id, PHONE_PACE, lambda seen: told(visit, seen), participant))


def told(visit: Visit, seen: Seen) -> dict[str, Any]:
    """The state for one phone."""
    mine = seen.mine.get(visit.participant) if visit.cookie else None
    return phone_state(seen.room, mine or Mine(), visit.language)
