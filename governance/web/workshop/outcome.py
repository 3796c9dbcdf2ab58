# SPDX-License-Identifier: EUPL-1.2
"""What became of what a phone sent: told to a script as JSON, to a person as a page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from governance.errors import AccessError, ConflictError, EchelonsError, InputError, NotFoundError, StoreError
from governance.web.documents import preferred_language
from governance.web.workshop.door import RefusedError, Visit
from governance.web.workshop.pages import SECONDS_TO_WAIT, refusal
from governance.web.workshop.phone import show
from governance.web.workshop.wording import say

STATUSES: dict[type[EchelonsError], int] = {
    InputError: 422,
    NotFoundError: 404,
    ConflictError: 409,
    AccessError: 403,
    StoreError: 503,
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
    if isinstance(fault, RefusedError):
        status, words = fault.status, say(fault.reason, visit.language)
    else:
        status, words = STATUSES.get(type(fault), 503), fault.message(visit.language)
    if not wants_page(request) or status >= 500:
        return told_no(status, words)
    return refusal(request, 404, "participant.unknown") if status == 404 else await show(visit, status, words)


def told_no(status: int, words: str) -> Response:
    """The sentence for a script."""
    headers = {"retry-after": str(SECONDS_TO_WAIT)} if status in {429, 503} else {}
    return JSONResponse({"stored": False, "message": words}, status, headers)
