# SPDX-License-Identifier: EUPL-1.2
"""The state as it travels to phones and screens: that of ``governance.workshops.plain``, with its counts in words."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from governance.language import Language
from governance.web.workshop.wording import say
from governance.workshops.plain import plain_participant, plain_room
from governance.workshops.views import Mine, RoomView

HEADERS = {"cache-control": "no-cache, private", "vary": "Cookie, Accept-Language"}


def phone_state(room: RoomView, mine: Mine, language: Language) -> dict[str, Any]:
    """For one phone."""
    return plain_participant(room, mine, language, datetime.now(UTC)) | {
        "stage": room.version.transitions,
        "answered_words": say("participant.answered", language, count=room.answered),
    }


def screen_state_of(room: RoomView, connected: int, language: Language) -> dict[str, Any]:
    """For a screen: the same for all."""
    return plain_room(room, language, datetime.now(UTC)) | {
        "stage": room.version.transitions,
        "connected": connected,
        "answered_words": say("room.answered", language, count=room.answered),
        "connected_words": say("room.connected", language, count=connected),
    }


def encoded(state: Mapping[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def digest(state: Mapping[str, Any]) -> str:
    """Tells whether anything moved but the clock, which each device runs by itself."""
    still = {name: value for name, value in state.items() if name != "timer"}
    running = state["timer"] and state["timer"]["running"]
    return sha256(encoded({**still, "running": running}).encode()).hexdigest()[:20]


def answer(request: Request, state: Mapping[str, Any]) -> Response:
    """The state, or 304 when the one who asks has it."""
    headers = HEADERS | {"etag": f'"{digest(state)}"'}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["etag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(encoded(state), media_type="application/json", headers=headers)
