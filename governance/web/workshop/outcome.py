# SPDX-License-Identifier: EUPL-1.2
"""What became of what a phone sent: told to a script as JSON, to a person as a page."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from governance.errors import AccessError, ConflictError, EchelonsError, InputError, NotFoundError, StoreError
from governance.web.documents import preferred_language
from governance.web.workshop.door import RefusedError, Visit
from governance.web.workshop.pages import SECONDS_TO_WAIT, html, refusal
from governance.web.workshop.phone import show
from governance.web.workshop.wording import say

Handler = Callable[[Request], Awaitable[ASGIApp]]

STATUSES: dict[type[EchelonsError], int] = {
    InputError: 422,
    NotFoundError: 404,
    ConflictError: 409,
    AccessError: 403,
}


def wants_page(request: Request) -> bool:
    """Whether a person waits for the answer: a browser that posts a form does not ask for JSON."""
    return request.method == "POST" and "application/json" not in request.headers.get("accept", "")


def refused(request: Request, fault: RefusedError) -> Response:
    """Nobody came in."""
    if wants_page(request):
        return refusal(request, fault.status, fault.reason)
    return told_no(fault.status, say(fault.reason, preferred_language(request.headers)))


def taken(request: Request, visit: Visit, told: dict[str, Any]) -> Response:
    """What was sent is on disk."""
    return RedirectResponse(visit.page, 303) if wants_page(request) else JSONResponse(told)


async def not_taken(request: Request, visit: Visit, fault: RefusedError | EchelonsError) -> Response:
    """What was sent is wrong, or comes too late: the page says why, and stays as it was."""
    if isinstance(fault, StoreError):
        raise fault
    if isinstance(fault, RefusedError):
        status, words = fault.status, say(fault.reason, visit.language)
    else:
        status, words = STATUSES[type(fault)], fault.message(visit.language)
    if not wants_page(request):
        return told_no(status, words)
    return refusal(request, 404, "participant.unknown") if status == 404 else await show(visit, status, words)


def guarded(handler: Handler) -> Handler:
    """The same handler; while the database cannot serve, it says so, and phones and screens try again by themselves."""

    @wraps(handler)
    async def answer(request: Request) -> ASGIApp:
        try:
            return await handler(request)
        except StoreError as fault:
            language = preferred_language(request.headers)
            words = fault.message(language)
            if "text/html" not in request.headers.get("accept", ""):
                return told_no(503, words)
            page = html("notice", language, 503, title=say("participant.unavailable", language), words=words)
            page.headers["refresh"] = page.headers["retry-after"] = str(SECONDS_TO_WAIT)
            return page

    return answer


def told_no(status: int, words: str) -> Response:
    """The sentence for a script."""
    headers = {"retry-after": str(SECONDS_TO_WAIT)} if status in {429, 503} else {}
    return JSONResponse({"stored": False, "message": words}, status, headers)
