# SPDX-License-Identifier: EUPL-1.2
"""The room's screen: opened with a secret link, followed by all, without anything that one person said."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import Language
from governance.settings import get_settings
from governance.web.documents import preferred_language
from governance.web.public_address import public_url
from governance.web.workshop.following import follow
from governance.web.workshop.listener import SCREEN_PACE
from governance.web.workshop.live import Seen, hub
from governance.web.workshop.pages import html, language_choice
from governance.web.workshop.payload import answer, screen_state_of
from governance.web.workshop.projected import content
from governance.web.workshop.stream import EventStream
from governance.web.workshop.wording import say
from governance.workshops.records import Workshop

SECONDS_BETWEEN_LOOKS = 2.0
"""How often the number of connected phones is looked at."""


async def screen(request: Request) -> Response:
    """GET /screen/{token}: the page to project."""
    if choice := language_choice(request):
        return choice
    language = preferred_language(request.headers)
    workshop = await opened(request)
    if workshop is None:
        return html(
            "notice", language, 404, title=say("room.unknown_title", language), words=say("room.unknown", language)
        )
    seen = await hub().present(workshop.id)
    connected = hub().connected(workshop.id, seen.room.connected)
    base = public_url(get_settings(), str(request.base_url))
    return html("screen", language, **content(workshop, seen.room, connected, base, language))


async def screen_state(request: Request) -> Response:
    """GET /screen/{token}/state: where the workshop stands."""
    language = preferred_language(request.headers)
    workshop = await opened(request)
    if workshop is None:
        return gone(language)
    seen = await hub().present(workshop.id)
    return answer(request, told(seen, language))


async def screen_events(request: Request) -> ASGIApp:
    """GET /screen/{token}/events: the same, each time something moves."""
    language = preferred_language(request.headers)
    workshop = await opened(request)
    if workshop is None:
        return gone(language)
    return EventStream(follow(workshop.id, SCREEN_PACE, lambda seen: told(seen, language), tick=SECONDS_BETWEEN_LOOKS))


async def opened(request: Request) -> Workshop | None:
    """The workshop of the link."""
    try:
        return await run_in_threadpool(application().rooms.by_screen_token, request.path_params["token"])
    except NotFoundError:
        return None


def gone(language: Language) -> Response:
    """The link opens nothing."""
    return JSONResponse({"message": say("room.unknown", language)}, 404)


def told(seen: Seen, language: Language) -> dict[str, Any]:
    """The state for a screen."""
    return screen_state_of(seen.room, hub().connected(seen.room.workshop_id, seen.room.connected), language)
