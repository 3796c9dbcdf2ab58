# SPDX-License-Identifier: EUPL-1.2
"""Who comes in by a join code, and as whom: the workshop, the participant's cookie, the limits on guessing."""

import secrets
from dataclasses import dataclass, replace
from http.cookies import CookieError, SimpleCookie

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import Language
from governance.web.documents import preferred_language
from governance.web.workshop.limits import network
from governance.web.workshop.live import hub, limits
from governance.workshops.codes import is_signed, participant_of, read_code
from governance.workshops.records import Workshop

COOKIE = "echelons_participant"
COOKIE_BYTES = 18
COOKIE_SECONDS = 24 * 3600
SIGNATURE = "s"
"""The name of the QR's signature in its address."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A participant in front of their workshop."""

    workshop: Workshop
    cookie: str
    """Empty for a phone that comes for the first time."""
    address: str
    """The network they come from."""
    language: Language
    trusted: bool
    """Whether they scanned the QR code."""

    @property
    def participant(self) -> str:
        """What the store knows of the cookie: a digest, different in each workshop."""
        return participant_of(self.workshop.id, self.cookie)

    def with_cookie(self, cookie: str) -> "Visit":
        """The same, with the secret that the phone is given."""
        return replace(self, cookie=cookie)

    @property
    def page(self) -> str:
        """The address of the participant's page."""
        return f"/join/{self.workshop.code}"


class RefusedError(Exception):
    """Nobody comes in: a status, and the sentence that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


async def enter(request: Request) -> Visit:
    """The visit that a request makes. RefusedError for a code that opens nothing, or when too many were tried."""
    code = read_code(request.path_params["code"])
    if code is None:
        raise RefusedError(404, "participant.unreadable")
    address = network(request.client.host if request.client else None)
    workshop, cookie = await find(code), read_cookie(request)
    guessing = not limits().may_try_codes(address)
    if workshop is None:
        limits().wrong_code(address)
        raise RefusedError(429, "participant.crowded") if guessing else RefusedError(404, "participant.unknown")
    trusted = is_signed(workshop.secret, code, request.query_params.get(SIGNATURE, ""))
    visit = Visit(workshop, cookie, address, preferred_language(request.headers), trusted)
    # Whether a code is right is not told to who tries too many, unless they are in already.
    if guessing and not trusted and not (cookie and await is_in(visit)):
        raise RefusedError(429, "participant.crowded")
    return visit


async def find(code: str) -> Workshop | None:
    """The open workshop of a code."""
    try:
        return await run_in_threadpool(application().ballots.find, code)
    except NotFoundError:
        return None


async def is_in(visit: Visit) -> bool:
    """Whether the participant has joined already."""
    if visit.participant in limits().joined:
        return True
    _version, seen = await hub().seen(visit.workshop.id)
    return visit.participant in seen.mine


async def arrive(visit: Visit) -> None:
    """Count the participant among those who joined, once. RefusedError when too many arrive together."""
    if visit.participant in limits().joined:
        return
    if not await is_in(visit):
        if not limits().may_arrive(visit.address):
            raise RefusedError(429, "participant.busy")
        await run_in_threadpool(application().ballots.join, visit.workshop.id, visit.participant)
        hub().nudge()
    limits().remember(visit.participant)


def read_cookie(request: Request) -> str:
    """The secret that a phone keeps; empty when it keeps none."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value[:100] if found else ""


def new_cookie() -> str:
    """A secret for a phone to keep."""
    return secrets.token_urlsafe(COOKIE_BYTES)


def keep_cookie(response: Response, request: Request, cookie: str) -> None:
    """Have the phone keep its secret. Lax, not Strict: a camera that opens the QR's address is another application."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=COOKIE_SECONDS,
        path="/join",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
